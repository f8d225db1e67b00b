using Snapshooter;
using Snapshooter.Xunit;

namespace Intertwine.Generator.Tests;

/// <summary>Two small generated files in full: what a user sees who opens one. Behaviour is asserted elsewhere.</summary>
public class SnapshotTests
{
    [Fact]
    public void Model() => Match(
        """
        using Intertwine;

        namespace Samples;

        /// <summary>The energy of a molecule from the distances between its atoms.</summary>
        [EquivariantModel("E(3)")]
        public partial class EnergyNet
        {
            [Graph] public partial EdgeSet Bonds { get; }
            [Input("5x0e", Per.Node)] public partial Feature Atoms { get; }
            [Input("point", Per.Node)] public partial Feature Position { get; }
            [GatherSource(nameof(Position))] public partial Feature From { get; }
            [GatherTarget(nameof(Position))] public partial Feature To { get; }
            [Difference(nameof(To), nameof(From))] public partial Feature Offset { get; }
            [SquaredNorm(nameof(Offset))] public partial Feature SquaredDistance { get; }
            [GatherSource(nameof(Atoms))] public partial Feature Neighbour { get; }
            [Concat(nameof(Neighbour), nameof(SquaredDistance))] public partial Feature Pair { get; }
            [Mlp(nameof(Pair), 16, 8)] public partial Feature Message { get; }
            [Sum(nameof(Message), Over.Neighbours)] public partial Feature Received { get; }
            [Mean(nameof(Received), Over.Graph)] public partial Feature Pooled { get; }
            [Linear(nameof(Pooled), Channels = 1), Output] public partial Feature Energy { get; }
        }
        """,
        "EnergyNet.g.cs");

    [Fact]
    public void Block() => Match(
        """
        using Intertwine;

        [EquivariantBlock("O(3)")]
        public partial class Gate
        {
            [Option(0.5)] public partial double Factor { get; }
            [Input("*x0e", Per.Node)] public partial Feature Scalars { get; }
            [Input("*x1o", Per.Node, Optional = true)] public partial Feature Vectors { get; }
            [Activate(nameof(Scalars), Activation.Sigmoid)] public partial Feature Open { get; }
            [Scale(nameof(Vectors), nameof(Open), Factor = nameof(Factor)), When(nameof(Vectors)), Output] public partial Feature Gated { get; }
        }
        """,
        "Gate.g.cs");

    /// <summary>The one place that knows the snapshot library.</summary>
    private static void Match(string declaration, string file) => Snapshot.Match(GeneratorHost.GenerateClean(declaration)[file], SnapshotNameExtension.Create(file));
}
