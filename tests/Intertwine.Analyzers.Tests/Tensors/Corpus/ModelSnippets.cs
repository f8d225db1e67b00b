namespace Intertwine.Analyzers.Tests.Tensors;

/// <summary>Pieces of models and of their training: losses, metrics, augmentation, pooling, alignments.</summary>
internal static class ModelSnippets
{
    public static IReadOnlyList<Snippet> All { get; } =
    [
        new("ForceMatchingLoss", "e: 4; f: 6 3; t: 6 3", """
            [Equivariant("O(3)")]
            [return: Invariant]
            static Tensor Loss([Invariant(Rank = 1)] Tensor e, [Rep("1o", Rank = 2)] Tensor f, [Rep("1o", Rank = 2)] Tensor t)
            {
                return 0.1 * functional.mse_loss(f, t) + e.square().mean();
            }
            """),
        new("ForceLossByComponents", "f: 6 3; t: 6 3", """
            [Equivariant("O(3)")]
            [return: Invariant]
            static Tensor Loss([Rep("1o", Rank = 2)] Tensor f, [Rep("1o", Rank = 2)] Tensor t)
            {
                return {|EQV1101:functional.l1_loss(f, t)|};
            }
            """),
        new("AlignedRmsd", "x: 8 3; y: 8 3", """
            [Equivariant("SE(3)")]
            [return: Invariant]
            static Tensor Rmsd([Rep("point", Rank = 2)] Tensor x, [Rep("point", Rank = 2)] Tensor y)
            {
                Tensor a = x - x.mean([0], keepdim: true), b = y - y.mean([0], keepdim: true);
                Tensor norms = a.square().sum() + b.square().sum();
                Tensor singular = torch.linalg.svdvals(a.t().mm(b));
                Tensor sign = torch.sign(torch.linalg.det(a.t().mm(b)));
                Tensor trace = singular[0] + singular[1] + sign * singular[2];
                return ((norms - 2 * trace).clamp(min: 0) / x.shape[0]).sqrt();
            }
            """),
        new("RadiusOfGyration", "x: 8 3; m: abs 8", """
            [Equivariant("E(3)")]
            [return: Invariant]
            static Tensor Gyration([Rep("point", Rank = 2)] Tensor x, [Invariant(Rank = 1)] Tensor m)
            {
                Tensor center = (x * m.unsqueeze(-1)).sum(0, keepdim: true) / m.sum();
                return ((x - center).square().sum(-1) * m).sum() / m.sum();
            }
            """),
        new("EndToEndVector", "x: 8 3", """
            [Equivariant("E(3)")]
            [return: Rep("1o")]
            static Tensor EndToEnd([Rep("point", Rank = 2)] Tensor x) => x[^1] - x[0];
            """),
        new("BondVectorsByDiff", "x: 8 3", """
            [Equivariant("E(3)")]
            [return: Rep("1o")]
            static Tensor Bonds([Rep("point", Rank = 2)] Tensor x) => torch.diff(x, dim: 0);
            """),
        new("BondVectorsByRanges", "x: 8 3", """
            [Equivariant("E(3)")]
            [return: Rep("1o")]
            static Tensor Bonds([Rep("point", Rank = 2)] Tensor x)
            {
                Tensor bonds = x[1..] - x[..^1];
                return functional.normalize(bonds, dim: -1, eps: 1e-6);
            }
            """),
        new("DiffAcrossCoordinates", "x: 8 3", """
            [Equivariant("E(3)")]
            [return: Invariant]
            static Tensor Differences([Rep("point", Rank = 2)] Tensor x) => {|EQV1105:torch.diff(x, dim: -1)|};
            """),
        new("LaplacianSmoothing", "x: 8 3; a: abs 8 8", """
            [Equivariant("E(3)")]
            [return: Rep("point")]
            static Tensor Smooth([Rep("point", Rank = 2)] Tensor x, [Invariant(Rank = 2)] Tensor a)
            {
                Tensor weights = functional.softmax(a, 1);
                Tensor offset = (weights.unsqueeze(-1) * (x.unsqueeze(0) - x.unsqueeze(1))).sum(1);
                return x + 0.5 * offset;
            }
            """),
        new("AttentionOverPoints", "x: 8 3; h: 8 4", """
            private readonly Linear _q = Linear(4, 4), _k = Linear(4, 4);

            [Equivariant("E(3)")]
            [return: Rep("point")]
            public Tensor Attend([Rep("point", Rank = 2)] Tensor x, [Invariant(Rank = 2)] Tensor h)
            {
                Tensor weights = functional.softmax(_q.forward(h).mm(_k.forward(h).t()) / 2.0, -1);
                return x + weights.mm(x) - x.mean([0], keepdim: true);
            }
            """),
        new("GlobalPoolOfVectorsAndScalars", "s: 6 4; v: 6 4 3; b: int<2> 6", """
            [Equivariant("O(3)")]
            [return: Invariant(Item = 0), Rep("1o", Item = 1)]
            static (Tensor, Tensor) Pool([Invariant(Rank = 2)] Tensor s, [Rep("1o", Rank = 3)] Tensor v, [Invariant(Rank = 1)] Tensor b)
            {
                Tensor scalars = torch.zeros(2, s.shape[1], dtype: s.dtype).index_add(0, b, s, 1);
                Tensor vectors = v.new_zeros(2, v.shape[1], 3).index_add(0, b, v, 1);
                return (scalars.amax(0), vectors.mean([0]));
            }
            """),
        new("AttentionPoolingByNorm", "v: 6 4 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Pool([Rep("1o", Rank = 3)] Tensor v)
            {
                Tensor weights = v.norm(-1, keepdim: true).softmax(0);
                return (weights * v).sum(dim: 0);
            }
            """),
        new("ZeroTakenForAType", "v: 6 4 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Pool([Rep("1o", Rank = 3)] Tensor v)
            {
                // The literal 0 is a ScalarType as well: this is a sum of everything, of bytes.
                return {|EQV1105:v.sum(0)|}.expand(4, 3);
            }
            """),
        new("StressFromPairs", "x: 6 3; i: int<6> 10; j: int<6> 10", """
            [Equivariant("E(3)")]
            [return: Rep("1o", Axis = -1), Rep("1o", Axis = -2)]
            static Tensor Virial([Rep("point", Rank = 2)] Tensor x, [Invariant(Rank = 1)] Tensor i, [Invariant(Rank = 1)] Tensor j)
            {
                Tensor r = x[i] - x[j];
                Tensor f = -r / (1 + r.square().sum(-1, keepdim: true));
                return torch.einsum("na,nb->ab", r, f);
            }
            """),
        new("QuadrupoleField", "q: 3 3; r: 5 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Field([Rep("1o", Axis = -1), Rep("1o", Axis = -2)] Tensor q, [Rep("1o", Rank = 2)] Tensor r)
            {
                Tensor distance = r.norm(-1, keepdim: true) + 0.1;
                Tensor n = r / distance;
                Tensor qn = n.matmul(q.transpose(-1, -2));
                Tensor nqn = (n * qn).sum(-1, keepdim: true);
                return (5 * nqn * n - 2 * qn) / distance.pow(4);
            }
            """),
        new("RotaryOnInvariants", "h: 6 8; t: 6", """
            [Equivariant("O(3)")]
            [return: Invariant]
            static Tensor Rotate([Invariant(Rank = 2)] Tensor h, [Invariant(Rank = 1)] Tensor t)
            {
                Tensor[] parts = h.chunk(2, -1);
                Tensor c = t.cos().unsqueeze(-1), s = t.sin().unsqueeze(-1);
                return torch.cat([parts[0] * c - parts[1] * s, parts[0] * s + parts[1] * c], -1);
            }
            """),
        new("ExponentialMovingAverageOfPoints", "x: 5 3; y: 5 3", """
            [Equivariant("E(3)")]
            [return: Rep("point")]
            static Tensor Average([Rep("point", Rank = 2)] Tensor x, [Rep("point", Rank = 2)] Tensor y)
            {
                const double decay = 0.9;
                return torch.lerp(y, x, decay);
            }
            """),
        new("ClipGradientByNorm", "g: 5 4 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Clip([Rep("1o", Rank = 3)] Tensor g)
            {
                Tensor total = g.square().sum().sqrt();
                Tensor scale = torch.minimum(torch.ones_like(total), 1.0 / (total + 1e-6));
                return g * scale;
            }
            """),
        new("ClipGradientByValue", "g: 5 4 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Clip([Rep("1o", Rank = 3)] Tensor g) => {|EQV1101:g.clamp(-1, 1)|};
            """),
        new("NormalisedByTheLongest", "v: 6 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Normalise([Rep("1o", Rank = 2)] Tensor v)
            {
                Tensor longest = v.norm(-1).max();
                return longest.item<double>() > 0 ? v / longest : v;
            }
            """),
        new("ScaledToTheUnitSphere", "x: 9 3", """
            [Equivariant("E(3)")]
            [return: Rep("1o")]
            static Tensor Normalise([Rep("point", Rank = 2)] Tensor x)
            {
                Tensor centered = x - x.mean([0], keepdim: true);
                return centered / centered.square().sum(-1).sqrt().amax();
            }
            """),
        new("ScaledToTheUnitBox", "x: 9 3", """
            [Equivariant("E(3)")]
            [return: Rep("1o")]
            static Tensor Normalise([Rep("point", Rank = 2)] Tensor x)
            {
                Tensor centered = x - x.mean([0], keepdim: true);
                return centered / {|EQV1101:centered.abs()|}.amax();
            }
            """),
    ];
}
