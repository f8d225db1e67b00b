namespace Intertwine.Generator.Tests;

/// <summary>Declarations that several tests use.</summary>
internal static class Declarations
{
    /// <summary>The n-body network of Satorras, Hoogeboom and Welling 2021: 134,020 parameters.</summary>
    public const string NBody = """
        using Intertwine;

        [EquivariantModel("E(3)")]
        public partial class NBodyNet
        {
            private const int Hidden = 64;

            [Graph]                              public partial EdgeSet Pairs { get; }
            [Input("1x0e", Per.Node)]            public partial Feature Speed { get; }
            [Input("point", Per.Node)]           public partial Feature Position { get; }
            [Input("1o", Per.Node)]              public partial Feature Velocity { get; }
            [Input("2x0e", Per.Edge)]            public partial Feature Charges { get; }

            [Linear(nameof(Speed), Channels = Hidden)]
            public partial Feature Embedded { get; }

            [Repeat<EgnnLayer>(4, nameof(Embedded), nameof(Position))]
            [Feed(nameof(EgnnLayer.Velocity), nameof(Velocity))]
            [Feed(nameof(EgnnLayer.EdgeAttributes), nameof(Charges))]
            [With(nameof(EgnnLayer.Hidden), Hidden)]
            public partial EgnnLayer Layers { get; }

            [Output($"{nameof(Layers)}.{nameof(EgnnLayer.MovedPosition)}")]
            public partial Feature FinalPosition { get; }
        }
        """;

    /// <summary>The QM9 network of the same paper: 745,224 parameters.</summary>
    public const string Qm9 = """
        using Intertwine;

        namespace Molecules;

        [EquivariantModel("E(3)")]
        public partial class Qm9Net
        {
            private const int Hidden = 128;

            [Graph] public partial EdgeSet Bonds { get; }
            [Input("15x0e", Per.Node)] public partial Feature Atoms { get; }
            [Input("point", Per.Node)] public partial Feature Position { get; }
            [Input("1x0e", Per.Node)] public partial Feature NodeMask { get; }
            [Input("1x0e", Per.Edge)] public partial Feature EdgeMask { get; }

            [Linear(nameof(Atoms), Channels = Hidden)] public partial Feature Embedded { get; }

            [Repeat<EgnnLayer>(7, nameof(Embedded), nameof(Position))]
            [Feed(nameof(EgnnLayer.EdgeMask), nameof(EdgeMask))]
            [With(nameof(EgnnLayer.Hidden), Hidden)]
            [With(nameof(EgnnLayer.Attention), true)]
            [With(nameof(EgnnLayer.UpdatePosition), false)]
            public partial EgnnLayer Layers { get; }

            [Mlp($"{nameof(Layers)}.{nameof(EgnnLayer.UpdatedNodes)}", Hidden, Hidden)] public partial Feature Decoded { get; }
            [Scale(nameof(Decoded), nameof(NodeMask))] public partial Feature Masked { get; }
            [Sum(nameof(Masked), Over.Graph)] public partial Feature Pooled { get; }
            [Mlp(nameof(Pooled), Hidden, 1), Output] public partial Feature Energy { get; }
        }
        """;

    /// <summary>A block inside a block with options that are passed on, in a model of a subgroup.</summary>
    public const string Block = """
        using Intertwine;

        namespace Nested
        {
            public partial class Outer
            {
                [EquivariantModel("SE(3)")]
                internal sealed partial class Net
                {
                    [Graph] public partial EdgeSet Pairs { get; }
                    [Input("3x0", Per.Node)] public partial Feature Scalars { get; }
                    [Input("point", Per.Node)] public partial Feature Points { get; }
                    [Block<Stack>(nameof(Scalars), nameof(Points)), With(nameof(Stack.Depth), 3), With(nameof(Stack.Width), 8)] public partial Stack Layers { get; }
                    [Output($"{nameof(Layers)}.{nameof(Stack.Result)}")] public partial Feature Energy { get; }
                    [Output($"{nameof(Layers)}.{nameof(Stack.Moved)}")] public partial Feature Moved { get; }
                }
            }

            [EquivariantBlock("E(3)")]
            public partial class Stack
            {
                [Option(2)] public partial int Depth { get; }
                [Option(16)] public partial int Width { get; }
                [Option(1)] public partial double Factor { get; }
                [Option(Aggregation.Sum)] public partial Aggregation Pooling { get; }
                [Input("*x0e", Per.Node)] public partial Feature X { get; }
                [Input("point", Per.Node)] public partial Feature P { get; }
                [Repeat<EgnnLayer>(nameof(Depth), nameof(X), nameof(P))]
                [With(nameof(EgnnLayer.Hidden), nameof(Width))]
                [With(nameof(EgnnLayer.CoordinateAggregation), nameof(Pooling))]
                [With(nameof(EgnnLayer.NormOffset), 2)]
                [With(nameof(EgnnLayer.NormalizeDifferences), true)]
                public partial EgnnLayer Inner { get; }
                [Scale($"{nameof(Inner)}.{nameof(EgnnLayer.UpdatedNodes)}", Factor = nameof(Factor))] public partial Feature Scaled { get; }
                [Aggregate(nameof(Scaled), Over.Graph, nameof(Pooling)), When(nameof(Pooling), Is = Aggregation.Sum, Otherwise = nameof(Other)), Output] public partial Feature Result { get; }
                [Mean(nameof(Scaled), Over.Graph)] public partial Feature Other { get; }
                [Output($"{nameof(Inner)}.{nameof(EgnnLayer.MovedPosition)}")] public partial Feature Moved { get; }
            }
        }
        """;
}
