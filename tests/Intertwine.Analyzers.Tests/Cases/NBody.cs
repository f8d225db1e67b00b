namespace Intertwine.Analyzers.Tests.Cases;

/// <summary>The n-body network of Satorras, Hoogeboom and Welling 2021, as the sample declares it, beside a block of its own.</summary>
internal static class NBody
{
    public const string Source = """
        namespace Samples;

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

    public const string Block = """

        [EquivariantBlock("E(3)")]
        public sealed partial class Attention
        {
            [Option(64)] public partial int Hidden { get; }
            [Option(true)] public partial bool Gated { get; }
            [Option(Aggregation.Mean)] public partial Aggregation How { get; }
            [Input("*x0e", Per.Node)] public partial Feature Nodes { get; }
            [Input("*x1o", Per.Edge, Optional = true)] public partial Feature Vectors { get; }
            [GatherSource(nameof(Nodes))] public partial Feature Sender { get; }
            [Norm(nameof(Vectors)), When(nameof(Vectors))] public partial Feature Lengths { get; }
            [Concat(nameof(Sender), nameof(Lengths))] public partial Feature Pair { get; }
            [Mlp(nameof(Pair), nameof(Hidden), 1)] public partial Feature Weight { get; }
            [Scale(nameof(Sender), nameof(Weight)), When(nameof(Gated), Otherwise = nameof(Sender))] public partial Feature Sent { get; }
            [Aggregate(nameof(Sent), Over.Neighbours, nameof(How))] public partial Feature Received { get; }
            [Linear(nameof(Received), Channels = nameof(Nodes))] public partial Feature Mixed { get; }
            [Add(nameof(Nodes), nameof(Mixed)), Output(Next = nameof(Nodes))] public partial Feature Updated { get; }
        }
        """;
}
