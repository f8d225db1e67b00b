namespace Intertwine.Algebra;

/// <summary>
/// A <see cref="SteerableBasis"/> on the points of a grid, normalised: every element is divided by <c>sqrt(sum_x tr(K(x) K(x)^T) / d_out)</c> with the dimension of its output irrep, and elements that vanish on the grid are left out.
/// </summary>
/// <remarks>This is the normalisation of escnn: an element with sum of squares below 1e-12 d_out is not divided, and what then has a sum of squares up to 1e-2 is dropped.</remarks>
public sealed class SampledBasis
{
    private const double SmallestNorm = 1e-6;

    private readonly Lazy<double[]> _values;

    internal SampledBasis(SteerableBasis basis, PixelGrid grid, CancellationToken cancellation)
    {
        if (grid.Dimension != basis.Action.Dimension)
        {
            throw new ArgumentException($"Expected a grid of {basis.Action.Dimension} dimensions, came {grid.Dimension}.", nameof(grid));
        }

        (Basis, Grid) = (basis, grid);
        (double[][] harmonics, double[][] profiles) = Tabulate();
        List<SteerableElement> kept = [];
        List<double> norms = [];
        foreach (SteerableElement element in basis.Elements)
        {
            cancellation.ThrowIfCancellationRequested();
            SparseTensor3 tensor = basis.Tensor(element);
            double norm = Math.Sqrt(SumOfSquares(tensor, harmonics[element.Degree], profiles[element.Shell]) / tensor.Dim1);
            if (norm >= SmallestNorm)
            {
                kept.Add(element);
                norms.Add(norm);
            }
        }

        Elements = kept;
        Norms = norms;
        _values = new Lazy<double[]>(() => Sample(harmonics, profiles));
    }

    public SteerableBasis Basis { get; }

    public PixelGrid Grid { get; }

    /// <summary>The elements that do not vanish on the grid, in the order of the basis.</summary>
    public IReadOnlyList<SteerableElement> Elements { get; }

    /// <summary>What each element was divided by.</summary>
    public IReadOnlyList<double> Norms { get; }

    public int Dimension => Elements.Count;

    /// <summary>The filters [element, out, in, point].</summary>
    public IReadOnlyList<double> Values => _values.Value;

    /// <summary>The sum of all elements with the given weights: a filter [out, in, point].</summary>
    public double[] Expand(IReadOnlyList<double> weights)
    {
        if (weights.Count != Dimension)
        {
            throw new ArgumentException($"Expected {Dimension} weights, came {weights.Count}.", nameof(weights));
        }

        int size = Basis.To.Dimension * Basis.From.Dimension * Grid.Count;
        double[] filter = new double[size];
        double[] values = _values.Value;
        for (int b = 0; b < weights.Count; b++)
        {
            for (int i = 0; i < size; i++)
            {
                filter[i] += weights[b] * values[(b * size) + i];
            }
        }

        return filter;
    }

    /// <summary>Per degree the harmonics [point * count + component], per shell its profile at all points.</summary>
    private (double[][] Harmonics, double[][] Profiles) Tabulate()
    {
        int degrees = Basis.Radial.MaximumDegree + 1;
        double[][] harmonics = [.. Enumerable.Range(0, degrees).Select(degree => new double[Grid.Count * Harmonics.Count(Grid.Dimension, degree)])];
        double[][] profiles = [.. Basis.Radial.Shells.Select(_ => new double[Grid.Count])];
        for (int p = 0; p < Grid.Count; p++)
        {
            double[] point = Grid.Point(p);
            double[][] values = Harmonics.Evaluate(Basis.Action.ToFrame(point), degrees - 1);
            for (int degree = 0; degree < degrees; degree++)
            {
                values[degree].CopyTo(harmonics[degree], p * values[degree].Length);
            }

            double radius = Math.Sqrt(point.Sum(coordinate => coordinate * coordinate));
            for (int shell = 0; shell < profiles.Length; shell++)
            {
                profiles[shell][p] = Basis.Radial.Shells[shell].Profile.Evaluate(radius);
            }
        }

        return (harmonics, profiles);
    }

    /// <summary><c>sum_x tr(K K^T)</c> from the Gram matrices of the tensor and of the sampled harmonics: the same before and after the change to the bases of the pieces, whose columns are orthonormal.</summary>
    private double SumOfSquares(SparseTensor3 tensor, double[] harmonics, double[] profile)
    {
        int count = tensor.Dim3;
        double sum = 0;
        double[] kernel = new double[tensor.Dim1 * tensor.Dim2];
        for (int p = 0; p < Grid.Count; p++)
        {
            double square = profile[p] * profile[p];
            if (square < 1e-40)
            {
                continue;
            }

            Array.Clear(kernel, 0, kernel.Length);
            foreach (SparseEntry3 entry in tensor.Entries)
            {
                kernel[(entry.I * tensor.Dim2) + entry.J] += entry.Value * harmonics[(p * count) + entry.K];
            }

            foreach (double value in kernel)
            {
                sum += square * value * value;
            }
        }

        return sum;
    }

    private double[] Sample(double[][] harmonics, double[][] profiles)
    {
        int rows = Basis.To.Dimension;
        int columns = Basis.From.Dimension;
        int points = Grid.Count;
        double[] values = new double[Dimension * rows * columns * points];
        for (int b = 0; b < Dimension; b++)
        {
            SteerableElement element = Elements[b];
            SparseTensor3 tensor = Basis.Tensor(element);
            Matrix outputs = Basis.Outputs[element.OutIrrep].Columns;
            Matrix inputs = Basis.Inputs[element.InIrrep].Columns;
            double[] shell = [.. profiles[element.Shell].Select(value => value / Norms[b])];
            // The tensor in the bases of the pieces, then times the harmonics: components are fewer than points.
            double[] whole = Transform(tensor, outputs, inputs);
            double[] table = harmonics[element.Degree];
            for (int entry = 0; entry < rows * columns; entry++)
            {
                int target = ((b * rows * columns) + entry) * points;
                for (int c = 0; c < tensor.Dim3; c++)
                {
                    double factor = whole[(entry * tensor.Dim3) + c];
                    if (factor == 0)
                    {
                        continue;
                    }

                    for (int p = 0; p < points; p++)
                    {
                        values[target + p] += factor * shell[p] * table[(p * tensor.Dim3) + c];
                    }
                }
            }
        }

        return values;
    }

    /// <summary><c>sum Q_out[a, o] T[o, i, c] Q_in[b, i]</c>, as [a, b, c].</summary>
    private static double[] Transform(SparseTensor3 tensor, Matrix outputs, Matrix inputs)
    {
        double[] result = new double[outputs.Rows * inputs.Rows * tensor.Dim3];
        foreach (SparseEntry3 entry in tensor.Entries)
        {
            for (int a = 0; a < outputs.Rows; a++)
            {
                double left = entry.Value * outputs[a, entry.I];
                if (left == 0)
                {
                    continue;
                }

                for (int b = 0; b < inputs.Rows; b++)
                {
                    result[(((a * inputs.Rows) + b) * tensor.Dim3) + entry.K] += left * inputs[b, entry.J];
                }
            }
        }

        return result;
    }
}
