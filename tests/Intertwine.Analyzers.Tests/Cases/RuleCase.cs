namespace Intertwine.Analyzers.Tests.Cases;

/// <summary>A declaration with marks where the rule reports, or without any where it must be silent although it looks close.</summary>
internal sealed record RuleCase(string Id, string Name, string Source)
{
    public bool Reports => MarkedSource.Parse(Source).Expected.Any(expected => expected.Id == Id);
}

/// <summary>All cases.</summary>
internal static class RuleCases
{
    /// <summary>Features on which the cases below work; each is used, so that none is reported as unused.</summary>
    private const string Features = """
        [Graph] public partial EdgeSet Pairs { get; }
        [Input("4x0e", Per.Node)] public partial Feature Scalars { get; }
        [Input("2x1o", Per.Node)] public partial Feature Vectors { get; }
        [Input("1o", Per.Node)] public partial Feature Vector { get; }
        [Input("point", Per.Node)] public partial Feature Points { get; }
        [Input("3x0e", Per.Edge)] public partial Feature EdgeScalars { get; }
        [Input("5x0e", Per.Graph)] public partial Feature Global { get; }
        [Output(nameof(Scalars))] public partial Feature OutScalars { get; }
        [Output(nameof(Vectors))] public partial Feature OutVectors { get; }
        [Output(nameof(Vector))] public partial Feature OutVector { get; }
        [Output(nameof(Points))] public partial Feature OutPoints { get; }
        [Output(nameof(EdgeScalars))] public partial Feature OutEdges { get; }
        [Output(nameof(Global))] public partial Feature OutGlobal { get; }
        """;

    public static IReadOnlyList<RuleCase> All { get; } =
    [
        .. ClassCases.All,
        .. WiringCases.All,
        .. BlockCases.All,
        .. EquivarianceCases.All,
        .. AttentionCases.All,
        .. ArgumentCases.All,
        .. LimitCases.All,
        .. GroupCases.All,
        .. VectorNeuronCases.All,
        .. SetCases.All,
        .. CustomCases.All,
        .. FormCases.All,
        .. AdviceCases.All,
    ];

    /// <summary>A model of E(3) with some inputs and these members.</summary>
    public static string Net(string members) => $$"""
        [EquivariantModel("E(3)")]
        public partial class Net
        {
        {{Features}}
        {{members}}
        }
        """;
}
