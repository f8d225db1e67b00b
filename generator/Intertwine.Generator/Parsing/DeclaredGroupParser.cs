using Microsoft.CodeAnalysis;

namespace Intertwine.Generator.Parsing;

/// <summary>Types with <c>[Group]</c> and <c>[Representation]</c> → <see cref="DeclaredGroupSpec"/>. Works on source and on metadata of referenced assemblies; whether the matrices make sense is found out later.</summary>
internal static class DeclaredGroupParser
{
    /// <summary>The property that the generator writes into a group.</summary>
    public const string GroupProperty = "Group";

    /// <summary>The property that the generator writes into a representation.</summary>
    public const string PieceProperty = "Piece";

    /// <summary>Largest n of an n x n matrix of a permutation: a bound for half-written code.</summary>
    private const int MaximumPermutation = 256;

    /// <summary>The group that the attribute of a model or block names; null where it is not a constant.</summary>
    public static GroupSpec? ParseReference(AttributeReader attribute, Compilation compilation, CancellationToken cancellation)
    {
        if (!attribute.IsGeneric)
        {
            return attribute.Text(0) is { } text ? new GroupSpec.Known(text) : null;
        }

        return attribute.TypeArgument switch
        {
            { TypeKind: TypeKind.Error } => null,
            { } type when Attribute(type, "Group") is not null => new GroupSpec.Declared(Parse(type, compilation, cancellation)),
            { } type => new GroupSpec.NotDeclared(type.Name),
            _ => null,
        };
    }

    /// <param name="type">A type with <c>[Group]</c>.</param>
    public static DeclaredGroupSpec Parse(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        List<DeclaredRepresentationSpec> representations = [];
        foreach (INamedTypeSymbol representation in RepresentationTypes.Of(type, compilation, cancellation))
        {
            representations.Add(ParseRepresentation(representation));
        }

        return new DeclaredGroupSpec(
            TypeParser.Parse(type, CanEmit(type, GroupProperty)),
            Attribute(type, "Group") is { } attribute ? attribute.Named("Dimension") : Value.None,
            Matrices(type, "InfinitesimalGenerator"),
            Matrices(type, "DiscreteGenerator"),
            representations.OrderBy(r => r.PieceName, StringComparer.Ordinal).ThenBy(r => r.Type.FullName, StringComparer.Ordinal).ToEquatable());
    }

    /// <param name="type">A type with <c>[Representation]</c>.</param>
    public static DeclaredRepresentationSpec ParseRepresentation(INamedTypeSymbol type)
    {
        AttributeReader? attribute = Attribute(type, "Representation");
        return new DeclaredRepresentationSpec(
            TypeParser.Parse(type, CanEmit(type, PieceProperty)),
            attribute?.Named("Dimension") ?? Value.None,
            Matrices(type, "InfinitesimalGenerator"),
            Matrices(type, "DiscreteGenerator"),
            attribute?.Text(0));
    }

    /// <summary>The group of a type with <c>[Representation]</c>; null where the type named is none.</summary>
    public static DeclaredGroupSpec? ParseGroupOf(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation) =>
        Attribute(type, "Representation")?.TypeArgument is { } group && Attribute(group, "Group") is not null ? Parse(group, compilation, cancellation) : null;

    /// <summary>What is wrong with a type with <c>[Group]</c> or <c>[Representation]</c> other than its matrices.</summary>
    public static IReadOnlyList<Problem> Problems(INamedTypeSymbol type, CancellationToken cancellation)
    {
        List<Problem> problems = [];
        bool isGroup = Attribute(type, "Group") is not null;
        foreach (string name in TypeParser.NotPartial(type))
        {
            Report(ProblemIds.ClassNotPartial, Place.Declaration, name);
        }

        if (Unsuitable(type, isGroup ? GroupProperty : PieceProperty) is { } reason)
        {
            Report(ProblemIds.UnsuitableGroupType, Place.Declaration, isGroup ? "group" : "representation", reason);
        }

        if (Attribute(type, "Representation") is { TypeArgument: { TypeKind: not TypeKind.Error } group })
        {
            cancellation.ThrowIfCancellationRequested();
            if (isGroup)
            {
                Report(ProblemIds.UnsuitableGroupType, new Place("Representation"), "representation", "it is declared as a group");
            }
            else if (Attribute(group, "Group") is null)
            {
                Report(ProblemIds.NotAGroup, new Place("Representation"), group.Name);
            }
            else if (!SymbolEqualityComparer.Default.Equals(group.ContainingAssembly, type.ContainingAssembly))
            {
                Report(ProblemIds.UnsuitableGroupType, new Place("Representation"), "representation", $"'{group.Name}' is declared in '{group.ContainingAssembly.Name}', and representations stand in the project of their group");
            }
        }

        return problems;

        void Report(string id, Place place, params string[] arguments) => problems.Add(new Problem(id, TypeParser.FullName(type), null, place, new EquatableArray<string>(arguments)));
    }

