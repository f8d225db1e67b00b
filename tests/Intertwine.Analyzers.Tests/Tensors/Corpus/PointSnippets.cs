namespace Intertwine.Analyzers.Tests.Tensors;

/// <summary>Points: centring, diffusion, neighbours, distances.</summary>
internal static class PointSnippets
{
    public static IReadOnlyList<Snippet> All { get; } =
    [
        new("CenterOfPoints", "x: 2 6 3", """
            [Equivariant("E(3)")]
            [return: Rep("1o")]
            static Tensor RemoveMean([Rep("point", Rank = 3)] Tensor x) => x - x.mean([1], keepdim: true);
            """),
        new("CenterOverComponents", "x: 2 6 3", """
            [Equivariant("E(3)")]
            [return: Rep("1o")]
            static Tensor RemoveMean([Rep("point", Rank = 3)] Tensor x) => x - {|EQV1105:x.mean([-1], keepdim: true)|};
            """),
        new("DiffusionStep", "z: 6 3; eps: 6 3; noise: 6 3", """
            private const double Alpha = 0.98, Sigma = 0.2;

            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Step([Rep("1o", Rank = 2)] Tensor z, [Rep("1o", Rank = 2)] Tensor eps, [Rep("1o", Rank = 2)] Tensor noise)
            {
                Tensor mu = z / Alpha - Sigma * Sigma / (Alpha * 0.4) * eps;
                Tensor sample = mu + Sigma * (noise - noise.mean([0], keepdim: true));
                return sample - sample.mean([0], keepdim: true);
            }
            """),
        new("DiffusionNoisedPoints", "x: 6 3; eps: 6 3", """
            [Equivariant("E(3)")]
            [return: Rep("1o")]
            static Tensor Noise([Rep("point", Rank = 2)] Tensor x, [Rep("1o", Rank = 2)] Tensor eps)
            {
                Tensor noised = 0.9 * x + 0.1 * eps;
                return {|EQV1113:noised|};
            }
            """),
        new("DistanceMatrix", "x: 2 6 3", """
            [Equivariant("E(3)")]
            [return: Invariant]
            static Tensor Distances([Rep("point", Rank = 3)] Tensor x) => (x.unsqueeze(1) - x.unsqueeze(2)).norm(-1);
            """),
        new("NearestNeighbours", "x: 6 3; h: 6 4", """
            [Equivariant("E(3)")]
            [return: Invariant]
            static Tensor Pool([Rep("point", Rank = 2)] Tensor x, [Invariant(Rank = 2)] Tensor h)
            {
                Tensor distance = torch.cdist(x, x);
                var (values, indices) = distance.topk(3, dim: 1, largest: false);
                Tensor near = h.index_select(0, indices.flatten()).view(6, 3, 4);
                return (near * (-values).exp().unsqueeze(-1)).sum(1);
            }
            """),
        new("NeighbourOffsets", "x: 6 3", """
            [Equivariant("E(3)")]
            [return: Rep("1o")]
            static Tensor Offsets([Rep("point", Rank = 2)] Tensor x)
            {
                Tensor idx = torch.cdist(x, x).topk(4, 1, false).indexes;
                Tensor neighbours = x.index_select(0, idx.reshape(-1)).view(6, 4, 3);
                return neighbours - x.unsqueeze(1);
            }
            """),
        new("SortedByCoordinate", "x: 6 3", """
            [Equivariant("E(3)")]
            [return: Rep("point")]
            static Tensor Sorted([Rep("point", Rank = 2)] Tensor x) => x[{|EQV1104:x[.., 0]|}.argsort()];
            """),
        new("SortedByDistance", "x: 6 3", """
            [Equivariant("E(3)")]
            [return: Rep("point")]
            static Tensor Sorted([Rep("point", Rank = 2)] Tensor x)
            {
                Tensor order = (x - x.mean([0], keepdim: true)).norm(-1).argsort();
                return x[order];
            }
            """),
        new("BucketisedCoordinates", "x: 6 3", """
            private static readonly Tensor Edges = torch.linspace(-2, 2, 9);

            [Equivariant("E(3)")]
            [return: Invariant]
            static Tensor Voxels([Rep("point", Rank = 2)] Tensor x) => {|EQV1110:torch.bucketize(x, Edges)|};
            """),
        new("PositionalEncodingOfCoordinates", "x: 6 3", """
            [Equivariant("E(3)")]
            [return: Invariant]
            static Tensor Encode([Rep("point", Rank = 2)] Tensor x)
            {
                Tensor frequencies = torch.tensor(new[] { 1.0, 2.0, 4.0 });
                Tensor phases = x.unsqueeze(-1) * frequencies;
                return torch.cat([{|EQV1101:phases.sin()|}, {|EQV1101:phases.cos()|}], -1).flatten(1);
            }
            """),
        new("EncodingOfDistances", "x: 6 3", """
            [Equivariant("E(3)")]
            [return: Invariant]
            static Tensor Encode([Rep("point", Rank = 2)] Tensor x)
            {
                Tensor frequencies = torch.tensor(new[] { 1.0, 2.0, 4.0 });
                Tensor phases = (x[..1] - x).norm(-1, keepdim: true) * frequencies;
                return torch.cat([phases.sin(), phases.cos()], -1);
            }
            """),
        new("RadialBasis", "d: 6 6", """
            [Equivariant("E(3)")]
            [return: Invariant]
            static Tensor Basis([Invariant(Rank = 2)] Tensor d, int count = 8)
            {
                var functions = new List<Tensor>();
                for (int k = 1; k <= count; k++)
                {
                    functions.Add((k * Math.PI * d / 5).sin() / (d + 1e-3));
                }

                return torch.stack(functions, -1);
            }
            """),
        new("Midpoint", "a: 6 3; b: 6 3", """
            [Equivariant("E(3)")]
            [return: Rep("point")]
            static Tensor Midpoint([Rep("point", Rank = 2)] Tensor a, [Rep("point", Rank = 2)] Tensor b) => 0.5 * a + 0.5 * b;
            """),
        new("Interpolation", "a: 6 3; b: 6 3; t: 6 1", """
            [Equivariant("E(3)")]
            [return: Rep("point")]
            static Tensor Interpolate([Rep("point", Rank = 2)] Tensor a, [Rep("point", Rank = 2)] Tensor b, [Rep("0e", Rank = 2)] Tensor t) => a + t * (b - a);
            """),
        new("SumOfTwoPoints", "a: 6 3; b: 6 3", """
            [Equivariant("E(3)")]
            [return: Rep("point")]
            static Tensor Add([Rep("point", Rank = 2)] Tensor a, [Rep("point", Rank = 2)] Tensor b) => {|EQV1113:a + b|};
            """),
        new("NormOfPosition", "x: 6 3", """
            [Equivariant("SE(3)")]
            [return: Invariant]
            static Tensor Radius([Rep("point", Rank = 2)] Tensor x) => {|EQV1115:torch.linalg.vector_norm(x, dims: [-1])|};
            """),
        new("MaskedCenter", "x: 2 6 3; mask: abs 2 6 1", """
            [Equivariant("E(3)")]
            [return: Rep("1o")]
            static Tensor Center([Rep("point", Rank = 3)] Tensor x, [Rep("0e", Rank = 3)] Tensor mask)
            {
                Tensor reference = x[.., ..1];
                Tensor r = (x - reference) * mask;
                return r - r.sum(1, keepdim: true) / mask.sum(1, keepdim: true);
            }
            """),
        new("FarthestPoint", "x: 6 3", """
            [Equivariant("E(3)")]
            [return: Rep("point")]
            static Tensor Farthest([Rep("point", Rank = 2)] Tensor x)
            {
                Tensor distance = (x - x.mean([0], keepdim: true)).pow(2).sum(-1);
                Tensor index = distance.argmax();
                return x.index_select(0, index.view(1));
            }
            """),
        new("BoundingBox", "x: 6 3", """
            [Equivariant("E(3)")]
            [return: Invariant]
            static Tensor Extent([Rep("point", Rank = 2)] Tensor x) => {|EQV1105:x.max(0)|}.values - {|EQV1105:x.min(0)|}.values;
            """),
        new("Translated", "x: 6 3; t: 3", """
            [Equivariant("E(3)")]
            [return: Rep("point")]
            static Tensor Translate([Rep("point", Rank = 2)] Tensor x, [Rep("1o", Rank = 1)] Tensor t) => x + t;
            """),
        new("ShiftedByConstant", "x: 6 3", """
            [Equivariant("E(3)")]
            [return: Rep("point")]
            static Tensor Shift([Rep("point", Rank = 2)] Tensor x) => {|EQV1102:x + torch.tensor(new[] { 0.0, 0.0, 1.0 })|};
            """),
    ];
}
