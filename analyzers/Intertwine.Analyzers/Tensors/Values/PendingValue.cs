using Intertwine.Generator;
using Microsoft.CodeAnalysis;

namespace Intertwine.Analyzers.Tensors.Values;

/// <summary>
/// A step on the way to an invariant that is none by itself: the products x_c y_c of components, whose sum over c is invariant for orthogonal representations. It is right if the sum follows, and wrong in every other use; so what is
/// wrong is reported there, at the step itself.
/// </summary>
/// <param name="Type">The type, with the axes that wait marked as <see cref="AxisPattern.Products"/>. Without such axes it is a form of components that the group does not keep, but perhaps together with others.</param>
/// <param name="Until">What has to follow.</param>
/// <param name="Otherwise">What is wrong if it does not.</param>
internal sealed record PendingValue(TensorType Type, PendingStep Until, PendingReport Otherwise) : AbstractValue
{
    /// <summary>Whether the sum is no invariant either, but a form of components (of points, or under a group without x^T x) that others may complete.</summary>
    public bool IsForm { get; init; }

    /// <summary>The weights of the products, where one axis waits and all is known of them.</summary>
    public ComponentForm? Form { get; init; }

    /// <summary>Forms side by side along the last axis, which transform in no known way together: one of them, or their sum, may be right.</summary>
    public EquatableArray<ComponentForm>? Along { get; init; }

    /// <summary>Whether an axis still waits.</summary>
    public bool HasProducts => Type.Axes.Any(axis => axis.Pattern == AxisPattern.Products);
}

/// <summary>The reduction over the axes marked as products that makes an invariant.</summary>
internal enum PendingStep
{
    Sum,

    /// <summary>Of truth values: equal in all components.</summary>
    All,

    /// <summary>Of truth values: different in any component.</summary>
    Any,
}

/// <summary>A report that waits: the rule, the place and the arguments behind the group.</summary>
internal sealed record PendingReport(string Id, IOperation At, EquatableArray<string> Arguments);
