using Intertwine.Generator.Parsing;

namespace Intertwine.Generator.Inference;

internal enum ResolutionKind
{
    Feature,

    /// <summary>A derived edge set; the number is its place among the sets.</summary>
    EdgeSet,

    /// <summary>Does not exist under the options chosen.</summary>
    Absent,

    /// <summary>Something is wrong with it, and has been reported.</summary>
    Failed,
}

/// <summary>What a name stands for.</summary>
internal readonly record struct Resolution(ResolutionKind Kind, int Feature)
{
    public static Resolution Absent => new(ResolutionKind.Absent, -1);

    public static Resolution Failed => new(ResolutionKind.Failed, -1);

    public static Resolution Of(int feature) => new(ResolutionKind.Feature, feature);

    public bool IsFeature => Kind == ResolutionKind.Feature;
}

/// <summary>What feeds an input of a block: a name in the scope around it, or an output of the copy before.</summary>
/// <param name="Scope">Where <paramref name="Source"/> is looked up.</param>
/// <param name="Place">Where a problem with it is reported, at <paramref name="Member"/>.</param>
internal sealed record Feed(Scope Scope, string? Source, Scope Reporter, MemberSpec Member, Place Place);

/// <summary>A class with its options set and its inputs fed: the model, or one copy of a block.</summary>
internal sealed class Scope
{
    public Scope(ClassSpec type, string path, Scope? parent, string? usedBy)
    {
        Class = type;
        Path = path;
        Parent = parent;
        UsedBy = usedBy;
        foreach (MemberSpec member in type.Members)
        {
            Members[member.Name] = member;
            if (member.Layer is LayerSpec.Option option)
            {
                Options[member.Name] = option.Default;
            }
        }
    }

    public ClassSpec Class { get; }

    /// <summary>Empty for the model, else with a dot at the end.</summary>
    public string Path { get; }

    public Scope? Parent { get; }

    /// <summary>The property of the model through which this copy came to be.</summary>
    public string? UsedBy { get; }

    public Dictionary<string, MemberSpec> Members { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, Value> Options { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, Feed> Feeds { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, Resolution> Resolved { get; } = new(StringComparer.Ordinal);

    /// <summary>The edges that its use names; null where it names none.</summary>
    public string? Along { get; init; }

    /// <summary>The copies of each block that this one uses; null where its use is wrong.</summary>
    public Dictionary<string, Scope[]?> Uses { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether properties of blocks describe this copy: the model itself, and the last copy of each block.</summary>
    public bool IsDescribed { get; init; } = true;
}
