namespace Intertwine.Algebra;

/// <summary>
/// The null space of a positive semidefinite operator N that is only known by what it does to vectors: random vectors are projected on it, <c>x - N^+ N x</c>, by conjugate gradients, until one of them brings nothing new. The
/// number of steps goes with the number of different eigenvalues of N and not with its size, and nothing is stored but the vectors; the result does not depend on any state outside, the vectors being pseudo-random.
/// </summary>
/// <remarks>
/// Conjugate gradients compute the Lanczos tridiagonal matrix of N on the way, whose eigenvalues (Ritz values) come from outside zero only: one below the square of <see cref="NullSpace.GapTolerance"/>, relative to the
/// largest, says that N has a small eigenvalue of which nobody knows whether it is meant to be zero. Then, or where the steps do not converge, there is no result.
/// </remarks>
internal sealed class RandomProjections(int unknowns, Action<double[], double[]> apply, CancellationToken cancellation)
{
    private const int Seed = 20231;

    private const int MaximumSteps = 2000;

    /// <summary>Part of its first gradient at which a vector counts as projected: above the rounding noise of the null space in the gradient, which would make Ritz values of its own.</summary>
    private const double Convergence = 1e-13;

    /// <summary>Numbers that the basis may have: 400 megabytes.</summary>
    private const long MaximumStorage = 50_000_000;

    /// <summary>The same in the second pass, which ends with the steps of the first where rounding keeps it from getting there.</summary>
    private const double Polished = 1e-15;

    private readonly double[] _gradient = new double[unknowns];

    private readonly double[] _direction = new double[unknowns];

    private readonly double[] _image = new double[unknowns];

    /// <summary>An orthonormal basis, or null where it is unclear what is zero, where the steps do not converge, or where the basis would be too large.</summary>
    public IReadOnlyList<double[]>? Find()
    {
        var random = new Random(Seed);
        var basis = new OrthonormalSet();
        while (basis.Vectors.Count < unknowns)
        {
            if ((long)(basis.Vectors.Count + 1) * unknowns > MaximumStorage)
            {
                return null;
            }

            double[] vector = new double[unknowns];
            for (int i = 0; i < unknowns; i++)
            {
                vector[i] = random.NextNormal();
            }

            // What is known already would only be projected again.
            vector = basis.Remainder(vector);
            double before = OrthonormalSet.Norm(vector);
            if (!TryProject(vector, before))
            {
                return null;
            }

            // One dimension that is left has this part of a random vector; where none is, there is only rounding.
            double after = OrthonormalSet.Norm(vector) * Math.Sqrt(unknowns) / before;
            if (after <= NullSpace.ZeroTolerance)
            {
                break;
            }

            if (after < NullSpace.GapTolerance || !basis.TryAdd(vector))
            {
                return null;
            }
        }

        return basis.Vectors;
    }

    /// <summary>Replaces a vector by its projection on the null space; false where that is unclear.</summary>
    private bool TryProject(double[] vector, double norm)
    {
        double largest = 0;
        int limit = MaximumSteps;
        // The second time round takes out what rounding in the recurrences of the first has left.
        for (int pass = 0; pass < 2; pass++)
        {
            apply(vector, _gradient);
            double square = 0;
            for (int i = 0; i < unknowns; i++)
            {
                _gradient[i] = -_gradient[i];
                _direction[i] = _gradient[i];
                square += _gradient[i] * _gradient[i];
            }

            if (pass == 0)
            {
                largest = Math.Sqrt(square) / norm;
            }

            double goal = (pass == 0 ? Convergence : Polished) * largest * norm;
            if (square <= goal * goal)
            {
                return true;
            }

            List<double> diagonal = [];
            List<double> offDiagonal = [];
            (double lastLength, double lastRatio) = (0, 0);
            for (int step = 0; square > goal * goal; step++)
            {
                cancellation.ThrowIfCancellationRequested();
                if (step == limit)
                {
                    if (pass == 0)
                    {
                        return false;
                    }

                    break;
                }

                apply(_direction, _image);
                double length = square / OrthonormalSet.Dot(_direction, _image);
                diagonal.Add((1 / length) + (step == 0 ? 0 : lastRatio / lastLength));
                double next = 0;
                for (int i = 0; i < unknowns; i++)
                {
                    vector[i] += length * _direction[i];
                    _gradient[i] -= length * _image[i];
                    next += _gradient[i] * _gradient[i];
                }

                double ratio = next / square;
                for (int i = 0; i < unknowns; i++)
                {
                    _direction[i] = _gradient[i] + (ratio * _direction[i]);
                }

                offDiagonal.Add(Math.Sqrt(ratio) / length);
                (lastLength, lastRatio, square) = (length, ratio, next);
            }

            if (pass == 0 && HasSmallRitzValue(diagonal, offDiagonal))
            {
                return false;
            }

            limit = diagonal.Count;
        }

        return true;
    }

    /// <summary>Whether the tridiagonal matrix has an eigenvalue below the gap: by the signs of the pivots of T - τ (Sturm).</summary>
    private static bool HasSmallRitzValue(List<double> diagonal, List<double> offDiagonal)
    {
        double threshold = NullSpace.GapTolerance * NullSpace.GapTolerance * diagonal.Max();
        double pivot = 1;
        for (int i = 0; i < diagonal.Count; i++)
        {
            pivot = diagonal[i] - threshold - (i == 0 ? 0 : offDiagonal[i - 1] * offDiagonal[i - 1] / pivot);
            if (!(pivot > 0))
            {
                return true;
            }
        }

        return false;
    }
}
