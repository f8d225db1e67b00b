namespace Intertwine.Analyzers.Tests.Tensors;

/// <summary>Products, norms, decompositions and contractions as published code writes them.</summary>
internal static class LinearAlgebraSnippets
{
    public static IReadOnlyList<Snippet> All { get; } =
    [
        new("BatchedEinsum", "w: 2 4 6 5; v: 2 5 6 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Heads([Invariant(Rank = 4)] Tensor w, [Rep("1o", Rank = 4)] Tensor v) => torch.einsum("bhcn,bncd->bhd", w, v);
            """),
        new("EinsumWithTheLettersOfItemsAndComponentsSwapped", "q: 2 3 3; k: 2 3 3", """
            [Equivariant("O(3)")]
            [return: Invariant]
            static Tensor Logits([Rep("1o", Rank = 3)] Tensor q, [Rep("1o", Rank = 3)] Tensor k) => {|EQV1108:torch.einsum("bid,bdj->bij", q, k)|};
            """),
        new("EinsumWithEllipsis", "a: 2 5 4 3; b: 2 5 4 3", """
            [Equivariant("O(3)")]
            [return: Invariant]
            static Tensor Gram([Rep("1o", Rank = 4)] Tensor a, [Rep("1o", Rank = 4)] Tensor b) => torch.einsum("...ci,...di->...cd", a, b).flatten(-2);
            """),
        new("EinsumOfThree", "a: 5 3; b: 5 3; c: 5 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Project([Rep("1o", Rank = 2)] Tensor a, [Rep("1o", Rank = 2)] Tensor b, [Rep("1o", Rank = 2)] Tensor c) => torch.einsum("ni,ni,nj->nj", a, b, c);
            """),
        new("LeviCivitaContracted", "a: 5 3; b: 5 3", """
            private static readonly Tensor Epsilon = torch.tensor(new double[,,]
            {
                { { 0, 0, 0 }, { 0, 0, 1 }, { 0, -1, 0 } },
                { { 0, 0, -1 }, { 0, 0, 0 }, { 1, 0, 0 } },
                { { 0, 1, 0 }, { -1, 0, 0 }, { 0, 0, 0 } },
            });

            [Equivariant("SO(3)")]
            [return: Rep("1")]
            static Tensor Cross([Rep("1", Rank = 2)] Tensor a, [Rep("1", Rank = 2)] Tensor b) => torch.einsum("ijk,nj,nk->ni", Epsilon, a, b);
            """),
        new("AddedProduct", "v: 5 3; w: 5 4; u: 4 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Mix([Rep("1o", Rank = 2)] Tensor v, [Invariant(Rank = 2)] Tensor w, [Rep("1o", Rank = 2)] Tensor u) => torch.addmm(v, w, u, 1, 0.5f);
            """),
        new("BiasAddedToAProduct", "b: 5 3; w: 5 4; u: 4 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Mix([Invariant(Rank = 2)] Tensor b, [Invariant(Rank = 2)] Tensor w, [Rep("1o", Rank = 2)] Tensor u) => {|EQV1102:b.addmm(w, u, 1, 1)|};
            """),
        new("AddedBatchedProduct", "v: 2 5 3; w: 2 5 4; u: 2 4 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Mix([Rep("1o", Rank = 3)] Tensor v, [Invariant(Rank = 3)] Tensor w, [Rep("1o", Rank = 3)] Tensor u) => v + w.bmm(u);
            """),
        new("VectorNormByLinalg", "v: 5 4 3", """
            [Equivariant("O(3)")]
            [return: Invariant]
            static Tensor Lengths([Rep("1o", Rank = 3)] Tensor v) => torch.linalg.vector_norm(v, 2, [-1]) + torch.linalg.vector_norm(v, 2, [-2, -1], keepdim: true).squeeze(-1);
            """),
        new("MaximumNormByLinalg", "v: 5 4 3", """
            [Equivariant("O(3)")]
            [return: Invariant]
            static Tensor Lengths([Rep("1o", Rank = 3)] Tensor v) => {|EQV1105:torch.linalg.vector_norm(v, double.PositiveInfinity, [-1])|};
            """),
        new("SpectralNormOfFrames", "m: 5 3 3", """
            [Equivariant("O(3)")]
            [return: Invariant]
            static Tensor Size([Rep("1o", Axis = -2), Rep("1o", Axis = -1), Invariant(Rank = 3)] Tensor m) => torch.linalg.matrix_norm(m) + torch.linalg.svdvals(m).sum(-1);
            """),
        new("ColumnNormsOfFrames", "m: 5 3 3", """
            [Equivariant("O(3)")]
            [return: Invariant]
            static Tensor Size([Rep("1o", Axis = -2), Rep("1o", Axis = -1), Invariant(Rank = 3)] Tensor m) => {|EQV1105:m.norm(-2)|};
            """),
        new("DistancesToCenters", "x: 2 6 3; centers: 2 4 3", """
            private readonly LayerNorm _norm = LayerNorm(4);

            [Equivariant("E(3)")]
            [return: Invariant]
            public Tensor Distances([Rep("point", Rank = 3)] Tensor x, [Rep("point", Rank = 3)] Tensor centers) => _norm.forward(torch.cdist(x, centers));
            """),
        new("DistancesToFixedCenters", "x: 2 6 3", """
            private readonly Parameter _centers = Parameter(torch.randn(4, 3));

            [Equivariant("E(3)")]
            [return: Invariant]
            public Tensor Distances([Rep("point", Rank = 3)] Tensor x) => {|EQV1102:torch.cdist(x, _centers)|};
            """),
        new("ManhattanDistances", "x: 2 6 3", """
            [Equivariant("E(3)")]
            [return: Invariant]
            static Tensor Distances([Rep("point", Rank = 3)] Tensor x) => {|EQV1105:torch.cdist(x, x, p: 1)|};
            """),
        new("Triangles", "x: 6 3", """
            [Equivariant("E(3)")]
            [return: Invariant]
            static Tensor Areas([Rep("point", Rank = 2)] Tensor x)
            {
                Tensor first = x.roll(1, 0) - x, second = x.roll(2, 0) - x;
                return 0.5 * torch.linalg.cross(first, second).norm(-1);
            }
            """),
        new("HandednessOfATriple", "a: 5 3; b: 5 3; c: 5 3", """
            [Equivariant("O(3)")]
            [return: Invariant]
            static Tensor Handedness([Rep("1o", Rank = 2)] Tensor a, [Rep("1o", Rank = 2)] Tensor b, [Rep("1o", Rank = 2)] Tensor c) => {|EQV1113:torch.det(torch.stack([a, b, c], -2))|};
            """),
        new("HandednessUnderRotations", "a: 5 3; b: 5 3; c: 5 3", """
            [Equivariant("SO(3)")]
            [return: Invariant]
            static Tensor Handedness([Rep("1", Rank = 2)] Tensor a, [Rep("1", Rank = 2)] Tensor b, [Rep("1", Rank = 2)] Tensor c) => torch.linalg.det(torch.stack([a, b, c], 1)).sign();
            """),
        new("LocalFrameAndBack", "a: 5 3; b: 5 3; v: 5 4 3", """
            private readonly Module<Tensor, Tensor> _net = Sequential(Linear(3, 8), ReLU(), Linear(8, 3));

            [Equivariant("SO(3)")]
            [return: Rep("1")]
            public Tensor Layer([Rep("1", Rank = 2)] Tensor a, [Rep("1", Rank = 2)] Tensor b, [Rep("1", Rank = 3)] Tensor v)
            {
                Tensor e1 = functional.normalize(a, dim: -1);
                Tensor e2 = functional.normalize(b - (b * e1).sum(-1, keepdim: true) * e1, dim: -1);
                Tensor e3 = torch.linalg.cross(e1, e2, -1);
                Tensor frame = torch.stack([e1, e2, e3], -2);
                Tensor local = torch.matmul(v, frame.transpose(-1, -2));
                return torch.matmul(_net.forward(local), frame);
            }
            """),
        new("LocalFrameTransposed", "a: 5 3; b: 5 3; v: 5 4 3", """
            [Equivariant("SO(3)")]
            [return: Invariant]
            static Tensor Local([Rep("1", Rank = 2)] Tensor a, [Rep("1", Rank = 2)] Tensor b, [Rep("1", Rank = 3)] Tensor v)
            {
                Tensor e3 = torch.linalg.cross(a, b, -1);
                Tensor frame = torch.stack([a, b, e3], -2);
                return {|EQV1107:torch.matmul(v, frame)|};
            }
            """),
        new("PrincipalAxesUsedForInvariants", "x: 6 3", """
            [Equivariant("E(3)")]
            [return: Invariant]
            static Tensor Axes([Rep("point", Rank = 2)] Tensor x)
            {
                Tensor r = x - x.mean([0], keepdim: true);
                return torch.linalg.eigvalsh(r.t().mm(r));
            }
            """),
        new("ProjectionOntoANormal", "v: 5 4 3; n: 5 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Tangential([Rep("1o", Rank = 3)] Tensor v, [Rep("1o", Rank = 2)] Tensor n)
            {
                Tensor unit = (n / n.norm(-1, keepdim: true)).unsqueeze(1);
                Tensor along = (v * unit).sum(-1, keepdim: true);
                return torch.addcmul(v, along, unit, -1);
            }
            """),
        new("HouseholderReflection", "v: 5 3; n: 5 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Reflect([Rep("1o", Rank = 2)] Tensor v, [Rep("1o", Rank = 2)] Tensor n)
            {
                Tensor u = functional.normalize(n, dim: -1);
                Tensor mirror = torch.eye(3, dtype: v.dtype) - 2 * u.unsqueeze(-1) * u.unsqueeze(-2);
                return torch.bmm(mirror, v.unsqueeze(-1)).squeeze(-1);
            }
            """),
        new("RodriguesFormula", "v: 5 3; axis: 5 3; angle: 5 1", """
            [Equivariant("SO(3)")]
            [return: Rep("1")]
            static Tensor Rotate([Rep("1", Rank = 2)] Tensor v, [Rep("1", Rank = 2)] Tensor axis, [Rep("0", Rank = 2)] Tensor angle)
            {
                Tensor k = functional.normalize(axis, dim: -1);
                Tensor c = angle.cos(), s = angle.sin();
                return v * c + torch.linalg.cross(k, v) * s + k * (k * v).sum(-1, keepdim: true) * (1 - c);
            }
            """),
        new("SkewMatrixOfAVector", "w: 5 3; v: 5 3", """
            [Equivariant("SO(3)")]
            [return: Rep("1")]
            static Tensor Cross([Rep("1", Rank = 2)] Tensor w, [Rep("1", Rank = 2)] Tensor v)
            {
                Tensor x = w[.., 0], y = w[.., 1], z = w[.., 2], zero = torch.zeros_like(x);
                Tensor skew = torch.stack([zero, -z, y, z, zero, -x, -y, x, zero], -1).view(-1, 3, 3);
                return torch.bmm(skew, v.unsqueeze(-1)).squeeze(-1);
            }
            """),
        new("WeightedKabsch", "p: 2 6 3; q: 2 6 3; w: abs 2 6", """
            [Equivariant("E(3)")]
            [return: Rep("1o", Axis = -2), Rep("1o", Axis = -1)]
            static Tensor Correlation([Rep("point", Rank = 3)] Tensor p, [Rep("point", Rank = 3)] Tensor q, [Invariant(Rank = 2)] Tensor w)
            {
                Tensor a = p - p.mean([1], keepdim: true), b = q - q.mean([1], keepdim: true);
                return torch.einsum("bn,bni,bnj->bij", w.softmax(-1), a, b);
            }
            """),
        new("CosineAttention", "q: 2 5 3; k: 2 6 3; v: 2 6 8", """
            [Equivariant("O(3)")]
            [return: Invariant]
            static Tensor Attend([Rep("1o", Rank = 3)] Tensor q, [Rep("1o", Rank = 3)] Tensor k, [Invariant(Rank = 3)] Tensor v)
            {
                Tensor logits = functional.cosine_similarity(q.unsqueeze(2), k.unsqueeze(1), dim: -1);
                return logits.softmax(-1).matmul(v);
            }
            """),
        new("CosineOverTheWrongAxis", "q: 2 5 3; k: 2 5 3", """
            [Equivariant("O(3)")]
            [return: Invariant]
            static Tensor Similarity([Rep("1o", Rank = 3)] Tensor q, [Rep("1o", Rank = 3)] Tensor k) => {|EQV1105:functional.cosine_similarity(q, k, dim: 1)|};
            """),
        new("AttentionLayerOnComponents", "v: 5 2 3", """
            private readonly MultiheadAttention _attention = MultiheadAttention(3, 1).to(ScalarType.Float64);

            [Equivariant("O(3)")]
            [return: Rep("1o")]
            public Tensor Attend([Rep("1o", Rank = 3)] Tensor v) => {|EQV1107:_attention.call(v, v, v, null, false, null)|}.Item1;
            """),
        new("AttentionLayerOnNorms", "v: 5 2 4 3", """
            private readonly MultiheadAttention _attention = MultiheadAttention(4, 2).to(ScalarType.Float64);

            [Equivariant("O(3)")]
            [return: Rep("1o")]
            public Tensor Attend([Rep("1o", Rank = 4)] Tensor v)
            {
                Tensor s = v.norm(-1);
                Tensor mixed = _attention.call(s, s, s, null, false, null).Item1;
                return v * mixed.sigmoid().unsqueeze(-1);
            }
            """),
    ];
}
