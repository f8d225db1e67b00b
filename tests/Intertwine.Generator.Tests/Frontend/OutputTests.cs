using Intertwine.Generator.Lowering;

namespace Intertwine.Generator.Tests;

public class OutputTests
{
    [Fact]
    public void NBody_CompilesWithoutComplaint()
    {
        IReadOnlyDictionary<string, string> files = GeneratorHost.GenerateClean(Declarations.NBody);
        Assert.Contains("public const long ParameterCount = 134020;", files["NBodyNet.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void NestedBlocks_CompileWithoutComplaint()
    {
        IReadOnlyDictionary<string, string> files = GeneratorHost.GenerateClean(Declarations.Block);
        Assert.Equal(["Outer_Net.Kernels.g.cs", "Outer_Net.g.cs", "Stack.g.cs"], files.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void ClassesWithTheSameName_GetFullHintNames()
    {
        const string Body = "{ [Input(\"2x0\", Per.Node)] public partial Feature X { get; } [Mlp(nameof(X), 3), Output] public partial Feature Y { get; } }";
        IReadOnlyDictionary<string, string> files = GeneratorHost.GenerateClean(
            $"using Intertwine; namespace A {{ [EquivariantModel(\"SO(3)\")] public partial class Net {Body} }} namespace B {{ [EquivariantModel(\"SO(3)\")] public partial class Net {Body} }}");
        Assert.Equal(["A.Net.Kernels.g.cs", "A.Net.g.cs", "B.Net.Kernels.g.cs", "B.Net.g.cs"], files.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("[Input(\"0e\", Per.Node)] public partial Feature @event { get; } [Linear(nameof(@event), Channels = 2), Output] public partial Feature @class { get; }")]
    [InlineData("[Graph] public partial EdgeSet Graph { get; } [Input(\"0e\", Per.Edge)] public partial Feature graph_ { get; } [Input(\"0e\", Per.Edge)] internal partial Feature GRAPH { get; } [Add(nameof(graph_), nameof(GRAPH)), Output] protected internal partial Feature Results { get; }")]
    [InlineData("[Input(\"2x0e + 1o + point\", Per.Node)] public partial Feature Mixed { get; } [Difference(nameof(Mixed), nameof(Mixed)), Output] public partial Feature D { get; } [Add(nameof(Mixed), nameof(D)), Output] public partial Feature S { get; }")]
    [InlineData("[Input(\"3x2e + 2x1o\", Per.Graph)] public partial Feature Mixed { get; } [Norm(nameof(Mixed), Epsilon = 1e-3)] public partial Feature N { get; } [Scale(nameof(Mixed), nameof(N), Factor = -2), Output] public partial Feature S { get; } [Normalize(nameof(S), Offset = 0), Output] public partial Feature U { get; } [InnerProduct(nameof(S), nameof(U)), Output] public partial Feature I { get; }")]
    [InlineData("[Input(\"3x0e\", Per.Node)] public partial Feature X { get; } [Mlp(nameof(X), 4, nameof(X), Activation = Activation.Gelu, ActivateOutput = true, OutputActivation = Activation.Softplus)] public partial Feature M { get; } [Dropout(nameof(M), 0.1)] public partial Feature D { get; } [BatchNorm(nameof(D)), Output] public partial Feature B { get; }")]
    public void Declarations_CompileWithoutComplaint(string members) => GeneratorHost.GenerateClean($"using Intertwine; [EquivariantModel(\"E(3)\")] public partial class Net {{ {members} }}");

    [Fact]
    public void OutputIsTheSame_WhateverTheCulture()
    {
        IReadOnlyDictionary<string, string> expected = GeneratorHost.GenerateClean(Declarations.Block);
        System.Globalization.CultureInfo before = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            System.Globalization.CultureInfo.CurrentCulture = new System.Globalization.CultureInfo("de-DE") { NumberFormat = { NegativeSign = "~" } };
            Assert.Equal(expected, GeneratorHost.GenerateClean(Declarations.Block));
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData(Declarations.NBody, "NBodyNet", 134_020)]
    [InlineData(Declarations.Qm9, "Molecules.Qm9Net", 745_224)]
    public void PublishedNetworks_HaveThePublishedParameterCounts(string source, string name, long expected)
    {
        ModelProgram program = GeneratorHost.Lower(source, name);
        Assert.Equal(expected, program.Parameters.Sum(p => p.Count));
    }
}
