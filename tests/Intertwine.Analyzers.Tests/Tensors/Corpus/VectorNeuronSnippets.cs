namespace Intertwine.Analyzers.Tests.Tensors;

/// <summary>Vector neurons: layouts [batch, channels, 3, points] and [batch, points, channels, 3].</summary>
internal static class VectorNeuronSnippets
{
    public static IReadOnlyList<Snippet> All { get; } =
    [
        new("VnLinear", "x: 2 4 3 5; weight: 6 4", """
            [Equivariant("O(3)")]
            [return: Rep("1o", Axis = -2)]
            static Tensor Linear([Rep("1o", Axis = 2, Rank = 4)] Tensor x, [Invariant(Rank = 2)] Tensor weight) =>
                torch.matmul(x.transpose(1, -1), weight.t()).transpose(1, -1);
            """),
        new("VnLinearOnComponents", "x: 2 4 3 5", """
            private readonly Linear _map = torch.nn.Linear(3, 3, hasBias: false);

            [Equivariant("O(3)")]
            [return: Rep("1o")]
            public Tensor Layer([Rep("1o", Axis = 2, Rank = 4)] Tensor x) => {|EQV1107:_map.forward(x.transpose(2, 3))|};
            """),
        new("VnLinearWithBias", "x: 2 5 4 3", """
            private readonly Parameter _bias = Parameter(torch.randn(4, 3));
            private readonly Parameter _weight = Parameter(torch.randn(4, 4));

            [Equivariant("SO(3)")]
            [return: Rep("1")]
            public Tensor Layer([Rep("1", Rank = 4)] Tensor x) => {|EQV1102:torch.einsum("oi,bnic->bnoc", _weight, x) + _bias|};
            """),
        new("VnLeakyRelu", "x: 2 4 3 5; direction: 4 4", """
            private const double Epsilon = 1e-6;

            [Equivariant("O(3)")]
            [return: Rep("1o", Axis = -2)]
            static Tensor LeakyRelu([Rep("1o", Axis = 2, Rank = 4)] Tensor x, [Invariant(Rank = 2)] Tensor direction, double slope = 0.2)
            {
                Tensor d = torch.einsum("oc,bcan->boan", direction, x);
                Tensor dot = (x * d).sum(2, keepdim: true);
                Tensor mask = (dot >= 0).to_type(x.dtype);
                Tensor squared = (d * d).sum(2, keepdim: true);
                return slope * x + (1 - slope) * (mask * x + (1 - mask) * (x - dot / (squared + Epsilon) * d));
            }
            """),
        new("VnReluByComponent", "x: 2 4 3 5", """
            [Equivariant("O(3)")]
            [return: Rep("1o", Axis = -2)]
            static Tensor Relu([Rep("1o", Axis = 2, Rank = 4)] Tensor x) => {|EQV1101:functional.leaky_relu(x, 0.2)|};
            """),
        new("VnReluOntoNonUnitDirection", "x: 2 5 4 3; u: 4 4", """
            [Equivariant("SO(3)")]
            [return: Rep("1")]
            static Tensor Relu([Rep("1", Rank = 4)] Tensor x, [Invariant(Rank = 2)] Tensor u)
            {
                Tensor k = torch.einsum("bnic,oi->bnoc", x, u);
                Tensor inner = (x * k).sum(-1, keepdim: true);
                Tensor unit = k / k.norm(-1, keepdim: true).clamp(1e-6);
                Tensor projected = x - (x * unit).sum(-1, keepdim: true) * k;
                return torch.where(inner >= 0, x, projected);
            }
            """),
        new("VnReluMaskByComponent", "x: 2 5 4 3; u: 4 4", """
            [Equivariant("SO(3)")]
            [return: Rep("1")]
            static Tensor Relu([Rep("1", Rank = 4)] Tensor x, [Invariant(Rank = 2)] Tensor u)
            {
                Tensor k = torch.einsum("bnic,oi->bnoc", x, u);
                return torch.where({|EQV1103:x * k|} >= 0, x, torch.zeros_like(x));
            }
            """),
        new("VnEdgeFeaturesUnderReflections", "x: 2 6 3; idx: int<6> 6 4", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor EdgeFeatures([Rep("1o", Rank = 3)] Tensor x, [Invariant(Rank = 2)] Tensor idx)
            {
                Tensor feature = x.index_select(1, idx.flatten()).view(2, 6, 4, 3);
                Tensor center = x.unsqueeze(2).expand_as(feature);
                Tensor cross = torch.linalg.cross(feature, center, -1);
                return {|EQV1106:torch.stack([feature - center, center, cross], 3)|};
            }
            """),
        new("VnEdgeFeaturesUnderRotations", "x: 2 6 3; idx: int<6> 6 4", """
            [Equivariant("SO(3)")]
            [return: Rep("1")]
            static Tensor EdgeFeatures([Rep("1", Rank = 3)] Tensor x, [Invariant(Rank = 2)] Tensor idx)
            {
                Tensor feature = x.index_select(1, idx.flatten()).view(2, 6, 4, 3);
                Tensor center = x.unsqueeze(2).expand_as(feature);
                Tensor cross = torch.linalg.cross(feature, center, -1);
                return torch.stack([feature - center, center, cross], 3);
            }
            """),
        new("VnBatchNorm", "x: 3 4 3 5", """
            private readonly BatchNorm1d _norm = BatchNorm1d(4);

            [Equivariant("O(3)")]
            [return: Rep("1o", Axis = -2)]
            public Tensor Layer([Rep("1o", Axis = 2, Rank = 4)] Tensor x)
            {
                Tensor length = x.norm(2) + 1e-6;
                Tensor normed = _norm.forward(length);
                return x / length.unsqueeze(2) * normed.unsqueeze(2);
            }
            """),
        new("BatchNormOfFlattenedVectors", "x: 6 4 3", """
            private readonly BatchNorm1d _norm = BatchNorm1d(12);

            [Equivariant("O(3)")]
            [return: Rep("1o")]
            public Tensor Layer([Rep("1o", Rank = 3)] Tensor x) => {|EQV1116:_norm.forward(x.flatten(1))|}.view(-1, 4, 3);
            """),
        new("VnMaxPool", "x: 2 4 3 5; weight: 4 4", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor MaxPool([Rep("1o", Axis = 2, Rank = 4)] Tensor x, [Invariant(Rank = 2)] Tensor weight)
            {
                Tensor d = torch.einsum("oc,bcan->boan", weight, x);
                Tensor index = (x * d).sum(2, keepdim: true).argmax(-1, keepdim: true);
                return x.gather(-1, index.expand(-1, -1, 3, -1)).squeeze(-1);
            }
            """),
        new("MaxPoolByComponent", "x: 2 4 3 5", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor MaxPool([Rep("1o", Axis = 2, Rank = 4)] Tensor x) => {|EQV1105:x.max(-1)|}.values;
            """),
        new("VnMeanPool", "x: 2 4 3 5", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor MeanPool([Rep("1o", Axis = 2, Rank = 4)] Tensor x) => x.mean([-1]);
            """),
        new("VnStdFeature", "x: 2 6 3 5; weight: 3 6", """
            [Equivariant("O(3)")]
            [return: Invariant]
            static Tensor StdFeature([Rep("1o", Axis = 2, Rank = 4)] Tensor x, [Invariant(Rank = 2)] Tensor weight)
            {
                Tensor z = torch.einsum("oi,bijm->bojm", weight, x).transpose(1, 2);
                return torch.einsum("bijm,bjkm->bikm", x, z).flatten(1, 2).max(-1).values;
            }
            """),
        new("VnStdFeatureOverTheWrongAxis", "x: 2 3 3 5; weight: 3 3", """
            [Equivariant("O(3)")]
            [return: Invariant]
            static Tensor StdFeature([Rep("1o", Axis = 2, Rank = 4)] Tensor x, [Invariant(Rank = 2)] Tensor weight)
            {
                Tensor z = torch.einsum("oi,bijm->bojm", weight, x);
                return {|EQV1108:torch.einsum("bijm,bjkm->bikm", x, z)|}.flatten(1, 2);
            }
            """),
        new("VnInvariantOfTransformer", "x: 2 5 4 3; m: 3 4", """
            [Equivariant("O(3)")]
            [return: Invariant]
            static Tensor Invariants([Rep("1o", Rank = 4)] Tensor x, [Invariant(Rank = 2)] Tensor m)
            {
                Tensor frame = torch.einsum("oc,bncd->bnod", m, x);
                return torch.matmul(x, frame.transpose(-1, -2));
            }
            """),
        new("VnFrameByGramSchmidt", "a: 5 3; b: 5 3; x: 5 4 3", """
            [Equivariant("SO(3)")]
            [return: Invariant]
            static Tensor Canonical([Rep("1", Rank = 2)] Tensor a, [Rep("1", Rank = 2)] Tensor b, [Rep("1", Rank = 3)] Tensor x)
            {
                Tensor u1 = a / (a.norm(-1, keepdim: true) + 1e-6);
                Tensor v2 = b - (b * u1).sum(-1, keepdim: true) * u1;
                Tensor u2 = v2 / (v2.norm(-1, keepdim: true) + 1e-6);
                Tensor u3 = torch.linalg.cross(u1, u2);
                Tensor frame = torch.stack([u1, u2, u3], 1);
                return torch.einsum("ncd,nkd->nck", x, frame);
            }
            """),
        new("EarlyFusionOnTheComponentAxis", "x: 2 5 3; f: 2 5 2", """
            [Equivariant("O(3)")]
            [return: Rep("1o + 2x0e")]
            static Tensor Fuse([Rep("1o", Rank = 3)] Tensor x, [Rep("2x0e", Rank = 3)] Tensor f) => torch.cat([x, f], -1);
            """),
        new("EarlyFusionThenNorm", "x: 2 5 3; f: 2 5 2", """
            [Equivariant("O(3)")]
            [return: Invariant]
            static Tensor Fuse([Rep("1o", Rank = 3)] Tensor x, [Rep("2x0e", Rank = 3)] Tensor f)
            {
                Tensor fused = torch.cat([x, f], -1);
                return fused.norm(-1) + fused[.., .., 3];
            }
            """),
    ];
}
