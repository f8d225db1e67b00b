namespace Intertwine.Generator.Parsing;

/// <summary>A declared type of which the generator writes the other half.</summary>
/// <param name="FullName">Name with namespace and containing types, without <c>global::</c>, with the number of type parameters (<c>Net-1</c>): what identifies it.</param>
/// <param name="Namespace">Empty for the global one.</param>
/// <param name="Containers">Heads of the types around it, outermost first: <c>partial class Outer</c>.</param>
/// <param name="Name">Identifier.</param>
/// <param name="TypeParameters"><c>&lt;T&gt;</c> or empty.</param>
/// <param name="Keyword"><c>class</c>, <c>struct</c>, <c>record</c> or <c>record struct</c>.</param>
/// <param name="Code">The type as C# code, from <c>global::</c>.</param>
/// <param name="CanEmit">Whether generated code can be a part of it.</param>
internal sealed record TypeSpec(
    string FullName,
    string Namespace,
    EquatableArray<string> Containers,
    string Name,
    string TypeParameters,
    string Keyword,
    string Code,
    bool CanEmit);
