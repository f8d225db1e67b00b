using Intertwine.Algebra;
using Intertwine.Analyzers.Tensors.Values;
using Intertwine.Generator;
using Microsoft.CodeAnalysis;

namespace Intertwine.Analyzers.Tensors.Annotations;

/// <summary>What the annotations of a method state.</summary>
/// <param name="Group">The group that it commutes with.</param>
/// <param name="Parameters">What each parameter is; <see cref="UnknownValue"/> for tensors without annotation.</param>
/// <param name="Return">What it returns; <see cref="UnknownValue"/> where nothing is stated.</param>
internal sealed record Contract(Group Group, EquatableArray<AbstractValue> Parameters, AbstractValue Return);

/// <summary>Something wrong with an annotation.</summary>
/// <param name="Id">The rule.</param>
/// <param name="Location">Of the attribute, or of the part of it that is wrong.</param>
/// <param name="Suggestion">What was perhaps meant.</param>
internal sealed record AnnotationProblem(string Id, Location Location, EquatableArray<string> Arguments, string? Suggestion = null);
