namespace Intertwine;

/// <summary>While training each channel is kept with probability 1 - rate and then divided by it, or set to 0; vectors as a whole (Srivastava et al. 2014). The identity in evaluation.</summary>
/// <param name="source">Any representation but points.</param>
/// <param name="rate">The probability that a channel is dropped, in [0, 1): a number, or <c>nameof</c> of an option.</param>
public sealed class DropoutAttribute(string source, object rate) : DefinitionAttribute
{
    public string Source { get; } = source;

    public object Rate { get; } = rate;
}

/// <summary>
/// y = (x - mean) / sqrt(var + epsilon) * weight + bias per channel; mean and variance over all items of the batch while training, running averages in evaluation (Ioffe, Szegedy 2015). Scalars only.
/// </summary>
/// <param name="source">x, scalars.</param>
/// <remarks>Parameters <c>&lt;Name&gt;.weight</c>, <c>&lt;Name&gt;.bias</c>, buffers <c>&lt;Name&gt;.running_mean</c>, <c>&lt;Name&gt;.running_var</c>, all <c>[channels]</c>.</remarks>
public sealed class BatchNormAttribute(string source) : DefinitionAttribute
{
    public string Source { get; } = source;

    public double Epsilon { get; set; } = 1e-5;

    /// <summary>m in running = (1 - m) running + m batch.</summary>
    public double Momentum { get; set; } = 0.1;
}
