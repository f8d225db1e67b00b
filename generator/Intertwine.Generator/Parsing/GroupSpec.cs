namespace Intertwine.Generator.Parsing;

/// <summary>The group that the attribute of a model or block names.</summary>
internal abstract record GroupSpec
{
    /// <summary>As messages write it.</summary>
    public abstract string Name { get; }

    /// <summary>A group in the algebra's notation: <c>E(3)</c>.</summary>
    public sealed record Known(string Text) : GroupSpec
    {
        public override string Name => Text;
    }

    /// <summary>A type with <c>[Group]</c>.</summary>
    public sealed record Declared(DeclaredGroupSpec Group) : GroupSpec
    {
        public override string Name => Group.Type.Name;
    }

    /// <summary>A type without <c>[Group]</c>.</summary>
    /// <param name="Type">As messages write it.</param>
    public sealed record NotDeclared(string Type) : GroupSpec
    {
        public override string Name => Type;
    }
}

/// <summary>A matrix as the attribute of a generator gives it.</summary>
/// <param name="Entries">Row by row, scaled; of a permutation the matrix that it is.</param>
/// <param name="IsConstant">Whether all numbers were there: in half-written code they may not be, and the compiler says so.</param>
/// <param name="Occurrence">Which attribute of its kind it comes from, from 0.</param>
/// <param name="BadPermutation">The permutation as text where it is none; else null.</param>
internal sealed record MatrixSpec(EquatableArray<double> Entries, bool IsConstant, int Occurrence, string? BadPermutation = null);

/// <summary>A type with <c>[Group]</c> or <c>[Representation]</c>: a list of matrices.</summary>
/// <param name="Size">The dimension that the attribute states; <see cref="Value.None"/> where it states none.</param>
internal abstract record MatricesSpec(TypeSpec Type, Value Size, EquatableArray<MatrixSpec> Infinitesimal, EquatableArray<MatrixSpec> Discrete);

/// <summary>A declared group with all its declared representations, by name.</summary>
internal sealed record DeclaredGroupSpec(
    TypeSpec Type, Value Size, EquatableArray<MatrixSpec> Infinitesimal, EquatableArray<MatrixSpec> Discrete, EquatableArray<DeclaredRepresentationSpec> Representations)
    : MatricesSpec(Type, Size, Infinitesimal, Discrete);

/// <summary>A declared representation.</summary>
/// <param name="PieceName">How features write it; null where it is not a constant.</param>
internal sealed record DeclaredRepresentationSpec(
    TypeSpec Type, Value Size, EquatableArray<MatrixSpec> Infinitesimal, EquatableArray<MatrixSpec> Discrete, string? PieceName)
    : MatricesSpec(Type, Size, Infinitesimal, Discrete);
