using System.Globalization;
using System.Numerics;

namespace Intertwine.Algebra;

/// <summary>
/// Irreps of U(n) and SU(n) by highest weights: decreasing integers; for SU(n) up to a common number, so that the last one is 0 and left out. A weight and that of the conjugate irrep (for U(n) all numbers negated, in the
/// other order) name the same real irrep, of the complex type; the one with fewer boxes, or with the larger numbers first, is its name. The others are of the real or, for SU(n) with n = 2 mod 4 and an odd number of columns of
/// n/2 boxes, of the quaternionic type.
/// </summary>
internal static class UnitaryWeights
{
    /// <summary>The irrep, or what is wrong with the weight: one number per axis.</summary>
    public static Result<Piece, string> Find(UnitaryGroup group, IReadOnlyList<int> weight)
    {
        int n = group.ComplexDimension;
        int[] rows = [.. weight.Select(row => row - (group.IsSpecial ? weight[n - 1] : 0))];
        int[] conjugate = [.. rows.Reverse().Select(row => (group.IsSpecial ? rows[0] : 0) - row)];
        bool isSelfConjugate = rows.SequenceEqual(conjugate);
        if (IsBefore(conjugate, rows, group.IsSpecial))
        {
            rows = conjugate;
        }

        if (rows.All(row => row == 0))
        {
            return (Piece)group.Trivial;
        }

        if (group is { IsSpecial: true, ComplexDimension: 2 })
        {
            return rows[0] <= SpinIrrep.MaximumTwiceSpin ? new SpinIrrep(group, rows[0]) : $"a spin of at most {HighestWeightIrrep.SpinName(SpinIrrep.MaximumTwiceSpin)}";
        }

        bool isQuaternionic = isSelfConjugate && group.IsSpecial && n % 4 == 2 && (rows[(n / 2) - 1] - rows[n / 2]) % 2 == 1;
        IrrepType type = !isSelfConjugate ? IrrepType.Complex : isQuaternionic ? IrrepType.Quaternionic : IrrepType.Real;
        double dimension = WeylDimension.Unitary(rows) * (type == IrrepType.Real ? 1 : 2);
        if (dimension > HighestWeightIrrep.MaximumDimension)
        {
            return $"an irrep of at most {HighestWeightIrrep.MaximumDimension} components";
        }

        Complex[][] axes = [.. Enumerable.Range(0, n).Select(k => Axis(n, k))];
        // Reverses the order of the axes; the sign makes the determinant 1.
        Complex[][] reversed = [.. Enumerable.Range(0, n).Select(k => axes[n - 1 - k])];
        if (n * (n - 1) / 2 % 2 == 1)
        {
            reversed[0] = [.. reversed[0].Select(value => -value)];
        }

        var spec = new HighestWeightSpec((int)dimension, type, Columns(rows, axes, group.IsSpecial), isSelfConjugate ? Columns(rows, reversed, group.IsSpecial) : null, group.SimpleGenerators);
        if (spec.AmbientDimension(2 * n) > CompositePiece.MaximumDimension)
        {
            return $"an irrep that is found in tensors of at most {CompositePiece.MaximumDimension} components";
        }

        int kept = group.IsSpecial ? rows.Count(row => row > 0) : n;
        return new HighestWeightIrrep(group, [.. rows.Take(kept)], spec);
    }

    /// <summary>Reads a spin (SU(2)), a partition (SU(n)) or a decreasing list (U(n)).</summary>
    public static Result<Piece, ParseError> Parse(UnitaryGroup group, string name, int position)
    {
        int n = group.ComplexDimension;
        string expected = group is { IsSpecial: true, ComplexDimension: 2 }
            ? "a spin, such as 0, 1/2, 1 or 3/2"
            : $"a piece of {group}, such as {string.Join(", ", group.ExampleNames)}";
        int[]? weight;
        ParseError? error = null;
        if (group is { IsSpecial: true, ComplexDimension: 2 } && name.Length > 0 && name[0] is >= '0' and <= '9')
        {
            weight = TwiceSpin(name) is { } twice ? [twice] : null;
        }
        else
        {
            weight = Partitions.Read(name, position, expected, out error);
        }

        if (weight is null)
        {
            return error ?? new ParseError(position, name.Length, expected, $"'{name}'");
        }

        bool isDecreasing = Enumerable.Range(1, Math.Max(0, weight.Length - 1)).All(i => weight[i] <= weight[i - 1]);
        if (!isDecreasing || (group.IsSpecial ? weight.Length > n || weight.Any(row => row < 0) : weight.Length != n))
        {
            string shape = group.IsSpecial ? $"a partition of at most {n} rows" : $"{n} whole numbers that do not increase";
            return new ParseError(position, name.Length, shape, $"'{name}'");
        }

        return Find(group, [.. weight, .. Enumerable.Repeat(0, n - weight.Length)]).TryGet(out Piece? piece, out string? limit) ? piece : new ParseError(position, name.Length, limit, $"'{name}'");
    }

