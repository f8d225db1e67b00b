namespace Intertwine.Analyzers.Tests.Tensors;

/// <summary>Message passing on graphs: EGNN, LorentzNet, SchNet, PaiNN, NequIP.</summary>
internal static class GraphSnippets
{
    public static IReadOnlyList<Snippet> All { get; } =
    [
        new("EgnnLayer", "h: 5 8; x: 5 3; row: int<5> 14; col: int<5> 14", """
            private readonly Module<Tensor, Tensor> _edge = Sequential(Linear(17, 16), SiLU(), Linear(16, 16), SiLU());
            private readonly Module<Tensor, Tensor> _node = Sequential(Linear(24, 16), SiLU(), Linear(16, 8));
            private readonly Module<Tensor, Tensor> _coord = Sequential(Linear(16, 16), SiLU(), Linear(16, 1, hasBias: false));

            [Equivariant("E(3)")]
            [return: Invariant(Item = 0), Rep("point", Item = 1)]
            public (Tensor H, Tensor X) Layer([Invariant(Rank = 2)] Tensor h, [Rep("point", Rank = 2)] Tensor x, [Invariant(Rank = 1)] Tensor row, [Invariant(Rank = 1)] Tensor col)
            {
                Tensor difference = x[row] - x[col];
                Tensor radial = difference.pow(2).sum(1, keepdim: true);
                Tensor message = _edge.forward(torch.cat([h[row], h[col], radial], 1));
                Tensor translation = difference * _coord.forward(message);
                Tensor moved = x + torch.zeros_like(x).index_add(0, row, translation, 1);
                Tensor received = torch.zeros(h.shape[0], message.shape[1]).index_add(0, row, message, 1);
                return (h + _node.forward(torch.cat([h, received], 1)), moved);
            }
            """),
        new("EgnnLayerWithClamp", "h: 5 8; x: 5 3 *10; row: int<5> 14; col: int<5> 14", """
            private readonly Module<Tensor, Tensor> _edge = Sequential(Linear(17, 16), SiLU());
            private readonly Module<Tensor, Tensor> _coord = Linear(16, 1, hasBias: false);

            [Equivariant("E(3)")]
            [return: Rep("point")]
            public Tensor Layer([Invariant(Rank = 2)] Tensor h, [Rep("point", Rank = 2)] Tensor x, [Invariant(Rank = 1)] Tensor row, [Invariant(Rank = 1)] Tensor col)
            {
                var difference = x[row] - x[col];
                var radial = difference.pow(2).sum(1, keepdim: true);
                var message = _edge.forward(torch.cat([h[row], h[col], radial], 1));
                var translation = difference * _coord.forward(message);
                translation = {|EQV1101:torch.clamp(translation, min: -100, max: 100)|};
                return x + torch.zeros_like(x).index_add(0, row, translation, 1);
            }
            """),
        new("EgnnNormalizedDifferences", "x: 5 3; row: int<5> 14; col: int<5> 14; weight: 14 1", """
            [Equivariant("E(3)")]
            [return: Rep("point")]
            static Tensor Layer([Rep("point", Rank = 2)] Tensor x, [Invariant(Rank = 1)] Tensor row, [Invariant(Rank = 1)] Tensor col, [Rep("0e", Rank = 2)] Tensor weight)
            {
                Tensor difference = x.index_select(0, row) - x.index_select(0, col);
                Tensor length = (difference.pow(2).sum(-1, keepdim: true) + 1e-8).sqrt();
                Tensor step = difference / (length + 1.0);
                return x + torch.zeros_like(x).index_add(0, row, step * weight.tanh(), 1) / 4;
            }
            """),
        new("EgnnVelocity", "h: 5 8; x: 5 3; v: 5 3; f: 5 3", """
            private readonly Module<Tensor, Tensor> _scale = Sequential(Linear(8, 8), SiLU(), Linear(8, 1));

            [Equivariant("E(3)")]
            [return: Rep("point", Item = 0), Rep("1o", Item = 1)]
            public (Tensor, Tensor) Layer([Invariant(Rank = 2)] Tensor h, [Rep("point", Rank = 2)] Tensor x, [Rep("1o", Rank = 2)] Tensor v, [Rep("1o", Rank = 2)] Tensor f)
            {
                v = v * _scale.forward(h) + f;
                x += v;
                return (x, v);
            }
            """),
        new("EgnnAggregateByMean", "x: 5 3; message: 14 1; row: int<5> 14; col: int<5> 14", """
            [Equivariant("E(3)")]
            [return: Rep("0e", Rank = 2)]
            static Tensor Count([Invariant(Rank = 1)] Tensor index, long nodes) => torch.zeros(nodes, 1).index_add(0, index, torch.ones(index.shape[0], 1), 1);

            [Equivariant("E(3)")]
            [return: Rep("point")]
            static Tensor Layer([Rep("point", Rank = 2)] Tensor x, [Rep("0e", Rank = 2)] Tensor message, [Invariant(Rank = 1)] Tensor row, [Invariant(Rank = 1)] Tensor col)
            {
                Tensor difference = x[row] - x[col];
                Tensor sum = torch.zeros(x.shape[0], 3).index_add(0, row, difference * message, 1);
                return x + sum / Count(row, x.shape[0]).clamp(1);
            }
            """),
        new("LorentzNetBlock", "p: 6 4; row: int<6> 12; col: int<6> 12; weight: 12 1", """
            private static readonly Tensor Metric = torch.tensor(new[] { 1.0, -1.0, -1.0, -1.0 });

            [Equivariant("SO(1,3)")]
            [return: Rep("S", Rank = 2)]
            static Tensor Psi([Rep("S", Rank = 2)] Tensor x) => x.sign() * (x.abs() + 1).log();

            [Equivariant("SO(1,3)")]
            [return: Rep("V")]
            static Tensor Layer([Rep("V", Rank = 2)] Tensor p, [Invariant(Rank = 1)] Tensor row, [Invariant(Rank = 1)] Tensor col, [Rep("S", Rank = 2)] Tensor weight)
            {
                Tensor difference = p[row] - p[col];
                Tensor norm = (difference * difference * Metric).sum(-1, keepdim: true);
                Tensor dot = (p[row] * p[col] * Metric).sum(-1, keepdim: true);
                Tensor gate = (Psi(norm) + Psi(dot)) * weight;
                return p + torch.zeros_like(p).index_add(0, row, difference * gate.sigmoid(), 1) * 0.001;
            }
            """),
        new("LorentzNetBlockWithClamp", "p: 6 4 *400; row: int<6> 12; col: int<6> 12; weight: 12 1", """
            [Equivariant("SO(1,3)")]
            [return: Rep("V")]
            static Tensor Layer([Rep("V", Rank = 2)] Tensor p, [Invariant(Rank = 1)] Tensor row, [Invariant(Rank = 1)] Tensor col, [Rep("S", Rank = 2)] Tensor weight)
            {
                Tensor translation = (p[row] - p[col]) * weight;
                translation = {|EQV1101:translation.clamp(-100, 100)|};
                return p + torch.zeros_like(p).index_add(0, row, translation, 1) * 0.1;
            }
            """),
        new("LorentzEuclideanNorm", "p: 6 4", """
            [Equivariant("SO(1,3)")]
            [return: Invariant]
            static Tensor Energy([Rep("V", Rank = 2)] Tensor p) => {|EQV1117:p.pow(2).sum(-1)|}.log1p();
            """),
        new("SchNetContinuousFilter", "h: 5 8; x: 5 3; row: int<5> 14; col: int<5> 14", """
            private readonly Module<Tensor, Tensor> _filter = Sequential(Linear(20, 16), Softplus(), Linear(16, 8));
            private readonly Tensor _centers = torch.linspace(0, 5, 20);

            [Equivariant("E(3)")]
            [return: Invariant]
            public Tensor Layer([Invariant(Rank = 2)] Tensor h, [Rep("point", Rank = 2)] Tensor x, [Invariant(Rank = 1)] Tensor row, [Invariant(Rank = 1)] Tensor col)
            {
                Tensor distance = (x[row] - x[col]).norm(-1);
                Tensor rbf = (-10 * (distance.unsqueeze(-1) - _centers).pow(2)).exp();
                Tensor cutoff = 0.5 * ((distance * Math.PI / 5).cos() + 1) * (distance < 5).to_type(ScalarType.Float64);
                Tensor message = h[col] * _filter.forward(rbf) * cutoff.unsqueeze(-1);
                return torch.zeros_like(h).index_add(0, row, message, 1);
            }
            """),
        new("PaiNNMessage", "s: 5 8; v: 5 8 3; x: 5 3; row: int<5> 14; col: int<5> 14", """
            private readonly Module<Tensor, Tensor> _phi = Sequential(Linear(8, 8), SiLU(), Linear(8, 24));
            private readonly Linear _rbf = Linear(1, 24);

            [Equivariant("E(3)")]
            [return: Invariant(Item = 0), Rep("1o", Item = 1)]
            public (Tensor, Tensor) Layer([Invariant(Rank = 2)] Tensor s, [Rep("1o", Rank = 3)] Tensor v, [Rep("point", Rank = 2)] Tensor x, [Invariant(Rank = 1)] Tensor row, [Invariant(Rank = 1)] Tensor col)
            {
                Tensor r = x[row] - x[col];
                Tensor length = r.norm(-1, keepdim: true);
                Tensor unit = r / (length + 1e-6);
                Tensor[] gates = (_phi.forward(s[col]) * _rbf.forward(length)).chunk(3, 1);
                Tensor vectors = v[col] * gates[0].unsqueeze(-1) + gates[1].unsqueeze(-1) * unit.unsqueeze(1);
                return (s + torch.zeros_like(s).index_add(0, row, gates[2], 1), v + torch.zeros_like(v).index_add(0, row, vectors, 1));
            }
            """),
        new("PaiNNUpdate", "s: 5 8; v: 5 8 3", """
            private readonly Parameter _u = Parameter(torch.randn(8, 8)), _w = Parameter(torch.randn(8, 8));
            private readonly Module<Tensor, Tensor> _mix = Sequential(Linear(16, 8), SiLU(), Linear(8, 24));

            [Equivariant("O(3)")]
            [return: Invariant(Item = 0), Rep("1o", Item = 1)]
            public (Tensor S, Tensor V) Layer([Invariant(Rank = 2)] Tensor s, [Rep("1o", Rank = 3)] Tensor v)
            {
                Tensor uv = torch.einsum("oc,ncd->nod", _u, v);
                Tensor wv = torch.einsum("oc,ncd->nod", _w, v);
                Tensor a = _mix.forward(torch.cat([s, wv.norm(-1)], -1));
                var (gate, scale, shift) = (a[.., ..8], a[.., 8..16], a[.., 16..]);
                return (s + shift + scale * (uv * wv).sum(-1), v + gate.unsqueeze(-1) * uv);
            }
            """),
        new("NequIpLikeMessage", "s: 5 4; v: 5 4 3; x: 5 3; row: int<5> 14; col: int<5> 14; w: 14 5 4", """
            [Equivariant("E(3)")]
            [return: Invariant(Item = 0), Rep("1o", Item = 1), Rep("1e", Item = 2)]
            static (Tensor Scalars, Tensor Vectors, Tensor Pseudo) Message(
                [Invariant(Rank = 2)] Tensor s, [Rep("1o", Rank = 3)] Tensor v, [Rep("point", Rank = 2)] Tensor x, [Invariant(Rank = 1)] Tensor row, [Invariant(Rank = 1)] Tensor col, [Invariant(Rank = 3)] Tensor w)
            {
                Tensor y = functional.normalize(x[row] - x[col], dim: -1).unsqueeze(1);
                Tensor vj = v[col], sj = s[col];
                Tensor scalars = sj * w[.., 0] + (vj * y).sum(-1) * w[.., 1];
                Tensor vectors = vj * w[.., 2].unsqueeze(-1) + (sj * w[.., 3]).unsqueeze(-1) * y;
                Tensor pseudo = torch.linalg.cross(vj, y.expand_as(vj)) * w[.., 4].unsqueeze(-1);
                return (scalars, vectors, pseudo);
            }
            """),
        new("NequIpParityForgotten", "v: 5 4 3; y: 5 1 3; w: 5 4", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Message([Rep("1o", Rank = 3)] Tensor v, [Rep("1o", Rank = 3)] Tensor y, [Invariant(Rank = 2)] Tensor w)
            {
                Tensor direct = v * w.unsqueeze(-1);
                Tensor crossed = torch.linalg.cross(v, y.expand_as(v), -1);
                return {|EQV1106:direct + crossed|};
            }
            """),
        new("MessageFromAbsolutePositions", "h: 5 8; x: 5 3", """
            private readonly Linear _embed = Linear(11, 8);

            [Equivariant("E(3)")]
            [return: Invariant]
            public Tensor Embed([Invariant(Rank = 2)] Tensor h, [Rep("point", Rank = 2)] Tensor x) => {|EQV1107:_embed.forward(torch.cat([h, x], -1))|}.relu();
            """),
        // Right where every node has one neighbour, and wrong in general: indices do not tell, so that it stays undecided.
        new("SumOfNeighbourPositions", "x: 5 3; row: int<5> 14; col: int<5> 14", """
            [Equivariant("E(3)")]
            [return: Rep("1o")]
            static Tensor Pull([Rep("point", Rank = 2)] Tensor x, [Invariant(Rank = 1)] Tensor row, [Invariant(Rank = 1)] Tensor col)
            {
                Tensor neighbours = {|EQV1115:torch.zeros_like(x).index_add(0, row, x[col], 1)|};
                return neighbours - x;
            }
            """),
        new("MolecularDipole", "q: 6 1; x: 6 3", """
            [Equivariant("E(3)")]
            [return: Rep("1o")]
            static Tensor Dipole([Rep("0e", Rank = 2)] Tensor q, [Rep("point", Rank = 2)] Tensor x)
            {
                Tensor center = x.mean([0], keepdim: true);
                return (q * (x - center)).sum([0]);
            }
            """),
        // Right for charges that sum to 0, and wrong in general: annotations do not tell, so that it stays undecided.
        new("ChargeWeightedPositions", "q: 6 1; x: 6 3", """
            [Equivariant("E(3)")]
            [return: Rep("1o")]
            static Tensor Dipole([Rep("0e", Rank = 2)] Tensor q, [Rep("point", Rank = 2)] Tensor x) => {|EQV1115:(q * x).sum([0])|};
            """),
    ];
}
