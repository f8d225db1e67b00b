namespace Intertwine.Algebra;

/// <summary>One non-zero of a bilinear product: blade <paramref name="Left"/> times blade <paramref name="Right"/> gives <paramref name="Sign"/> times blade <paramref name="Result"/>. Indices in the order of the algebra.</summary>
public readonly record struct BladeTerm(int Left, int Right, int Result, int Sign);

/// <summary>
/// A bilinear product of multivectors by its non-zeros, ordered by result, then left: <c>z[c] = sum sign x[a] y[b]</c>. A product of two blades is a blade or zero, so there are at most 4^n terms and not 8^n.
/// Equal by value.
/// </summary>
/// <param name="Algebra">Whose blades the indices are.</param>
/// <param name="Name">What the product is called.</param>
/// <param name="Terms">The non-zeros.</param>
public sealed record BladeProduct(CliffordAlgebra Algebra, string Name, IReadOnlyList<BladeTerm> Terms)
{
    /// <summary>The product of two multivectors.</summary>
    public double[] Apply(IReadOnlyList<double> left, IReadOnlyList<double> right)
    {
        Algebra.Validate(left, nameof(left));
        Algebra.Validate(right, nameof(right));
        double[] result = new double[Algebra.Size];
        foreach (BladeTerm term in Terms)
        {
            result[term.Result] += term.Sign * left[term.Left] * right[term.Right];
        }

        return result;
    }

    /// <summary>
    /// The terms by grades: path (j, k, l) holds the products of grade j with grade k in grade l. Each path is equivariant by itself, so a network learns one weight for each. Paths without terms are
    /// left out; ordered by left, then result, then right grade (the order of CGENN's weights).
    /// </summary>
    public IReadOnlyList<GradePath> Paths
    {
        get
        {
            var paths = new SortedDictionary<(int Left, int Result, int Right), List<BladeTerm>>();
            foreach (BladeTerm term in Terms)
            {
                (int, int, int) key = (Algebra.Grades[term.Left], Algebra.Grades[term.Result], Algebra.Grades[term.Right]);
                if (!paths.TryGetValue(key, out List<BladeTerm>? terms))
                {
                    terms = [];
                    paths.Add(key, terms);
                }

                terms.Add(term);
            }

            return [.. paths.Select(path => new GradePath(path.Key.Left, path.Key.Right, path.Key.Result, path.Value))];
        }
    }

    /// <summary>The product as a constant tensor T[left, right, result].</summary>
    public SparseTensor3 ToTensor() => new(
        Algebra.Size,
        Algebra.Size,
        Algebra.Size,
        [.. Terms.OrderBy(term => (term.Left, term.Right)).Select(term => new SparseEntry3(term.Left, term.Right, term.Result, Coefficient.Round(term.Sign)))]);

    public bool Equals(BladeProduct? other) => other is not null && Algebra == other.Algebra && Name == other.Name && Sequences.AreEqual(Terms, other.Terms);

    public override int GetHashCode() => Sequences.Combine(Algebra.GetHashCode(), Name.GetHashCode());

    public override string ToString() => $"{Name} of {Algebra}: {Terms.Count} terms";
}

/// <summary>The part of a product that takes grade <paramref name="Left"/> and grade <paramref name="Right"/> to grade <paramref name="Result"/>.</summary>
public sealed record GradePath(int Left, int Right, int Result, IReadOnlyList<BladeTerm> Terms)
{
    public bool Equals(GradePath? other) => other is not null && Left == other.Left && Right == other.Right && Result == other.Result && Sequences.AreEqual(Terms, other.Terms);

    public override int GetHashCode() => (Left * 100) + (Right * 10) + Result;
}
