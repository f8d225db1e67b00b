namespace Intertwine.Analyzers.Tests.Cases;

/// <summary>Vector neurons that would not be equivariant, or are so only approximately.</summary>
internal static class VectorNeuronCases
{
    public static IReadOnlyList<RuleCase> All { get; } =
    [
        new("EQV1012", "EdgeFeatures", RuleCases.Net("[EdgeFeatures(nameof(Vectors), {|EQV1012:Cross = true|}), Output] public partial Feature Y { get; }")),
        new("EQV1012", "Frame", RuleCases.Net("[Orthonormalize(nameof(Vectors), {|EQV1012:Complete = true|}), Output] public partial Feature Y { get; }")),
        new("EQV1012", "QuarterTurnOfAMirror", """
            [EquivariantModel("O(2)")]
            public partial class Net
            {
                [Input("1", Per.Node)] public partial Feature X { get; }
                [Orthonormalize(nameof(X), {|EQV1012:Complete = true|}), Output] public partial Feature Y { get; }
            }
            """),
        new("EQV1012", "NoPseudoVectors", """
            [EquivariantModel("O(3)")]
            public partial class Net
            {
                [Input("V*V", Per.Node)] public partial Feature Tensors { get; }
                [Input("V", Per.Node)] public partial Feature X { get; }
                [CrossProduct(nameof(X), nameof(X)), Output] public partial Feature Y { get; }
                [InnerProducts(nameof(Tensors), nameof(Tensors)), Output] public partial Feature Z { get; }
            }
            """),
        new("EQV1012", "PseudoVectorsOfTheirOwn", RuleCases.Net("""
            [CrossProduct(nameof(Vectors), nameof(Vector)), Output] public partial Feature Y { get; }
            [EdgeFeatures(nameof(Vectors)), Output] public partial Feature Local { get; }
            [Orthonormalize(nameof(Vectors)), Output] public partial Feature Frame { get; }
            """)),
        new("EQV1012", "Rotations", """
            [EquivariantModel("SO(3)")]
            public partial class Net
            {
                [Graph] public partial EdgeSet Near { get; }
                [Input("2x1", Per.Node)] public partial Feature X { get; }
                [EdgeFeatures(nameof(X), Cross = true), Output] public partial Feature Local { get; }
                [Orthonormalize(nameof(X), Complete = true), Output] public partial Feature Frame { get; }
            }
            """),
        new("EQV2001", "Bias", RuleCases.Net("[VectorLinear(nameof(Vectors), 8, {|EQV2001:ApproximateBias = 1e-6|}), Output] public partial Feature Y { get; }")),
        new("EQV2001", "OfAnOption", """
            [EquivariantModel("SO(3)")]
            public partial class Net
            {
                [Option(0.1)] public partial double Length { get; }
                [Input("4x1", Per.Node)] public partial Feature X { get; }
                [VectorLinear(nameof(X), {|EQV2001:ApproximateBias = nameof(Length)|}, BiasForm = VectorBias.Uniform), Output] public partial Feature Y { get; }
            }
            """),
        new("EQV2001", "NoneOrOfScalars", RuleCases.Net("""
            [VectorLinear(nameof(Vectors), 8, ApproximateBias = 0), Output] public partial Feature Y { get; }
            [VectorLinear(nameof(Scalars), 8, ApproximateBias = 1e-6), Output] public partial Feature Z { get; }
            """)),
        new("EQV1006", "LengthsOfLorentz", """
            [EquivariantModel("SO(1,3)")]
            public partial class Net
            {
                [Input("4xV", Per.Node)] public partial Feature X { get; }
                [VectorRelu({|EQV1006:nameof(X)|}), Output] public partial Feature A { get; }
                [VectorBatchNorm({|EQV1006:nameof(X)|}), Output] public partial Feature B { get; }
                [VectorLayerNorm({|EQV1006:nameof(X)|}), Output] public partial Feature C { get; }
                [Orthonormalize({|EQV1006:nameof(X)|}), Output] public partial Feature D { get; }
                [VectorLinear(nameof(X), 4, {|EQV1006:ApproximateBias = 1e-6|}), Output] public partial Feature E { get; }
            }
            """),
        new("EQV1006", "ProductsOfLorentz", """
            [EquivariantModel("SO(1,3)")]
            public partial class Net
            {
                [Input("4xV", Per.Node)] public partial Feature X { get; }
                [VectorLinear(nameof(X), 8)] public partial Feature Y { get; }
                [{|EQV2012:InnerProducts(nameof(X), nameof(Y))|}, Output] public partial Feature Z { get; }
            }
            """),
        new("EQV1006", "VectorsOfPoints", RuleCases.Net("""
            [VectorLinear({|EQV1006:nameof(Points)|}, 4), Output] public partial Feature A { get; }
            [VectorRelu({|EQV1006:nameof(Points)|}), Output] public partial Feature B { get; }
            [InnerProducts({|EQV1006:nameof(Points)|}, nameof(Vectors)), Output] public partial Feature C { get; }
            [EdgeFeatures({|EQV1006:nameof(Points)|}), Output] public partial Feature D { get; }
            [CrossProduct(nameof(Vectors), {|EQV1006:nameof(Points)|}), Output] public partial Feature E { get; }
            """)),
        new("EQV1008", "DirectionsOfAnotherKind", RuleCases.Net("[VectorRelu(nameof(Vectors), {|EQV1008:Direction = nameof(Scalars)|}), Output] public partial Feature Y { get; }")),
        new("EQV0005", "DirectionsOfEdges", RuleCases.Net("""
            [GatherSource(nameof(Vectors))] public partial Feature There { get; }
            [VectorRelu(nameof(Vectors), {|EQV0005:Direction = nameof(There)|}), Output] public partial Feature Y { get; }
            [EdgeFeatures({|EQV0005:nameof(There)|}), Output] public partial Feature Z { get; }
            """)),
        new("EQV0009", "Frames", RuleCases.Net("""
            [VectorLinear(nameof(Vectors), 4)] public partial Feature Four { get; }
            [Orthonormalize({|EQV0009:nameof(Four)|}), Output] public partial Feature Y { get; }
            [VectorLayerNorm({|EQV0009:nameof(Vector)|}), Output] public partial Feature Z { get; }
            [CrossProduct(nameof(Vectors), {|EQV0009:nameof(Four)|}), Output] public partial Feature W { get; }
            """)),
        new("EQV0014", "RangesOfVectorNeurons", RuleCases.Net("""
            [VectorRelu(nameof(Vectors), {|EQV0014:Slope = 2|}), Output] public partial Feature A { get; }
            [VectorRelu(nameof(Vectors), {|EQV0014:Epsilon = 0|}), Output] public partial Feature B { get; }
            [VectorRelu(nameof(Vectors), {|EQV0014:Shared = 1|}), Output] public partial Feature C { get; }
            [VectorLinear(nameof(Vectors), {|EQV0014:0|}), Output] public partial Feature D { get; }
            [VectorLinear(nameof(Vectors), 2, {|EQV0014:ApproximateBias = -1|}), Output] public partial Feature E { get; }
            """)),
    ];
}
