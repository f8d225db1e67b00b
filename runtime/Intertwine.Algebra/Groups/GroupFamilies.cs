namespace Intertwine.Algebra;

/// <summary>How the parameters of a family of groups are written.</summary>
internal enum ParameterStyle
{
    /// <summary>None: <c>icosahedral</c>.</summary>
    None,

    /// <summary>After the name, with or without an underscore: <c>C_4</c>, <c>C4</c>.</summary>
    Subscript,

    /// <summary>In parentheses, with commas: <c>O(3)</c>, <c>SO(1,3)</c>.</summary>
    Parentheses,
}

/// <summary>A family of groups with numbers as parameters, and how it is written.</summary>
/// <param name="Prefix">What comes before the parameters: <c>SO</c>, <c>C</c>, <c>icosahedral</c>.</param>
/// <param name="Style">How the parameters follow.</param>
/// <param name="Parameters">Names of the parameters for messages: <c>n</c>, or <c>p</c> and <c>q</c>. Families may share a prefix where they differ in style or in the number of parameters.</param>
/// <param name="Minimum">Smallest value of each parameter.</param>
/// <param name="Maximum">Largest value of each parameter.</param>
/// <param name="Create">The group for parameters within the bounds.</param>
internal sealed record GroupFamily(string Prefix, ParameterStyle Style, IReadOnlyList<string> Parameters, int Minimum, int Maximum, Func<int[], Group> Create)
{
    /// <summary>Largest sum of the parameters.</summary>
    public int MaximumTotal { get; init; } = int.MaxValue;

    /// <summary>Whether the family has a group with these parameters.</summary>
    public bool Accepts(int[] parameters)
        => parameters.Length == Parameters.Count && parameters.All(parameter => parameter >= Minimum && parameter <= Maximum) && parameters.Sum() <= MaximumTotal;

    /// <summary><c>SO(n)</c>, <c>C_n</c>, <c>icosahedral</c>.</summary>
    public string Notation => Style switch
    {
        ParameterStyle.None => Prefix,
        ParameterStyle.Subscript => Prefix + "_" + Parameters[0],
        _ => Prefix + "(" + string.Join(",", Parameters) + ")",
    };
}

/// <summary>Every family that the notation of groups knows. A new family is one more line here.</summary>
internal static class GroupFamilies
{
    private static readonly string[] Dimension = ["n"];
    private static readonly string[] Signature = ["p", "q"];
    private static readonly string[] Rotations = ["N"];

    public static IReadOnlyList<GroupFamily> All { get; } =
    [
        new("O", ParameterStyle.Parentheses, Dimension, 1, OrthogonalGroup.MaximumDimension, n => new OrthogonalGroup(n[0], IsSpecial: false, HasTranslations: false)),
        new("SO", ParameterStyle.Parentheses, Dimension, 1, OrthogonalGroup.MaximumDimension, n => new OrthogonalGroup(n[0], IsSpecial: true, HasTranslations: false)),
        new("E", ParameterStyle.Parentheses, Dimension, 1, OrthogonalGroup.MaximumDimension, n => new OrthogonalGroup(n[0], IsSpecial: false, HasTranslations: true)),
        new("SE", ParameterStyle.Parentheses, Dimension, 1, OrthogonalGroup.MaximumDimension, n => new OrthogonalGroup(n[0], IsSpecial: true, HasTranslations: true)),
        new("C", ParameterStyle.Subscript, Rotations, 1, CyclicGroup.MaximumOrder, n => new CyclicGroup(n[0])),
        new("D", ParameterStyle.Subscript, Rotations, 1, CyclicGroup.MaximumOrder, n => new DihedralGroup(n[0])),
        new("Z", ParameterStyle.Subscript, Dimension, 1, CyclicGroup.MaximumOrder, n => new CyclicShiftGroup(n[0])),
        new("S", ParameterStyle.Subscript, Dimension, 1, SymmetricGroup.MaximumCount, n => new SymmetricGroup(n[0])),
        new(TrivialGroup.Prefix, ParameterStyle.Parentheses, Dimension, 1, TrivialGroup.MaximumDimension, n => new TrivialGroup(n[0])),
        .. PolyhedralGroup.Notation.Select((name, kind) => Solid(name, (Polyhedral)kind)),
        Solid("tetrahedral", Polyhedral.T),
        Solid("octahedral", Polyhedral.O),
        Solid("icosahedral", Polyhedral.I),
        Indefinite("SO+", OrthogonalComponents.Identity),
        Indefinite("SO", OrthogonalComponents.Special),
        Indefinite("O", OrthogonalComponents.All),
        Linear("SL", LinearGroupKind.Special),
        Linear("GL", LinearGroupKind.General),
        Linear("GL+", LinearGroupKind.Positive),
        new("Sp", ParameterStyle.Parentheses, Dimension, 1, MatrixGroup.MaximumDimension / 2, n => new SymplecticGroup(n[0])),
        new("SU", ParameterStyle.Parentheses, Dimension, 2, MatrixGroup.MaximumDimension / 2, n => new UnitaryGroup(n[0], IsSpecial: true)),
        new("U", ParameterStyle.Parentheses, Dimension, 1, MatrixGroup.MaximumDimension / 2, n => new UnitaryGroup(n[0], IsSpecial: false)),
        new("Scaling", ParameterStyle.Parentheses, Dimension, 1, MatrixGroup.MaximumDimension, n => new ScalingGroup(n[0])),
    ];

