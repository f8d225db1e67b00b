using Intertwine.Analyzers.Tests.Cases;
using static Intertwine.Analyzers.Tests.Tensors.TensorCases;

namespace Intertwine.Analyzers.Tests.Tensors;

/// <summary>Sums, products and norms as they are written in TorchSharp, in all its forms.</summary>
internal static class ArithmeticCases
{
    private const string Other = ", [Rep(\"1o\", Rank = 2)] Tensor w";

    public static IReadOnlyList<RuleCase> All { get; } =
    [
        new("EQV1101", "Cube", Vector("{|EQV1101:v.pow(3)|}")),
        new("EQV1101", "Floor", Vector("{|EQV1101:torch.div(v, 2f, RoundingMode.floor)|}")),
        new("EQV1101", "Functional", Vector("{|EQV1101:functional.leaky_relu(v, 0.2)|}")),
        new("EQV1101", "InPlace", Vector("{|EQV1101:v.clamp_(-1, 1)|}")),
        new("EQV1101", "Abs", Scalars("{|EQV1101:v.abs()|}.sum(-1)")),
        new("EQV1101", "OddFunctionOfPseudoScalars", """
            [Equivariant("O(3)")]
            [return: Rep("0o")]
            static Tensor Layer([Rep("0o", Rank = 2)] Tensor s) => s.tanh() * s.abs().sqrt() + s.pow(3) - torch.clamp(s, -2, 2);
            """),
        new("EQV1101", "EvenFunctionOfPseudoScalars", """
            [Equivariant("O(3)")]
            [return: Rep("0o")]
            static Tensor Layer([Rep("0o", Rank = 2)] Tensor s) => {|EQV1101:s.sigmoid()|};
            """),
        new("EQV1101", "RegularRepresentation", """
            [Equivariant("C_4")]
            [return: Rep("regular")]
            static Tensor Layer([Rep("regular", Rank = 2)] Tensor x) => x.relu() + 1 - x.softmax(-1) * x.max(-1, keepdim: true).values;
            """),
        new("EQV1101", "NotANumber", Vector("torch.nan_to_num(v / v.norm(-1, keepdim: true))")),
        new("EQV1102", "Alpha", Vector("torch.add(v, w, 0.5)", Other)),
        new("EQV1102", "Epsilon", Scalars("({|EQV1102:v + 1e-6f|}).norm(-1)")),
        new("EQV1102", "EpsilonOfTheNorm", Vector("v / (v.norm(-1, keepdim: true) + 1e-6)")),
        new("EQV1102", "EpsilonUnderTheRoot", Vector("v / torch.sqrt((v * v + 1e-8).sum(-1, keepdim: true))")),
        new("EQV1102", "MomentOfInertia", """
            [Equivariant("O(3)")]
            [return: Rep("1o", Axis = -2), Rep("1o", Axis = -1)]
            static Tensor Layer([Rep("1o", Rank = 2)] Tensor v) => v.square().sum(-1).unsqueeze(-1).unsqueeze(-1) * torch.eye(3) - v.unsqueeze(-1) * v.unsqueeze(-2);
            """),
        new("EQV1102", "Noise", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Layer([Rep("1o", Rank = 2)] Tensor v) => {|EQV9010:v + 0.1 * torch.randn_like(v)|};
            """),
        new("EQV1103", "ProductReturned", Vector("{|EQV1103:v * w|}", Other)),
        new("EQV1103", "ProductUnderRoot", Vector("({|EQV1103:v * v|} + 1e-8).sqrt()")),
        new("EQV1103", "Dot", Scalars("(v * w).sum(-1)", Other)),
        new("EQV1103", "DotOfSlices", Scalars("(v.unsqueeze(0) * w.unsqueeze(1)).sum(new long[] { -1 })", Other)),
        new("EQV1103", "DotInSteps", Scalars("torch.sum(torch.square(v) + 2 * torch.mul(v, w), -1)", Other)),
        new("EQV1103", "MeanOfSquares", Vector("v / (v.pow(2).mean(new long[] { -1 }, keepdim: true) + 1e-6).sqrt()")),
        new("EQV1103", "PseudoScalar", """
            [Equivariant("O(3)")]
            [return: Rep("0o")]
            static Tensor Layer([Rep("1o", Rank = 2)] Tensor v, [Rep("1e", Rank = 2)] Tensor w) => (v * w).sum(-1);
            """),
        new("EQV1103", "PseudoScalarTimesVector", """
            [Equivariant("O(3)")]
            [return: Rep("1e")]
            static Tensor Layer([Rep("1o", Rank = 2)] Tensor v, [Rep("1e", Rank = 2)] Tensor w) => (v * w).sum(-1, keepdim: true) * v + w;
            """),
        new("EQV1103", "InLoop", """
            [Equivariant("O(3)")]
            [return: Invariant]
            static Tensor Layer([Rep("1o", Rank = 2)] Tensor v, [Rep("1o", Rank = 2)] Tensor w, int n)
            {
                Tensor sum = torch.zeros_like(v);
                for (int i = 0; i < n; i++)
                {
                    sum = sum + v * w;
                }

                return sum.sum(-1);
            }
            """),
        new("EQV1103", "Gate", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Layer([Rep("1o", Rank = 2)] Tensor v, [Invariant(Rank = 1)] Tensor gate) => v * gate.sigmoid().unsqueeze(-1) * gate[TensorIndex.Ellipsis, TensorIndex.None];
            """),
        new("EQV1105", "OneNorm", Scalars("{|EQV1105:v.norm(-1, false, 1f)|}")),
        new("EQV1105", "NormOverItems", Vector("v / {|EQV1105:v.norm(0, keepdim: true)|}")),
        new("EQV1105", "NormalizeTakesAxisOne", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Layer([Rep("1o", Rank = 3)] Tensor v) => {|EQV1105:functional.normalize(v)|};
            """),
        new("EQV1105", "Normalize", Vector("functional.normalize(v, 2, -1) + functional.normalize(v)")),
        new("EQV1105", "LinearAlgebra", Scalars("torch.linalg.vector_norm(v, dims: new long[] { -1 }) + torch.linalg.norm(v, new long[] { 1 }) + torch.norm(v, -1)")),
        new("EQV1105", "WholeNorm", Vector("v / v.norm()")),
        new("EQV1105", "WholeSum", Scalars("{|EQV1105:v.sum()|}")),
        new("EQV1105", "ManyAxes", """
            [Equivariant("SO(2)")]
            [return: Rep("1")]
            static Tensor Layer([Rep("1", Rank = 4)] Tensor v) => v.sum(new long[] { 0, 1 }, keepdim: true).mean(new long[] { -2 }) + v.cumsum(0)[0, 0];
            """),
        new("EQV1105", "MaxPooling", Vector("{|EQV1105:v.max(0)|}.values")),
        new("EQV1105", "MaxPoolingOfInvariants", """
            [Equivariant("O(3)")]
            [return: Invariant]
            static Tensor Layer([Rep("1o", Rank = 2)] Tensor v)
            {
                var (values, indexes) = v.norm(-1).max(0);
                return values + v.norm(-1).amax(new long[] { 0 }) + v.norm(-1).softmax(0).logsumexp(0);
            }
            """),
        new("EQV1105", "Deviation", Scalars("{|EQV1105:v.std(0)|}.sum(-1)")),
        new("EQV1105", "Variance", Scalars("v.var(0).sum(-1)")),
        new("EQV1105", "Permutations", """
            [Equivariant("S_4")]
            [return: Invariant]
            static Tensor Layer([Rep("V", Rank = 2)] Tensor x) => x.sum(-1) + x.max(-1).values + x.std(-1) + x.logsumexp(-1);
            """),
        new("EQV1110", "Maximum", Vector("{|EQV1110:torch.maximum(v, w)|}", Other)),
        new("EQV1110", "Sort", Vector("{|EQV1110:v.sort(0)|}.Values")),
        new("EQV1110", "ArgMax", Scalars("{|EQV1110:v.argmax(-1)|}")),
        new("EQV1110", "ZeroVectors", Vector("torch.where((v == 0).all(-1, keepdim: true), w, v)", Other)),
        new("EQV1110", "DirectionOfVnRelu", Vector("torch.where((v * w).sum(-1, keepdim: true) >= 0, v, v - (v * w).sum(-1, keepdim: true) / (w * w).sum(-1, keepdim: true).clamp(1e-6) * w)", Other)),
        new("EQV1110", "Branch", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Layer([Rep("1o", Rank = 2)] Tensor v)
            {
                if (v.isnan().any().item<bool>())
                {
                    throw new System.InvalidOperationException();
                }

                return v.norm().item<float>() > 1 ? v / 2 : v;
            }
            """),
        new("EQV1111", "Fill", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Layer([Rep("1o", Rank = 2)] Tensor v)
            {
                Tensor copy = v.clone();
                {|EQV1111:copy.fill_(1f)|};
                return copy;
            }
            """),
        new("EQV1111", "Accumulate", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Layer([Rep("1o", Rank = 2)] Tensor v, [Rep("1o", Rank = 2)] Tensor w)
            {
                Tensor sum = torch.zeros(5, 3);
                sum.add_(v).mul_(2).add_(w, -0.5);
                sum += v;
                return sum;
            }
            """),
        new("EQV1111", "MaskedFill", Vector("{|EQV1111:v.masked_fill((v.norm(-1, keepdim: true) > 1), 1)|}")),
        new("EQV1111", "MaskedZeros", Vector("v.masked_fill((v.norm(-1, keepdim: true) > 1), 0)")),
        new("EQV1115", "Centered", """
            [Equivariant("E(3)")]
            [return: Rep("point")]
            static Tensor Layer([Rep("point", Rank = 2)] Tensor x, [Rep("1o", Rank = 2)] Tensor v, [Invariant(Rank = 1)] Tensor t)
            {
                Tensor center = x.mean(new long[] { 0 }, keepdim: true);
                Tensor from = x - center;
                return center + from / (from.square().sum(-1, keepdim: true) + 1).sqrt() + v * t.unsqueeze(-1) + 0.5 * (x - torch.lerp(x, center, t.unsqueeze(-1)));
            }
            """),
        new("EQV9010", "SquaredDistancesToAWeightedCenter", """
            [Equivariant("E(3)")]
            [return: Invariant]
            static Tensor Distances([Rep("point", Rank = 2)] Tensor x, [Rep("0e", Rank = 2)] Tensor w)
            {
                Tensor weights = torch.softmax(w, 0);
                Tensor offset = x - (weights * x).sum(0, keepdim: true);
                return {|EQV9010:offset.square().sum(-1) + (offset * offset).sum(-1).sqrt()|};
            }
            """),
        new("EQV9010", "AngularMomentumAboutAWeightedCenter", """
            [Equivariant("E(3)")]
            [return: Rep("1e")]
            static Tensor Momentum([Rep("point", Rank = 2)] Tensor x, [Rep("1o", Rank = 2)] Tensor v, [Rep("0e", Rank = 2)] Tensor w)
            {
                Tensor weights = w / w.sum();
                Tensor offset = x - (weights * x).sum(0, keepdim: true);
                return {|EQV9010:torch.linalg.cross(offset, w * v).sum(dim: 0)|};
            }
            """),
        new("EQV9010", "GramMatrixAboutAWeightedCenter", """
            [Equivariant("E(3)")]
            [return: Invariant]
            static Tensor Gram([Rep("point", Rank = 2)] Tensor x, [Rep("0e", Rank = 2)] Tensor w)
            {
                Tensor weights = w / w.sum();
                Tensor offset = x - torch.matmul(weights.t(), x);
                return {|EQV9010:torch.matmul(offset, offset.t())|};
            }
            """),
        new("EQV9010", "CovarianceByMoments", """
            [Equivariant("E(3)")]
            [return: Invariant]
            static Tensor Spread([Rep("point", Rank = 2)] Tensor x)
            {
                Tensor mean = x.mean([0], keepdim: true);
                Tensor covariance = x.t().mm(x) / x.shape[0] - mean.t().mm(mean);
                return {|EQV9010:covariance.trace()|};
            }
            """),
        new("EQV9010", "AngularMomentumAboutTheMeanBySubtraction", """
            [Equivariant("E(3)")]
            [return: Rep("1e")]
            static Tensor Momentum([Rep("point", Rank = 2)] Tensor x, [Rep("1o", Rank = 2)] Tensor p)
            {
                Tensor center = x.mean([0], keepdim: true).expand_as(p);
                return {|EQV9010:torch.linalg.cross(x, p) - torch.linalg.cross(center, p)|};
            }
            """),
        new("EQV9010", "WorkByDifferencesOfProducts", """
            [Equivariant("E(3)")]
            [return: Invariant]
            static Tensor Work([Rep("point", Rank = 2)] Tensor x, [Rep("point", Rank = 2)] Tensor y, [Rep("1o", Rank = 2)] Tensor f)
            {
                return {|EQV9010:(f * y).sum(-1) - (f * x).sum(-1)|};
            }
            """),
        new("EQV1115", "Squares", """
            [Equivariant("E(3)")]
            [return: Invariant]
            static Tensor Layer([Rep("point", Rank = 2)] Tensor x) => {|EQV1115:x.pow(2).sum(-1)|}.sqrt();
            """),
        new("EQV1115", "Distances", """
            [Equivariant("E(3)")]
            [return: Invariant]
            static Tensor Layer([Rep("point", Rank = 2)] Tensor x) => torch.cdist(x, x) + (x.unsqueeze(0) - x.unsqueeze(1)).pow(2).sum(-1).sqrt();
            """),
        new("EQV1116", "DropoutOutsideTraining", Vector("functional.dropout(v, 0.1, training: false)")),
        new("EQV1104", "DotWrittenOut", Scalars("v[TensorIndex.Ellipsis, 0] * w[TensorIndex.Ellipsis, 0] + v[TensorIndex.Ellipsis, 1] * w[TensorIndex.Ellipsis, 1] + v[TensorIndex.Ellipsis, 2] * w[TensorIndex.Ellipsis, 2]", Other)),
        new("EQV1104", "DotCutShort", Scalars("{|EQV1104:v[TensorIndex.Ellipsis, 0]|} * w[TensorIndex.Ellipsis, 0] + v[TensorIndex.Ellipsis, 1] * w[TensorIndex.Ellipsis, 1]", Other)),
        new("EQV1104", "Height", Vector("v * {|EQV1104:v[TensorIndex.Ellipsis, TensorIndex.Slice(2, 3)]|}")),
        new("EQV1104", "BesideInvariants", Scalars("torch.cat(new[] { v.norm(-1, keepdim: true), {|EQV1104:v[TensorIndex.Ellipsis, TensorIndex.Slice(0, 1)]|} }, -1)")),
        new("EQV1104", "Function", Scalars("{|EQV1104:v[TensorIndex.Ellipsis, 0]|}.sigmoid()")),
        new("EQV1117", "MassShell", """
            [Equivariant("SO(1,3)")]
            [return: Invariant]
            static Tensor Layer([Rep("V", Rank = 2)] Tensor p) => p[TensorIndex.Ellipsis, 0].pow(2) - p[TensorIndex.Ellipsis, TensorIndex.Slice(1)].pow(2).sum(-1);
            """),
        new("EQV1117", "LorentzNet", """
            [Equivariant("SO(1,3)")]
            [return: Invariant]
            static Tensor Layer([Rep("V", Rank = 2)] Tensor p, [Rep("V", Rank = 2)] Tensor q)
            {
                Tensor squares = (p - q).pow(2);
                Tensor products = p * q;
                return 2 * squares[TensorIndex.Ellipsis, 0] - squares.sum(-1) + 2 * products[TensorIndex.Ellipsis, 0] - products.sum(-1);
            }
            """),
        new("EQV1117", "MetricOfOneFactor", """
            [Equivariant("SO(1,3)")]
            [return: Invariant]
            static Tensor Layer([Rep("V", Rank = 2)] Tensor p, [Rep("V", Rank = 2)] Tensor q)
            {
                Tensor metric = torch.tensor(new[] { 1.0, -1.0, -1.0, -1.0 });
                return (p * (metric * q)).sum(-1) + (p * q * metric).sum(-1, keepdim: true).squeeze(-1);
            }
            """),
        new("EQV1103", "WrongMetric", """
            [Equivariant("O(3)")]
            [return: Invariant]
            static Tensor Layer([Rep("1o", Rank = 2)] Tensor p) => ({|EQV1103:p * p * torch.tensor(new[] { 1.0, 1.0, -1.0 })|}).sum(-1);
            """),
        new("EQV1117", "WrongSignature", """
            [Equivariant("SO(1,3)")]
            [return: Invariant]
            static Tensor Layer([Rep("V", Rank = 2)] Tensor p)
            {
                Tensor squares = p.pow(2);
                return (squares[TensorIndex.Ellipsis, 0] - {|EQV1117:squares.sum(-1)|}).abs();
            }
            """),
        new("EQV1117", "Norm", """
            [Equivariant("SO(1,3)")]
            [return: Invariant]
            static Tensor Layer([Rep("V", Rank = 2)] Tensor p) => {|EQV1117:p.norm(-1)|};
            """),
    ];
}
