namespace Intertwine.Algebra;

/// <summary>
/// Symmetries of a tensor under permutations of its indices, in the notation of e3nn: <c>ij=ji</c> (symmetric), <c>ij=-ji</c> (antisymmetric), <c>ijkl=-jikl=klij</c> (as a curvature tensor), or <c>ij</c> alone (none). Equal by
/// the indices and the group of signed permutations.
/// </summary>
public sealed record IndexSymmetry
{
    /// <summary>Largest number of indices.</summary>
    public const int MaximumIndices = 8;

    private readonly List<(int[] Permutation, int Sign)> _elements;

    // The indices and the elements in an order of their own: equal symmetries have equal texts.
    private readonly string _key;

    private IndexSymmetry(string indices, List<(int[] Permutation, int Sign)> elements)
    {
        Indices = indices;
        _elements = elements;
        _key = indices + ":" + string.Join("=", elements.Select(Key).OrderBy(key => key, StringComparer.Ordinal));
    }

    /// <summary>The letters of the indices in the order of the tensor's axes.</summary>
    public string Indices { get; }

    /// <summary>Number of permutations that keep the tensor up to its sign.</summary>
    public int Order => _elements.Count;

    /// <summary>The permutations with their signs, the identity first: <c>T[i_p(0), i_p(1), …] = sign * T[i_0, i_1, …]</c>.</summary>
    internal IReadOnlyList<(int[] Permutation, int Sign)> Elements => _elements;

    /// <summary>The symmetry that <paramref name="formula"/> denotes, or what is wrong with it: one letter per index, then equal forms of the tensor.</summary>
    public static Result<IndexSymmetry, ParseError> Parse(string formula)
    {
        string? indices = null;
        List<(int[] Permutation, int Sign)> generators = [];
        int position = 0;
        while (true)
        {
            int sign = 1;
            SkipSpace();
            if (indices is not null && position < formula.Length && formula[position] == '-')
            {
                sign = -1;
                position++;
                SkipSpace();
            }

            int start = position;
            while (position < formula.Length && char.IsLetter(formula[position]))
            {
                position++;
            }

            string letters = formula.Substring(start, position - start);
            if (letters.Length == 0)
            {
                return ParseError.At(formula, position, "letters of indices, such as ij");
            }

            if (letters.Length > MaximumIndices || letters.Distinct().Count() < letters.Length)
            {
                return new ParseError(start, letters.Length, $"at most {MaximumIndices} different letters", $"'{letters}'");
            }

            if (indices is null)
            {
                indices = letters;
            }
            else if (letters.Length != indices.Length || letters.Any(letter => indices.IndexOf(letter) < 0))
            {
                return new ParseError(start, letters.Length, $"the indices {indices} in another order", $"'{letters}'");
            }
            else
            {
                string first = indices;
                generators.Add(([.. letters.Select(letter => first.IndexOf(letter))], sign));
            }

            SkipSpace();
            if (position == formula.Length)
            {
                break;
            }

            if (formula[position] != '=')
            {
                return ParseError.At(formula, position, "'=' or the end");
            }

            position++;
        }

        return TryClose(indices.Length, generators, out List<(int[] Permutation, int Sign)> elements)
            ? new IndexSymmetry(indices, elements)
            : new ParseError(0, formula.Length, "a symmetry that a tensor other than zero can have", $"'{formula}', where T = -T");

        void SkipSpace()
        {
            while (position < formula.Length && char.IsWhiteSpace(formula[position]))
            {
                position++;
            }
        }
    }

    public bool Equals(IndexSymmetry? other) => ReferenceEquals(this, other) || (other is not null && _key == other._key);

    public override int GetHashCode() => _key.GetHashCode();

    /// <summary>All equal forms of the tensor; parses back to the same symmetry.</summary>
    public override string ToString()
        => string.Join("=", _elements.Select(element => (element.Sign < 0 ? "-" : "") + new string([.. element.Permutation.Select(axis => Indices[axis])])));

    /// <summary>All products of the generators; false where one permutation comes with both signs.</summary>
    private static bool TryClose(int count, List<(int[] Permutation, int Sign)> generators, out List<(int[] Permutation, int Sign)> elements)
    {
        elements = [([.. Enumerable.Range(0, count)], 1)];
        var signs = new Dictionary<string, int> { [Key(elements[0].Permutation)] = 1 };
        for (int next = 0; next < elements.Count; next++)
        {
            foreach ((int[] permutation, int sign) in generators)
            {
                (int[] current, int currentSign) = elements[next];
                int[] product = [.. permutation.Select(axis => current[axis])];
                int productSign = sign * currentSign;
                string key = Key(product);
                if (!signs.TryGetValue(key, out int known))
                {
                    signs.Add(key, productSign);
                    elements.Add((product, productSign));
                }
                else if (known != productSign)
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static string Key(int[] permutation) => string.Join(",", permutation);

    private static string Key((int[] Permutation, int Sign) element) => Key(element.Permutation) + (element.Sign < 0 ? "-" : "+");
}
