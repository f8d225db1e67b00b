namespace Intertwine.Generator.Parsing;

/// <summary>
/// Where in a declaration a problem lies, in terms that need no syntax: an analyzer finds the attribute <paramref name="Attribute"/> on the member, in it the argument for the constructor parameter or property
/// <paramref name="Parameter"/>, of a <c>params</c> argument element <paramref name="Element"/>, and in its string the characters from <paramref name="Start"/>.
/// </summary>
/// <param name="Attribute">Name without the suffix, such as <c>Linear</c>; null for the member or class itself.</param>
/// <param name="Parameter">Name of the constructor parameter (<c>source</c>) or of the property (<c>Channels</c>); null for the whole attribute.</param>
/// <param name="Element">Index within a params array, else -1.</param>
/// <param name="Occurrence">Which of several attributes with that name, from 0.</param>
/// <param name="Start">First character within the string value, -1 for all of it.</param>
/// <param name="Length">Characters within the string value.</param>
internal sealed record Place(string? Attribute = null, string? Parameter = null, int Element = -1, int Occurrence = 0, int Start = -1, int Length = 0)
{
    /// <summary>The member's or class's name.</summary>
    public static Place Declaration { get; } = new();
}

/// <summary>Something wrong in a declaration, as a value. The generator ignores it; an analyzer makes a diagnostic of it.</summary>
/// <param name="Id">One of <see cref="ProblemIds"/>.</param>
/// <param name="Class">Full name of the class in which it stands.</param>
/// <param name="Member">The property, or null for the class.</param>
/// <param name="Place">Where at the property or class.</param>
/// <param name="Arguments">What the message needs, in the order that <see cref="ProblemIds"/> states.</param>
/// <param name="UsedBy">
/// For a problem inside a block that a use of the block causes (what was fed, which options were set): the property of the analysed class that uses the block. <paramref name="Class"/> is then the block's.
/// </param>
/// <param name="Hints">What a code fix needs to know and the message does not say.</param>
internal sealed record Problem(string Id, string Class, string? Member, Place Place, EquatableArray<string> Arguments, string? UsedBy = null, EquatableArray<Hint> Hints = default)
{
    public override string ToString() => $"{Id} {Class}.{Member} [{Place.Attribute}({Place.Parameter}{(Place.Element < 0 ? "" : $"[{Place.Element}]")})] {string.Join(", ", Arguments)}{(UsedBy is null ? "" : $" used by {UsedBy}")}";
}
