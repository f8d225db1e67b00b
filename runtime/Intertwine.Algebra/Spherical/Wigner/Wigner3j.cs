namespace Intertwine.Algebra;

/// <summary>
/// The invariant tensors of three irreps of SO(3) in the real basis (that of <see cref="SphericalIrrep"/> and of e3nn): for degrees l1, l2, l3 the only w[i, j, k], up to a factor, with
/// <c>sum D_l1(R)[i, i'] D_l2(R)[j, j'] D_l3(R)[k, k'] w[i', j', k'] = w[i, j, k]</c>; component m of degree l at index l + m. Frobenius norm 1, the sign of e3nn's <c>wigner_3j</c>.
/// As a bilinear map it is the Clebsch-Gordan product divided by sqrt(2 l3 + 1).
/// </summary>
/// <remarks>
/// The Clebsch-Gordan coefficients C[m1, m2, m3] of the complex basis go over with <c>Q_l = (-i)^l q</c>, where q[m, k] has entries at k = ±m only (1, -i for m &lt; 0; (-1)^m, (-1)^m i for
/// m &gt; 0; over sqrt2): <c>w[j, l, n] = Re sum Q_l1[m1, j] Q_l2[m2, l] conj(Q_l3[m3, n]) C[m1, m2, m3] / sqrt(2 l3 + 1)</c>.
/// For given |j|, |l|, |n| at most one triple of signs and its negative have m1 + m2 = m3, and their terms are complex conjugates. So every entry is one Clebsch-Gordan coefficient times
/// 2 Re(phase) / sqrt2^(number of non-zero orders): a signed square root of a rational.
/// </remarks>
public static class Wigner3j
{
    /// <summary>Up to this degree tensors are kept; a tensor beyond is computed whenever it is asked for.</summary>
    public const int MaximumCachedDegree = 16;

    // By (l1, l2, l3) in base 17. Two threads may both create a tensor: it is the same.
    private static readonly SparseTensor3?[] Cache = new SparseTensor3?[(MaximumCachedDegree + 1) * (MaximumCachedDegree + 1) * (MaximumCachedDegree + 1)];

    /// <summary>
    /// The tensor w[i, j, k] with 2 l1 + 1, 2 l2 + 1 and 2 l3 + 1 components, in exact form for degrees up to 16 (and while l1 + l2 + l3 ≤ <see cref="ClebschGordan.MaximumExactSum"/> as far as the
    /// numbers fit), in doubles beyond.
    /// </summary>
    /// <exception cref="ArgumentException">Not |l1 - l2| ≤ l3 ≤ l1 + l2: then there is no invariant tensor.</exception>
    public static SparseTensor3 Real(int l1, int l2, int l3)
    {
        CheckDegree(l1, nameof(l1));
        CheckDegree(l2, nameof(l2));
        CheckDegree(l3, nameof(l3));
        if (!ClebschGordan.IsAllowed(l1, l2, l3))
        {
            throw new ArgumentException($"Expected a degree from {Math.Abs(l1 - l2)} to {l1 + l2} in the product of {l1} and {l2}, came {l3}.", nameof(l3));
        }

        if (Math.Max(l1, Math.Max(l2, l3)) > MaximumCachedDegree)
        {
            return Create(l1, l2, l3);
        }

        int place = (((l1 * (MaximumCachedDegree + 1)) + l2) * (MaximumCachedDegree + 1)) + l3;
        return Volatile.Read(ref Cache[place]) ?? Interlocked.CompareExchange(ref Cache[place], Create(l1, l2, l3), null) ?? Cache[place]!;
    }

    /// <summary>
    /// The Clebsch-Gordan product in the real basis, <c>sqrt(2 l3 + 1)</c> times <see cref="Real"/>: the map from the tensor product of l1 and l2 onto l3 whose rows are orthonormal.
    /// </summary>
    public static SparseTensor3 Product(int l1, int l2, int l3)
    {
        SparseTensor3 tensor = Real(l1, l2, l3);
        var root = ExactNumber.SquareRoot((2 * l3) + 1);
        var scale = new Coefficient(root.Value, root);
        return tensor with { Entries = [.. tensor.Entries.Select(entry => entry with { Coefficient = scale * entry.Coefficient })] };
    }

