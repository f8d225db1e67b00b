namespace Intertwine.Algebra;

/// <summary>
/// Kernels between irreps of SO(2), O(2), C_N and D_N in closed form, entries 0 and ±1. Irreps of frequency a and b couple to the harmonics of frequency a - b and a + b, for N rotations modulo N, and up to sign.
/// </summary>
/// <remarks>
/// <para>
/// With c and s the cosine and sine components of the irrep that the harmonics of degree j are (frequency j mod N; N minus that, with s negated, where it is larger than N/2), the maps of two planes are
/// [[c, -s], [s, c]] for the difference and [[c, s], [s, -c]] for the sum. Where the irrep has one dimension the columns of c and of s are two maps. Every map may be preceded by the quarter turn (c, s) → (s, -c)
/// while rotations alone act. Harmonics that fall apart (j a multiple of N, or an odd multiple of N/2) hold their irrep twice: the cosine and the sine.
/// </para>
/// <para>Order: difference before sum; then the quarter turn; then the map; then the copy. With reflections, the elements of the rotations that are even under it.</para>
/// </remarks>
internal static class PlanarKernels
{
    public static IReadOnlyList<SparseTensor3> Solve(FrequencyIrrep from, FrequencyIrrep to, int degree)
    {
        var group = (IFrequencyGroup)from.Group;
        List<SparseTensor3> elements = Rotations(from.Frequency, to.Frequency, from.Dimension, to.Dimension, group.RotationOrder, degree);
        if (!group.HasReflections)
        {
            return elements;
        }

        elements.RemoveAll(element => !IsEven(element, from, to));
        // Irreps of D_N of frequency N/2: the odd one, the sine of the harmonics, comes first.
        if (2 * Fold(degree, group.RotationOrder).Frequency == group.RotationOrder)
        {
            elements.Reverse();
        }

        return elements;
    }

    /// <summary>A map C[out, in, component] of the product of two irreps with the irrep of a frequency.</summary>
    private readonly record struct Coupling(double[] Entries, int Frequency);

    private static List<SparseTensor3> Rotations(int b, int a, int columns, int rows, int? order, int degree)
    {
        (int frequency, int sign) = Fold(degree, order);
        bool isLine = frequency == 0 || 2 * frequency == order;
        int size = degree == 0 ? 1 : 2;
        int copies = isLine ? size : 1;
        List<SparseTensor3> elements = [];
        foreach (Coupling coupling in Couplings(b, a, columns, rows, order))
        {
            if (coupling.Frequency == frequency)
            {
                elements.AddRange(Expand(coupling.Entries, rows, columns, isLine, copies, size, sign));
            }
        }

        return elements;
    }

    /// <summary>The elements of one coupling tensor C[out, in, component of the irrep]: per copy of a line, or without and with the quarter turn of a plane.</summary>
    private static IEnumerable<SparseTensor3> Expand(double[] coupling, int rows, int columns, bool isLine, int copies, int size, int sign)
    {
        if (isLine)
        {
            for (int copy = 0; copy < copies; copy++)
            {
                yield return Tensor(rows, columns, size, (o, i, c) => c == copy ? coupling[(o * columns) + i] : 0);
            }

            yield break;
        }

        double At(int o, int i, int c) => coupling[(((o * columns) + i) * 2) + c];
        // The cosine of the irrep is that of the harmonics, the sine is the sign times theirs.
        yield return Tensor(rows, columns, size, (o, i, c) => c == 0 ? At(o, i, 0) : sign * At(o, i, 1));
        yield return Tensor(rows, columns, size, (o, i, c) => c == 0 ? 0 - At(o, i, 1) : sign * At(o, i, 0));
    }

    /// <summary>The maps of the irreps in the product of frequencies a (out) and b (in).</summary>
    private static IEnumerable<Coupling> Couplings(int b, int a, int columns, int rows, int? order)
    {
        if (rows * columns < 4)
        {
            // One of the irreps has one dimension: its product with the other is the other, turned the other way round where frequencies pass N/2.
            (int frequency, int sign) = Fold(a + b, order);
            yield return new Coupling(rows * columns == 1 ? [1] : [1, 0, 0, sign], frequency);
            yield break;
        }

        int difference = Math.Abs(a - b);
        if (difference == 0)
        {
            yield return new Coupling([1, 0, 0, 1], 0);
            yield return new Coupling([0, -1, 1, 0], 0);
        }
        else
        {
            int sign = Math.Sign(a - b);
            yield return new Coupling([1, 0, 0, -sign, 0, sign, 1, 0], difference);
        }

        (int sum, int turn) = Fold(a + b, order);
        if (2 * sum == order)
        {
            yield return new Coupling([1, 0, 0, -1], sum);
            yield return new Coupling([0, 1, 1, 0], sum);
        }
        else
        {
            yield return new Coupling([1, 0, 0, turn, 0, turn, -1, 0], sum);
        }
    }

    /// <summary>The irrep that a frequency belongs to: j mod N, or N minus that with the sine negated.</summary>
    private static (int Frequency, int Sign) Fold(int degree, int? order)
    {
        if (order is not { } n)
        {
            return (degree, 1);
        }

        int rest = degree % n;
        return 2 * rest > n ? (n - rest, -1) : (rest, 1);
    }

    /// <summary>Whether <c>rho_out(f) T rho_in(f) D(f) = T</c>. All matrices are diagonal with entries ±1, and all non-zeros of an element get the same sign.</summary>
    private static bool IsEven(SparseTensor3 element, FrequencyIrrep from, FrequencyIrrep to)
    {
        SparseEntry3 entry = element.Entries[0];
        return Sign(to, entry.I) * Sign(from, entry.J) * (entry.K == 0 ? 1 : -1) > 0;

        static int Sign(FrequencyIrrep irrep, int component) => irrep.Dimension == 1 ? (int)irrep.Parity : component == 0 ? 1 : -1;
    }

    private static SparseTensor3 Tensor(int rows, int columns, int size, Func<int, int, int, double> entry)
    {
        List<SparseEntry3> entries = [];
        for (int o = 0; o < rows; o++)
        {
            for (int i = 0; i < columns; i++)
            {
                for (int c = 0; c < size; c++)
                {
                    double value = entry(o, i, c);
                    if (value != 0)
                    {
                        entries.Add(new SparseEntry3(o, i, c, Coefficient.Round(value)));
                    }
                }
            }
        }

        return new SparseTensor3(rows, columns, size, entries);
    }
}
