namespace Intertwine;

/// <summary>
/// Invariants of vectors: products with a learnt frame of three vectors, which turns as they do (Deng et al. 2021, section 3.4).
/// <code>
/// T_i = U φ_2(φ_1(x_i)), three channels          y_i,ck = &lt;x_ic, T_ik&gt;
/// </code>
/// The official <c>VNStdFeature</c>.
/// </summary>
[EquivariantBlock("E(3)")]
public sealed partial class StandardFrame
{
    /// <summary>Channels of φ_1; half as many as x in the published networks.</summary>
    [Option(1024 / 3)]
    public partial int Wide { get; }

    /// <summary>Channels of φ_2; a quarter.</summary>
    [Option(1024 / 3 / 2)]
    public partial int Narrow { get; }

    /// <summary>What is kept of what lies behind a direction.</summary>
    [Option(0.0)]
    public partial double Slope { get; }

    /// <summary>
    /// Whether the frame is orthonormal: two learnt vectors, made orthogonal to each other (Gram and Schmidt), and their cross product, so that the model's group may have rotations only.
    /// </summary>
    [Option(false)]
    public partial bool Orthonormal { get; }

    /// <summary>What the weights of the batch norms of vectors begin as; with 0.5 and a bias of 1 few vectors are turned around at first (see <see cref="VectorBatchNormAttribute"/>).</summary>
    [Option(1.0)]
    public partial double NormWeight { get; }

    /// <summary>What their biases begin as.</summary>
    [Option(0.0)]
    public partial double NormBias { get; }

    /// <summary>x.</summary>
    [Input("*", Per.Item)]
    public partial Feature Vectors { get; }

    /// <summary>φ_1.</summary>
    [Block<VectorLayer>(nameof(Vectors))]
    [With(nameof(VectorLayer.Channels), nameof(Wide))]
    [With(nameof(VectorLayer.Slope), nameof(Slope))]
    [With(nameof(VectorLayer.NormWeight), nameof(NormWeight))]
    [With(nameof(VectorLayer.NormBias), nameof(NormBias))]
    public partial VectorLayer First { get; }

    /// <summary>φ_2.</summary>
    [Block<VectorLayer>($"{nameof(First)}.{nameof(VectorLayer.Rectified)}")]
    [With(nameof(VectorLayer.Channels), nameof(Narrow))]
    [With(nameof(VectorLayer.Slope), nameof(Slope))]
    [With(nameof(VectorLayer.NormWeight), nameof(NormWeight))]
    [With(nameof(VectorLayer.NormBias), nameof(NormBias))]
    public partial VectorLayer Second { get; }

    [VectorLinear($"{nameof(Second)}.{nameof(VectorLayer.Rectified)}", 2)]
    [When(nameof(Orthonormal))]
    public partial Feature Plane { get; }

    [Orthonormalize(nameof(Plane), Complete = true)]
    [When(nameof(Orthonormal))]
    public partial Feature Rotation { get; }

    /// <summary>T.</summary>
    [VectorLinear($"{nameof(Second)}.{nameof(VectorLayer.Rectified)}", 3)]
    [When(nameof(Orthonormal), Not = true, Otherwise = nameof(Rotation))]
    [Output]
    public partial Feature Frame { get; }

    /// <summary>y, channel 3 c + k.</summary>
    [InnerProducts(nameof(Vectors), nameof(Frame))]
    [Output]
    public partial Feature Invariants { get; }
}
