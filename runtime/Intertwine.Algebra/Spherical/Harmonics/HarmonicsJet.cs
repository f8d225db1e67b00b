namespace Intertwine.Algebra;

/// <summary>Spherical harmonics of all degrees at one point with their first and second derivatives; component m of degree l at <see cref="SphericalHarmonics.Index"/>.</summary>
public sealed class HarmonicsJet
{
    private readonly double[] _values;
    private readonly double[][] _gradient;
    private readonly double[][] _hessian;

    /// <summary>The jet of the polynomials of norm 1 from their values; takes ownership of <paramref name="values"/>.</summary>
    internal HarmonicsJet(int maximumDegree, double[] values)
    {
        MaximumDegree = maximumDegree;
        _values = values;
        _gradient = new double[3][];
        _hessian = new double[6][];
        for (int i = 0; i < 6; i++)
        {
            _gradient[i % 3] = new double[values.Length];
            _hessian[i] = new double[values.Length];
        }

        for (int l = 1; l <= maximumDegree; l++)
        {
            (int center, int below) = ((l * l) + l, (l * l) - l);
            foreach (HarmonicDerivative term in HarmonicDerivatives.OfDegree(l))
            {
                _gradient[term.Axis][center + term.Component] += term.Value * values[below + term.Source];
                for (int second = 0; second <= term.Axis; second++)
                {
                    _hessian[At(second, term.Axis)][center + term.Component] += term.Value * _gradient[second][below + term.Source];
                }
            }
        }
    }

    public int MaximumDegree { get; }

    /// <summary>Y_{l,m}.</summary>
    public IReadOnlyList<double> Values => _values;

    /// <summary>d Y_{l,m} / d x_a for the axis a = 0, 1, 2.</summary>
    public IReadOnlyList<double> Gradient(int axis) => _gradient[axis];

    /// <summary>d² Y_{l,m} / d x_a d x_b; symmetric in the axes.</summary>
    public IReadOnlyList<double> Hessian(int first, int second) => _hessian[At(Math.Min(first, second), Math.Max(first, second))];

    /// <summary>
    /// From the polynomials at u = x / |x| to the derivatives of Y_l(x / |x|) with respect to x. With G and H those of the polynomials and s = 1 / |x|:
    /// <c>s (G_a - l u_a Y)</c> and <c>s² (H_ab - l (u_a G_b + u_b G_a) + l ((l + 2) u_a u_b - delta_ab) Y)</c>.
    /// </summary>
    internal void Normalize(double[] u, double inverseRadius)
    {
        for (int l = 0; l <= MaximumDegree; l++)
        {
            for (int i = l * l; i < (l + 1) * (l + 1); i++)
            {
                for (int a = 0; a < 3; a++)
                {
                    for (int b = a; b < 3; b++)
                    {
                        double mixed = (u[a] * _gradient[b][i]) + (u[b] * _gradient[a][i]);
                        double radial = ((l + 2) * u[a] * u[b]) - (a == b ? 1 : 0);
                        _hessian[At(a, b)][i] = (_hessian[At(a, b)][i] - (l * mixed) + (l * radial * _values[i])) * inverseRadius * inverseRadius;
                    }
                }

                for (int a = 0; a < 3; a++)
                {
                    _gradient[a][i] = (_gradient[a][i] - (l * u[a] * _values[i])) * inverseRadius;
                }
            }
        }
    }

    internal void Scale(SphericalNormalization normalization)
    {
        normalization.Scale(_values, MaximumDegree);
        foreach (double[] derivative in (double[][])[.. _gradient, .. _hessian])
        {
            normalization.Scale(derivative, MaximumDegree);
        }
    }

    // xx, xy, xz, yy, yz, zz.
    private static int At(int first, int second) => first == 0 ? second : first + second + 1;
}
