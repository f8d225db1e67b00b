namespace Intertwine.Analyzers.Tests.Tensors;

/// <summary>Forces, jets, moments and fields: formulas of physics in tensors.</summary>
internal static class PhysicsSnippets
{
    public static IReadOnlyList<Snippet> All { get; } =
    [
        new("ForcesByAutograd", "x: 6 3; h: 6 4", """
            private readonly Module<Tensor, Tensor> _pair = Sequential(Linear(1, 8), SiLU(), Linear(8, 1));

            [Equivariant("E(3)")]
            [return: Invariant(Item = 0), Rep("1o", Item = 1)]
            public (Tensor Energy, Tensor Forces) Predict([Rep("point", Rank = 2)] Tensor x, [Invariant(Rank = 2)] Tensor h)
            {
                Tensor position = x.detach().clone().requires_grad_(true);
                Tensor r = position.unsqueeze(0) - position.unsqueeze(1);
                Tensor squared = r.pow(2).sum(-1, keepdim: true);
                Tensor energy = (_pair.forward((-squared).exp()).squeeze(-1) * torch.mm(h, h.t())).sum();
                Tensor gradient = torch.autograd.grad([energy], [position], create_graph: true)[0];
                return (energy, -gradient);
            }
            """),
        new("ForcesMovedLikePoints", "x: 6 3", """
            [Equivariant("E(3)")]
            [return: Rep("point")]
            static Tensor Forces([Rep("point", Rank = 2)] Tensor x)
            {
                x = x.detach().requires_grad_(true);
                Tensor energy = (x.unsqueeze(0) - x.unsqueeze(1)).square().sum(-1).neg().exp().sum();
                IList<Tensor> gradients = torch.autograd.grad([energy], [x]);
                return {|EQV1113:gradients[0]|};
            }
            """),
        new("GradientOfAPseudoScalar", "a: 5 3; b: 5 3; c: 5 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Gradient([Rep("1o", Rank = 2)] Tensor a, [Rep("1o", Rank = 2)] Tensor b, [Rep("1o", Rank = 2)] Tensor c)
            {
                Tensor leaf = a.detach().requires_grad_(true);
                Tensor volume = (leaf * torch.linalg.cross(b, c)).sum();
                Tensor gradient = torch.autograd.grad([volume], [leaf])[0];
                return {|EQV1113:gradient|};
            }
            """),
        new("GradientOfTheMass", "p: 6 4", """
            private static readonly Tensor Metric = torch.tensor(new[] { 1.0, -1.0, -1.0, -1.0 });

            [Equivariant("SO(1,3)")]
            [return: Rep("V")]
            static Tensor Gradient([Rep("V", Rank = 2)] Tensor p)
            {
                Tensor leaf = p.detach().requires_grad_(true);
                Tensor mass = (leaf * leaf * Metric).sum(-1).tanh().sum();
                return torch.autograd.grad([mass], [leaf])[0] * Metric;
            }
            """),
        new("GradientOfTheMassWithoutMetric", "p: 6 4 *0.3", """
            private static readonly Tensor Metric = torch.tensor(new[] { 1.0, -1.0, -1.0, -1.0 });

            [Equivariant("SO(1,3)")]
            [return: Rep("V")]
            static Tensor Gradient([Rep("V", Rank = 2)] Tensor p)
            {
                Tensor leaf = p.detach().requires_grad_(true);
                Tensor mass = (leaf * leaf * Metric).sum(-1).tanh().sum();
                Tensor gradient = torch.autograd.grad([mass], [leaf])[0];
                return {|EQV1113:gradient|};
            }
            """),
        new("JetMass", "p: 6 4", """
            [Equivariant("SO(1,3)")]
            [return: Invariant]
            static Tensor Mass([Rep("V", Rank = 2)] Tensor p)
            {
                Tensor energy = p[.., 0].sum([0]);
                Tensor momentum = p[.., 1..].sum([0]);
                return energy * energy - momentum.pow(2).sum();
            }
            """),
        new("JetMassByParts", "p: 3 6 4", """
            [Equivariant("SO(1,3)")]
            [return: Invariant]
            static Tensor Mass([Rep("V", Rank = 3)] Tensor p)
            {
                Tensor e = p[.., .., 0].sum([1]), px = p[.., .., 1].sum([1]), py = p[.., .., 2].sum([1]), pz = p[.., .., 3].sum([1]);
                return (e.square() - (px.square() + py.square() + pz.square())).clamp(min: 0).sqrt();
            }
            """),
        new("JetMassWithoutOneComponent", "p: 3 6 4", """
            [Equivariant("SO(1,3)")]
            [return: Invariant]
            static Tensor Mass([Rep("V", Rank = 3)] Tensor p)
            {
                Tensor e = {|EQV1104:p[.., .., 0]|}.sum([1]), px = p[.., .., 1].sum([1]), py = p[.., .., 2].sum([1]);
                return (e.square() - px.square() - py.square()).abs().sqrt();
            }
            """),
        new("JetMassesOfABatch", "p: 6 4; jet: int<3> 6", """
            [Equivariant("SO(1,3)")]
            [return: Invariant]
            static Tensor Masses([Rep("V", Rank = 2)] Tensor p, [Invariant(Rank = 1)] Tensor jet)
            {
                Tensor energy = torch.zeros(3, dtype: p.dtype).index_add(0, jet, p[.., 0], 1);
                Tensor momentum = torch.zeros(3, 3, dtype: p.dtype).index_add(0, jet, p[.., 1..], 1);
                return energy.square() - momentum.square().sum(-1);
            }
            """),
        new("MassOfTheSelected", "p: 6 4; isSelected: bool 6", """
            [Equivariant("SO(1,3)")]
            [return: Invariant]
            static Tensor Mass([Rep("V", Rank = 2)] Tensor p, [Invariant(Rank = 1)] Tensor isSelected)
            {
                Tensor energy = p[.., 0].masked_fill(isSelected.logical_not(), 0).sum();
                Tensor momentum = torch.where(isSelected.unsqueeze(-1), p[.., 1..], torch.zeros(1, dtype: p.dtype)).sum(0, keepdim: true);
                return energy.square() - momentum.square().sum();
            }
            """),
        new("SumOfEnergies", "p: 6 4; jet: int<3> 6", """
            [Equivariant("SO(1,3)")]
            [return: Invariant]
            static Tensor Energies([Rep("V", Rank = 2)] Tensor p, [Invariant(Rank = 1)] Tensor jet) => torch.zeros(3, dtype: p.dtype).index_add(0, jet, {|EQV1104:p[.., 0]|}, 1);
            """),
        new("PairwiseMasses", "p: 5 4", """
            [Equivariant("SO(1,3)")]
            [return: Invariant]
            static Tensor Products([Rep("V", Rank = 2)] Tensor p)
            {
                Tensor energy = p[.., ..1], momentum = p[.., 1..];
                return energy * energy.t() - torch.mm(momentum, momentum.t());
            }
            """),
        new("HorizontalRadius", "v: 5 3", """
            [Equivariant("SO(2)")]
            [return: Invariant]
            static Tensor Radius([Rep("1 + 0", Rank = 2)] Tensor v)
            {
                Tensor x = v[.., 0], y = v[.., 1], z = v[.., 2];
                return torch.stack([(x * x + y * y).sqrt(), z], -1);
            }
            """),
        new("TurnedAboutTheVertical", "v: 5 3", """
            [Equivariant("SO(2)")]
            [return: Rep("1 + 0")]
            static Tensor Turn([Rep("1 + 0", Rank = 2)] Tensor v)
            {
                Tensor[] c = v.unbind(-1);
                return torch.stack([-c[1], c[0], torch.zeros_like(c[0])], -1);
            }
            """),
        new("AzimuthAngle", "v: 5 3", """
            [Equivariant("SO(2)")]
            [return: Invariant]
            static Tensor Azimuth([Rep("1 + 0", Rank = 2)] Tensor v) => torch.atan2({|EQV1104:v[.., 1]|}, {|EQV1104:v[.., 0]|});
            """),
        new("AngleBetweenAzimuths", "a: 5 3; b: 5 3", """
            [Equivariant("SO(2)")]
            [return: Invariant]
            static Tensor Angle([Rep("1 + 0", Rank = 2)] Tensor a, [Rep("1 + 0", Rank = 2)] Tensor b)
            {
                Tensor sine = a[.., 0] * b[.., 1] - a[.., 1] * b[.., 0], cosine = a[.., 0] * b[.., 0] + a[.., 1] * b[.., 1];
                return torch.atan2(sine, cosine);
            }
            """),
        new("KineticEnergy", "m: 6 1; v: 6 3", """
            [Equivariant("O(3)")]
            [return: Invariant]
            static Tensor Energy([Rep("0e", Rank = 2)] Tensor m, [Rep("1o", Rank = 2)] Tensor v) => 0.5 * (m * v.square()).sum() + functional.mse_loss(v, torch.zeros_like(v));
            """),
        new("CenterOfMassVelocity", "m: abs 6 1; x: 6 3; v: 6 3", """
            [Equivariant("E(3)")]
            [return: Rep("point", Item = 0), Rep("1o", Item = 1)]
            static (Tensor, Tensor) Center([Rep("0e", Rank = 2)] Tensor m, [Rep("point", Rank = 2)] Tensor x, [Rep("1o", Rank = 2)] Tensor v)
            {
                Tensor origin = x[..1];
                Tensor total = m.sum();
                return (origin + (m * (x - origin)).sum(0, keepdim: true) / total, (m * v).sum([0]) / total);
            }
            """),
        new("LennardJones", "x: 6 3", """
            [Equivariant("E(3)")]
            [return: Invariant]
            static Tensor Energy([Rep("point", Rank = 2)] Tensor x)
            {
                Tensor pairs = torch.triu_indices(6, 6, 1);
                Tensor squared = (x.index_select(0, pairs[0]) - x.index_select(0, pairs[1])).pow(2).sum(-1);
                Tensor inverse = squared.reciprocal().pow(3);
                return 4 * (inverse.pow(2) - inverse).sum();
            }
            """),
        new("DipoleField", "x: 6 3; d: 6 3", """
            [Equivariant("E(3)")]
            [return: Rep("1o")]
            static Tensor Field([Rep("point", Rank = 2)] Tensor x, [Rep("1o", Rank = 2)] Tensor d)
            {
                Tensor r = x[TensorIndex.None, ..] - x[.., TensorIndex.None, ..] + 0;
                Tensor distance = (r.pow(2).sum(-1, keepdim: true) + 1e-2).sqrt();
                Tensor unit = r / distance;
                Tensor along = (unit * d).sum(-1, keepdim: true);
                return ((3 * along * unit - d) / distance.pow(3)).sum(1);
            }
            """),
        new("LorentzForce", "q: 6 1; v: 6 3; e: 6 3; b: 6 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Force([Rep("0e", Rank = 2)] Tensor q, [Rep("1o", Rank = 2)] Tensor v, [Rep("1o", Rank = 2)] Tensor e, [Rep("1e", Rank = 2)] Tensor b) => q * (e + torch.linalg.cross(v, b));
            """),
        new("LorentzForceWithAWrongParity", "q: 6 1; v: 6 3; e: 6 3; b: 6 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Force([Rep("0e", Rank = 2)] Tensor q, [Rep("1o", Rank = 2)] Tensor v, [Rep("1o", Rank = 2)] Tensor e, [Rep("1o", Rank = 2)] Tensor b) => q * ({|EQV1106:e + torch.linalg.cross(v, b)|});
            """),
        new("StressTensor", "r: 14 3; f: 14 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o", Axis = -2), Rep("1o", Axis = -1)]
            static Tensor Stress([Rep("1o", Rank = 2)] Tensor r, [Rep("1o", Rank = 2)] Tensor f, double volume = 2)
            {
                Tensor virial = torch.matmul(r.unsqueeze(-1), f.unsqueeze(-2)).sum(0, keepdim: false);
                return 0.5 * (virial + virial.T) / volume;
            }
            """),
        new("PressureFromTheDiagonal", "r: 14 3; f: 14 3", """
            [Equivariant("O(3)")]
            [return: Invariant]
            static Tensor Pressure([Rep("1o", Rank = 2)] Tensor r, [Rep("1o", Rank = 2)] Tensor f)
            {
                Tensor virial = torch.einsum("ni,nj->ij", r, f);
                return {|EQV1108:virial.diagonal()|}.max();
            }
            """),
        new("PeriodicWrap", "x: 6 3 *3", """
            [Equivariant("E(3)")]
            [return: Rep("1o")]
            static Tensor MinimumImage([Rep("point", Rank = 2)] Tensor x, double box = 2)
            {
                Tensor r = x - x.roll(1, 0);
                return r - box * {|EQV1101:(r / box).round()|};
            }
            """),
        new("SmearedPositions", "x: 6 3; v: 6 3", """
            [Equivariant("E(3)")]
            [return: Rep("point")]
            static Tensor Leapfrog([Rep("point", Rank = 2)] Tensor x, [Rep("1o", Rank = 2)] Tensor v, double dt = 0.01)
            {
                Tensor Acceleration(Tensor position) => position.mean([0], keepdim: true) - position;
                for (int step = 0; step < 3; step++)
                {
                    Tensor half = v + 0.5 * dt * Acceleration(x);
                    x = torch.add(x, half, alpha: dt);
                    v = half + 0.5 * dt * Acceleration(x);
                }

                return x;
            }
            """),
        new("DragByComponent", "v: 6 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Drag([Rep("1o", Rank = 2)] Tensor v) => -v * {|EQV1101:v.abs()|};
            """),
        new("DragBySpeed", "v: 6 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Drag([Rep("1o", Rank = 2)] Tensor v) => -v * v.norm(-1, keepdim: true);
            """),
    ];
}
