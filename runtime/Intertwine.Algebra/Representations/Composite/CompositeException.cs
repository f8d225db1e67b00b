namespace Intertwine.Algebra;

/// <summary>A composite piece that cannot be: too large, or made from points. A parser says where in its text; other callers passed a wrong argument.</summary>
internal sealed class CompositeException(string expected, string parameter) : ArgumentException($"Expected {expected}.", parameter)
{
    /// <summary>What was expected, for messages of a parser.</summary>
    public string Expected { get; } = expected;
}
