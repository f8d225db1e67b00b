namespace Intertwine;

/// <summary>
/// Products of a feature with itself, channel by channel: B_kc = sum over degrees v = 1 … correlation and paths n of W_kn U_n(A_k, …, A_k), where the U_n are an orthonormal basis of the symmetric equivariant maps of degree v from
/// the irreps of A to c, Hom_G(Sym^v(A), c), with generalised Clebsch-Gordan coefficients. For A of radial functions times harmonics, summed over neighbours, these are the many-body terms of MACE (Batatia et al. 2022,
/// arXiv 2206.07697): degree v describes v neighbours at once, at the cost of one sum over neighbours.
/// </summary>
/// <param name="source">A: irreps, each with the same number of channels k.</param>
/// <param name="correlation">The largest degree, 1 to 3: a number, or <c>nameof</c> of an int option.</param>
/// <param name="irreps">The irreps c of the result, such as <c>"0e + 1o"</c>; or <c>nameof</c> of a string option, or of a feature, whose irreps these are. Each has k channels; those that no product reaches are left out.</param>
/// <remarks>
/// Weights <c>&lt;Name&gt;.&lt;c&gt;.&lt;v&gt;.weight</c> <c>[k, paths]</c>, N(0, 1) divided by the number of paths at first; with <see cref="Species"/> <c>[species k, paths]</c>, the channels of the first species first. Paths are in the
/// order of <c>Intertwine.Algebra.SymmetricContraction</c>: by the irreps of A that they multiply.
/// </remarks>
public sealed class SymmetricContractionAttribute(string source, object correlation, string irreps) : DefinitionAttribute
{
    public string Source { get; } = source;

    public object Correlation { get; } = correlation;

    public string Irreps { get; } = irreps;

    /// <summary>Scalars s on the same domain, such as the one-hot species of atoms: the weights are then sum_z s_z W_zkn.</summary>
    public string? Species { get; set; }
}