    private static SparseTensor3 Create(int l1, int l2, int l3)
    {
        Func<int, int, bool, Coefficient> term = l1 + l2 + l3 <= ClebschGordan.MaximumExactSum ? ExactTerms(l1, l2, l3) : DoubleTerms(l1, l2, l3);
        var entries = new List<SparseEntry3>();
        for (int i = -l1; i <= l1; i++)
        {
            for (int j = -l2; j <= l2; j++)
            {
                int sum = Math.Abs(i) + Math.Abs(j);
                int difference = Math.Abs(Math.Abs(i) - Math.Abs(j));
                // In the order of k; where one of the orders is zero, sum and difference are the same, and where k is zero, so are k and -k.
                Add(-sum, sum == 0 ? 0 : 1);
                Add(-difference, difference == 0 || sum == difference ? 0 : -1);
                Add(difference, sum == difference ? 0 : -1);
                Add(sum, 1);

                void Add(int k, int sign)
                {
                    if (sign == 0 || Math.Abs(k) > l3)
                    {
                        return;
                    }

                    (int m1, int m2) = (Math.Abs(i), sign * Math.Abs(j));
                    int m3 = m1 + m2;
                    int phase = Phase(m1, i) + Phase(m2, j) - Phase(m3, k) - (l1 + l2 - l3);
                    if (phase % 2 != 0)
                    {
                        return;
                    }

                    // 2 / sqrt2^n for n = 2 or 3 non-zero orders; for none there is one term instead of two.
                    bool halved = i != 0 && j != 0 && k != 0;
                    Coefficient coefficient = term(m1, m2, halved);
                    if (coefficient.Value != 0)
                    {
                        entries.Add(new SparseEntry3(l1 + i, l2 + j, l3 + k, phase % 4 == 0 ? coefficient : -coefficient));
                    }
                }
            }
        }

        return new SparseTensor3((2 * l1) + 1, (2 * l2) + 1, (2 * l3) + 1, entries);
    }

    /// <summary>C / sqrt(2 l3 + 1), over sqrt2 where halved.</summary>
    private static Func<int, int, bool, Coefficient> ExactTerms(int l1, int l2, int l3)
    {
        int[] common = ClebschGordan.NormalizationExponents(l1, l2, l3);
        return (m1, m2, halved) =>
        {
            int[] exponents = (int[])common.Clone();
            RationalRoots.MultiplyFactorial(exponents, 2, halved ? -1 : 0);
            return ClebschGordan.Normalized(exponents, l1, m1, l2, m2, l3);
        };
    }

    private static Func<int, int, bool, Coefficient> DoubleTerms(int l1, int l2, int l3)
    {
        var vectors = new (double[] Values, int Lowest)[(2 * l3) + 1];
        double scale = 1 / Math.Sqrt((2 * l3) + 1);
        bool odd = (l1 + l2 + l3) % 2 != 0;
        return (m1, m2, halved) =>
        {
            ref (double[] Values, int Lowest) vector = ref vectors[l3 + m1 + m2];
            if (vector.Values is null)
            {
                vector.Values = ClebschGordanVector.Create(l1, l2, l3, m1 + m2, out vector.Lowest);
            }

            // Zero by symmetry, where the recursion leaves rounding errors.
            bool zero = m1 == 0 && m2 == 0 && odd;
            return new Coefficient(zero ? 0 : vector.Values[m1 - vector.Lowest] * scale * (halved ? Math.Sqrt(0.5) : 1), null);
        };
    }

    /// <summary>The power of i in <c>sqrt2 q[m, k]</c>, for k = ±m.</summary>
    internal static int Phase(int m, int k) => m switch
    {
        0 => 0,
        < 0 => k > 0 ? 0 : 3,
        _ => (2 * (m % 2)) + (k > 0 ? 0 : 1),
    };

    private static void CheckDegree(int degree, string name)
    {
        if (degree is < 0 or > SphericalIrrep.MaximumDegree)
        {
            throw new ArgumentOutOfRangeException(name, degree, $"Expected a degree from 0 to {SphericalIrrep.MaximumDegree}.");
        }
    }
}
