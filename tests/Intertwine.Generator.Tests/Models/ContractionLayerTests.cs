using Intertwine.Algebra;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Generator.Tests.Models;

/// <summary>Symmetric contractions as a layer: against the orthonormal tensors of the algebra, entry by entry, and by the properties of any layer.</summary>
[Collection(RandomGenerator.Name)]
public sealed class ContractionLayerTests
{
    public static TheoryData<string, string, string, int, bool> Cases => new()
    {
        { "O(3)", "3x0e + 3x1o + 3x2e", "0e + 1o + 2e", 3, true },
        { "E(3)", "2x0e + 2x0o + 2x1o + 2x1e", "0o + 1e", 3, false },
        { "SO(3)", "2x0 + 2x1 + 2x2 + 2x3", "0 + 1", 3, false },
        { "SO(3)", "4x1", "0 + 2", 2, true },
        { "SO(2)", "2x0 + 2x1 + 2x2", "0 + 1 + 2", 3, true },
        { "C_3", "2x0 + 2x1", "0 + 1", 3, false },
        { "D_4", "3x0e + 3x1", "0e + 0o + 1 + 2e", 3, false },
        { "S_4", "2x[4] + 2x[3,1]", "[4] + [2,2] + [3,1]", 3, true },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Contraction_IsTheSumOfTheAlgebrasTensors(string group, string source, string irreps, int correlation, bool hasSpecies)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using DeclaredModel model = new(Declare(group, source, irreps, correlation, hasSpecies), ScalarType.Float64, 1, Items);
        Representation input = Representation.Parse(Group.Parse(group).Value!, source).Regrouped();
        int channels = input.Terms[0].Multiplicity;
        var single = new Representation(input.Group, [.. input.Terms.Select(term => term with { Multiplicity = 1 })]);
        double[][] features = [.. model.Inputs.Take(input.Terms.Count).Select(DeclaredModel.Numbers)];
        double[] species = hasSpecies ? DeclaredModel.Numbers(model.Inputs[^1]) : [];
        Tensor[] outputs = model.Forward();
        for (int o = 0; o < outputs.Length; o++)
        {
            string name = model.Model.Definition.Outputs[o].Name;
            var output = (Irrep)input.Group.ParsePiece(name["B.".Length..]).Value!;
            double[] actual = DeclaredModel.Numbers(outputs[o]);
            double[] expected = new double[actual.Length];
            for (int degree = 1; degree <= correlation; degree++)
            {
                IReadOnlyList<SymmetricTensor> tensors = SymmetricContraction.Of(single, output, degree).Value!.Tensors;
                if (tensors.Count == 0)
                {
                    continue;
                }

                double[] weights = DeclaredModel.Numbers(model.Model.named_parameters().Single(p => p.name == $"B.{name["B.".Length..]}.{degree}.weight").parameter);
                for (int item = 0; item < Items.NodeCount; item++)
                {
                    for (int channel = 0; channel < channels; channel++)
                    {
                        double[] x = [.. input.Terms.SelectMany((term, i) => features[i].Skip(((item * channels) + channel) * term.Piece.Dimension).Take(term.Piece.Dimension))];
                        for (int path = 0; path < tensors.Count; path++)
                        {
                            double weight = hasSpecies
                                ? Enumerable.Range(0, 3).Sum(z => species[(item * 3) + z] * weights[(((z * channels) + channel) * tensors.Count) + path])
                                : weights[(channel * tensors.Count) + path];
                            double[] value = tensors[path].Apply(x);
                            for (int d = 0; d < value.Length; d++)
                            {
                                expected[(((item * channels) + channel) * value.Length) + d] += weight * value[d];
                            }
                        }
                    }
                }
            }

            double scale = expected.Max(Math.Abs);
            Assert.True(scale > 0.1);
            Assert.All(expected.Zip(actual), pair => Assert.True(Math.Abs(pair.First - pair.Second) < 1e-12 * scale, $"{name}: expected {pair.First}, came {pair.Second}"));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Contraction_IsEquivariantOnEveryBackendAndRightlyDifferentiated(int number)
    {
        object[] example = [.. ((IEnumerable<object[]>)Cases).ElementAt(number)];
        Type type = Declare((string)example[0], (string)example[1], (string)example[2], (int)example[3], (bool)example[4]);
        DeclaredModelTests.CheckEquivariance(1, type);
        DeclaredModelTests.CheckBackends(1, type);
        DeclaredModelTests.CheckGradients(1, type);
    }

    private static Graph Items => Graph.FromEdges([0L], [1L], 7, [.. Enumerable.Repeat(0L, 7)]);

    private static Type Declare(string group, string source, string irreps, int correlation, bool hasSpecies) => GeneratorHost.Load($$"""
        [EquivariantModel("{{group}}")]
        public partial class Net
        {
            [Graph] public partial EdgeSet Edges { get; }
            [Input("{{source}}", Per.Node)] public partial Feature A { get; }
            {{(hasSpecies ? $$"""[Input("3x{{Group.Parse(group).Value!.Trivial.Name}}", Per.Node)] public partial Feature Species { get; }""" : "")}}
            [SymmetricContraction(nameof(A), {{correlation}}, "{{irreps}}"{{(hasSpecies ? ", Species = nameof(Species)" : "")}}), Output] public partial Feature B { get; }
        }
        """).GetType("Net")!;
}
