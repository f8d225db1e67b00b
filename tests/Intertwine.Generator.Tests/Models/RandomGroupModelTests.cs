using System.Reflection;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Generator.Tests.Models;

/// <summary>Random models over groups of every family, compiled together: equivariant on both backends, which compute the same and differentiate the same.</summary>
[Collection(RandomGenerator.Name)]
public sealed class RandomGroupModelTests
{
    private static readonly Lazy<Graph> Nodes = new(() => Graph.FullyConnected(2, 5));

    [Theory]
    [InlineData(1)]
    public void AcceptedModel_IsEquivariant_TheSameOnBothBackends(int seed)
    {
        string[] sources = [.. Enumerable.Range(0, RandomGroupModels.FamilyCount).Select(family => $"namespace Model{family};\n{RandomGroupModels.Create((1000 * seed) + family, family)}{RandomGroupModels.Declared}")];
        Assembly assembly = GeneratorHost.Load(sources);
        List<string> failures = [];
        for (int family = 0; family < sources.Length; family++)
        {
            try
            {
                using DisposeScope scope = torch.NewDisposeScope();
                Check(assembly.GetType($"Model{family}.Net")!, seed);
            }
            catch (Exception e)
            {
                failures.Add($"{e.Message}\nseed {seed}, family {family}:\n{sources[family]}");
            }
        }

        Assert.True(failures.Count == 0, string.Join("\n\n", failures));
    }

    private static void Check(Type type, int seed)
    {
        using DeclaredModel model = new(type, ScalarType.Float64, seed, Nodes.Value);
        IReadOnlyList<(string Name, double[] Values)> expected = model.Run(Backend.Torch);
        IReadOnlyList<(string Name, double[] Values)> actual = model.Run(Backend.Simd);

        // What is 0 whatever the inputs are, such as the antisymmetric product of a feature with itself, has no relative error.
        HashSet<string> vanishing = [.. expected.Where(result => result.Values.All(value => Math.Abs(value) < 1e-12)).Select(result => result.Name)];
        foreach (Backend backend in (Backend[])[Backend.Torch, Backend.Simd])
        {
            model.Model.Backend = backend;
            EquivarianceReport report = Equivariance.Measure(model.Model, Nodes.Value, model.Inputs, trials: 2, seed);
            Assert.True(report.Outputs.All(output => vanishing.Contains(output.Name) || output.RelativeError < 1e-9), $"{backend}: {report}");
        }

        Assert.True(vanishing.Count(name => !name.StartsWith("gradient of ", StringComparison.Ordinal)) < expected.Count / 2, "Most results are 0.");
        double smallest = 1e-3 * expected.SelectMany(e => e.Values).Max(Math.Abs);
        foreach (((string name, double[] values), (_, double[] others)) in expected.Zip(actual))
        {
            Assert.Equal(values.Length, others.Length);
            Assert.All(values, value => Assert.True(double.IsFinite(value), $"{name} is not finite."));
            double scale = Math.Max(smallest, values.Select(Math.Abs).DefaultIfEmpty(0).Max());
            double distance = values.Zip(others, (a, b) => Math.Abs(a - b)).DefaultIfEmpty(0).Max();
            Assert.True(distance <= 1e-10 * scale, $"{name} differs between the backends by {distance:g3} of {scale:g3}.");
        }
    }
}
