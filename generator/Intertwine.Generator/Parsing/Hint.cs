namespace Intertwine.Generator.Parsing;

/// <summary>Something that a code fix needs to know about a problem, by name.</summary>
internal sealed record Hint(string Name, string Value)
{
    /// <summary>What to put in the place of the text at the problem's place.</summary>
    public const string Suggestion = nameof(Suggestion);

    /// <summary>What to put there instead of <see cref="Suggestion"/>, where there are two ways: a parity of the other kind.</summary>
    public const string Alternative = nameof(Alternative);

    /// <summary>The group without reflections, under which the declaration would be right.</summary>
    public const string Rotations = nameof(Rotations);

    /// <summary>The group with translations, under which the declaration would be right.</summary>
    public const string Translations = nameof(Translations);

    /// <summary>How many channels of the source a gate would multiply, where it can be gated.</summary>
    public const string Gated = nameof(Gated);

    /// <summary>How many scalars the source has beside those channels.</summary>
    public const string Scalars = nameof(Scalars);

    /// <summary>Attributes that could stand in the place of the one there, separated by commas, the best one first.</summary>
    public const string Layers = nameof(Layers);

    /// <summary>Attributes that make invariants of the source, separated by commas, the best one first.</summary>
    public const string Invariants = nameof(Invariants);
}
