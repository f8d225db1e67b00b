namespace Intertwine.Analyzers.Tensors.Values;

/// <summary>The lengths of a tensor's axes, where their number is not known.</summary>
internal sealed record ShapeValue(AbstractValue Tensor) : AbstractValue;
