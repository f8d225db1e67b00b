namespace Intertwine.Algebra;

/// <summary>Cosine and sine of fractions of a turn, exact where they are 0, ±1/2 or ±1 and equal for equal values, so that zeros stay zeros.</summary>
internal static class CircleFractions
{
    /// <summary>(cos, sin) of 2 pi p / q, q ≥ 1: reflected into the first eighth of the circle.</summary>
    public static (double Cosine, double Sine) CosineAndSine(int p, int q)
    {
        // In units of a turn / (8 q), so that eighths are whole numbers.
        long eighth = q;
        long turn = 8L * q;
        long angle = ((8L * p % turn) + turn) % turn;
        bool lower = angle > turn / 2;
        angle = lower ? turn - angle : angle;
        bool left = angle > turn / 4;
        angle = left ? (turn / 2) - angle : angle;
        bool steep = angle > eighth;
        angle = steep ? (turn / 4) - angle : angle;

        // sin(pi / 6) = 1/2 is the only rational value strictly inside the eighth.
        double radians = 2 * Math.PI * angle / turn;
        double sine = 12 * angle == turn ? 0.5 : angle == eighth ? Math.Sqrt(0.5) : Math.Sin(radians);
        double cosine = 12 * angle == turn ? Math.Sqrt(3) / 2 : angle == eighth ? sine : Math.Cos(radians);
        (double x, double y) = steep ? (sine, cosine) : (cosine, sine);
        return (left ? -x : x, lower ? -y : y);
    }
}