    /// <summary>The first attribute of the language with that name.</summary>
    public static AttributeReader? Attribute(INamedTypeSymbol type, string name)
    {
        foreach (AttributeData data in type.GetAttributes())
        {
            var attribute = new AttributeReader(data);
            if (attribute.Name == name)
            {
                return attribute;
            }
        }

        return null;
    }

    /// <summary>Why a type cannot be a declared group or representation; null where it can.</summary>
    /// <param name="property">The property that the generator writes.</param>
    private static string? Unsuitable(INamedTypeSymbol type, string property)
    {
        for (INamedTypeSymbol? part = type; part is not null; part = part.ContainingType)
        {
            if (part.Arity > 0)
            {
                return "it has type parameters, and the matrices are the same for all of them";
            }
        }

        return type.IsFileLocal ? "a type that only its file sees has no other half"
            : type.IsStatic ? "a static class cannot be the argument of [EquivariantModel<…>]"
            : type.IsRefLikeType ? "a ref struct cannot be the argument of [EquivariantModel<…>]"
            : type.Name == property ? $"the generated property '{property}' would have the name of its type"
            : type.GetMembers(property).Any(member => !IsGenerated(member)) ? $"it has a member '{property}', which is the name of the generated property"
            : null;
    }

    private static bool CanEmit(INamedTypeSymbol type, string property) => !TypeParser.NotPartial(type).Any() && Unsuitable(type, property) is null;

    /// <summary>Whether this generator wrote it: analyzers see its output.</summary>
    private static bool IsGenerated(ISymbol member) =>
        member.DeclaringSyntaxReferences.Length > 0 && member.DeclaringSyntaxReferences[0].SyntaxTree.FilePath.IndexOf(typeof(IntertwineGenerator).FullName!, StringComparison.Ordinal) >= 0;

    private static EquatableArray<MatrixSpec> Matrices(INamedTypeSymbol type, string attributeName)
    {
        List<MatrixSpec> matrices = [];
        foreach (AttributeData data in type.GetAttributes())
        {
            var attribute = new AttributeReader(data);
            if (attribute.Name == attributeName)
            {
                matrices.Add(Matrix(attribute, matrices.Count));
            }
        }

        return matrices.ToEquatable();
    }

    private static MatrixSpec Matrix(AttributeReader attribute, int occurrence)
    {
        double scale = attribute.NamedNumber("Scale", 1);
        if (attribute.NamedArray("Permutation") is { } permutation)
        {
            return Permutation(permutation, scale, occurrence);
        }

        EquatableArray<Value> values = attribute.PositionalArray(0);
        double[] entries = new double[values.Count];
        bool isConstant = attribute.Count > 0 && attribute.Named("Permutation").Kind != ValueKind.Error;
        for (int i = 0; i < entries.Length; i++)
        {
            isConstant &= values[i].Kind is ValueKind.Real or ValueKind.Integer;
            // No negative zeros: they would show in generated text.
            entries[i] = (scale * values[i].Number) + 0.0;
        }

        return new MatrixSpec(new EquatableArray<double>(entries), isConstant, occurrence);
    }

    /// <summary>The matrix with <c>scale</c> at (p[i], i).</summary>
    private static MatrixSpec Permutation(EquatableArray<Value> permutation, double scale, int occurrence)
    {
        int n = permutation.Count;
        if (n > MaximumPermutation || permutation.Any(value => value.Kind != ValueKind.Integer))
        {
            return new MatrixSpec(EquatableArray<double>.Empty, false, occurrence);
        }

        double[] entries = new double[n * n];
        bool[] taken = new bool[n];
        for (int i = 0; i < n; i++)
        {
            int place = (int)permutation[i].Number;
            if (place < 0 || place >= n || taken[place])
            {
                return new MatrixSpec(EquatableArray<double>.Empty, true, occurrence, "{ " + string.Join(", ", permutation) + " }");
            }

            taken[place] = true;
            entries[(place * n) + i] = scale;
        }

        return new MatrixSpec(new EquatableArray<double>(entries), true, occurrence);
    }
}
