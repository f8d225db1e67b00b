namespace Intertwine.Algebra;

/// <summary>Elements of SU(2) as unit quaternions: the generators A_0, A_2, A_1 are the units i, j, k, which cover the half-turns about x, y, z.</summary>
internal static class SpinElements
{
    /// <summary>(w, x, y, z) of the product of the factors of an element, of length 1.</summary>
    public static (double W, double X, double Y, double Z) Quaternion(GroupElement element)
    {
        (double W, double X, double Y, double Z) result = (1, 0, 0, 0);
        foreach (GroupFactor factor in element.Factors)
        {
            // SU(2) has no discrete generators: every factor is an exponential.
            double[] a = [.. factor.Coefficients!];
            double angle = Math.Sqrt((a[0] * a[0]) + (a[1] * a[1]) + (a[2] * a[2]));
            double sine = angle == 0 ? 1 : Math.Sin(angle) / angle;
            result = Multiply(result, (Math.Cos(angle), sine * a[0], sine * a[2], sine * a[1]));
        }

        double length = Math.Sqrt((result.W * result.W) + (result.X * result.X) + (result.Y * result.Y) + (result.Z * result.Z));
        return (result.W / length, result.X / length, result.Y / length, result.Z / length);
    }

    private static (double W, double X, double Y, double Z) Multiply((double W, double X, double Y, double Z) a, (double W, double X, double Y, double Z) b) => (
        (a.W * b.W) - (a.X * b.X) - (a.Y * b.Y) - (a.Z * b.Z),
        (a.W * b.X) + (a.X * b.W) + (a.Y * b.Z) - (a.Z * b.Y),
        (a.W * b.Y) - (a.X * b.Z) + (a.Y * b.W) + (a.Z * b.X),
        (a.W * b.Z) + (a.X * b.Y) - (a.Y * b.X) + (a.Z * b.W));
}
