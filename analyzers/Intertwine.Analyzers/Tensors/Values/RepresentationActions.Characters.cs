using Intertwine.Algebra;

namespace Intertwine.Analyzers.Tensors.Values;

/// <summary>
/// Sums, products and multiples that a group multiplies by numbers c(h): 1 for invariants, signs for pseudo-scalars. All are read off the discrete generators h, where the infinitesimal ones change nothing.
/// </summary>
internal static partial class RepresentationActions
{
    /// <summary>No sign for any discrete generator.</summary>
    public static int[] NoSigns(Group group) => [.. Enumerable.Repeat(1, group.DiscreteCount)];

    public static int[]? Multiply(int[]? left, int[]? right) => left is null || right is null || left.Length != right.Length ? null : [.. left.Zip(right, (a, b) => a * b)];

    /// <summary>Signs s(h) with rho_left(h) = s(h) rho_right(h) for each discrete generator, where infinitesimal ones act alike; null where there are none.</summary>
    public static int[]? Ratio(Representation left, Representation right) => Signs(Compare(left, right, RatioOf));

    public static int[]? Ratio(Piece left, Piece right) => left == right ? NoSigns(left.Group) : Signs(RatioOf(GeneratorImages.Of(left), GeneratorImages.Of(right)));

    /// <summary>Signs s(h) by which sum_c x_c y_c changes (<see cref="PairingCharacters"/>). All 1 for two of one orthogonal representation, or one and its dual.</summary>
    public static int[]? Pairing(Representation left, Representation right) => Signs(PairingCharacters(left, right));

    /// <summary>Numbers c(h) with rho_left(h)^T rho_right(h) = c(h) 1, where d rho_left^T + d rho_right = 0: then sum_c x_c y_c is multiplied by c. Null where there are none.</summary>
    public static double[]? PairingCharacters(Representation left, Representation right) => Compare(left, right, static (x, y) => Form(x, y, Matrix.Identity(x.Size)));

    /// <summary>
    /// Signs s(h) with rho_left(h)^T W rho_right(h) = s(h) W for W = diag(w), or for the whole matrix of a form, where d rho_left^T W + W d rho_right = 0: then sum_c w_c x_c y_c changes by s. Null where the form is not kept.
    /// </summary>
    public static int[]? KeepsForm(ComponentForm form)
    {
        if (form.Left.HasWildcard || form.Right.HasWildcard || form.Left.Dimension != form.Weights.Count)
        {
            return null;
        }

        if (form.Mixed is not null)
        {
            Matrix whole = Matrix.FromRows(form.Left.Dimension, form.Right.Dimension, form.Matrix);
            return whole.MaximumNorm() == 0 ? NoSigns(form.Left.Group) : Signs(Form(GeneratorImages.Of(form.Left), GeneratorImages.Of(form.Right), whole));
        }

        Piece[] left = [.. Copies(form.Left)], right = [.. Copies(form.Right)];
        double[]? characters = null;
        int at = 0;
        for (int copy = 0; copy < left.Length; at += left[copy++].Dimension)
        {
            if (copy >= right.Length || left[copy].Dimension != right[copy].Dimension)
            {
                return null;
            }

            double[] weights = [.. form.Weights.Skip(at).Take(left[copy].Dimension)];
            if (weights.All(weight => weight == 0))
            {
                continue;
            }

            Matrix diagonal = Matrix.FromRows(weights.Length, weights.Length, [.. Enumerable.Range(0, weights.Length * weights.Length).Select(i => i / weights.Length == i % weights.Length ? weights[i / weights.Length] : 0)]);
            if (Form(GeneratorImages.Of(left[copy]), GeneratorImages.Of(right[copy]), diagonal) is not { } own || (characters is not null && !AreEqual(characters, own)))
            {
                return null;
            }

            characters = own;
        }

        return characters is null ? NoSigns(form.Left.Group) : Signs(characters);
    }

    /// <summary>Numbers c(h) with 1^T rho(h) = c(h) 1^T, where 1^T d rho = 0: then sum_c x_c is multiplied by c. Null where there are none.</summary>
    public static double[]? SumCharacters(Representation representation)
    {
        double[]? characters = null;
        foreach (RepresentationTerm term in representation.Terms)
        {
            if (GeneratorImages.Of(term.Piece) is not { } images)
            {
                return null;
            }

            double[] ones = [.. Enumerable.Repeat(1.0, images.Size)];
            double[][] sums = [.. images.Discrete.Select(image => image.Transpose().Apply(ones))];
            if (images.Infinitesimal.Any(image => image.Transpose().Apply(ones).Any(sum => Math.Abs(sum) > Tolerance)) || sums.Any(columns => columns.Any(sum => Math.Abs(sum - columns[0]) > Tolerance)))
            {
                return null;
            }

            double[] own = [.. sums.Select(columns => columns[0])];
            if (characters is not null && !AreEqual(characters, own))
            {
                return null;
            }

            characters = own;
        }

        return characters;
    }

