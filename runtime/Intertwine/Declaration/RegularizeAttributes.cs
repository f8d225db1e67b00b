namespace Intertwine;

/// <summary>While training each channel is kept with probability 1 - rate and then divided by it, or set to 0; vectors as a whole (Srivastava et al. 2014). The identity in evaluation.</summary>
/// <param name="source">Any representation but points.</param>
/// <param name="rate">The probability that a channel is dropped, in [0, 1): a number, or <c>nameof</c> of an option.</param>
public sealed class DropoutAttribute(string source, object rate) : DefinitionAttribute
{
    public string Source { get; } = source;

    public object Rate { get; } = rate;
}
