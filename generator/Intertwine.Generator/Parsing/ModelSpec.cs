namespace Intertwine.Generator.Parsing;

internal enum MemberKind
{
    Feature,
    EdgeSet,
    Block,

    /// <summary>A property of another type: the value of an option.</summary>
    Other,
}

/// <summary>A partial property of a declared class.</summary>
/// <param name="Kind">By its type.</param>
/// <param name="Type">The property's type in full, as C# code.</param>
/// <param name="Head">The modifiers and what else the implementing part must repeat: <c>public partial</c>.</param>
/// <param name="Setter"><c>set</c>, <c>init</c> or empty.</param>
/// <param name="NeedsImplementation">A partial property whose other part nobody has written.</param>
/// <param name="Layer">The defining attribute; null where there is not exactly one.</param>
internal sealed record MemberSpec(
    string Name,
    MemberKind Kind,
    string Type,
    string Head,
    string Setter,
    bool NeedsImplementation,
    LayerSpec? Layer,
    bool IsOutput,
    string? Next,
    EquatableArray<WhenSpec> Conditions);

/// <summary>A class with <c>[EquivariantModel]</c> or <c>[EquivariantBlock]</c>.</summary>
/// <param name="HasModelBase">The declaration itself names the base class.</param>
/// <param name="HasConstructor">It declares the constructor that would be generated.</param>
/// <param name="CanDerive">Whether generated code can give it its base class and constructor.</param>
/// <param name="Group">Null where it is not a constant.</param>
/// <param name="MaximumBasisSize">As written; <see cref="Value.None"/> where it is not.</param>
/// <param name="ErrorBudget">What the errors of approximate layers may add up to, as written.</param>
internal sealed record ClassSpec(
    TypeSpec Type,
    string Accessibility,
    bool IsBlock,
    bool HasModelBase,
    bool HasConstructor,
    bool CanDerive,
    GroupSpec? Group,
    Value MaximumBasisSize,
    Value ErrorBudget,
    EquatableArray<MemberSpec> Members)
{
    public string FullName => Type.FullName;

    public string Name => Type.Name;

    public bool CanEmit => Type.CanEmit;

    /// <summary>The attribute that makes it one.</summary>
    public string Attribute => IsBlock ? "EquivariantBlock" : "EquivariantModel";
}

/// <summary>A declared class with all blocks that it uses, also indirectly, and what was wrong in its own declaration. Compared by value.</summary>
internal sealed record ModelSpec(ClassSpec Class, EquatableArray<ClassSpec> Blocks, EquatableArray<Problem> Problems);
