namespace Intertwine.Generator.Tests.Groups;

/// <summary>Models over groups of every family, with features of every kind of piece: equivariant in both precisions, the same on both backends, with equal gradients.</summary>
[Collection(RandomGenerator.Name)]
public class GroupModelTests
{
    /// <summary>Group, input, hidden representation, result.</summary>
    private static readonly (string Group, string Input, string Hidden, string Result)[] Known =
    [
        ("C_8", "2x0 + 2x1 + regular", "4x0 + 2x1 + 3 + regular", "2x0 + 1 + regular"),
        ("D_4", "2xV + 2x0e + regular", "3xregular + 2x1 + 0o", "regular + V"),
        ("O(5)", "2xV + 3xS", "V*V + 2xV + 4xS", "V*V + V + 2xS"),
        ("SO(1,3)", "3xV + S", "V*V + 2xV + V'", "V*V + V'"),
        ("S_4", "2xV + 2x[3,1] + [2,2]", "regular + 2xV*V", "2xV + [2,2]"),
        ("octahedral", "2xV + 2xA1 + E", "regular + 2xE + V", "V + regular"),
        ("SO(3) x C_4", "1 @ 0 + 0 @ 1 + 1 @ 1 + S", "2x1 @ 0 + 1 @ 1 + 2x0 @ 1 + 2xS", "1 @ 1 + 0 @ 1 + 1 @ 0"),
        ("SO(2)", "2x1 + 2x0 + 2", "3x0 + 2x1 + 2x2", "2x1 + 0 + 2"),
        ("Sp(2)", "2xV + 2xS", "V*V + 2xV", "2xV + V*V"),
    ];

    public static TheoryData<string> Groups => [.. Known.Select(k => k.Group)];

    [Theory]
    [MemberData(nameof(Groups))]
    public void Model_IsEquivariant_TheSameOnBothBackends(string name)
    {
        (string group, string input, string hidden, string result) = Known.Single(k => k.Group == name);
        string source = $$"""
            [EquivariantModel("{{group}}")]
            public partial class Net
            {
                [Graph] public partial EdgeSet Edges { get; }
                [Input("{{input}}", Per.Node)] public partial Feature X { get; }
                [Linear(nameof(X), "{{hidden}}")] public partial Feature Hidden { get; }
                [Linear(nameof(Hidden), "4xS")] public partial Feature Scalars { get; }
                [Mlp(nameof(Scalars), 6, 1, OutputActivation = Activation.Tanh)] public partial Feature Weight { get; }
                [Scale(nameof(Hidden), nameof(Weight))] public partial Feature Scaled { get; }
                [GatherSource(nameof(Scaled))] public partial Feature Message { get; }
                [Sum(nameof(Message), Over.Neighbours)] public partial Feature Received { get; }
                [Linear(nameof(Received), "{{result}}"), Output] public partial Feature Y { get; }
                [Output(nameof(Weight))] public partial Feature W { get; }
            }
            """;
        Assert.Empty(GeneratorHost.Problems(source));
        ModelChecks.Check(GeneratorHost.Load(source).GetType("Net")!);
    }

    /// <summary>The trace of a product has 25 terms: two statements.</summary>
    [Fact]
    public void LongSums_AreComputedPieceByPiece()
    {
        const string Source = """
            [EquivariantModel("O(5)")]
            public partial class Net
            {
                [Graph] public partial EdgeSet Edges { get; }
                [Input("2xV*V", Per.Node)] public partial Feature X { get; }
                [Input("2xV*V", Per.Node)] public partial Feature Z { get; }
                [TensorProduct(nameof(X), nameof(Z), "3xS")] public partial Feature Product { get; }
                [GatherSource(nameof(Product))] public partial Feature Message { get; }
                [Sum(nameof(Message), Over.Neighbours), Output] public partial Feature Y { get; }
            }
            """;
        Assert.Empty(GeneratorHost.Problems(Source));
        ModelChecks.Check(GeneratorHost.Load(Source).GetType("Net")!);
    }
}
