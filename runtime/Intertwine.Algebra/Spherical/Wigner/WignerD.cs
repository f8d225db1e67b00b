using System.Numerics;

namespace Intertwine.Algebra;

/// <summary>
/// The matrices of rotations in the irreps of SO(3), to degree 128: in the real basis (<c>Y_l(R x) = D_l(R) Y_l(x)</c>, that of <see cref="SphericalIrrep"/> and e3nn), and in the complex basis of
/// quantum mechanics (Condon and Shortley).
/// </summary>
public static class WignerD
{
    /// <summary>
    /// Wigner's small d in the complex basis: <c>d_mn(beta) = &lt;l m| exp(-i beta J_y) |l n&gt;</c>, rows m = -l … l, columns n = -l … l. <c>d^1_{1,0} = -sin(beta) / sqrt2</c>.
    /// </summary>
    public static Matrix Small(int degree, double beta)
    {
        SphericalHarmonics.CheckDegree(degree);
        // The recursion wants both halves positive. d(-beta) is the transpose of d(beta), and d(beta + 2 pi) is d(beta).
        double angle = Math.IEEERemainder(beta, 2 * Math.PI);
        SmallWigner small = SmallWigner.Create(degree, Math.Cos(angle / 2), Math.Abs(Math.Sin(angle / 2)));
        int size = (2 * degree) + 1;
        double[] entries = new double[size * size];
        for (int m = -degree; m <= degree; m++)
        {
            for (int n = -degree; n <= degree; n++)
            {
                entries[((degree + m) * size) + degree + n] = angle < 0 ? small.Quantum(n, m) : small.Quantum(m, n);
            }
        }

        return new Matrix(size, size, entries);
    }

    /// <summary>The matrix in the complex basis: <c>D_mn(alpha, beta, gamma) = exp(-i m alpha) d_mn(beta) exp(-i n gamma)</c>, of R_z(alpha) R_y(beta) R_z(gamma); entry [l + m, l + n].</summary>
    public static Complex[,] Quantum(int degree, double alpha, double beta, double gamma)
    {
        Matrix small = Small(degree, beta);
        var result = new Complex[small.Rows, small.Columns];
        for (int m = -degree; m <= degree; m++)
        {
            for (int n = -degree; n <= degree; n++)
            {
                double phase = -(m * alpha) - (n * gamma);
                double value = small[degree + m, degree + n];
                result[degree + m, degree + n] = new Complex(value * Math.Cos(phase), value * Math.Sin(phase));
            }
        }

        return result;
    }

    /// <summary>D_l(R) in the real basis.</summary>
    public static Matrix Real(int degree, Rotation rotation)
    {
        SphericalHarmonics.CheckDegree(degree);
        if (rotation == Rotation.Identity)
        {
            return Matrix.Identity((2 * degree) + 1);
        }

        EulerAngles angles = rotation.ToAngles();
        (double cos, double sin) = Halves(rotation);
        return ToReal(SmallWigner.Create(degree, cos, sin), Phases(degree, angles.Alpha), Phases(degree, angles.Gamma));
    }

    /// <summary>D_l of <c>R_y(alpha) R_x(beta) R_y(gamma)</c> in the real basis, e3nn's <c>wigner_D</c>.</summary>
    public static Matrix Real(int degree, double alpha, double beta, double gamma) => Real(degree, Rotation.FromAngles(alpha, beta, gamma));

    /// <summary>D_l(R) in the real basis for l = 0 … <paramref name="maximumDegree"/>: much cheaper than one by one.</summary>
    public static IReadOnlyList<Matrix> RealToDegree(int maximumDegree, Rotation rotation)
    {
        SphericalHarmonics.CheckDegree(maximumDegree);
        EulerAngles angles = rotation.ToAngles();
        (double cos, double sin) = Halves(rotation);
        var alpha = Phases(maximumDegree, angles.Alpha);
        var gamma = Phases(maximumDegree, angles.Gamma);
        return [.. SmallWigner.CreateAll(maximumDegree, cos, sin).Select(small => ToReal(small, alpha, gamma))];
    }

    /// <summary>cos(beta/2) and sin(beta/2) without the detour over beta.</summary>
    private static (double Cos, double Sin) Halves(Rotation rotation)
        => (Math.Sqrt((rotation.W * rotation.W) + (rotation.Y * rotation.Y)), Math.Sqrt((rotation.X * rotation.X) + (rotation.Z * rotation.Z)));

    private static (double Cos, double Sin)[] Phases(int degree, double angle)
    {
        var phases = new (double Cos, double Sin)[degree + 1];
        for (int m = 0; m <= degree; m++)
        {
            phases[m] = (Math.Cos(m * angle), Math.Sin(m * angle));
        }

        return phases;
    }

    /// <summary>
    /// <c>Z(alpha) X(beta) Z(gamma)</c>. Z turns the components (m, -m) by m alpha: rotations about the polar axis y. X, the rotation about the axis x, keeps apart the components of positive and of
    /// negative order: for m, n &gt; 0, X[m, n] = e_mn + (-1)^n e_m,-n and X[-m, -n] = e_mn - (-1)^n e_m,-n; X[m, 0] = sqrt2 e_m0, X[0, n] = sqrt2 e_0n.
    /// </summary>
    private static Matrix ToReal(SmallWigner small, (double Cos, double Sin)[] alpha, (double Cos, double Sin)[] gamma)
    {
        int l = small.Degree;
        int size = (2 * l) + 1;
        double root = Math.Sqrt(2);
        double[] entries = new double[size * size];
        entries[(l * size) + l] = small.Same(0, 0);
        for (int m = 1; m <= l; m++)
        {
            (double cosA, double sinA) = alpha[m];
            int plus = (l + m) * size;
            int minus = (l - m) * size;
            double left = root * small.Same(m, 0);
            double right = root * small.Same(0, m);
            entries[plus + l] = cosA * left;
            entries[minus + l] = sinA * left;
            entries[(l * size) + l + m] = right * gamma[m].Cos;
            entries[(l * size) + l - m] = -right * gamma[m].Sin;
            for (int n = 1; n <= l; n++)
            {
                (double cosG, double sinG) = gamma[n];
                double same = small.Same(m, n);
                double opposite = n % 2 == 0 ? small.Opposite(m, n) : -small.Opposite(m, n);
                (double even, double odd) = (same + opposite, same - opposite);
                entries[plus + l + n] = (cosA * even * cosG) - (sinA * odd * sinG);
                entries[plus + l - n] = -(cosA * even * sinG) - (sinA * odd * cosG);
                entries[minus + l + n] = (sinA * even * cosG) + (cosA * odd * sinG);
                entries[minus + l - n] = (cosA * odd * cosG) - (sinA * even * sinG);
            }
        }

        return new Matrix(size, size, entries);
    }
}
