namespace Intertwine.Analyzers.Tests.Tensors;

/// <summary>Helpers that every project writes again: frames, grids of distances, batches, masks, quaternions, jets.</summary>
internal static class UtilitySnippets
{
    public static IReadOnlyList<Snippet> All { get; } =
    [
        new("LocalFramesFromThreePoints", "a: 5 3; b: 5 3; c: 5 3", """
            [Equivariant("SE(3)")]
            [return: Rep("1")]
            static Tensor Frames([Rep("point", Rank = 2)] Tensor a, [Rep("point", Rank = 2)] Tensor b, [Rep("point", Rank = 2)] Tensor c)
            {
                Tensor e1 = functional.normalize(b - a, dim: -1);
                Tensor u = (c - a) - e1 * (e1 * (c - a)).sum(-1, keepdim: true);
                Tensor e2 = u / u.norm(-1, keepdim: true);
                return torch.stack([e1, e2, torch.linalg.cross(e1, e2)], -2);
            }
            """),
        new("LocalFramesUnderReflections", "a: 5 3; b: 5 3; c: 5 3", """
            [Equivariant("E(3)")]
            [return: Rep("1o")]
            static Tensor Normals([Rep("point", Rank = 2)] Tensor a, [Rep("point", Rank = 2)] Tensor b, [Rep("point", Rank = 2)] Tensor c)
            {
                Tensor first = b - a, second = c - a;
                return {|EQV1113:torch.linalg.cross(first, second)|};
            }
            """),
        new("CoordinatesInLocalFrames", "r: 5 3 3; x: 5 3; t: 5 3", """
            [Equivariant("SE(3)")]
            [return: Invariant]
            static Tensor Local([Rep("1", Rank = 3)] Tensor r, [Rep("point", Rank = 2)] Tensor x, [Rep("point", Rank = 2)] Tensor t)
            {
                return torch.einsum("nia,na->ni", r, x - t);
            }
            """),
        new("InvariantPointAttentionDistances", "q: 5 4 3; k: 6 4 3", """
            [Equivariant("E(3)")]
            [return: Invariant]
            static Tensor Distances([Rep("point", Rank = 3)] Tensor q, [Rep("point", Rank = 3)] Tensor k)
            {
                Tensor difference = q.unsqueeze(1) - k.unsqueeze(0);
                return difference.pow(2).sum([-1, -2]);
            }
            """),
        new("BatchedDistanceMatrix", "x: 2 6 3; m: bool 2 6", """
            [Equivariant("E(3)")]
            [return: Invariant]
            static Tensor Matrix([Rep("point", Rank = 3)] Tensor x, [Invariant(Rank = 2)] Tensor m)
            {
                Tensor pairs = m.unsqueeze(1).logical_and(m.unsqueeze(2));
                return torch.cdist(x, x).masked_fill(~pairs, 0.0);
            }
            """),
        new("DistancesFromTheGramMatrix", "x: 6 3", """
            [Equivariant("O(3)")]
            [return: Invariant]
            static Tensor Distances([Rep("1o", Rank = 2)] Tensor x)
            {
                Tensor gram = x.mm(x.t());
                Tensor squares = gram.diagonal();
                return (squares.unsqueeze(0) + squares.unsqueeze(1) - 2 * gram).clamp(min: 0).sqrt();
            }
            """),
        new("DistancesOfPointsFromTheGramMatrix", "x: 6 3", """
            [Equivariant("E(3)")]
            [return: Invariant]
            static Tensor Distances([Rep("point", Rank = 2)] Tensor x)
            {
                Tensor gram = x.mm(x.t());
                Tensor squares = gram.diagonal();
                return squares.unsqueeze(0) + squares.unsqueeze(1) - 2 * gram;
            }
            """),
        new("GramMatrixOfPoints", "x: 6 3", """
            [Equivariant("E(3)")]
            [return: Invariant]
            static Tensor Gram([Rep("point", Rank = 2)] Tensor x)
            {
                Tensor gram = {|EQV1115:x.mm(x.t())|};
                return gram.tanh().sum(-1);
            }
            """),
        new("NearestNeighboursByProducts", "x: 2 3 7", """
            [Equivariant("E(3)")]
            [return: Invariant]
            static Tensor Nearest([Rep("point", Axis = -2, Rank = 3)] Tensor x)
            {
                Tensor inner = -2 * torch.matmul(x.transpose(2, 1), x);
                Tensor squares = torch.sum(x.pow(2), dim: 1, keepdim: true);
                Tensor distances = -squares - inner - squares.transpose(2, 1);
                return distances.topk(3, -1).values;
            }
            """),
        new("FourierFeaturesOfAngles", "v: 6 2", """
            [Equivariant("SO(2)")]
            [return: Invariant]
            static Tensor Features([Rep("1", Rank = 2)] Tensor v)
            {
                Tensor unit = v / v.norm(-1, keepdim: true);
                Tensor cosine = unit.mm(unit.t()), sine = unit[.., 0].unsqueeze(1) * unit[.., 1].unsqueeze(0) - unit[.., 1].unsqueeze(1) * unit[.., 0].unsqueeze(0);
                return torch.stack([cosine, sine, 2 * cosine * cosine - 1], -1);
            }
            """),
        new("HeadingOfAnAgent", "v: 6 2", """
            [Equivariant("SO(2)")]
            [return: Invariant]
            static Tensor Heading([Rep("1", Rank = 2)] Tensor v)
            {
                return {|EQV1105:torch.stack([v[.., 0], v[.., 1]], -1).sum(-1)|};
            }
            """),
        new("SpeedAndTurn", "v: 7 2", """
            [Equivariant("SO(2)")]
            [return: Invariant]
            static Tensor Turn([Rep("1", Rank = 2)] Tensor v)
            {
                Tensor a = v[..^1], b = v[1..];
                Tensor cross = a[.., 0] * b[.., 1] - a[.., 1] * b[.., 0];
                return torch.atan2(cross, (a * b).sum(-1));
            }
            """),
        new("MandelstamVariables", "p: 4 4; q: 4 4", """
            private static readonly Tensor Metric = torch.tensor(new[] { 1.0, -1.0, -1.0, -1.0 });

            [Equivariant("SO(1,3)")]
            [return: Invariant]
            static Tensor Variables([Rep("V", Rank = 2)] Tensor p, [Rep("V", Rank = 2)] Tensor q)
            {
                Tensor s = ((p + q).pow(2) * Metric).sum(-1), t = ((p - q).pow(2) * Metric).sum(-1);
                return torch.stack([s, t, s - t], -1);
            }
            """),
        new("TransverseMass", "p: 4 4", """
            [Equivariant("SO(1,3)")]
            [return: Invariant]
            static Tensor Mass([Rep("V", Rank = 2)] Tensor p)
            {
                return ({|EQV1104:p[.., 0]|}.pow(2) - p[.., 3].pow(2)).abs().sqrt();
            }
            """),
        new("PermutationInvariantReadout", "h: 5 7; s: 5 7", """
            [Equivariant("S_7")]
            [return: Invariant]
            static Tensor Readout([Rep("V", Rank = 2)] Tensor h, [Rep("V", Rank = 2)] Tensor s)
            {
                return torch.stack([h.mean([-1]), h.amax(-1), (h * s).sum(-1), h.std(-1), h.sort(-1).Values.sum(-1)], -1);
            }
            """),
        new("PositionalCodeAddedToASet", "h: 5 7", """
            private readonly Tensor _code = torch.linspace(0, 1, 7, dtype: ScalarType.Float64);

            [Equivariant("S_7")]
            [return: Rep("V")]
            public Tensor Encode([Rep("V", Rank = 2)] Tensor h) => {|EQV1102:h + _code|};
            """),
        new("GatedResidualWithHelpers", "s: 5 8; v: 5 8 3", """
            private readonly Linear _gate = Linear(16, 8), _mix = Linear(8, 8, hasBias: false);

            [Equivariant("O(3)")]
            [return: Invariant]
            private static Tensor Norms([Rep("1o", Rank = 3)] Tensor v) => (v * v).sum(-1).add(1e-8).sqrt();

            [Equivariant("O(3)")]
            [return: Invariant]
            private Tensor Gates([Invariant(Rank = 2)] Tensor s, [Rep("1o", Rank = 3)] Tensor v) => _gate.forward(torch.cat([s, Norms(v)], -1)).sigmoid();

            [Equivariant("O(3)")]
            [return: Rep("1o")]
            public Tensor Update([Invariant(Rank = 2)] Tensor s, [Rep("1o", Rank = 3)] Tensor v)
            {
                Tensor mixed = _mix.forward(v.transpose(1, 2)).transpose(1, 2);
                return v + Gates(s, v).unsqueeze(-1) * mixed;
            }
            """),
        new("EarlyReturnOnEmptyBatch", "v: 5 8 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Mean([Rep("1o", Rank = 3)] Tensor v)
            {
                if (v.shape[0] == 0)
                {
                    return torch.zeros(8, 3, dtype: v.dtype);
                }

                Tensor total = torch.zeros_like(v[0]);
                for (int i = 0; i < v.shape[0]; i++)
                {
                    total += v[i];
                }

                return total / v.shape[0];
            }
            """),
        new("OnesInsteadOfZeros", "v: 5 8 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Mean([Rep("1o", Rank = 3)] Tensor v)
            {
                Tensor total = torch.ones_like(v[0]);
                for (int i = 0; i < v.shape[0]; i++)
                {
                    total = {|EQV1102:total + v[i]|};
                }

                return {|EQV1113:total / v.shape[0]|};
            }
            """),
        new("QuantilesOfDistances", "x: 9 3", """
            [Equivariant("E(3)")]
            [return: Invariant]
            static Tensor Quantiles([Rep("point", Rank = 2)] Tensor x)
            {
                Tensor distances = torch.cdist(x, x).flatten();
                return torch.stack([distances.median(), distances.max(), distances.mean(), distances.std()]);
            }
            """),
        new("MedianPoint", "x: 9 3", """
            [Equivariant("E(3)")]
            [return: Rep("point")]
            static Tensor Median([Rep("point", Rank = 2)] Tensor x) => {|EQV1110:x.sort(0)|}.Values[4];
            """),
        new("AngularMomentumAboutTheOrigin", "x: 6 3; p: 6 3", """
            [Equivariant("E(3)")]
            [return: Rep("1e")]
            static Tensor Momentum([Rep("point", Rank = 2)] Tensor x, [Rep("1o", Rank = 2)] Tensor p)
            {
                Tensor momenta = {|EQV1115:torch.linalg.cross(x, p)|};
                return momenta;
            }
            """),
        new("VirialAboutTheOrigin", "x: 6 3; f: 6 3", """
            [Equivariant("E(3)")]
            [return: Invariant]
            static Tensor Virial([Rep("point", Rank = 2)] Tensor x, [Rep("1o", Rank = 2)] Tensor f)
            {
                return {|EQV1115:(x * f).sum(-1)|}.sum();
            }
            """),
        new("DipoleOfANeutralPair", "x: 6 3; y: 6 3; q: 6", """
            [Equivariant("E(3)")]
            [return: Rep("1o")]
            static Tensor Dipole([Rep("point", Rank = 2)] Tensor x, [Rep("point", Rank = 2)] Tensor y, [Invariant(Rank = 1)] Tensor q)
            {
                return q.unsqueeze(-1) * (x - y);
            }
            """),
        new("MeanSquaredDisplacement", "x: 9 3; y: 9 3", """
            [Equivariant("E(3)")]
            [return: Invariant]
            static Tensor Displacement([Rep("point", Rank = 2)] Tensor x, [Rep("point", Rank = 2)] Tensor y)
            {
                return functional.mse_loss(x, y) * 3 + (x - y).square().sum(-1).mean();
            }
            """),
        new("SecondDifferences", "x: 9 3", """
            [Equivariant("E(3)")]
            [return: Rep("1o")]
            static Tensor Curvature([Rep("point", Rank = 2)] Tensor x) => x[2..] - 2 * x[1..^1] + x[..^2];
            """),
        new("SecondDifferencesMissingOne", "x: 9 3", """
            [Equivariant("E(3)")]
            [return: Rep("1o")]
            static Tensor Curvature([Rep("point", Rank = 2)] Tensor x) => {|EQV1113:x[2..] - x[1..^1] + x[..^2]|};
            """),
        new("BarycentricPoint", "a: 4 3; b: 4 3; c: 4 3; u: 4 1; v: 4 1", """
            [Equivariant("E(3)")]
            [return: Rep("point")]
            static Tensor Point([Rep("point", Rank = 2)] Tensor a, [Rep("point", Rank = 2)] Tensor b, [Rep("point", Rank = 2)] Tensor c, [Rep("0e", Rank = 2)] Tensor u, [Rep("0e", Rank = 2)] Tensor v)
            {
                return a + u * (b - a) + v * (c - a);
            }
            """),
        new("SphericalHarmonicsByHand", "r: 6 3", """
            [Equivariant("O(3)")]
            [return: Invariant]
            static Tensor Legendre([Rep("1o", Rank = 2)] Tensor r)
            {
                Tensor n = r / r.norm(-1, keepdim: true).clamp(min: 1e-12);
                Tensor c = n.matmul(n.transpose(0, 1));
                return torch.stack([torch.ones_like(c), c, (3 * c.square() - 1) / 2, (5 * c.pow(3) - 3 * c) / 2], -1);
            }
            """),
    ];
}