    /// <summary>The one-dimensional representation with these numbers, where it is one of <paramref name="known"/>, the trivial one or the determinant.</summary>
    public static Piece? PieceOf(Group group, IReadOnlyList<double> characters, params Piece[] known) => known.Append(group.Trivial).Append(group.Determinant).FirstOrDefault(piece =>
        piece.Dimension == 1 && piece.InfinitesimalGenerators.All(image => image.MaximumNorm() < Tolerance) && AreEqual([.. piece.DiscreteGenerators.Select(image => image[0, 0])], characters));

    public static Piece? SignOf(Group group, int[] signs, params Piece[] known) => PieceOf(group, [.. signs.Select(sign => (double)sign)], known);

    /// <summary>Compared copy by copy where both are made of the same numbers of pieces, else as a whole.</summary>
    private static double[]? Compare(Representation left, Representation right, Func<GeneratorImages, GeneratorImages, double[]?> compare)
    {
        IReadOnlyList<RepresentationTerm> first = left.Simplified().Terms, second = right.Simplified().Terms;
        if (left.Group != right.Group)
        {
            return null;
        }

        bool isAlike = first.Count == second.Count && first.Zip(second, (a, b) => a.Piece.Dimension == b.Piece.Dimension && (a.Multiplicity == b.Multiplicity || a.IsWildcard || b.IsWildcard)).All(same => same);
        if (!isAlike)
        {
            return GeneratorImages.Of(left) is { } x && GeneratorImages.Of(right) is { } y && x.Size == y.Size ? compare(x, y) : null;
        }

        double[]? characters = null;
        for (int i = 0; i < first.Count; i++)
        {
            if (GeneratorImages.Of(first[i].Piece) is not { } x || GeneratorImages.Of(second[i].Piece) is not { } y || compare(x, y) is not { } found || (characters is not null && !AreEqual(characters, found)))
            {
                return null;
            }

            characters = found;
        }

        return characters;
    }

    /// <summary>c(h) with left = c right, where infinitesimal generators are equal.</summary>
    private static double[]? RatioOf(GeneratorImages? left, GeneratorImages? right) =>
        left is null || right is null || left.Size != right.Size || left.Infinitesimal.Zip(right.Infinitesimal, (a, b) => (a - b).MaximumNorm()).Any(difference => difference > Tolerance)
            ? null
            : Multiples(left.Discrete, right.Discrete);

    /// <summary>c(h) with left^T W right = c W, where infinitesimal generators give left^T W + W right = 0.</summary>
    private static double[]? Form(GeneratorImages? left, GeneratorImages? right, Matrix form) =>
        left is null || right is null || left.Infinitesimal.Zip(right.Infinitesimal, (a, b) => ((a.Transpose() * form) + (form * b)).MaximumNorm()).Any(change => change > Tolerance * Math.Max(1, form.MaximumNorm()))
            ? null
            : Multiples([.. left.Discrete.Zip(right.Discrete, (a, b) => a.Transpose() * form * b)], [.. left.Discrete.Select(_ => form)]);

    /// <summary>c with M = c N, matrix by matrix; null where one is no multiple.</summary>
    private static double[]? Multiples(IReadOnlyList<Matrix> matrices, IReadOnlyList<Matrix> units)
    {
        double[] characters = new double[matrices.Count];
        for (int k = 0; k < characters.Length; k++)
        {
            double[] unit = units[k].ToArray();
            int largest = Enumerable.Range(0, unit.Length).OrderByDescending(i => Math.Abs(unit[i])).First();
            characters[k] = matrices[k].ToArray()[largest] / unit[largest];
            if (!((matrices[k] - (characters[k] * units[k])).MaximumNorm() < Tolerance * Math.Max(1, units[k].MaximumNorm())))
            {
                return null;
            }
        }

        return characters;
    }

    /// <summary>Numbers that are signs.</summary>
    private static int[]? Signs(double[]? characters) => characters?.All(character => Math.Abs(Math.Abs(character) - 1) < Tolerance) == true ? [.. characters.Select(character => character > 0 ? 1 : -1)] : null;

    private static bool AreEqual(IReadOnlyList<double> left, IReadOnlyList<double> right) => left.Count == right.Count && left.Zip(right, (a, b) => Math.Abs(a - b) < Tolerance).All(same => same);

    private static IEnumerable<Piece> Copies(Representation representation) => representation.Terms.SelectMany(term => Enumerable.Repeat(term.Piece, term.Multiplicity));
}
