namespace Intertwine;

/// <summary>
/// Declares a matrix group by its generators: <see cref="InfinitesimalGeneratorAttribute"/> for each A such that all exp(t A) belong to the group, <see cref="DiscreteGeneratorAttribute"/> for each further element h.
/// Their matrices are the defining representation, written <c>V</c>. Models use the group as <c>[EquivariantModel&lt;TheGroup&gt;]</c>. The generator writes the other half of the type, with a static property
/// <c>Group</c>.
/// </summary>
/// <remarks>
/// In the representations of a declared group <c>V</c> is the defining one, <c>S</c> the trivial one; from these and from declared ones (<see cref="RepresentationAttribute{TGroup}"/>) <c>V*V</c>, <c>Sym^2(V)</c>, <c>V'</c>
/// (dual) and so on are made.
/// </remarks>
[AttributeUsage(AttributeTargets.Struct | AttributeTargets.Class, Inherited = false)]
public sealed class GroupAttribute : Attribute
{
    /// <summary>n: matrices are n x n. If not set, it follows from the first generator; a group without generators needs it.</summary>
    public int Dimension { get; set; }
}

/// <summary>
/// Declares a representation of a declared group by the images of its generators: as many infinitesimal ones d rho(A_k) and discrete ones rho(h) as the group has, each in the group's order. It is checked to be a
/// homomorphism. The type must be declared in the project of the group, so that the group and its representations are known together.
/// </summary>
/// <typeparam name="TGroup">A type with <see cref="GroupAttribute"/>.</typeparam>
/// <param name="name">How the representation is written in those of features: letters, digits and underscores, beginning with a letter.</param>
[AttributeUsage(AttributeTargets.Struct | AttributeTargets.Class, Inherited = false)]
public sealed class RepresentationAttribute<TGroup>(string name) : Attribute
{
    public string Name { get; } = name;

    /// <summary>d: images are d x d. If not set, it follows from the first image; a representation of a group without generators needs it.</summary>
    public int Dimension { get; set; }
}

/// <summary>An infinitesimal generator A of a declared group, or its image d rho(A) in a declared representation.</summary>
/// <param name="entries">The square matrix row by row: <c>0, -1, 1, 0</c> turns x towards y.</param>
[AttributeUsage(AttributeTargets.Struct | AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class InfinitesimalGeneratorAttribute(params double[] entries) : Attribute
{
    public IReadOnlyList<double> Entries { get; } = entries;

    /// <summary>A factor of all entries.</summary>
    public double Scale { get; set; } = 1;
}

/// <summary>A discrete generator h of a declared group, or its image rho(h) in a declared representation.</summary>
/// <param name="entries">The square matrix row by row, with an inverse; none where <see cref="Permutation"/> is set.</param>
[AttributeUsage(AttributeTargets.Struct | AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class DiscreteGeneratorAttribute(params double[] entries) : Attribute
{
    public IReadOnlyList<double> Entries { get; } = entries;

    /// <summary>A factor of all entries.</summary>
    public double Scale { get; set; } = 1;

    /// <summary>Instead of entries: h sends component i to place <c>Permutation[i]</c>, counted from 0; <c>{ 1, 2, 0 }</c> sends (x, y, z) to (z, x, y).</summary>
    public int[]? Permutation { get; set; }
}

/// <summary>The representations of a declared group, written by the generator beside the group so that other projects find them.</summary>
/// <param name="representations">Types with <see cref="RepresentationAttribute{TGroup}"/>.</param>
[AttributeUsage(AttributeTargets.Struct | AttributeTargets.Class, Inherited = false)]
[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
public sealed class GroupRepresentationsAttribute(params Type[] representations) : Attribute
{
    public IReadOnlyList<Type> Representations { get; } = representations;
}
