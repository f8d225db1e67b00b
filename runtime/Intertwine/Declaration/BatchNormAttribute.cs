namespace Intertwine;

/// <summary>
/// Of scalars: y = (x - mean) / sqrt(var + epsilon) * weight + bias per channel; mean and variance over all items of the batch while training, running averages in evaluation (Ioffe, Szegedy 2015), as in PyTorch.
/// Of any other representation without points, or where <see cref="Normalization"/> is set: channels of scalars have their mean subtracted; then each channel, as a whole, is divided by the root of its mean square,
/// y = x / sqrt(mean(|x|^2 / components) + epsilon) * weight, and scalars get their bias.
/// </summary>
/// <param name="source">x.</param>
/// <remarks>
/// Parameters <c>&lt;Name&gt;.weight</c> <c>[channels]</c> and <c>&lt;Name&gt;.bias</c> <c>[scalars]</c>; buffers <c>&lt;Name&gt;.running_mean</c> <c>[scalars]</c> and <c>&lt;Name&gt;.running_var</c> <c>[channels]</c>, in
/// the order of the representation; what is empty is left out. The second form is e3nn's <c>nn.BatchNorm</c>; its running variance is that of the batch, PyTorch's that of the population (times n / (n - 1)).
/// </remarks>
public sealed class BatchNormAttribute(string source) : DefinitionAttribute
{
    public string Source { get; } = source;

    public double Epsilon { get; set; } = 1e-5;

    /// <summary>m in running = (1 - m) running + m batch.</summary>
    public double Momentum { get; set; } = 0.1;

    /// <summary>Mean of squares per component, or of squared norms (<see cref="IrrepNormalization.Norm"/>).</summary>
    public IrrepNormalization Normalization { get; set; }

    /// <summary>Whether the statistics are those of each graph, in training and in evaluation, without running averages (instance normalisation).</summary>
    public bool Instance { get; set; }
}
