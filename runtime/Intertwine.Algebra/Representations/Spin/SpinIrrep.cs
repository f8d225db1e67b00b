using System.Globalization;

namespace Intertwine.Algebra;

/// <summary>
/// The real irrep of SU(2) of spin j > 0, in closed form by ladder operators: <c>1/2</c>, <c>1</c>, <c>3/2</c>. With S_x, S_y, S_z the spin matrices of the complex basis <c>|m></c> the generators of the group are
/// <c>-2 i S_y</c>, <c>2 i S_x</c>, <c>2 i S_z</c>.
/// <para>Whole spins are of the real type, of dimension 2 j + 1: in the basis of <see cref="SphericalIrrep"/> the generators are <c>2 J_x</c>, <c>2 J_z</c>, <c>2 J_y</c>, so the irrep is that of degree j under the rotation
/// which an element covers.</para>
/// <para>Half-integer spins are of the quaternionic type, of dimension 2 (2 j + 1): C^(2j+1) with m = j, j - 1, …, -j, first the real parts, then the imaginary parts. What commutes are the quaternions 1, i, ε, i ε with
/// <c>ε v = sum_m (-1)^(j - m) conj(v_m) |-m></c>.</para>
/// </summary>
public sealed record SpinIrrep : Irrep
{
    /// <summary>Twice the largest spin of the notation.</summary>
    public const int MaximumTwiceSpin = 128;

    internal SpinIrrep(UnitaryGroup group, int twiceSpin)
        : base(group)
        => TwiceSpin = twiceSpin;

    /// <summary>2 j, from 1.</summary>
    public int TwiceSpin { get; }

    /// <summary>Whether j is a whole number: then -1 acts as 1.</summary>
    public bool IsWhole => TwiceSpin % 2 == 0;

    public override string Name => HighestWeightIrrep.SpinName(TwiceSpin);

    public override int Dimension => IsWhole ? TwiceSpin + 1 : 2 * (TwiceSpin + 1);

    public override bool IsTrivial => false;

    public override bool IsOrthogonal => true;

    public override IrrepType Type => IsWhole ? IrrepType.Real : IrrepType.Quaternionic;

    public override IReadOnlyList<Matrix> Endomorphisms
    {
        get
        {
            Matrix identity = Matrix.Identity(Dimension);
            if (IsWhole)
            {
                return [identity];
            }

            int size = TwiceSpin + 1;
            double[] i = new double[4 * size * size];
            double[] epsilon = new double[4 * size * size];
            for (int row = 0; row < size; row++)
            {
                (i[(row * 2 * size) + size + row], i[((size + row) * 2 * size) + row]) = (-1, 1);
                // Component m = j - row of ε v is (-1)^(j + m) conj(v_-m), and j + m = 2 j - row.
                int sign = (TwiceSpin - row) % 2 == 0 ? 1 : -1;
                epsilon[(row * 2 * size) + TwiceSpin - row] = sign;
                epsilon[((size + row) * 2 * size) + size + TwiceSpin - row] = -sign;
            }

            (Matrix first, Matrix second) = (new Matrix(2 * size, 2 * size, i), new Matrix(2 * size, 2 * size, epsilon));
            return [identity, first, second, first * second];
        }
    }

    protected override int Order => 2 + TwiceSpin;

    /// <summary><c>sum_m cos(m t)</c> where the element covers a rotation by t, twice that for half-integers.</summary>
    public override double Character(GroupElement element)
    {
        (double w, double x, double y, double z) = SpinElements.Quaternion(element);
        double half = Math.Atan2(Math.Sqrt((x * x) + (y * y) + (z * z)), w);
        double sum = IsWhole ? 1 : 0;
        for (int twice = IsWhole ? 2 : 1; twice <= TwiceSpin; twice += 2)
        {
            sum += (IsWhole ? 2 : 4) * Math.Cos(twice * half);
        }

        return sum;
    }

    public bool Equals(SpinIrrep? other) => other is not null && TwiceSpin == other.TwiceSpin && Group == other.Group;

    public override int GetHashCode() => Sequences.Combine(Group.GetHashCode(), TwiceSpin);

