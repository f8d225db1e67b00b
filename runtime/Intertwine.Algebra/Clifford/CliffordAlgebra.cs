using System.Globalization;
using System.Text;

namespace Intertwine.Algebra;

/// <summary>
/// The Clifford algebra of a quadratic form that is diagonal in its generators: <c>e_i e_i = metric_i</c>, <c>e_i e_j = - e_j e_i</c>. Its 2^n basis blades are the products of different generators.
/// Cl(p, q, r) has p generators of square 1, q of square -1 and r of square 0. Equal by value.
/// </summary>
/// <remarks>
/// Names and conventions: Dorst, Fontijne, Mann, "Geometric Algebra for Computer Science" (2007), chapters 2 to 6 and 11; the dual is the right complement, which needs no metric and so serves degenerate
/// algebras (projective geometric algebra) as well.
/// </remarks>
public sealed partial record CliffordAlgebra
{
    /// <summary>Largest number of generators.</summary>
    public const int MaximumDimension = 8;

    private readonly int[] _indices;
    private readonly Lazy<BladeProduct> _geometric;
    private readonly Lazy<BladeProduct> _outer;
    private readonly Lazy<BladeProduct> _leftContraction;
    private readonly Lazy<BladeProduct> _rightContraction;
    private readonly Lazy<BladeProduct> _inner;
    private readonly Lazy<BladeProduct> _regressive;

    /// <summary>The algebra of a metric.</summary>
    /// <param name="metric">Squares of the generators: 1, -1 or 0 each.</param>
    /// <param name="order">Order of the blades in memory.</param>
    /// <param name="first">Number of the first generator in names; 0 for projective algebras, whose null generator is e0.</param>
    public CliffordAlgebra(IReadOnlyList<int> metric, BladeOrder order = BladeOrder.ShortLexicographic, int first = 1)
    {
        if (metric.Count is < 1 or > MaximumDimension)
        {
            throw new ArgumentException($"Expected 1 to {MaximumDimension} generators, came {metric.Count}.", nameof(metric));
        }

        foreach (int square in metric)
        {
            if (square is < -1 or > 1)
            {
                throw new ArgumentException($"Expected squares of generators that are 1, -1 or 0, came {square}.", nameof(metric));
            }
        }

        Metric = [.. metric];
        Order = order;
        First = first is 0 or 1 ? first : throw new ArgumentOutOfRangeException(nameof(first), first, "Expected generators counted from 0 or from 1.");
        IEnumerable<Blade> blades = Enumerable.Range(0, 1 << metric.Count).Select(bitmap => new Blade(bitmap));
        Blades = order == BladeOrder.Bitmap ? [.. blades] : [.. blades.OrderBy(blade => blade.Grade).ThenBy(blade => blade.Name(first), StringComparer.Ordinal)];
        Grades = [.. Blades.Select(blade => blade.Grade)];
        _indices = new int[Size];
        for (int i = 0; i < Size; i++)
        {
            _indices[Blades[i].Bitmap] = i;
        }

        _geometric = new(() => Select("geometric product", static (_, _, _) => true));
        // A wedge b: no generator in common, so the metric does not enter.
        _outer = new(() => Select("outer product", static (left, right, result) => result == left + right));
        _leftContraction = new(() => Select("left contraction", static (left, right, result) => result == right - left));
        _rightContraction = new(() => Select("right contraction", static (left, right, result) => result == left - right));
        _inner = new(() => Select("inner product", static (left, right, result) => result == Math.Abs(left - right)));
        _regressive = new(CreateRegressive);
    }

    /// <summary>Squares of the generators.</summary>
    public IReadOnlyList<int> Metric { get; }

    /// <summary>Order of the blades in memory.</summary>
    public BladeOrder Order { get; }

    /// <summary>Number of the first generator in names.</summary>
    public int First { get; }

    /// <summary>n, the number of generators.</summary>
    public int Dimension => Metric.Count;

    /// <summary>2^n, the number of components of a multivector.</summary>
    public int Size => 1 << Dimension;

    /// <summary>The blades in the order of memory.</summary>
    public IReadOnlyList<Blade> Blades { get; }

    /// <summary>Grades of the blades in the order of memory.</summary>
    public IReadOnlyList<int> Grades { get; }

    /// <summary>Whether no generator squares to 0: then the pseudoscalar has an inverse.</summary>
    public bool IsNondegenerate => !Metric.Contains(0);

    /// <summary>x y: the terms of the bilinear product that squares vectors to their quadratic form.</summary>
    public BladeProduct Geometric => _geometric.Value;

    /// <summary>x ∧ y: the part of grade j + k of the geometric product of grades j and k.</summary>
    public BladeProduct Outer => _outer.Value;

    /// <summary>x ⌋ y: the part of grade k - j, zero for j &gt; k.</summary>
    public BladeProduct LeftContraction => _leftContraction.Value;

    /// <summary>x ⌊ y: the part of grade j - k, zero for j &lt; k.</summary>
    public BladeProduct RightContraction => _rightContraction.Value;

    /// <summary>x • y: the part of grade |j - k|, scalars included ("fat dot").</summary>
    public BladeProduct Inner => _inner.Value;

    /// <summary>x ∨ y = undual(dual(x) ∧ dual(y)): the meet where the outer product is the join.</summary>
    public BladeProduct Regressive => _regressive.Value;

