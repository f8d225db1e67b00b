using System.Numerics;

namespace Intertwine.Algebra;

/// <summary>All complex roots of a polynomial with real coefficients.</summary>
internal static class PolynomialRoots
{
    /// <summary>
    /// The simultaneous iteration of Durand and Kerner: <c>z_i ← z_i - p(z_i) / prod_{j≠i} (z_i - z_j)</c>; quadratic convergence to simple roots.
    /// </summary>
    /// <param name="coefficients">Constant term first; the last one is 1.</param>
    public static Complex[] Find(double[] coefficients)
    {
        int degree = coefficients.Length - 1;
        double radius = 1 + coefficients.Take(degree).Select(Math.Abs).DefaultIfEmpty(0).Max();
        Complex[] roots = [.. Enumerable.Range(0, degree).Select(i => Complex.FromPolarCoordinates(Math.Min(radius, 2), ((2 * Math.PI * i) + 0.7) / degree))];
        for (int iteration = 0; iteration < 500; iteration++)
        {
            double change = 0;
            for (int i = 0; i < degree; i++)
            {
                Complex value = Complex.One;
                for (int k = degree - 1; k >= 0; k--)
                {
                    value = (value * roots[i]) + coefficients[k];
                }

                Complex denominator = Complex.One;
                for (int j = 0; j < degree; j++)
                {
                    denominator *= j == i ? Complex.One : roots[i] - roots[j];
                }

                if (denominator == Complex.Zero)
                {
                    continue;
                }

                Complex step = value / denominator;
                roots[i] -= step;
                change = Math.Max(change, step.Magnitude);
            }

            if (change < 1e-15)
            {
                break;
            }
        }

        return roots;
    }
}
