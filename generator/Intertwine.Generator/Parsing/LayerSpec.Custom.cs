namespace Intertwine.Generator.Parsing;

internal abstract partial record LayerSpec
{
    /// <summary>A layer written by hand.</summary>
    /// <param name="Method">Null where the attribute does not name one, which the compiler reports.</param>
    /// <param name="Channels">Of each piece of the result; <see cref="Value.None"/> for those of the first source.</param>
    public sealed record Custom(EquatableArray<SourceSpec> Sources, CustomMethodSpec? Method, Value Channels) : LayerSpec("Custom", Sources);
}

/// <summary>A method written by hand, with what its annotations state.</summary>
/// <param name="Name">For people: <c>Turn</c>, <c>Helpers.Turn</c>.</param>
/// <param name="Code">As C# code, from <c>global::</c>.</param>
/// <param name="Defect">Why it cannot be a layer; null where it can.</param>
/// <param name="Group">The group that it commutes with; null where the annotation is no constant.</param>
/// <param name="Parameters">The tensors that it takes.</param>
/// <param name="Results">The tensors that it returns.</param>
/// <param name="ReturnsTuple">Whether these are elements of a tuple.</param>
internal sealed record CustomMethodSpec(
    string Name, string Code, CustomMethodDefect? Defect, GroupSpec? Group, EquatableArray<AnnotatedTensor> Parameters, EquatableArray<AnnotatedTensor> Results, bool ReturnsTuple);

/// <summary>Why a method cannot be a layer.</summary>
/// <param name="Id">One of <see cref="ProblemIds"/>.</param>
/// <param name="Arguments">Of the problem, behind the method's name.</param>
internal sealed record CustomMethodDefect(string Id, EquatableArray<string> Arguments);

/// <summary>A tensor <c>[items, channels, components]</c> of an annotated method.</summary>
/// <param name="Name">For people: <c>parameter 'v'</c>, <c>return value</c>.</param>
/// <param name="Parameter">The parameter; empty for results.</param>
/// <param name="Representation">Of the components, as it is written; null for invariants.</param>
internal sealed record AnnotatedTensor(string Name, string Parameter, string? Representation);
