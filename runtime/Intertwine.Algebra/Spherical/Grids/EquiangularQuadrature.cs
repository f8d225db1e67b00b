namespace Intertwine.Algebra;

/// <summary>
/// The polar angles <c>beta_j = pi (j + 1/2) / n</c> of a grid on the sphere or on SO(3), n even, with weights that make sums over them means over the sphere:
/// <c>sum_j w_j f(cos beta_j) = 1/2 ∫ f(t) dt</c> for polynomials of degree below n (Driscoll and Healy 1994; Kostelec and Rockmore 2008).
/// </summary>
internal static class EquiangularQuadrature
{
    public static double[] Angles(int count)
    {
        if (count < 2 || count % 2 != 0)
        {
            throw new ArgumentOutOfRangeException(nameof(count), count, "Expected an even number of polar angles.");
        }

        double[] angles = new double[count];
        for (int j = 0; j < count; j++)
        {
            angles[j] = Math.PI * (j + 0.5) / count;
        }

        return angles;
    }

    /// <summary><c>w_j = (2 / n) sin(beta_j) sum_{k &lt; n/2} sin((2 k + 1) beta_j) / (2 k + 1)</c>: the coefficients of the integrals of cosines.</summary>
    public static double[] Weights(int count)
    {
        double[] weights = Angles(count);
        for (int j = 0; j < count; j++)
        {
            double beta = weights[j];
            double sum = 0;
            for (int k = 0; k < count / 2; k++)
            {
                sum += Math.Sin(((2 * k) + 1) * beta) / ((2 * k) + 1);
            }

            weights[j] = 2.0 / count * Math.Sin(beta) * sum;
        }

        return weights;
    }
}
