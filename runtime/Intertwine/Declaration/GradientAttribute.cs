namespace Intertwine;

/// <summary>
/// y_i = factor * d(sum_j E_j) / dx_i: the gradient of an invariant scalar by another feature, differentiated at build time on every backend. It is a feature like any other: an output, a source of further
/// layers, itself differentiable. Forces are <c>[Gradient(nameof(Energy), nameof(Position), Factor = -1)]</c>.
/// </summary>
/// <param name="value">E, one scalar for each item of any domain; the sum runs over all items. It must depend on x.</param>
/// <param name="variable">
/// x, an input or any other feature before E. What is computed from x follows it, everything else is held constant: by a feature in between the derivative is that of the layers behind it.
/// </param>
/// <remarks>
/// y lives where x lives, with as many channels of the dual representation (sum x y is invariant): the same one for orthogonal representations, vectors for points. The training loss may use y; its derivative by
/// the parameters is then a second derivative, also made at build time. What counts as constant elsewhere does so here: dropout masks, norms with <c>DetachNorm</c>, edges.
/// </remarks>
public sealed class GradientAttribute(string value, string variable) : DefinitionAttribute
{
    public string Value { get; } = value;

    public string Variable { get; } = variable;

    /// <summary>What the gradient is multiplied with: a number, or <c>nameof</c> of an option.</summary>
    public object Factor { get; set; } = 1.0;
}