    /// <summary>Cl(p, q, r) with generators of square 1 first, then -1, then 0.</summary>
    public static CliffordAlgebra Of(int positive, int negative = 0, int @null = 0)
    {
        if (positive < 0 || negative < 0 || @null < 0)
        {
            throw new ArgumentException($"Expected counts of generators of at least 0, came Cl({positive},{negative},{@null}).", nameof(positive));
        }

        return new([.. Enumerable.Repeat(1, positive), .. Enumerable.Repeat(-1, negative), .. Enumerable.Repeat(0, @null)]);
    }

    /// <summary>The projective geometric algebra of n-dimensional space, Cl(n, 0, 1), with the null generator e0 first: for n = 3 the algebra of GATr.</summary>
    public static CliffordAlgebra Projective(int dimension) => new([0, .. Enumerable.Repeat(1, dimension)], first: 0);

    /// <summary>Index in memory of a blade.</summary>
    public int IndexOf(Blade blade) => blade.Bitmap < Size
        ? _indices[blade.Bitmap]
        : throw new ArgumentOutOfRangeException(nameof(blade), blade.Bitmap, $"{this} has {Size} blades.");

    /// <summary>Index in memory of the blade that is written <c>1</c>, <c>e12</c>.</summary>
    public int IndexOf(string name)
    {
        for (int i = 0; i < Size; i++)
        {
            if (Blades[i].Name(First) == name)
            {
                return i;
            }
        }

        throw new ArgumentException($"Expected a blade of {this}, such as {BladeName(Size - 1)}, came '{name}'.", nameof(name));
    }

    /// <summary>The blade as it is written: <c>1</c>, <c>e12</c>.</summary>
    public string BladeName(int index) => Blades[index].Name(First);

    /// <summary>Indices of the blades of one grade, in the order of memory.</summary>
    public IReadOnlyList<int> OfGrade(int grade) => [.. Enumerable.Range(0, Size).Where(index => Grades[index] == grade)];

    /// <summary>A multivector as a sum of blades: <c>1 - 2 e12</c>.</summary>
    public string Format(IReadOnlyList<double> x)
    {
        Validate(x, nameof(x));
        var text = new StringBuilder();
        for (int i = 0; i < Size; i++)
        {
            if (x[i] != 0)
            {
                string factor = Math.Abs(x[i]) == 1 && i > 0 ? "" : NumberText.RoundTrip(Math.Abs(x[i]));
                string name = i == 0 ? "" : BladeName(i);
                text.Append(text.Length == 0 ? (x[i] < 0 ? "-" : "") : (x[i] < 0 ? " - " : " + ")).Append(factor).Append(factor.Length > 0 && name.Length > 0 ? " " : "").Append(name);
            }
        }

        return text.Length == 0 ? "0" : text.ToString();
    }

    public bool Equals(CliffordAlgebra? other) => other is not null && Order == other.Order && First == other.First && Sequences.AreEqual(Metric, other.Metric);

    public override int GetHashCode() => Sequences.Combine(Sequences.Combine((int)Order, First), Sequences.Hash(Metric));

    /// <summary><c>Cl(3,0,1)</c>.</summary>
    public override string ToString() => string.Format(
        CultureInfo.InvariantCulture, "Cl({0},{1},{2})", Metric.Count(square => square > 0), Metric.Count(square => square < 0), Metric.Count(square => square == 0));

    internal void Validate(IReadOnlyList<double> multivector, string argument)
    {
        if (multivector.Count != Size)
        {
            throw new ArgumentException($"Expected a multivector of {this} with {Size} components, came {multivector.Count}.", argument);
        }
    }

    /// <summary>
    /// The geometric product of two blades is <c>sign e_{a xor b}</c>, where the sign sorts the factors and squares those that both have; the terms whose grades <paramref name="keeps"/> keeps.
    /// </summary>
    private BladeProduct Select(string name, Func<int, int, int, bool> keeps)
    {
        List<BladeTerm> terms = [];
        // By result, then left: the order in which a kernel that writes each result once needs them.
        for (int result = 0; result < Size; result++)
        {
            for (int left = 0; left < Size; left++)
            {
                Blade a = Blades[left];
                var b = new Blade(a.Bitmap ^ Blades[result].Bitmap);
                int right = _indices[b.Bitmap];
                int sign = keeps(Grades[left], Grades[right], Grades[result]) ? Blade.SortingSign(a, b) * Square(a.Bitmap & b.Bitmap) : 0;
                if (sign != 0)
                {
                    terms.Add(new BladeTerm(left, right, result, sign));
                }
            }
        }

        return new BladeProduct(this, name, terms);
    }

    private int Square(int common)
    {
        int square = 1;
        for (int i = 0; common >> i != 0; i++)
        {
            square *= ((common >> i) & 1) == 1 ? Metric[i] : 1;
        }

        return square;
    }

    private BladeProduct CreateRegressive()
    {
        SignedPermutation dual = Dual;
        SignedPermutation undual = Undual;
        List<BladeTerm> terms = [];
        foreach (BladeTerm term in Outer.Terms)
        {
            // The outer product of dual(left) and dual(right): its operands are the images of the blades sought.
            int left = dual.Sources[term.Left];
            int right = dual.Sources[term.Right];
            int result = undual.Target(term.Result);
            terms.Add(new BladeTerm(left, right, result, term.Sign * dual.Signs[term.Left] * dual.Signs[term.Right] * undual.Signs[result]));
        }

        return new BladeProduct(this, "regressive product", [.. terms.OrderBy(term => (term.Result, term.Left))]);
    }
}
