using System.Text.RegularExpressions;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Generator.Tests.Models;

/// <summary>The declarations of docs/potentials.md, and one of SEGNN: what potentials must obey, on molecules of a few atoms.</summary>
[Collection(RandomGenerator.Name)]
public sealed partial class PotentialPageTests
{
    private const double CutOff = 5;

    private static readonly Lazy<Dictionary<string, Type>> Networks = new(() =>
    {
        string[] declarations = [.. Declaration().Matches(File.ReadAllText(Path.Combine(Root(), "docs", "potentials.md"))).Select(m => m.Groups[1].Value)];
        Assert.Equal(2, declarations.Length);
        System.Reflection.Assembly assembly = GeneratorHost.Load([.. declarations, Segnn]);
        return assembly.GetTypes().Where(type => typeof(EquivariantModel).IsAssignableFrom(type)).ToDictionary(type => type.Name);
    });

    private const string Segnn = """
        [EquivariantModel("E(3)")]
        public partial class SegnnPotential
        {
            [Graph] public partial EdgeSet Edges { get; }
            [Input("3x0e", Per.Node)] public partial Feature Species { get; }
            [Input("point", Per.Node)] public partial Feature Position { get; }
            [GatherSource(nameof(Position))] public partial Feature From { get; }
            [GatherTarget(nameof(Position))] public partial Feature To { get; }
            [Difference(nameof(From), nameof(To))] public partial Feature Bond { get; }
            [Norm(nameof(Bond))] public partial Feature Length { get; }
            [SphericalHarmonics(nameof(Bond), 1)] public partial Feature Harmonics { get; }
            [RadialBasis(nameof(Length), 4, RadialFunctions.Bessel, 5.0, Envelope = 5)] public partial Feature Radial { get; }
            [Mean(nameof(Harmonics), Over.Neighbours)] public partial Feature Attributes { get; }
            [Linear(nameof(Species), "4x0e", Bias = false)] public partial Feature Embedded { get; }
            [Block<SegnnLayer>(nameof(Embedded), nameof(Harmonics), nameof(Attributes))]
            [With(nameof(SegnnLayer.Hidden), "4x0e + 2x1o")]
            [Feed(nameof(SegnnLayer.Invariants), nameof(Radial))]
            public partial SegnnLayer Layer { get; }
            [Linear($"{nameof(Layer)}.{nameof(SegnnLayer.UpdatedNodes)}", "1x0e", Bias = false)] public partial Feature AtomEnergy { get; }
            [Sum(nameof(AtomEnergy), Over.Graph), Output] public partial Feature Energy { get; }
            [Gradient(nameof(Energy), nameof(Position), Factor = -1), Output] public partial Feature Forces { get; }
        }
        """;

    public static TheoryData<string> Names => ["Potential", "MacePotential", "SegnnPotential"];

    /// <summary>Potentials that vanish with their radial functions; harmonics in the attributes of nodes do not.</summary>
    public static TheoryData<string> Smooth => ["Potential", "MacePotential"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Potential_IsAnEquivariantEnergyWithItsForces(string name)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using EquivariantModel model = Create(name, ScalarType.Float64);
        (Tensor species, Tensor position) = Atoms(9, 2);
        foreach (Backend backend in (Backend[])[Backend.Torch, Backend.Simd])
        {
            model.Backend = backend;
            Assert.True(Equivariance.Measure(model, Edges(position), [species, position], trials: 2, seed: 1).Worst < 1e-10);
        }

        (double energy, double[] forces) = Compute(model, species, position);
        double[] expected = new double[forces.Length];
        Tensor flat = position.reshape(-1);
        for (int i = 0; i < forces.Length; i++)
        {
            double Moved(double step)
            {
                using Tensor moved = flat.clone();
                moved[i] += step;
                return Compute(model, species, moved.reshape(-1, 3)).Energy;
            }

            expected[i] = -(Moved(1e-4) - Moved(-1e-4)) / 2e-4;
        }

        AssertNear(expected, forces, 1e-5);
        for (int axis = 0; axis < 3; axis++)
        {
            // No force on the whole.
            Assert.Equal(0, forces.Where((_, i) => i % 3 == axis).Sum(), 1e-9);
        }

        using EquivariantModel single = Create(name, ScalarType.Float32);
        (double other, double[] others) = Compute(single, species.to(ScalarType.Float32), position.to(ScalarType.Float32));
        Assert.Equal(energy, other, 1e-4 * (1 + Math.Abs(energy)));
        AssertNear(forces, others, 1e-3);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Energy_DoesNotKnowTheOrderOfAtoms_AndAddsOverMoleculesFarApart(string name)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using EquivariantModel model = Create(name, ScalarType.Float64);
        (Tensor species, Tensor position) = Atoms(6, 3);
        (double energy, double[] forces) = Compute(model, species, position);
        Tensor order = torch.tensor(new long[] { 3, 0, 5, 1, 4, 2 });
        (double permuted, double[] moved) = Compute(model, species[order], position[order]);
        Assert.Equal(energy, permuted, 1e-9);
        AssertNear(DeclaredModel.Numbers(torch.tensor(forces).reshape(-1, 3)[order].reshape(-1)), moved, 1e-9);

        (double both, double[] all) = Compute(model, torch.cat([species, species]), torch.cat([position, position + 100]));
        Assert.Equal(2 * energy, both, 1e-9);
        AssertNear([.. forces, .. forces], all, 1e-9);
    }

