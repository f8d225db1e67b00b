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

    [Theory]
    [InlineData(Declarations.NBody, "NBodyNet", 134_020)]
    [InlineData(Declarations.Qm9, "Molecules.Qm9Net", 745_224)]
    public void PublishedNetworks_HaveThePublishedParameterCounts(string source, string name, long expected)
    {
        ModelProgram program = GeneratorHost.Lower(source, name);
        Assert.Equal(expected, program.Parameters.Sum(p => p.Count));
    }
}
