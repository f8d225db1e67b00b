using Intertwine.Algebra;
using Intertwine.Analyzers.Tensors.Values;
using Microsoft.CodeAnalysis;

namespace Intertwine.Analyzers.Tensors.Annotations;

/// <summary>The types of <c>Intertwine.Typed</c>, which say themselves how their tensor transforms.</summary>
internal static class TypedTensors
{
    /// <summary>Whether a type is one of them.</summary>
    public static bool Is(ITypeSymbol? type) => type is INamedTypeSymbol { Name: "GeometricTensor" or "GeometricPoints" } && IsOurs(type);

    /// <summary>The tensor of a typed one, for the elements of a group; null where the type is another, or its types are not those of the library.</summary>
    public static TensorValue? Read(ITypeSymbol? type, Group group)
    {
        if (!Is(type) || type is not INamedTypeSymbol { TypeArguments: [var first, .. var rest] } || GroupOf(first) is not { } stated || !(stated == group || group.IsSubgroupOf(stated)))
        {
            return null;
        }

        Piece? piece = rest.Length == 0 ? stated.Defining : PieceOf(rest[0], stated);
        return piece is not null && Representation.Of(piece).Restrict(group) is { } restricted && TensorTypes.With(TensorType.Invariant(group, 3), -1, restricted) is { } value ? new TensorValue(value) : null;
    }

    private static Group? GroupOf(ITypeSymbol type)
    {
        string? name = !IsOurs(type) ? null : type.Name switch
        {
            "O3" => "O(3)",
            "SO3" => "SO(3)",
            "E3" => "E(3)",
            "SE3" => "SE(3)",
            "O2" => "O(2)",
            "SO2" => "SO(2)",
            "Lorentz" => "SO+(1,3)",
            _ => null,
        };
        return name is not null && Group.Parse(name).TryGet(out Group? group, out _) ? group : null;
    }

    private static Piece? PieceOf(ITypeSymbol type, Group group) => !IsOurs(type) ? null : type.Name switch
    {
        "Scalars" => group.Trivial,
        "PseudoScalars" => group.Determinant,
        "Vectors" => group.Defining.Differences,
        "PseudoVectors" => Irrep(group, 1, Parity.Even),
        "Harmonics" => DegreeOf(type) is int degree ? Irrep(group, degree, degree % 2 == 0 ? Parity.Even : Parity.Odd) : null,
        "PseudoHarmonics" => DegreeOf(type) is int degree ? Irrep(group, degree, degree % 2 == 0 ? Parity.Odd : Parity.Even) : null,
        _ => null,
    };

    private static Piece? Irrep(Group group, int degree, Parity parity) =>
        group is OrthogonalGroup { Dimension: 3 } space ? new SphericalIrrep(space, degree, space.IsSpecial ? Parity.None : parity) : null;

    /// <summary><c>L2</c> → 2.</summary>
    private static int? DegreeOf(ITypeSymbol type) =>
        type is INamedTypeSymbol { TypeArguments: [{ Name: ['L', var digit] } degree] } && IsOurs(degree) && char.IsDigit(digit) ? digit - '0' : null;

    private static bool IsOurs(ITypeSymbol type) => type.ContainingNamespace is { Name: "Typed", ContainingNamespace: { Name: "Intertwine", ContainingNamespace.IsGlobalNamespace: true } };
}
