namespace Intertwine.Algebra;

/// <summary>Gauss's quadrature on [-1, 1]: <c>sum_i w_i f(x_i)</c> is the integral of f for polynomials up to degree 2 n - 1. The nodes are the roots of Legendre's P_n, ascending.</summary>
public sealed class GaussLegendre
{
    private readonly double[] _nodes;
    private readonly double[] _weights;

    /// <param name="count">n, from 1.</param>
    public GaussLegendre(int count)
    {
        if (count < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(count), count, "Expected a node.");
        }

        _nodes = new double[count];
        _weights = new double[count];
        for (int i = 0; i < count; i++)
        {
            // Newton's method from Tricomi's estimate; the distance to the root is squared in every step.
            double x = -Math.Cos(Math.PI * (i + 0.75) / (count + 0.5));
            double derivative = 0;
            for (int step = 0; step < 8; step++)
            {
                (double value, derivative) = Legendre(count, x);
                double change = value / derivative;
                x -= change;
                if (Math.Abs(change) < 1e-15)
                {
                    break;
                }
            }

            (_, derivative) = Legendre(count, x);
            (_nodes[i], _weights[i]) = (x, 2 / ((1 - (x * x)) * derivative * derivative));
        }
    }

    public IReadOnlyList<double> Nodes => _nodes;

    public IReadOnlyList<double> Weights => _weights;

    private static (double Value, double Derivative) Legendre(int n, double x)
    {
        (double previous, double current) = (1, x);
        for (int l = 1; l < n; l++)
        {
            (previous, current) = (current, ((((2 * l) + 1) * x * current) - (l * previous)) / (l + 1));
        }

        return (current, n * ((x * current) - previous) / ((x * x) - 1));
    }
}
