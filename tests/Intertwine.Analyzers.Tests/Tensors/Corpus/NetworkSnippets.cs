namespace Intertwine.Analyzers.Tests.Tensors;

/// <summary>Layers of published networks as their authors' ports would write them.</summary>
internal static class NetworkSnippets
{
    public static IReadOnlyList<Snippet> All { get; } =
    [
        new("GvpLayer", "s: 6 8; v: 6 4 3", """
            private readonly Linear _hidden = Linear(4, 6, hasBias: false), _out = Linear(6, 4, hasBias: false), _scalars = Linear(8 + 6, 8), _gate = Linear(8, 4);

            [Equivariant("O(3)")]
            [return: Invariant(Item = 0), Rep("1o", Item = 1)]
            public (Tensor S, Tensor V) Perceive([Invariant(Rank = 2)] Tensor s, [Rep("1o", Rank = 3)] Tensor v)
            {
                Tensor hidden = _hidden.forward(v.transpose(-1, -2));
                Tensor norms = torch.sqrt(torch.clamp(hidden.square().sum(-2), min: 1e-8));
                Tensor scalars = _scalars.forward(torch.cat([s, norms], -1));
                Tensor vectors = _out.forward(hidden).transpose(-1, -2);
                return (functional.relu(scalars), vectors * torch.sigmoid(_gate.forward(scalars)).unsqueeze(-1));
            }
            """),
        new("GvpLayerWithNormsOverChannels", "s: 6 8; v: 6 4 3", """
            private readonly Linear _hidden = Linear(4, 6, hasBias: false), _scalars = Linear(8 + 3, 8);

            [Equivariant("O(3)")]
            [return: Invariant]
            public Tensor Perceive([Invariant(Rank = 2)] Tensor s, [Rep("1o", Rank = 3)] Tensor v)
            {
                Tensor hidden = _hidden.forward(v.transpose(-1, -2));
                Tensor norms = {|EQV1105:hidden.norm(-1)|};
                return functional.relu(_scalars.forward(torch.cat([s, norms], -1)));
            }
            """),
        new("TensorNetDecomposition", "x: 5 4 9", """
            [Equivariant("O(3)")]
            [return: Invariant]
            static Tensor Norms([Rep("1o*1o", Rank = 3)] Tensor x)
            {
                return x.square().sum(-1).log1p();
            }
            """),
        new("DimeNetAngles", "x: 7 3; i: int<7> 12; j: int<7> 12; k: int<7> 12", """
            [Equivariant("E(3)")]
            [return: Invariant]
            static Tensor Angles([Rep("point", Rank = 2)] Tensor x, [Invariant] Tensor i, [Invariant] Tensor j, [Invariant] Tensor k)
            {
                Tensor toFirst = x[j] - x[i], toSecond = x[k] - x[i];
                Tensor dot = (toFirst * toSecond).sum(-1);
                Tensor cross = torch.linalg.cross(toFirst, toSecond).norm(-1);
                return torch.atan2(cross, dot);
            }
            """),
        new("SphereNetTorsions", "x: 7 3; i: int<7> 12; j: int<7> 12; k: int<7> 12; l: int<7> 12", """
            [Equivariant("E(3)")]
            [return: Invariant]
            static Tensor Torsions([Rep("point", Rank = 2)] Tensor x, [Invariant] Tensor i, [Invariant] Tensor j, [Invariant] Tensor k, [Invariant] Tensor l)
            {
                Tensor axis = x.index_select(0, j) - x.index_select(0, i);
                Tensor first = torch.linalg.cross(axis, x.index_select(0, k) - x.index_select(0, i));
                Tensor second = torch.linalg.cross(axis, x.index_select(0, l) - x.index_select(0, i));
                Tensor cosine = (first * second).sum(-1) / (first.norm(-1) * second.norm(-1) + 1e-6);
                Tensor sine = (torch.linalg.cross(first, second) * axis).sum(-1);
                return {|EQV1113:torch.atan2(sine, cosine)|};
            }
            """),
        new("EquivariantDiffusionStep", "z: 6 3; noise: 6 3; t: 6 1", """
            private readonly Module<Tensor, Tensor> _edge = Sequential(Linear(2, 8), SiLU(), Linear(8, 1));

            [Equivariant("O(3)")]
            [return: Rep("1o")]
            public Tensor Denoise([Rep("1o", Rank = 2)] Tensor z, [Rep("1o", Rank = 2)] Tensor noise, [Rep("0e", Rank = 2)] Tensor t)
            {
                Tensor alpha = torch.sigmoid(-t).sqrt(), sigma = torch.sigmoid(t).sqrt();
                Tensor x = alpha * z + sigma * (noise - noise.mean([0], keepdim: true));
                Tensor difference = x.unsqueeze(1) - x.unsqueeze(0);
                Tensor squared = difference.square().sum(-1, keepdim: true);
                Tensor time = t.unsqueeze(1).expand(-1, x.shape[0], -1);
                Tensor step = (difference / (squared + 1e-8).sqrt() * _edge.forward(torch.cat([squared, time], -1)).tanh()).sum(1);
                Tensor moved = x + step;
                return moved - moved.mean([0], keepdim: true);
            }
            """),
        new("TorchMdNetAttention", "q: 5 4 8; k: 5 4 8; s: 5 4 8; v: 5 8 3; r: 5 5 8", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Attend([Invariant(Rank = 3)] Tensor q, [Invariant(Rank = 3)] Tensor k, [Invariant(Rank = 3)] Tensor s, [Rep("1o", Rank = 3)] Tensor v, [Invariant(Rank = 3)] Tensor r)
            {
                Tensor logits = torch.einsum("ihc,jhc,ijc->ijh", q, k, r);
                Tensor weights = functional.silu(logits);
                Tensor values = torch.einsum("ijh,jhc->ic", weights, s);
                Tensor mixed = torch.einsum("ijc,jcx->icx", r, v);
                return mixed * values.unsqueeze(-1);
            }
            """),
        new("TorchMdNetAttentionOverComponents", "q: 5 4 8; k: 5 4 8; v: 5 8 3; r: 5 5 8", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Attend([Invariant(Rank = 3)] Tensor q, [Invariant(Rank = 3)] Tensor k, [Rep("1o", Rank = 3)] Tensor v, [Invariant(Rank = 3)] Tensor r)
            {
                Tensor mixed = torch.einsum("ijc,jcx->icx", r, v);
                return {|EQV1101:functional.silu(mixed)|} * torch.einsum("ihc,jhc->ic", q, k).unsqueeze(-1);
            }
            """),
        new("CfconvWithCutoff", "x: 6 3; h: 6 8", """
            private readonly Linear _in = Linear(8, 8, hasBias: false), _filter = Linear(16, 8), _out = Linear(8, 8);

            [Equivariant("E(3)")]
            [return: Invariant]
            public Tensor Convolve([Rep("point", Rank = 2)] Tensor x, [Invariant(Rank = 2)] Tensor h)
            {
                Tensor distances = torch.cdist(x, x);
                Tensor centers = torch.linspace(0, 5, 16, dtype: x.dtype);
                Tensor basis = torch.exp(-10 * (distances.unsqueeze(-1) - centers).pow(2));
                Tensor cutoff = 0.5 * ((distances * (Math.PI / 5)).cos() + 1) * (distances < 5).to_type(x.dtype);
                Tensor filters = functional.softplus(_filter.forward(basis)) * cutoff.unsqueeze(-1);
                return h + _out.forward((filters * _in.forward(h).unsqueeze(0)).sum(1));
            }
            """),
        new("CfconvOfDifferences", "x: 6 3; h: 6 8", """
            private readonly Linear _filter = Linear(3, 8);

            [Equivariant("E(3)")]
            [return: Invariant]
            public Tensor Convolve([Rep("point", Rank = 2)] Tensor x, [Invariant(Rank = 2)] Tensor h)
            {
                Tensor r = x.unsqueeze(1) - x.unsqueeze(0);
                return ({|EQV1107:_filter.forward(r)|} * h.unsqueeze(0)).sum(1);
            }
            """),
        new("VelocityVerlet", "x: 6 3; v: 6 3; m: abs 6 1", """
            [Equivariant("E(3)")]
            [return: Rep("point", Item = 0), Rep("1o", Item = 1)]
            static (Tensor X, Tensor V) Step([Rep("point", Rank = 2)] Tensor x, [Rep("1o", Rank = 2)] Tensor v, [Rep("0e", Rank = 2)] Tensor m)
            {
                Tensor Force(Tensor at)
                {
                    Tensor r = at.unsqueeze(1) - at.unsqueeze(0);
                    return (-r * torch.exp(-r.square().sum(-1, keepdim: true))).sum(1);
                }

                const double dt = 0.01;
                Tensor half = v + 0.5 * dt * Force(x) / (m + 0.1);
                Tensor next = x + dt * half;
                return (next, half + 0.5 * dt * Force(next) / (m + 0.1));
            }
            """),
        new("TwoParticleInteractionInPolarCoordinates", "x: 6 2", """
            [Equivariant("E(2)")]
            [return: Invariant]
            static Tensor Angles([Rep("point", Rank = 2)] Tensor x)
            {
                Tensor r = x.unsqueeze(1) - x.unsqueeze(0);
                return torch.atan2({|EQV1104:r.select(-1, 1)|}, r.select(-1, 0));
            }
            """),
        new("FrameAveragedCoordinates", "x: 8 3", """
            [Equivariant("E(3)")]
            [return: Invariant]
            static Tensor Spectrum([Rep("point", Rank = 2)] Tensor x)
            {
                Tensor centered = x - x.mean([0], keepdim: true);
                Tensor covariance = centered.t().matmul(centered) / x.shape[0];
                return torch.linalg.eigvalsh(covariance);
            }
            """),
        new("MomentInvariants", "x: 8 3; w: abs 8 1", """
            [Equivariant("E(3)")]
            [return: Invariant]
            static Tensor Moments([Rep("point", Rank = 2)] Tensor x, [Rep("0e", Rank = 2)] Tensor w)
            {
                Tensor weights = w / w.sum();
                Tensor center = (weights * x).sum(0, keepdim: true);
                Tensor moment = torch.einsum("ni,nj->ij", weights * (x - center), x - center);
                return torch.stack([moment.trace(), moment.matmul(moment).trace(), torch.linalg.det(moment)]);
            }
            """),
        new("UnnormalisedWeightedCenter", "x: 8 3; w: abs 8 1", """
            [Equivariant("E(3)")]
            [return: Rep("1o")]
            static Tensor Offsets([Rep("point", Rank = 2)] Tensor x, [Rep("0e", Rank = 2)] Tensor w)
            {
                Tensor center = {|EQV1115:(w * x).sum(0, keepdim: true)|};
                return x - center;
            }
            """),
        new("PaiNNMixing", "s: 5 8; v: 5 8 3", """
            private readonly Linear _u = Linear(8, 8, hasBias: false), _w = Linear(8, 8, hasBias: false);
            private readonly Module<Tensor, Tensor> _mlp = Sequential(Linear(16, 8), SiLU(), Linear(8, 24));

            [Equivariant("O(3)")]
            [return: Invariant(Item = 0), Rep("1o", Item = 1)]
            public (Tensor S, Tensor V) Mix([Invariant(Rank = 2)] Tensor s, [Rep("1o", Rank = 3)] Tensor v)
            {
                Tensor u = _u.forward(v.mT).mT, w = _w.forward(v.mT).mT;
                Tensor[] gates = _mlp.forward(torch.cat([s, torch.linalg.norm(w, dims: [-1])], -1)).chunk(3, -1);
                Tensor product = (u * w).sum(-1);
                return (s + gates[0] + gates[1] * product, v + gates[2].unsqueeze(-1) * u);
            }
            """),
        new("PaiNNMixingWithBias", "s: 5 8; v: 5 8 3", """
            private readonly Linear _u = Linear(8, 8);

            [Equivariant("O(3)")]
            [return: Rep("1o")]
            public Tensor Mix([Invariant(Rank = 2)] Tensor s, [Rep("1o", Rank = 3)] Tensor v)
            {
                Tensor u = {|EQV1102:_u.forward(v.mT)|}.mT;
                return v + s.sigmoid().unsqueeze(-1) * u;
            }
            """),
    ];
}
