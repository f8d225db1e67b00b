namespace Intertwine;

/// <summary>A layer of a classifier of scalars: y = φ(BN(W x + b)), with φ a leaky ReLU and dropout before the normalisation or behind φ.</summary>
[EquivariantBlock("E(3)")]
public sealed partial class DenseLayer
{
    /// <summary>Channels of y.</summary>
    [Option(256)]
    public partial int Channels { get; }

    /// <summary>Whether there is b, which the normalisation makes idle.</summary>
    [Option(true)]
    public partial bool Bias { get; }

    /// <summary>Of the leaky ReLU; 0 for a plain one.</summary>
    [Option(0.0)]
    public partial double Slope { get; }

    /// <summary>The rate of dropout between W x + b and the normalisation.</summary>
    [Option(0.0)]
    public partial double DropoutBefore { get; }

    /// <summary>The rate of dropout of φ.</summary>
    [Option(0.0)]
    public partial double DropoutAfter { get; }

    /// <summary>x, of edges, nodes or graphs.</summary>
    [Input("*x0e", Per.Item)]
    public partial Feature Scalars { get; }

    [Linear(nameof(Scalars), Channels = nameof(Channels), Bias = false)]
    [When(nameof(Bias), Not = true)]
    public partial Feature Unbiased { get; }

    [Linear(nameof(Scalars), Channels = nameof(Channels))]
    [When(nameof(Bias), Otherwise = nameof(Unbiased))]
    public partial Feature Mixed { get; }

    [Dropout(nameof(Mixed), nameof(DropoutBefore))]
    public partial Feature Kept { get; }

    [BatchNorm(nameof(Kept))]
    public partial Feature Normalized { get; }

    [Activate(nameof(Normalized), Activation.LeakyRelu, Slope = nameof(Slope))]
    public partial Feature Activated { get; }

    [Dropout(nameof(Activated), nameof(DropoutAfter))]
    [Output]
    public partial Feature Result { get; }
}
