using Intertwine.Analyzers.Tests.Cases;
using Intertwine.CodeFixes;

namespace Intertwine.Analyzers.Tests.Fixes;

/// <summary>Fixes that put in, replace or leave out layers.</summary>
internal static class LayerFixCases
{
    public static IReadOnlyList<FixCase> All { get; } =
    [
        Of("EQV1002", "Norm", () => new ReplaceLayerCodeFix(), "ReplaceLayerCodeFixNormActivation",
            "[Activate(nameof(Vectors), Activation.Tanh), Output] public partial Feature Y { get; }",
            "[NormActivation(nameof(Vectors), Activation.Tanh), Output] public partial Feature Y { get; }"),
        Of("EQV1002", "NormInsteadOfPseudoScalars", () => new ReplaceLayerCodeFix(), "ReplaceLayerCodeFixNormActivation",
            "[Activate(nameof(Vectors), Activation.Tanh, PseudoScalars = Activation.Sin), Output] public partial Feature Y { get; }",
            "[NormActivation(nameof(Vectors), Activation.Tanh), Output] public partial Feature Y { get; }"),
        Of("EQV1002", "Gate", () => new GateCodeFix(), "GateCodeFix",
            "    /// <summary>Activated.</summary>\n    [Activate(nameof(Vectors), Activation.Relu), Output] public partial Feature Y { get; }",
            """
                [SquaredNorm(nameof(Vectors))] public partial Feature YSquares { get; }
                [Linear(nameof(YSquares), Channels = 2)] public partial Feature YGates { get; }
                [Concat(nameof(Vectors), nameof(YGates))] public partial Feature YGateable { get; }
                /// <summary>Activated.</summary>
                [Gate(nameof(YGateable), Gates = Activation.Relu), Output] public partial Feature Y { get; }
            """),
        Of("EQV1002", "GateBesideScalars", () => new GateCodeFix(), "GateCodeFix",
            "[Concat(nameof(Scalars), nameof(Vectors))] public partial Feature Both { get; } [Activate(nameof(Both), Activation.Silu, Scale = ActivationScale.SecondMoment), Output] internal partial Feature Y { get; }",
            "[Concat(nameof(Scalars), nameof(Vectors))] public partial Feature Both { get; } [SquaredNorm(nameof(Both))] internal partial Feature YSquares { get; } "
            + "[Linear(nameof(YSquares), Channels = 2)] internal partial Feature YGates { get; } [Concat(nameof(Both), nameof(YGates))] internal partial Feature YGateable { get; } "
            + "[Gate(nameof(YGateable), Activation = Activation.Silu, Gates = Activation.Silu, Scale = ActivationScale.SecondMoment), Output] internal partial Feature Y { get; }"),
        Of("EQV1002", "Invariant", () => new InsertInvariantCodeFix(), "InsertInvariantCodeFixSquaredNorm",
            "    [Activate(nameof(Vectors), Activation.Relu), Output] public partial Feature Y { get; }",
            "    [SquaredNorm(nameof(Vectors))] public partial Feature YSquares { get; }\n    [Activate(nameof(YSquares), Activation.Relu), Output] public partial Feature Y { get; }"),
        Of("EQV1006", "InvariantOfANetwork", () => new InsertInvariantCodeFix(), "InsertInvariantCodeFixNorm",
            "private const int YLengths = 4; [Mlp(nameof(Vectors), YLengths), Output] public partial Feature Y { get; }",
            "private const int YLengths = 4; [Norm(nameof(Vectors))] public partial Feature YLengths2 { get; } [Mlp(nameof(YLengths2), YLengths), Output] public partial Feature Y { get; }"),
        Of("EQV1006", "InvariantFactor", () => new InsertInvariantCodeFix(), "InsertInvariantCodeFixSquaredNorm",
            "[Scale(nameof(Vectors), nameof(Vector)), Output] public partial Feature Y { get; }",
            "[SquaredNorm(nameof(Vector))] public partial Feature YSquares { get; }\n[Scale(nameof(Vectors), nameof(YSquares)), Output] public partial Feature Y { get; }"),
        Of("EQV1020", "InvariantLogits", () => new InsertInvariantCodeFix(), "InsertInvariantCodeFixSquaredNorm",
            "[GatherSource(nameof(Vectors))] public partial Feature Sent { get; } [Softmax(nameof(Sent), Over.Neighbours), Output] public partial Feature Y { get; }",
            "[GatherSource(nameof(Vectors))] public partial Feature Sent { get; } [SquaredNorm(nameof(Sent))] public partial Feature YSquares { get; } "
            + "[Softmax(nameof(YSquares), Over.Neighbours), Output] public partial Feature Y { get; }"),
        Of("EQV1030", "VectorMaxPool", () => new ReplaceLayerCodeFix(), "ReplaceLayerCodeFixVectorMaxPool",
            "[Max(nameof(Vectors), Over.Graph), Output] public partial Feature Y { get; }",
            "[VectorMaxPool(nameof(Vectors), Over.Graph), Output] public partial Feature Y { get; }"),
        Of("EQV1001", "MeanOfPoints", () => new ReplaceLayerCodeFix(), "ReplaceLayerCodeFixMean",
            "[Sum(nameof(Points), Over.Graph), Output] public partial Feature Y { get; }",
            "[Mean(nameof(Points), Over.Graph), Output] public partial Feature Y { get; }"),
        Of("EQV0026", "Along", () => new ChooseEdgesCodeFix(), "ChooseEdgesCodeFixAll",
            "[AllPairs] public partial EdgeSet All { get; } [GatherSource(nameof(Scalars)), Output] public partial Feature Y { get; }",
            "[AllPairs] public partial EdgeSet All { get; } [GatherSource(nameof(Scalars), Along = nameof(All)), Output] public partial Feature Y { get; }"),
        new("EQV0012", "Graph", () => new AddGraphCodeFix(), "AddGraphCodeFix",
            """
            [EquivariantModel("O(3)")]
            public partial class Net
            {
                // What comes in.
                [Input("0e", Per.Node)] public partial Feature X { get; }
                [GatherSource(nameof(X))] public partial Feature Sent { get; }
                [Sum(nameof(Sent), Over.Neighbours), Output] public partial Feature Y { get; }
            }
            """,
            """
            [EquivariantModel("O(3)")]
            public partial class Net
            {
                [Graph] public partial EdgeSet Edges { get; }
                // What comes in.
                [Input("0e", Per.Node)] public partial Feature X { get; }
                [GatherSource(nameof(X))] public partial Feature Sent { get; }
                [Sum(nameof(Sent), Over.Neighbours), Output] public partial Feature Y { get; }
            }
            """),
        Of("EQV0006", "MarkAsOutput", () => new UnusedFeatureCodeFix(), "UnusedFeatureCodeFixOutput",
            "[Linear(nameof(Scalars))] public partial Feature Y { get; }",
            "[Linear(nameof(Scalars)), Output] public partial Feature Y { get; }"),
        Of("EQV0006", "Remove", () => new UnusedFeatureCodeFix(), "UnusedFeatureCodeFixRemove",
            "/// <summary>Not needed.</summary>\n    [Linear(nameof(Scalars))]\n    public partial Feature Y { get; }\n    // End.",
            "    // End."),
        Of("EQV0033", "Argument", () => new RemoveAttributeCodeFix(), "RemoveAttributeCodeFix",
            "[Activate(nameof(Scalars), Activation.Relu, Slope = 0.2), Output] public partial Feature Y { get; }",
            "[Activate(nameof(Scalars), Activation.Relu), Output] public partial Feature Y { get; }"),
        Of("EQV0033", "OnlyArgument", () => new RemoveAttributeCodeFix(), "RemoveAttributeCodeFix",
            "[Linear(nameof(Scalars)), Output(Next = nameof(Scalars))] public partial Feature Y { get; }",
            "[Linear(nameof(Scalars)), Output] public partial Feature Y { get; }"),
        Of("EQV0033", "Attribute", () => new RemoveAttributeCodeFix(), "RemoveAttributeCodeFix",
            "[Linear(nameof(Scalars)), Output]\n    [With(\"A\", 1)]\n    public partial Feature Y { get; }",
            "[Linear(nameof(Scalars)), Output]\n    public partial Feature Y { get; }"),
        Of("EQV2002", "Filter", () => new LeaveOutCodeFix(), "LeaveOutCodeFix",
            "[ChannelwiseTensorProduct(nameof(Vectors), nameof(Vector))] public partial Feature P { get; } [Linear(nameof(P), \"0e + 1e\"), Output] public partial Feature Y { get; }",
            "[ChannelwiseTensorProduct(nameof(Vectors), nameof(Vector), \"0e + 1e\")] public partial Feature P { get; } [Linear(nameof(P), \"0e + 1e\"), Output] public partial Feature Y { get; }"),
        Of("EQV2002", "Square", () => new LeaveOutCodeFix(), "LeaveOutCodeFix",
            "[TensorSquare(nameof(Vectors))] public partial Feature P { get; } [Linear(nameof(P), \"0e\"), Output] public partial Feature Y { get; }",
            "[TensorSquare(nameof(Vectors), Filter = \"0e\")] public partial Feature P { get; } [Linear(nameof(P), \"0e\"), Output] public partial Feature Y { get; }"),
        Of("EQV2002", "Representation", () => new LeaveOutCodeFix(), "LeaveOutCodeFix",
            "[TensorProduct(nameof(Vectors), nameof(Vector), \"4x0e + 2e\")] public partial Feature P { get; } [Linear(nameof(P), \"0e\"), Output] public partial Feature Y { get; }",
            "[TensorProduct(nameof(Vectors), nameof(Vector), \"4x0e\")] public partial Feature P { get; } [Linear(nameof(P), \"0e\"), Output] public partial Feature Y { get; }"),
        Of("EQV2003", "Part", () => new LeaveOutCodeFix(), "LeaveOutCodeFix",
            "[Concat(nameof(Scalars), nameof(Vectors))] public partial Feature C { get; } [Linear(nameof(C), \"4x0e + 2x1o\")] public partial Feature P { get; } [Linear(nameof(P), \"1o\"), Output] public partial Feature Y { get; }",
            "[Concat(nameof(Scalars), nameof(Vectors))] public partial Feature C { get; } [Linear(nameof(C), \"2x1o\")] public partial Feature P { get; } [Linear(nameof(P), \"1o\"), Output] public partial Feature Y { get; }"),
        Of("EQV2010", "Epsilon", () => new SetEpsilonCodeFix(), "SetEpsilonCodeFix1e-12",
            "[Linear(nameof(Vectors))] public partial Feature M { get; } [Dropout(nameof(M), 0.5)] public partial Feature D { get; } [Norm(nameof(D)), Output] public partial Feature Y { get; }",
            "[Linear(nameof(Vectors))] public partial Feature M { get; } [Dropout(nameof(M), 0.5)] public partial Feature D { get; } [Norm(nameof(D), Epsilon = 1e-12), Output] public partial Feature Y { get; }"),
        Of("EQV2011", "Offset", () => new SetEpsilonCodeFix(), "SetEpsilonCodeFix1e-8",
            "[Normalize(nameof(Vectors), Offset = 0.0), Output] public partial Feature Y { get; }",
            "[Normalize(nameof(Vectors), Offset = 1e-8), Output] public partial Feature Y { get; }"),
        Of("EQV2011", "Epsilon", () => new SetEpsilonCodeFix(), "SetEpsilonCodeFix1e-5",
            "[BatchNorm(nameof(Scalars), Epsilon = 0, Momentum = 0.2), Output] public partial Feature Y { get; }",
            "[BatchNorm(nameof(Scalars), Epsilon = 1e-5, Momentum = 0.2), Output] public partial Feature Y { get; }"),
    ];

    private static FixCase Of(string id, string name, Func<Microsoft.CodeAnalysis.CodeFixes.CodeFixProvider> provider, string key, string wrong, string right) =>
        new(id, name, provider, key, RuleCases.Net(wrong), RuleCases.Net(right));
}
