namespace Intertwine.Generator.Tests.Models;

/// <summary>The steerable message-passing blocks in small networks: equivariant, the same on every backend, rightly differentiated.</summary>
[Collection(RandomGenerator.Name)]
public sealed class PotentialLayerTests
{
    /// <summary>What comes before the layers of a potential.</summary>
    private const string Geometry = """
            [Graph] public partial EdgeSet Edges { get; }
            [Input("3x0e", Per.Node)] public partial Feature Species { get; }
            [Input("point", Per.Node)] public partial Feature Position { get; }
            [Input("1o", Per.Edge)] public partial Feature Periodic { get; }
            [GatherSource(nameof(Position))] public partial Feature From { get; }
            [GatherTarget(nameof(Position))] public partial Feature To { get; }
            [Difference(nameof(From), nameof(To))] public partial Feature Direct { get; }
            [Add(nameof(Direct), nameof(Periodic))] public partial Feature Bond { get; }
            [Norm(nameof(Bond))] public partial Feature Length { get; }
            [SphericalHarmonics(nameof(Bond), 2)] public partial Feature Harmonics { get; }
            [RadialBasis(nameof(Length), 4, RadialFunctions.Bessel, 6.0, Envelope = 6)] public partial Feature Radial { get; }
        """;

    [Theory]
    [InlineData("E(3)", "4x0e + 3x1o + 2x2e", false, true)]
    [InlineData("E(3)", "3x0e + 2x0o + 3x1o + 2x1e + 1x2e + 2x2o", true, true)]
    [InlineData("SE(3)", "3x0e + 2x1o + 1x2e", true, false)]
    public void Nequip_AnyHiddenRepresentation_IsEquivariantOnEveryBackend(string group, string hidden, bool residual, bool hasSpecies)
    {
        Type type = GeneratorHost.Load($$"""
            [EquivariantModel("{{group}}")]
            public partial class Net
            {
                {{Geometry.Replace("\"1o\"", group == "SE(3)" ? "\"1\"" : "\"1o\"").Replace("x0e", group == "SE(3)" ? "x0" : "x0e")}}
                [Linear(nameof(Species), "{{(group == "SE(3)" ? "3x0" : "3x0e")}}", Bias = false)] public partial Feature Embedded { get; }
                [Repeat<NequipLayer>(2, nameof(Embedded), nameof(Harmonics), nameof(Radial))]
                [With(nameof(NequipLayer.Hidden), "{{hidden}}")]
                [With(nameof(NequipLayer.RadialChannels), 5)]
                [With(nameof(NequipLayer.AverageNeighbours), 2.0)]
                [With(nameof(NequipLayer.Residual), {{(residual ? "true" : "false")}})]
                {{(hasSpecies ? "[Feed(nameof(NequipLayer.Species), nameof(Species))]" : "")}}
                public partial NequipLayer Layers { get; }
                [Output($"{nameof(Layers)}.{nameof(NequipLayer.UpdatedNodes)}")] public partial Feature Atoms { get; }
            }
            """).GetType("Net")!;
        DeclaredModelTests.CheckEquivariance(1, type);
        DeclaredModelTests.CheckBackends(1, type);
        DeclaredModelTests.CheckGradients(1, type);
    }

    [Theory]
    [InlineData("3x0e + 3x1o", "3x0e + 3x1o + 3x2e", 3)]
    [InlineData("2x0e + 2x1o + 2x1e", "2x0e + 2x0o + 2x1o + 2x1e", 2)]
    public void Mace_AnyHiddenRepresentation_IsEquivariantOnEveryBackend(string hidden, string density, int correlation)
    {
        Type type = GeneratorHost.Load($$"""
            [EquivariantModel("E(3)")]
            public partial class Net
            {
                {{Geometry}}
                [Linear(nameof(Species), "3x0e", Bias = false)] public partial Feature Embedded { get; }
                [Repeat<MaceLayer>(2, nameof(Embedded), nameof(Harmonics), nameof(Radial), nameof(Species))]
                [With(nameof(MaceLayer.Hidden), "{{hidden}}")]
                [With(nameof(MaceLayer.Density), "{{density}}")]
                [With(nameof(MaceLayer.Correlation), {{correlation}})]
                [With(nameof(MaceLayer.RadialChannels), 5)]
                [With(nameof(MaceLayer.AverageNeighbours), 2.0)]
                public partial MaceLayer Layers { get; }
                [Output($"{nameof(Layers)}.{nameof(MaceLayer.UpdatedNodes)}")] public partial Feature Atoms { get; }
            }
            """).GetType("Net")!;
        DeclaredModelTests.CheckEquivariance(1, type);
        DeclaredModelTests.CheckBackends(1, type);
        DeclaredModelTests.CheckGradients(1, type);
    }

    [Theory]
    [InlineData("3x0e + 2x1o + 1x2e", true)]
    [InlineData("3x0e + 2x0o + 2x1o + 1x1e", false)]
    public void Segnn_AnyHiddenRepresentation_IsEquivariantOnEveryBackend(string hidden, bool residual)
    {
        Type type = GeneratorHost.Load($$"""
            [EquivariantModel("E(3)")]
            public partial class Net
            {
                {{Geometry}}
                [Mean(nameof(Harmonics), Over.Neighbours)] public partial Feature NodeAttributes { get; }
                [Linear(nameof(Species), "3x0e", Bias = false)] public partial Feature Embedded { get; }
                [Repeat<SegnnLayer>(2, nameof(Embedded), nameof(Harmonics), nameof(NodeAttributes))]
                [With(nameof(SegnnLayer.Hidden), "{{hidden}}")]
                [With(nameof(SegnnLayer.Residual), {{(residual ? "true" : "false")}})]
                [Feed(nameof(SegnnLayer.Invariants), nameof(Radial))]
                public partial SegnnLayer Layers { get; }
                [Output($"{nameof(Layers)}.{nameof(SegnnLayer.UpdatedNodes)}")] public partial Feature Atoms { get; }
            }
            """).GetType("Net")!;
        DeclaredModelTests.CheckEquivariance(2, type);
        DeclaredModelTests.CheckBackends(2, type);
        DeclaredModelTests.CheckGradients(2, type);
    }
}
