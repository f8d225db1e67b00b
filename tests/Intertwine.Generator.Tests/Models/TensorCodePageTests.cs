using System.Text.RegularExpressions;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Generator.Tests.Models;

/// <summary>The code of docs/tensor-code.md compiles, without warnings, and its network is equivariant.</summary>
[Collection(RandomGenerator.Name)]
public sealed partial class TensorCodePageTests
{
    [Fact]
    public void Code_Compiles()
    {
        string[] code = Code();
        Assert.Equal(3, code.Length);
        GeneratorHost.GenerateClean(code);
    }

    [Fact]
    public void Network_IsEquivariant_AndItsForcesAreThoseOfBothBackends()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        Type type = GeneratorHost.Load(Code()[1]).GetType("SoftNet")!;
        using DeclaredModel model = new(type, ScalarType.Float64, 1, RandomGraphs.Mixed);
        Assert.True(Equivariance.Measure(model.Model, RandomGraphs.Mixed, model.Inputs).Worst < 1e-10);
        List<double[]> forces = [];
        foreach (Backend backend in (Backend[])[Backend.Torch, Backend.Simd])
        {
            model.Model.Backend = backend;
            forces.Add(DeclaredModel.Numbers(torch.autograd.grad([model.Forward()[0].sum()], [model.Inputs[0]], retain_graph: true, create_graph: true)[0]));
        }

        Assert.Contains(forces[0], force => Math.Abs(force) > 1e-3);
        Assert.All(forces[0].Zip(forces[1]), pair => Assert.Equal(pair.First, pair.Second, 1e-10));
    }

    private static string[] Code() => [.. Block().Matches(File.ReadAllText(Path.Combine(Root(), "docs", "tensor-code.md"))).Select(match => match.Groups[1].Value)];

    private static string Root()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Dsl.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No folder with Dsl.sln above {AppContext.BaseDirectory}.");
    }

    [GeneratedRegex(@"^```csharp\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
