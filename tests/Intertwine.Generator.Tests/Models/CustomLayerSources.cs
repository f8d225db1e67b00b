namespace Intertwine.Generator.Tests.Models;

/// <summary>Declared networks with layers that are written by hand.</summary>
internal static class CustomLayerSources
{
    /// <summary>Methods of a class of their own: products, a tuple whose elements do not stand in the order of a feature's pieces, a default value, points.</summary>
    public const string Methods = """
        using static TorchSharp.torch;

        public static class Helpers
        {
            /// <summary>s v / sqrt(1 + |v|^2).</summary>
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            public static Tensor Soften([Rep("1o")] Tensor v, [Invariant] Tensor s, double offset = 1) => v * s / (v.square().sum(-1, keepdim: true) + offset).sqrt();

            /// <summary>Products of neighbouring channels, and what stays.</summary>
            [Equivariant("O(3)")]
            [return: Rep("1o", Item = 0), Rep("1e", Item = 1), Invariant(Item = 2)]
            public static (Tensor Same, Tensor Cross, Tensor Dot) Products([Rep("1o")] Tensor v)
            {
                Tensor w = v.roll(1, 1);
                return (v * 0.5, linalg.cross(v, w, -1), (v * w).sum(-1, keepdim: true));
            }

            /// <summary>A point moved along a vector.</summary>
            [Equivariant("E(3)")]
            [return: Rep("point")]
            public static Tensor Move([Rep("point")] Tensor x, [Rep("1o")] Tensor v) => x + v.mean([1], keepdim: true);

            /// <summary>What has the wrong number of channels.</summary>
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            public static Tensor First([Rep("1o")] Tensor v) => v.narrow(1, 0, 1);

            [Equivariant("O(3)")]
            [return: Rep("1o")]
            public static Tensor Double([Rep("1o")] Tensor v) => v.to(ScalarType.Float16);

            [Equivariant("O(3)")]
            [return: Rep("1o")]
            public static Tensor Nothing([Rep("1o")] Tensor v) => null!;
        }

        """;

    /// <summary>Layers in the network, in a block that is repeated, one behind the other, and one whose result finds neighbours; what is before is used behind. Dropout and batch norm on both sides.</summary>
    public const string Network = Methods + """
        [EquivariantBlock("E(3)")]
        public partial class Step
        {
            [Option(4)] public partial int Width { get; }
            [Graph] public partial EdgeSet Bonds { get; }
            [Input("*x0e", Per.Node)] public partial Feature S { get; }
            [Input("*x1o", Per.Node)] public partial Feature V { get; }
            [GatherSource(nameof(V))] public partial Feature There { get; }
            [Sum(nameof(There), Over.Neighbours)] public partial Feature Collected { get; }
            [Linear(nameof(Collected), Channels = nameof(Width))] public partial Feature Mixed { get; }
            [Linear(nameof(S), Channels = nameof(Width))] public partial Feature Gates { get; }
            [Custom(typeof(Helpers), nameof(Helpers.Soften), nameof(Mixed), nameof(Gates))] public partial Feature Softened { get; }
            [Linear(nameof(Softened), Channels = nameof(V))] public partial Feature Back { get; }
            [Add(nameof(V), nameof(Back)), Output(Next = nameof(V))] public partial Feature Moved { get; }
            [SquaredNorm(nameof(Softened))] public partial Feature Lengths { get; }
            [Mlp(nameof(Lengths), nameof(S)), Output(Next = nameof(S))] public partial Feature Told { get; }
        }

        [EquivariantModel("E(3)")]
        public partial class Net
        {
            [Graph] public partial EdgeSet Bonds { get; }
            [Input("3x0e", Per.Node)] public partial Feature Charge { get; }
            [Input("2x1o", Per.Node)] public partial Feature Velocity { get; }
            [Input("point", Per.Node)] public partial Feature Position { get; }
            [BatchNorm(nameof(Charge))] public partial Feature Normed { get; }
            [Linear(nameof(Velocity), Channels = 5)] public partial Feature Wide { get; }
            [Repeat<Step>(2, nameof(Normed), nameof(Wide), Along = nameof(Bonds))]
            [With(nameof(Step.Width), 3)]
            public partial Step Steps { get; }
            [Custom(typeof(Helpers), nameof(Helpers.Products), $"{nameof(Steps)}.{nameof(Step.Moved)}", Channels = nameof(Wide)), Output] public partial Feature Products { get; }
            [Linear(nameof(Products), "4x1o")] public partial Feature Shift { get; }
            [Custom(typeof(Helpers), nameof(Helpers.Move), nameof(Position), nameof(Shift)), Output] public partial Feature Moved { get; }
            [Nearest(nameof(Moved), 3)] public partial EdgeSet Near { get; }
            [GatherSource(nameof(Moved), Along = nameof(Near))] public partial Feature Sent { get; }
            [GatherTarget(nameof(Moved), Along = nameof(Near))] public partial Feature Received { get; }
            [Difference(nameof(Sent), nameof(Received))] public partial Feature Distance { get; }
            [Custom(nameof(Shorten), nameof(Distance))] private partial Feature Short { get; }
            [Mean(nameof(Short), Over.Neighbours)] public partial Feature Pull { get; }
            [Concat(nameof(Pull), nameof(Shift))] public partial Feature Both { get; }
            [SquaredNorm(nameof(Both))] public partial Feature Squares { get; }
            [Dropout(nameof(Squares), 0.25)] public partial Feature Dropped { get; }
            [BatchNorm(nameof(Dropped))] public partial Feature Evened { get; }
            [Concat(nameof(Evened), $"{nameof(Steps)}.{nameof(Step.Told)}")] public partial Feature Known { get; }
            [Mlp(nameof(Known), 6, 1)] public partial Feature PerNode { get; }
            [Sum(nameof(PerNode), Over.Graph), Output] public partial Feature Energy { get; }

            [Equivariant("O(3)")]
            [return: Rep("1o")]
            private static TorchSharp.torch.Tensor Shorten([Rep("1o", Axis = 2, Rank = 3)] TorchSharp.torch.Tensor v) => v / (1 + v.square().sum(-1, keepdim: true));
        }
        """;

    /// <summary>A model of vectors with one layer, whose method is one of <see cref="Methods"/>.</summary>
    public static string OneLayer(string method) => Methods + $$"""
        [EquivariantModel("O(3)")]
        public partial class Net
        {
            [Input("2x1o", Per.Node)] public partial Feature V { get; }
            [Linear(nameof(V), Channels = 4)] public partial Feature Wide { get; }
            [Custom(typeof(Helpers), nameof(Helpers.{{method}}), nameof(Wide))] public partial Feature Y { get; }
            [SquaredNorm(nameof(Y)), Output] public partial Feature Z { get; }
        }
        """;
}
