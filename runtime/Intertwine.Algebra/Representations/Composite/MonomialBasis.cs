using System.Numerics;

namespace Intertwine.Algebra;

/// <summary>
/// The monomials of degree p in n variables (commuting: symmetric tensors; anticommuting: alternating tensors), normalised to an orthonormal basis of tensors, and how matrices act on them.
/// The normalised monomial with exponents m is <c>sqrt(p! / prod m_i!)</c> times the projection of <c>e_i1 ⊗ … ⊗ e_ip</c>: the states of bosons or fermions in n modes.
/// </summary>
internal sealed class MonomialBasis
{
    private readonly int _variables;
    private readonly int _power;
    private readonly bool _isAlternating;
    private readonly List<int[]> _monomials = [];
    private readonly Dictionary<int[], int> _index = new(MonomialComparer.Instance);

    public MonomialBasis(int variables, int power, bool isAlternating)
    {
        _variables = variables;
        _power = power;
        _isAlternating = isAlternating;
        Enumerate(new int[power], 0, 0);
    }

    public int Size => _monomials.Count;

    /// <summary>Number of monomials: (n + p - 1 choose p), or (n choose p) for anticommuting variables; <see cref="int.MaxValue"/> stands for anything larger.</summary>
    public static long Count(int variables, int power, bool isAlternating)
    {
        long top = isAlternating ? variables : variables + power - 1L;
        if (power > top)
        {
            return 0;
        }

        long count = 1;
        for (int i = 1; i <= Math.Min(power, top - power); i++)
        {
            count = count * (top - i + 1) / i;
            if (count > int.MaxValue)
            {
                return int.MaxValue;
            }
        }

        return count;
    }

    /// <summary>
    /// <c>sum_ij A_ij a_i^+ a_j</c>: the derivation of tensors that A induces. On bosons <c>a_i^+ a_j</c> has the entry <c>sqrt(m_j (m_i + 1))</c> (m_i for i = j), on fermions a sign.
    /// </summary>
    public SparseGenerator Derivation(SparseGenerator generator)
    {
        var rows = new SortedDictionary<int, double>[Size];
        for (int row = 0; row < Size; row++)
        {
            rows[row] = [];
            int[] monomial = _monomials[row];
            for (int slot = 0; slot < _power; slot++)
            {
                int i = monomial[slot];
                if (slot > 0 && monomial[slot - 1] == i)
                {
                    continue;
                }

                int multiplicity = Multiplicity(monomial, i);
                foreach ((int j, double value) in generator.Rows[i])
                {
                    int[] source = (int[])monomial.Clone();
                    source[slot] = j;
                    int sign = Sort(source);
                    if (sign == 0)
                    {
                        continue;
                    }

                    double factor = i == j ? multiplicity : Math.Sqrt(multiplicity * Multiplicity(source, j));
                    int column = _index[source];
                    rows[row].TryGetValue(column, out double sum);
                    rows[row][column] = sum + (sign * factor * value);
                }
            }
        }

        return ToGenerator(rows);
    }

    /// <summary><c>h ⊗ … ⊗ h</c> on the monomials: a column is the product of the linear forms <c>sum_i h_ij e_i</c>, multiplied out.</summary>
    public SparseGenerator Power(SparseGenerator element)
    {
        var rows = new SortedDictionary<int, double>[Size];
        for (int row = 0; row < Size; row++)
        {
            rows[row] = [];
        }

        for (int column = 0; column < Size; column++)
        {
            Dictionary<int[], double> product = new(MonomialComparer.Instance) { [[]] = 1 };
            foreach (int j in _monomials[column])
            {
                var next = new Dictionary<int[], double>(MonomialComparer.Instance);
                foreach (KeyValuePair<int[], double> term in product)
                {
                    foreach ((int i, double value) in element.Columns[j])
                    {
                        int[] monomial = [.. term.Key, i];
                        int sign = Sort(monomial);
                        if (sign != 0)
                        {
                            next.TryGetValue(monomial, out double sum);
                            next[monomial] = sum + (sign * term.Value * value);
                        }
                    }
                }

                product = next;
            }

            double norm = Norm(_monomials[column]);
            foreach (KeyValuePair<int[], double> term in product)
            {
                if (term.Value != 0)
                {
                    double ratio = Norm(term.Key) / norm;
                    rows[_index[term.Key]].Add(column, ratio == 1 ? term.Value : Math.Sqrt(ratio) * term.Value);
                }
            }
        }

        return ToGenerator(rows);
    }

