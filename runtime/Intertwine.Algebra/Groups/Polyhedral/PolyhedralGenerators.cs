namespace Intertwine.Algebra;

/// <summary>The 3 x 3 matrices of the generators of the polyhedral groups.</summary>
internal static class PolyhedralGenerators
{
    /// <summary>x → y → z → x.</summary>
    private static readonly Matrix Third = new(3, 3, [0, 0, 1, 1, 0, 0, 0, 1, 0]);

    /// <summary>The rotations a and b that generate the proper part; see <see cref="PolyhedralGroup"/>.</summary>
    public static IReadOnlyList<Matrix> Rotations(Polyhedral kind) => kind switch
    {
        Polyhedral.T or Polyhedral.Th or Polyhedral.Td => [new Matrix(3, 3, [-1, 0, 0, 0, -1, 0, 0, 0, 1]), Third],
        Polyhedral.O or Polyhedral.Oh => [new Matrix(3, 3, [0, -1, 0, 1, 0, 0, 0, 0, 1]), Third],
        _ => [Fifth(), Third],
    };

    /// <summary>The improper generator, if there is one: the inversion, or the mirror that exchanges x and y.</summary>
    public static Matrix? Improper(Polyhedral kind) => kind switch
    {
        Polyhedral.Th or Polyhedral.Oh or Polyhedral.Ih => Matrix.Scalar(3, -1),
        Polyhedral.Td => new Matrix(3, 3, [0, 1, 0, 1, 0, 0, 0, 0, 1]),
        _ => null,
    };

    /// <summary>
    /// The rotation by a fifth of a turn about n = (0, 1, φ) / sqrt(φ + 2): <c>cos t + (1 - cos t) n n^T + sin t [n]</c> with cos t = (φ - 1)/2. Its entries are ±1/2, ±φ/2 and ±(φ - 1)/2, to which they are rounded.
    /// </summary>
    private static Matrix Fifth()
    {
        double golden = (1 + Math.Sqrt(5)) / 2;
        double[] axis = [0, 1 / Math.Sqrt(golden + 2), golden / Math.Sqrt(golden + 2)];
        double cosine = (golden - 1) / 2;
        double sine = Math.Sqrt(1 - (cosine * cosine));
        double[] magnitudes = [0.5, golden / 2, (golden - 1) / 2];
        double[] entries = new double[9];
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 3; j++)
            {
                int third = 3 - i - j;
                double cross = i == j ? 0 : (j - i + 3) % 3 == 1 ? -axis[third] : axis[third];
                double entry = (i == j ? cosine : 0) + ((1 - cosine) * axis[i] * axis[j]) + (sine * cross);
                entries[(3 * i) + j] = Math.Sign(entry) * magnitudes.OrderBy(magnitude => Math.Abs(magnitude - Math.Abs(entry))).First();
            }
        }

        return new Matrix(3, 3, entries);
    }
}