    /// <summary>
    /// Groups that a representation could belong to which is none of <paramref name="group"/>: those of other families with the same parameters (parities of O(3) under SO(3), D_4 under C_4, S_5 under Z_5), in three dimensions
    /// also the solids and the spinors of SU(2). Of a declared group those on its space; none of a product.
    /// </summary>
    public static IEnumerable<Group> Relatives(Group group)
    {
        if (group is ProductGroup)
        {
            yield break;
        }

        string name = group.Name;
        (ParameterStyle style, int[] parameters) = group is DeclaredGroup ? (ParameterStyle.Parentheses, [group.Dimension])
            : name.IndexOf('(') >= 0 ? (ParameterStyle.Parentheses, Numbers(name))
            : Numbers(name) is { Length: > 0 } numbers ? (ParameterStyle.Subscript, numbers)
            : (ParameterStyle.None, Array.Empty<int>());
        bool isSpatial = group.Dimension == 3 && style != ParameterStyle.Subscript;
        HashSet<Group> found = [group];
        foreach (GroupFamily family in All)
        {
            int[] values = family.Style == style ? parameters
                : !isSpatial || family.Style == ParameterStyle.Subscript ? [-1]
                : family.Style == ParameterStyle.None ? []
                : [group.Dimension];
            if (family.Accepts(values) && family.Create(values) is { } relative && found.Add(relative))
            {
                yield return relative;
            }
        }

        if (isSpatial)
        {
            yield return new UnitaryGroup(2, IsSpecial: true);
        }
    }

    private static int[] Numbers(string name)
        => [.. name.Split('(', ')', ',', '_').Where(part => part.Length > 0 && part.All(c => c is >= '0' and <= '9')).Select(part => int.Parse(part, System.Globalization.CultureInfo.InvariantCulture))];

    private static GroupFamily Indefinite(string prefix, OrthogonalComponents components)
        => new(prefix, ParameterStyle.Parentheses, Signature, 1, MatrixGroup.MaximumDimension - 1, n => new IndefiniteOrthogonalGroup(n[0], n[1], components)) { MaximumTotal = MatrixGroup.MaximumDimension };

    private static GroupFamily Linear(string prefix, LinearGroupKind kind)
        => new(prefix, ParameterStyle.Parentheses, Dimension, 1, MatrixGroup.MaximumDimension, n => new LinearGroup(n[0], kind));

    private static GroupFamily Solid(string prefix, Polyhedral kind) => new(prefix, ParameterStyle.None, [], 0, 0, _ => new PolyhedralGroup(kind));
}
