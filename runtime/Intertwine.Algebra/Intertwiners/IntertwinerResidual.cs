namespace Intertwine.Algebra;

/// <summary>How far a map is from being an intertwiner, from the images of the generators.</summary>
internal static class IntertwinerResidual
{
    /// <summary>Above this a rounded map is further from the constraint than rounding of doubles explains.</summary>
    private const double RoundingTolerance = 1e-12;

    /// <summary>Largest entry of <c>K rho_V - rho_W K</c> over all generators; K is W.Dimension x V.Dimension, row-major.</summary>
    public static double Of(double[] map, Piece from, Piece to)
    {
        double residual = 0;
        foreach ((IReadOnlyList<SparseGenerator> inputs, IReadOnlyList<SparseGenerator> outputs) in ((IReadOnlyList<SparseGenerator>, IReadOnlyList<SparseGenerator>)[])
            [(from.GeneratorImages.SparseInfinitesimal, to.GeneratorImages.SparseInfinitesimal), (from.GeneratorImages.SparseDiscrete, to.GeneratorImages.SparseDiscrete)])
        {
            for (int generator = 0; generator < inputs.Count; generator++)
            {
                residual = Math.Max(residual, Of(map, from.Dimension, inputs[generator], outputs[generator]));
            }
        }

        return residual;
    }

    /// <summary>The entries in exact form where they have one and where that keeps the constraint; and the residual.</summary>
    public static (Coefficient[] Entries, double Residual) Round(double[] map, Piece from, Piece to)
    {
        Coefficient[] rounded = Array.ConvertAll(map, Coefficient.Round);
        double residual = Of(Array.ConvertAll(rounded, coefficient => coefficient.Value), from, to);
        return residual > RoundingTolerance && Of(map, from, to) is var unrounded && unrounded < residual
            ? (Array.ConvertAll(map, value => new Coefficient(value, null)), unrounded)
            : (rounded, residual);
    }

    private static double Of(double[] map, int columns, SparseGenerator input, SparseGenerator output)
    {
        double residual = 0;
        for (int i = 0; i < map.Length / columns; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                double sum = 0;
                foreach ((int k, double value) in input.Columns[j])
                {
                    sum += map[(i * columns) + k] * value;
                }

                foreach ((int k, double value) in output.Rows[i])
                {
                    sum -= value * map[(k * columns) + j];
                }

                residual = Math.Max(residual, Math.Abs(sum));
            }
        }

        return residual;
    }
}