    /// <summary>All irreps of SU(2), by spin.</summary>
    internal static IEnumerable<Irrep> All(UnitaryGroup group)
        => Enumerable.Range(0, MaximumTwiceSpin + 1).Select(twice => Of(group, twice));

    /// <summary>The irrep of a spin; the trivial one for 0.</summary>
    internal static Irrep Of(UnitaryGroup group, int twiceSpin) => twiceSpin == 0 ? group.Trivial : new SpinIrrep(group, twiceSpin);

    /// <summary>Twice the spin of an irrep of SU(2), 0 for the trivial one; null for other pieces.</summary>
    internal static int? TwiceSpinOf(Piece piece)
        => piece is SpinIrrep spin ? spin.TwiceSpin : piece is ScalarIrrep { Group: UnitaryGroup { IsSpecial: true, ComplexDimension: 2 } } ? 0 : null;

    /// <summary>The absolute values of the eigenvalues of <c>d rho(X)</c> for X = sum_k a_k A_k, ascending: 2 abs(m) abs(a).</summary>
    internal double[] Weights(IReadOnlyList<double> coefficients)
    {
        double length = Math.Sqrt(coefficients.Sum(value => value * value));
        double[] weights = new double[Dimension];
        int copies = IsWhole ? 2 : 4;
        for (int k = 0; k < weights.Length; k++)
        {
            // Whole spins: 0, 2, 2, 4, 4, …; half-integers: 1, 1, 1, 1, 3, …
            weights[k] = length * (IsWhole ? 2 * ((k + 1) / copies) : 1 + (2 * (k / copies)));
        }

        return weights;
    }

    /// <summary>One matrix from one element of SU(2), however long the word.</summary>
    private protected override Matrix Evaluate(GroupElement element)
    {
        (double w, double x, double y, double z) = SpinElements.Quaternion(element);
        if (IsWhole)
        {
            return WignerD.Real(TwiceSpin / 2, Rotation.FromQuaternion(w, x, y, z));
        }

        double sine = Math.Sqrt((x * x) + (y * y) + (z * z));
        double factor = sine == 0 ? 1 : Math.Atan2(sine, w) / sine;
        return sine == 0
            ? Matrix.Scalar(Dimension, Math.Sign(w))
            : GeneratorImages.Combination([factor * x, factor * z, factor * y], Dimension).Exponential();
    }

    private protected override GeneratorImages CreateImages()
    {
        if (IsWhole)
        {
            Matrix[] rotations = SphericalIrrep.RealGenerators(TwiceSpin / 2);
            return new GeneratorImages((IReadOnlyList<Matrix>)[2 * rotations[0], 2 * rotations[2], 2 * rotations[1]], []);
        }

        int size = TwiceSpin + 1;
        double[][] images = [.. Enumerable.Range(0, 3).Select(_ => new double[4 * size * size])];
        for (int row = 0; row < size; row++)
        {
            // 2 m on the diagonal of 2 S_z.
            SetImaginary(images[2], row, row, TwiceSpin - (2 * row));
            if (row > 0)
            {
                // S_+ carries m = j - row to m + 1; the square of its entry, j (j + 1) - m (m + 1), is row (2 j + 1 - row).
                double ladder = Math.Sqrt((double)row * (size - row));
                SetReal(images[0], row - 1, row, -ladder);
                SetReal(images[0], row, row - 1, ladder);
                SetImaginary(images[1], row - 1, row, ladder);
                SetImaginary(images[1], row, row - 1, ladder);
            }
        }

        return new GeneratorImages((IReadOnlyList<Matrix>)[.. images.Select(values => new Matrix(2 * size, 2 * size, values))], []);

        void SetReal(double[] matrix, int row, int column, double value)
        {
            matrix[(row * 2 * size) + column] = value;
            matrix[((size + row) * 2 * size) + size + column] = value;
        }

        void SetImaginary(double[] matrix, int row, int column, double value)
        {
            matrix[(row * 2 * size) + size + column] = -value;
            matrix[((size + row) * 2 * size) + column] = value;
        }
    }
}
