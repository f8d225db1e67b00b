using System.Globalization;
using System.Numerics;

namespace Intertwine.Algebra;

/// <summary>How an irrep of O(3) behaves under the inversion x → -x, or a one-dimensional irrep of O(2) or D_N under the reflection (x, y) → (x, -y).</summary>
public enum Parity
{
    /// <summary>Odd, <c>o</c>: times -1.</summary>
    Odd = -1,

    /// <summary>The group has no inversion or reflection (SO(3), C_N), or the irrep turns the plane, where reflections have both signs.</summary>
    None = 0,

    /// <summary>Even, <c>e</c>: times 1.</summary>
    Even = 1,
}

/// <summary>
/// The real irreducible representation of degree l of SO(3), dimension 2 l + 1, and with a parity of O(3): <c>1</c>, <c>2e</c>. Under E(3) and SE(3) translations act trivially.
/// Basis: the real spherical harmonics m = -l … l with y as polar axis, so that l = 1 is (x, y, z) and its matrix the rotation itself; the convention of e3nn.
/// </summary>
/// <param name="OrthogonalGroup">A group of dimension 3.</param>
/// <param name="Degree">l, from 0 to <see cref="MaximumDegree"/>.</param>
/// <param name="Parity">Even or odd where the group has an inversion, none otherwise.</param>
public sealed record SphericalIrrep(OrthogonalGroup OrthogonalGroup, int Degree, Parity Parity) : Irrep(OrthogonalGroup)
{
    /// <summary>Largest l of the notation.</summary>
    public const int MaximumDegree = SphericalHarmonics.MaximumDegree;

    public int Degree { get; } = Degree is >= 0 and <= MaximumDegree
        ? Degree
        : throw new ArgumentOutOfRangeException(nameof(Degree), Degree, $"Expected a degree from 0 to {MaximumDegree}.");

    public Parity Parity { get; } = OrthogonalGroup.Dimension == 3 && OrthogonalGroup.IsSpecial == (Parity == Parity.None)
        ? Parity
        : throw new ArgumentException($"{OrthogonalGroup} has no irrep of degree {Degree} with parity {Parity}.", nameof(Parity));

    public override string Name => Degree.ToString(CultureInfo.InvariantCulture) + Parity switch
    {
        Parity.Even => "e",
        Parity.Odd => "o",
        _ => "",
    };

    public override int Dimension => (2 * Degree) + 1;

    public override bool IsTrivial => Degree == 0 && Parity != Parity.Odd;

    // e3nn sorts by degree, then odd before even.
    protected override int Order => (2 * Degree) + (Parity == Parity.Even ? 1 : 0);

    /// <summary>All irreps of a group of dimension 3 by degree, even before odd, up to <see cref="MaximumDegree"/>.</summary>
    internal static IEnumerable<Irrep> All(OrthogonalGroup group)
    {
        for (int degree = 0; degree <= MaximumDegree; degree++)
        {
            foreach (Parity parity in (Parity[])(group.IsSpecial ? [Parity.None] : [Parity.Even, Parity.Odd]))
            {
                yield return new SphericalIrrep(group, degree, parity);
            }
        }
    }

    /// <summary>From the angle of the rotation and the number of inversions.</summary>
    public override double Character(GroupElement element)
    {
        (Rotation rotation, bool inverted) = Rotation.FromElement(element);
        return Character(rotation.Angle, inverted);
    }

    /// <summary>Trace of the matrix of a rotation by <paramref name="angle"/>, followed by the inversion where <paramref name="inverted"/>: <c>(±1) sum_{m=-l}^{l} cos(m angle)</c>.</summary>
    public double Character(double angle, bool inverted)
    {
        double sum = 1;
        for (int m = 1; m <= Degree; m++)
        {
            sum += 2 * Math.Cos(m * angle);
        }

        return inverted && Parity == Parity.Odd ? -sum : sum;
    }

    /// <summary>
    /// The matrices (J_x, J_y, J_z) of degree l in the real basis, [J_x, J_y] = J_z and cyclic: <c>Q^H J Q</c> from the complex J (ladder operators with entries
    /// <c>sqrt(l (l + 1) - m (m ± 1)) / 2</c>) and the unitary change Q from real to complex harmonics. Every entry is half the square root of an integer, and is rounded to it.
    /// </summary>
    internal static Matrix[] RealGenerators(int degree)
    {
        int size = (2 * degree) + 1;
        var x = new Complex[size, size];
        var y = new Complex[size, size];
        var z = new Complex[size, size];
        for (int m = -degree; m <= degree; m++)
        {
            int i = degree + m;
            // The polar axis, on which the complex basis is diagonal, is y.
            y[i, i] = new Complex(0, m);
            if (m < degree)
            {
                double ladder = 0.5 * Math.Sqrt((degree * (degree + 1)) - (m * (m + 1)));
                x[i + 1, i] = -ladder;
                x[i, i + 1] = ladder;
                z[i + 1, i] = new Complex(0, ladder);
                z[i, i + 1] = new Complex(0, ladder);
            }
        }

        return [ToRealBasis(degree, x), ToRealBasis(degree, y), ToRealBasis(degree, z)];
    }