    /// <summary>Just inside the cut-off there is one edge more than just outside: neither energy nor forces may jump.</summary>
    [Theory]
    [MemberData(nameof(Smooth))]
    public void EnergyAndForces_AreContinuousAtTheCutOff(string name)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using EquivariantModel model = Create(name, ScalarType.Float64);
        Tensor species = torch.eye(3, dtype: ScalarType.Float64);
        (double Energy, double[] Forces) At(double distance) =>
            Compute(model, species, torch.tensor(new[] { 0.0, 0, 0, 1.1, 0.3, 0, 0, 0, distance }, [3, 3]));
        (double inside, double[] before) = At(CutOff - 1e-4);
        (double outside, double[] behind) = At(CutOff + 1e-4);
        Assert.Equal(inside, outside, 1e-7);
        AssertNear(before, behind, 1e-3);
        Assert.NotEqual(At(4).Energy, outside, 1e-4);
    }

    private static EquivariantModel Create(string name, ScalarType type)
    {
        torch.random.manual_seed(1);
        var model = (EquivariantModel)Activator.CreateInstance(Networks.Value[name], Backend.Auto, ScalarType.Float64, null)!;
        model.to(type);
        return model;
    }

    private static (double Energy, double[] Forces) Compute(EquivariantModel model, Tensor species, Tensor position)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        object result = model.GetType().GetMethod("forward")!.Invoke(model, [Edges(position), species, position])!;
        (Tensor energy, Tensor forces) = (ValueTuple<Tensor, Tensor>)result;
        return (energy.sum().to(ScalarType.Float64).item<double>(), DeclaredModel.Numbers(forces));
    }

    private static Graph Edges(Tensor position)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        Tensor distance = torch.cdist(position.to(ScalarType.Float64), position.to(ScalarType.Float64));
        Tensor pairs = distance.lt(CutOff).logical_and(distance.gt(0)).nonzero();
        return Graph.FromEdges(pairs.select(1, 0).data<long>().ToArray(), pairs.select(1, 1).data<long>().ToArray(), position.shape[0], Enumerable.Repeat(0L, (int)position.shape[0]).ToArray());
    }

    /// <summary>Atoms at random places of a cube, none too close.</summary>
    private static (Tensor Species, Tensor Position) Atoms(int count, int seed)
    {
        var random = new Random(seed);
        List<double[]> places = [];
        while (places.Count < count)
        {
            double[] place = [.. Enumerable.Range(0, 3).Select(_ => 5 * random.NextDouble())];
            if (places.TrueForAll(p => p.Zip(place, (a, b) => (a - b) * (a - b)).Sum() > 1))
            {
                places.Add(place);
            }
        }

        Tensor species = torch.eye(3, dtype: ScalarType.Float64)[torch.tensor(Enumerable.Range(0, count).Select(i => (long)(i % 3)).ToArray())];
        return (species, torch.tensor(places.SelectMany(p => p).ToArray(), [count, 3]));
    }

    private static void AssertNear(double[] expected, double[] actual, double tolerance)
    {
        double scale = expected.Max(Math.Abs);
        Assert.True(scale > 0);
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.True(Math.Abs(pair.First - pair.Second) <= tolerance * scale, $"expected {pair.First}, came {pair.Second}"));
    }

    private static string Root()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Dsl.sln")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Declaration();
}