    /// <summary>All irreps that can be built, by the sum of the absolute values of the weight.</summary>
    public static IEnumerable<Irrep> All(UnitaryGroup group)
    {
        int n = group.ComplexDimension;
        for (int boxes = 0; boxes <= Partitions.MaximumBoxes; boxes++)
        {
            for (int negative = 0; negative <= (group.IsSpecial ? 0 : boxes / 2); negative++)
            {
                foreach (int[] positive in Partitions.Of(boxes - negative, group.IsSpecial ? n - 1 : n))
                {
                    foreach (int[] below in Partitions.Of(negative, n - positive.Length))
                    {
                        int[] weight = [.. positive, .. Enumerable.Repeat(0, n - positive.Length - below.Length), .. below.Reverse().Select(row => -row)];
                        // Each pair of conjugates once, under its name.
                        if (Find(group, weight).Value is Irrep irrep && (irrep is not HighestWeightIrrep named || named.Weight.Concat(Enumerable.Repeat(0, n - named.Weight.Count)).SequenceEqual(weight)))
                        {
                            yield return irrep;
                        }
                    }
                }
            }
        }
    }

    private static bool IsBefore(int[] left, int[] right, bool isSpecial)
    {
        int order = isSpecial ? left.Sum().CompareTo(right.Sum()) : right.Sum().CompareTo(left.Sum());
        for (int i = 0; i < left.Length && order == 0; i++)
        {
            order = right[i].CompareTo(left[i]);
        }

        return order < 0;
    }

    /// <summary>Columns of boxes: on the first axes, or as conjugate columns on the last ones for negative numbers and, in SU(n), for columns longer than n/2.</summary>
    private static List<WeightColumn> Columns(int[] rows, Complex[][] axes, bool isSpecial)
    {
        int n = rows.Length;
        List<WeightColumn> columns = [];
        for (int length = 1; length <= n; length++)
        {
            int next = length < n ? Math.Max(rows[length], 0) : 0;
            int multiplicity = Math.Max(rows[length - 1], 0) - next;
            if (multiplicity > 0)
            {
                bool isConjugate = isSpecial && 2 * length > n;
                columns.Add(new WeightColumn(multiplicity, isConjugate ? [.. axes.Skip(length).Select(Conjugate)] : [.. axes.Take(length)]));
            }

            int above = length < n ? Math.Min(rows[n - 1 - length], 0) : 0;
            int negative = above - Math.Min(rows[n - length], 0);
            if (negative > 0)
            {
                columns.Add(new WeightColumn(negative, [.. axes.Skip(n - length).Select(Conjugate)]));
            }
        }

        return columns;
    }

    private static Complex[] Conjugate(Complex[] vector) => [.. vector.Select(Complex.Conjugate)];

    /// <summary>The axis of C^n among the complex combinations of R^2n: <c>e_k - i e_(n+k)</c>.</summary>
    private static Complex[] Axis(int n, int k)
    {
        var vector = new Complex[2 * n];
        vector[k] = Complex.One;
        vector[n + k] = new Complex(0, -1);
        return vector;
    }

    private static int? TwiceSpin(string name)
    {
        int slash = name.IndexOf('/');
        string number = slash < 0 ? name : name.Substring(0, slash);
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int value) || value > 10_000 || (slash >= 0 && (name.Substring(slash) != "/2" || value % 2 == 0)))
        {
            return null;
        }

        return slash < 0 ? 2 * value : value;
    }
}
