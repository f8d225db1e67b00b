namespace Intertwine;

/// <summary>Checks at run time that cost time and are therefore off unless asked for.</summary>
public static class Checks
{
    /// <summary>
    /// Whether every forward pass checks its outputs for NaN and infinity and throws an <see cref="ArithmeticException"/> that names the output. Off by default: it reads every output once more and, on a GPU,
    /// waits for the device. NaN is never replaced or dropped: without the check it shows in the output.
    /// </summary>
    public static bool Finite { get; set; }
}