    /// <summary>The product of p vectors, up to a factor, in the orthonormal basis.</summary>
    public Complex[] Product(IReadOnlyList<Complex[]> vectors)
    {
        Dictionary<int[], Complex> product = new(MonomialComparer.Instance) { [[]] = Complex.One };
        foreach (Complex[] vector in vectors)
        {
            var next = new Dictionary<int[], Complex>(MonomialComparer.Instance);
            foreach (KeyValuePair<int[], Complex> term in product)
            {
                for (int i = 0; i < vector.Length; i++)
                {
                    if (vector[i] == Complex.Zero)
                    {
                        continue;
                    }

                    int[] monomial = [.. term.Key, i];
                    int sign = Sort(monomial);
                    if (sign != 0)
                    {
                        next.TryGetValue(monomial, out Complex sum);
                        next[monomial] = sum + (sign * term.Value * vector[i]);
                    }
                }
            }

            product = next;
        }

        var result = new Complex[Size];
        foreach (KeyValuePair<int[], Complex> term in product)
        {
            result[_index[term.Key]] = Math.Sqrt(Norm(term.Key)) * term.Value;
        }

        return result;
    }

    /// <summary>Columns: the basis as tensors of n^p components.</summary>
    public Matrix Embedding()
    {
        int rows = 1;
        for (int slot = 0; slot < _power; slot++)
        {
            rows = checked(rows * _variables);
        }

        double[] entries = new double[checked(rows * Size)];
        int[] indices = new int[_power];
        for (int row = 0; row < rows; row++)
        {
            int rest = row;
            for (int slot = _power - 1; slot >= 0; slot--)
            {
                indices[slot] = rest % _variables;
                rest /= _variables;
            }

            int[] monomial = (int[])indices.Clone();
            int sign = Sort(monomial);
            if (sign != 0)
            {
                double permutations = 1;
                for (int k = 2; k <= _power; k++)
                {
                    permutations *= k;
                }

                entries[(row * Size) + _index[monomial]] = sign * Math.Sqrt(Norm(monomial) / permutations);
            }
        }

        return new Matrix(rows, Size, entries);
    }

    private static SparseGenerator ToGenerator(SortedDictionary<int, double>[] rows)
        => new([.. rows.Select(row => row.Where(entry => entry.Value != 0).Select(entry => (entry.Key, entry.Value)).ToArray())]);

    /// <summary>prod m_i!.</summary>
    private static double Norm(int[] monomial)
    {
        double norm = 1;
        int run = 1;
        for (int slot = 1; slot < monomial.Length; slot++)
        {
            run = monomial[slot] == monomial[slot - 1] ? run + 1 : 1;
            norm *= run;
        }

        return norm;
    }

    private static int Multiplicity(int[] monomial, int variable) => monomial.Count(i => i == variable);

    /// <summary>Sorts the variables; the sign of the permutation (always 1 for commuting ones), 0 for a product that vanishes.</summary>
    private int Sort(int[] monomial)
    {
        int sign = 1;
        for (int i = 1; i < monomial.Length; i++)
        {
            for (int k = i; k > 0 && monomial[k - 1] > monomial[k]; k--)
            {
                (monomial[k - 1], monomial[k]) = (monomial[k], monomial[k - 1]);
                sign = _isAlternating ? -sign : sign;
            }
        }

        for (int i = 1; _isAlternating && i < monomial.Length; i++)
        {
            if (monomial[i] == monomial[i - 1])
            {
                return 0;
            }
        }

        return sign;
    }

    private void Enumerate(int[] monomial, int slot, int first)
    {
        if (slot == _power)
        {
            _index.Add((int[])monomial.Clone(), _monomials.Count);
            _monomials.Add((int[])monomial.Clone());
            return;
        }

        for (int i = first; i < _variables; i++)
        {
            monomial[slot] = i;
            Enumerate(monomial, slot + 1, _isAlternating ? i + 1 : i);
        }
    }

    private sealed class MonomialComparer : IEqualityComparer<int[]>
    {
        public static MonomialComparer Instance { get; } = new();

        public bool Equals(int[]? x, int[]? y) => x is not null && y is not null && Sequences.AreEqual(x, y);

        public int GetHashCode(int[] obj) => Sequences.Hash(obj);
    }
}
