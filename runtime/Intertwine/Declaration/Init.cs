namespace Intertwine;

/// <summary>How a weight is drawn when a model is constructed.</summary>
public enum Init
{
    /// <summary>Weights and biases uniform in ±1/sqrt(fan_in), as in <c>torch.nn.Linear</c>.</summary>
    Default,

    /// <summary>Weights uniform in ±gain sqrt(6 / (fan_in + fan_out)) (Glorot and Bengio 2010); biases as by default.</summary>
    XavierUniform,

    /// <summary>Weights and biases 0.</summary>
    Zeros,
}
