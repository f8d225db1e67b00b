namespace Intertwine.Analyzers.Tests.Cases;

/// <summary>Edge sets.</summary>
internal static class SetCases
{
    public static IReadOnlyList<RuleCase> All { get; } =
    [
        new("EQV0026", "Gather", RuleCases.Net("""
            [AllPairs] public partial EdgeSet All { get; }
            [{|EQV0026:GatherSource(nameof(Scalars))|}, Output] public partial Feature Y { get; }
            [GatherSource(nameof(Scalars), Along = nameof(All)), Output] public partial Feature Z { get; }
            """)),
        new("EQV0026", "Named", RuleCases.Net("""
            [AllPairs] public partial EdgeSet All { get; }
            [GatherSource(nameof(Scalars), Along = nameof(Pairs)), Output] public partial Feature Y { get; }
            [GatherTarget(nameof(Scalars), Along = nameof(All)), Output] public partial Feature Z { get; }
            """)),
        new("EQV0027", "NotEdges", RuleCases.Net("[GatherSource(nameof(Scalars), {|EQV0027:Along = nameof(Scalars)|}), Output] public partial Feature Y { get; }")),
        new("EQV0027", "OtherEnds", RuleCases.Net("""
            [Mean(nameof(Scalars), Over.Graph)] public partial Feature Whole { get; }
            [Linear(nameof(Whole), Channels = 12)] public partial Feature Wide { get; }
            [Tokens(nameof(Wide), 3)] public partial Feature Latents { get; }
            [AllPairs(nameof(Latents), nameof(Scalars))] public partial EdgeSet Cross { get; }
            [GatherSource(nameof(Latents), {|EQV0027:Along = nameof(Cross)|}), Output] public partial Feature Y { get; }
            """)),
        new("EQV0027", "Ends", RuleCases.Net("""
            [Mean(nameof(Scalars), Over.Graph)] public partial Feature Whole { get; }
            [Linear(nameof(Whole), Channels = 12)] public partial Feature Wide { get; }
            [Tokens(nameof(Wide), 3)] public partial Feature Latents { get; }
            [AllPairs(nameof(Latents), nameof(Scalars))] public partial EdgeSet Cross { get; }
            [GatherTarget(nameof(Latents), Along = nameof(Cross)), Output] public partial Feature Y { get; }
            [GatherSource(nameof(Scalars), Along = nameof(Cross))] public partial Feature There { get; }
            [Sum(nameof(There), Over.Neighbours), Output] public partial Feature Pooled { get; }
            """)),
        new("EQV0028", "Boosts", """
            [EquivariantModel("SO(1,3)")]
            public partial class Net
            {
                [Input("4xV", Per.Node)] public partial Feature X { get; }
                [Nearest({|EQV0028:nameof(X)|}, 8)] public partial EdgeSet Near { get; }
                [GatherSource(nameof(X)), Output] public partial Feature Y { get; }
            }
            """),
        new("EQV0028", "Points", RuleCases.Net("""
            [Nearest(nameof(Points), 8)] public partial EdgeSet Near { get; }
            [Nearest(nameof(Vectors), 8)] public partial EdgeSet Alike { get; }
            [GatherSource(nameof(Scalars), Along = nameof(Near)), Output] public partial Feature Y { get; }
            [GatherSource(nameof(Scalars), Along = nameof(Alike)), Output] public partial Feature Z { get; }
            """)),
        new("EQV0029", "None", RuleCases.Net("""
            [Nearest(nameof(Points), {|EQV0029:0|})] public partial EdgeSet Near { get; }
            [GatherSource(nameof(Scalars), Along = nameof(Near)), Output] public partial Feature Y { get; }
            """)),
        new("EQV0029", "Option", """
            [EquivariantBlock("E(3)")]
            public partial class Block
            {
                [Option(16)] public partial int K { get; }
                [Input("point", Per.Node)] public partial Feature X { get; }
                [Nearest(nameof(X), nameof(K))] public partial EdgeSet Near { get; }
                [GatherSource(nameof(X)), Output] public partial Feature Y { get; }
            }
            """),
    ];
}
