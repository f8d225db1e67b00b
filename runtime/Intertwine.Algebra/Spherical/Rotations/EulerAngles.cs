namespace Intertwine.Algebra;

/// <summary>Three angles of a rotation, each about an axis of the coordinate system, applied from the last to the first.</summary>
/// <param name="Alpha">Angle of the outer rotation, in (-pi, pi] where a rotation is converted.</param>
/// <param name="Beta">Angle of the middle rotation, in [0, pi] where a rotation is converted.</param>
/// <param name="Gamma">Angle of the inner rotation, in (-pi, pi] where a rotation is converted.</param>
public readonly record struct EulerAngles(double Alpha, double Beta, double Gamma)
{
    /// <summary>
    /// The rotation A(alpha) B(beta) A(gamma) for axes A, B and C = B x A, from a unit quaternion w + a A + b B + c C:
    /// <c>w + i a = cos(beta/2) exp(i (alpha + gamma)/2)</c>, <c>b + i c = sin(beta/2) exp(i (alpha - gamma)/2)</c>.
    /// Nothing cancels near beta = 0 or pi. At these values only a sum or difference is determined, and alpha is zero.
    /// </summary>
    internal static EulerAngles FromQuaternion(double w, double a, double b, double c)
    {
        double cos = Hypotenuse(w, a);
        double sin = Hypotenuse(b, c);
        double sum = Math.Atan2(a, w);
        double difference = Math.Atan2(c, b);
        double beta = 2 * Math.Atan2(sin, cos);
        return (sin, cos) switch
        {
            (0, _) => new EulerAngles(0, 0, Wrap(2 * sum)),
            (_, 0) => new EulerAngles(0, Math.PI, Wrap(-2 * difference)),
            _ => new EulerAngles(Wrap(sum + difference), beta, Wrap(sum - difference)),
        };
    }

    /// <summary>The inverse of <see cref="FromQuaternion"/>.</summary>
    internal (double W, double A, double B, double C) ToQuaternion()
    {
        (double cos, double sin) = (Math.Cos(Beta / 2), Math.Sin(Beta / 2));
        (double sum, double difference) = ((Alpha + Gamma) / 2, (Alpha - Gamma) / 2);
        return (cos * Math.Cos(sum), cos * Math.Sin(sum), sin * Math.Cos(difference), sin * Math.Sin(difference));
    }

    private static double Hypotenuse(double x, double y)
    {
        (double small, double large) = (Math.Min(Math.Abs(x), Math.Abs(y)), Math.Max(Math.Abs(x), Math.Abs(y)));
        double quotient = large == 0 ? 0 : small / large;
        return large * Math.Sqrt(1 + (quotient * quotient));
    }

    private static double Wrap(double angle) => angle > Math.PI ? angle - (2 * Math.PI) : angle <= -Math.PI ? angle + (2 * Math.PI) : angle;
}
