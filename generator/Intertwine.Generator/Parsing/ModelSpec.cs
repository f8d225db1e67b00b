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
/// <param name="FullName">Name with namespace and containing types, without <c>global::</c>, with the number of type parameters (<c>Net-1</c>): what identifies it.</param>
/// <param name="Namespace">Empty for the global one.</param>
/// <param name="Containers">Heads of the classes around it, outermost first: <c>partial class Outer</c>.</param>
/// <param name="Name">Identifier.</param>
/// <param name="TypeParameters"><c>&lt;T&gt;</c> or empty.</param>
/// <param name="Keyword"><c>class</c> or <c>record</c>.</param>
/// <param name="HasModelBase">The declaration itself names the base class.</param>
/// <param name="HasConstructor">It declares the constructor that would be generated.</param>
/// <param name="Group">As written; null where it is not a constant.</param>
/// <param name="CanEmit">Whether generated code can be a part of it.</param>
/// <param name="CanDerive">Whether generated code can give it its base class and constructor.</param>
internal sealed record ClassSpec(
    string FullName,
    string Namespace,
    EquatableArray<string> Containers,
    string Name,
    string TypeParameters,
    string Keyword,
    string Accessibility,
    bool IsBlock,
    bool HasModelBase,
    bool HasConstructor,
    bool CanEmit,
    bool CanDerive,
    string? Group,
    EquatableArray<MemberSpec> Members);

/// <summary>A declared class with all blocks that it uses, also indirectly, and what was wrong in its own declaration. Compared by value.</summary>
internal sealed record ModelSpec(ClassSpec Class, EquatableArray<ClassSpec> Blocks, EquatableArray<Problem> Problems);
