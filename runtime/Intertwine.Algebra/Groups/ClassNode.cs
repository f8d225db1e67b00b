namespace Intertwine.Algebra;

/// <summary>A node of a quadrature over the conjugacy classes of a compact group.</summary>
/// <param name="Element">An element of the class.</param>
/// <param name="Weight">Its weight; the weights of all nodes add up to 1.</param>
public readonly record struct ClassNode(GroupElement Element, double Weight);
