using System.Globalization;

namespace Intertwine.Algebra;

/// <summary>Closed one-parameter subgroups: where <c>exp(T A) = 1</c>, also <c>exp(T d rho(A)) = 1</c>. Representations of the Lie algebra that break this are spinors: representations of a covering group only.</summary>
internal static class PeriodRelations
{
    /// <summary>Largest ratio of two frequencies of one generator.</summary>
    private const int MaximumHarmonic = 256;

    public static RelationFailure? Verify(IReadOnlyList<ImagePair> infinitesimal, CancellationToken cancellation)
    {
        foreach (ImagePair generator in infinitesimal)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Period(generator.Defining) is not { } period)
            {
                continue;
            }

            Matrix turned = (period * generator.Image).Exponential();
            string length = Math.Round(period / Math.PI, 6).ToString(CultureInfo.InvariantCulture);
            if (RepresentationCheck.Compare(turned, Matrix.Identity(turned.Rows), () => $"exp({length} pi {generator.Name}) = 1") is { } failure)
            {
                return failure;
            }
        }

        return null;
    }

    /// <summary>
    /// The smallest T &gt; 0 with exp(T A) = 1, or null where there is none. The matrix has to be diagonalisable with imaginary eigenvalues of rational ratios; the eigenvalues are the roots of its minimal polynomial, which are
    /// simple then.
    /// </summary>
    public static double? Period(Matrix generator)
    {
        double scale = generator.MaximumNorm();
        if (scale == 0 || MinimalPolynomial((1 / scale) * generator) is not { } polynomial)
        {
            return null;
        }

        List<double> frequencies = [];
        foreach (System.Numerics.Complex root in PolynomialRoots.Find(polynomial))
        {
            if (Math.Abs(root.Real) > 1e-6)
            {
                return null;
            }

            if (root.Imaginary > 1e-6)
            {
                frequencies.Add(root.Imaginary);
            }
        }

        for (int harmonic = 1; harmonic <= MaximumHarmonic && frequencies.Count > 0; harmonic++)
        {
            // All frequencies are multiples of the smallest one divided by the harmonic.
            double unit = frequencies.Min() / harmonic;
            if (!frequencies.All(frequency => Math.Abs((frequency / unit) - Math.Round(frequency / unit)) < 1e-5))
            {
                continue;
            }

            double period = Refine(generator, 2 * Math.PI / (unit * scale));
            return ((period * generator).Exponential() - Matrix.Identity(generator.Rows)).MaximumNorm() < 1e-9 ? period : null;
        }

        return null;
    }

    /// <summary>Newton's method for the T next to a guess where exp(T A) is nearest to 1.</summary>
    private static double Refine(Matrix generator, double period)
    {
        double square = generator.ToArray().Sum(entry => entry * entry);
        for (int step = 0; step < 4; step++)
        {
            double[] deviation = ((period * generator).Exponential() - Matrix.Identity(generator.Rows)).ToArray();
            double[] slope = generator.ToArray();
            double product = 0;
            for (int k = 0; k < slope.Length; k++)
            {
                product += slope[k] * deviation[k];
            }

            period -= product / square;
        }

        return period;
    }

    /// <summary>Coefficients of the monic polynomial of least degree with p(A) = 0, constant term first: the first power of A that is a combination of the lower ones.</summary>
    private static double[]? MinimalPolynomial(Matrix matrix)
    {
        int n = matrix.Rows;
        List<double[]> orthonormal = [];
        List<double[]> combinations = [];
        Matrix power = Matrix.Identity(n);
        for (int degree = 0; degree <= n; degree++)
        {
            double[] vector = power.ToArray();
            double[] combination = new double[n + 1];
            combination[degree] = 1;
            double norm = Math.Sqrt(vector.Sum(value => value * value));
            for (int pass = 0; pass < 2; pass++)
            {
                for (int i = 0; i < orthonormal.Count; i++)
                {
                    double product = 0;
                    for (int k = 0; k < vector.Length; k++)
                    {
                        product += orthonormal[i][k] * vector[k];
                    }

                    for (int k = 0; k < vector.Length; k++)
                    {
                        vector[k] -= product * orthonormal[i][k];
                    }

                    for (int k = 0; k <= n; k++)
                    {
                        combination[k] -= product * combinations[i][k];
                    }
                }
            }

            double rest = Math.Sqrt(vector.Sum(value => value * value));
            if (rest <= 1e-10 * Math.Max(norm, 1e-3))
            {
                return [.. combination.Take(degree + 1)];
            }

            orthonormal.Add([.. vector.Select(value => value / rest)]);
            combinations.Add([.. combination.Select(value => value / rest)]);
            power *= matrix;
        }

        return null;
    }
}