    /// <summary>Reads <c>2</c> (SO(3)) or <c>2e</c> (O(3)).</summary>
    internal static Result<Piece, ParseError> Parse(OrthogonalGroup group, string name, int position)
    {
        int digits = 0;
        int degree = 0;
        while (digits < name.Length && name[digits] is >= '0' and <= '9')
        {
            degree = Math.Min(10_000, (degree * 10) + (name[digits] - '0'));
            digits++;
        }

        if (degree > MaximumDegree)
        {
            return new ParseError(position, digits, $"a degree l from 0 to {MaximumDegree}", $"'{name.Substring(0, digits)}'");
        }

        string text = degree.ToString(CultureInfo.InvariantCulture);
        if (group.IsSpecial)
        {
            return digits == name.Length
                ? new SphericalIrrep(group, degree, Parity.None)
                : new ParseError(position + digits, name.Length - digits, $"'+' or the end after {text} ({group} has no parity)", $"'{name.Substring(digits)}'") { Suggestion = text };
        }

        if (digits == name.Length)
        {
            string natural = text + (degree % 2 == 0 ? "e" : "o");
            return new ParseError(position, digits, $"a parity, 'e' (even) or 'o' (odd), after the degree of an irrep of {group}", $"'{name}'") { Suggestion = natural };
        }

        Parity parity = name[digits] switch
        {
            'e' => Parity.Even,
            'o' => Parity.Odd,
            _ => Parity.None,
        };
        if (parity == Parity.None)
        {
            return new ParseError(position + digits, name.Length - digits, $"a parity, 'e' (even) or 'o' (odd), after the degree {text}", $"'{name.Substring(digits)}'")
            {
                Suggestion = char.ToLowerInvariant(name[digits]) is 'e' or 'o' ? text + char.ToLowerInvariant(name[digits]) : null,
            };
        }

        return digits + 1 == name.Length
            ? new SphericalIrrep(group, degree, parity)
            : new ParseError(position + digits + 1, name.Length - digits - 1, $"'+' or the end after {text}{name[digits]}", $"'{name.Substring(digits + 1)}'");
    }

    /// <summary>D_l(R), times -1 where an odd irrep is inverted: one matrix from one rotation, however long the word.</summary>
    private protected override Matrix Evaluate(GroupElement element)
    {
        (Rotation rotation, bool inverted) = Rotation.FromElement(element);
        Matrix matrix = WignerD.Real(Degree, rotation);
        return inverted && Parity == Parity.Odd ? -1 * matrix : matrix;
    }

    private protected override GeneratorImages CreateImages()
    {
        List<Matrix> infinitesimal = [.. RealGenerators(Degree)];
        while (infinitesimal.Count < Group.InfinitesimalCount)
        {
            infinitesimal.Add(Matrix.Zero(Dimension, Dimension));
        }

        IReadOnlyList<Matrix> discrete = OrthogonalGroup.IsSpecial ? [] : [Matrix.Scalar(Dimension, (int)Parity)];
        return new GeneratorImages(infinitesimal, discrete);
    }

    /// <summary><c>Re(Q^H X Q)</c>; column ±m of Q has entries at ±m only, so four terms per entry.</summary>
    private static Matrix ToRealBasis(int degree, Complex[,] x)
    {
        int size = (2 * degree) + 1;
        double[] result = new double[size * size];
        for (int a = -degree; a <= degree; a++)
        {
            for (int b = -degree; b <= degree; b++)
            {
                Complex sum = Complex.Zero;
                foreach (int i in Pair(a))
                {
                    foreach (int j in Pair(b))
                    {
                        sum += Complex.Conjugate(RealToComplex(i, a)) * x[degree + i, degree + j] * RealToComplex(j, b);
                    }
                }

                // Four times the square is an integer.
                double entry = Math.Sqrt(Math.Round(4 * sum.Real * sum.Real)) / 2;
                result[((degree + a) * size) + degree + b] = sum.Real < 0 && entry > 0 ? -entry : entry;
            }
        }

        return new Matrix(size, size, result);
    }

    private static int[] Pair(int m) => m == 0 ? [0] : [m, -m];

    /// <summary>Q[complex m, real k]: Y_m = (S_|m| - i S_-|m|) / sqrt2 for m &lt; 0, S_0, (-1)^m (S_m + i S_-m) / sqrt2 for m &gt; 0.</summary>
    private static Complex RealToComplex(int m, int k)
    {
        double root = 1 / Math.Sqrt(2);
        return (m, k) switch
        {
            (0, 0) => Complex.One,
            ( < 0, > 0) => root,
            ( < 0, < 0) => new Complex(0, -root),
            ( > 0, > 0) => m % 2 == 0 ? root : -root,
            _ => new Complex(0, m % 2 == 0 ? root : -root),
        };
    }
}
