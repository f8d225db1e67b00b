namespace Intertwine.Algebra;

/// <summary>
/// All kernels on the points of a grid with <c>k(g x) = rho_out(g) k(x) rho_in(g)^-1</c>, for a group that permutes the points: no rings, no harmonics, nothing between the points. Lifting and group convolutions are the cases
/// trivial → regular (K^2 elements: one filter, moved by every element) and regular → regular. Equal by value.
/// </summary>
/// <param name="Action">How the group moves the points.</param>
/// <param name="From">Input.</param>
/// <param name="To">Output.</param>
/// <param name="Grid">The points.</param>
/// <param name="Elements">The basis, tensors [out, in, point]. Entries are 0 and ±1 where the representations permute their components up to signs.</param>
/// <param name="Residual">Largest entry of <c>k(g x) - rho_out(g) k(x) rho_in(g)^-1</c> over elements, generators and points.</param>
public sealed record GridKernelBasis(EuclideanAction Action, Piece From, Piece To, PixelGrid Grid, IReadOnlyList<SparseTensor3> Elements, double Residual)
{
    /// <summary>Number of elements: one learnable number each.</summary>
    public int Dimension => Elements.Count;

    /// <summary>Whether every entry has an exact form.</summary>
    public bool IsExact => Elements.All(element => element.IsExact);

    public bool Equals(GridKernelBasis? other)
        => other is not null && Action == other.Action && From == other.From && To == other.To && Grid == other.Grid && Residual.Equals(other.Residual) && Sequences.AreEqual(Elements, other.Elements);

    public override int GetHashCode() => Sequences.Combine(Sequences.Combine(From.GetHashCode(), To.GetHashCode()), Grid.GetHashCode());
}

/// <summary>
/// Solves for kernels on grids, orbit by orbit: at one point of an orbit the matrix commutes with the elements that keep the point, <c>K = rho_out(s) K rho_in(s)^-1</c>, and it determines the matrices at the other points.
/// </summary>
public static class GridKernels
{
    /// <summary>The kernels between single copies of two pieces on <paramref name="size"/> points along each axis.</summary>
    public static Result<GridKernelBasis, SolveFailure> Solve(EuclideanAction action, Piece from, Piece to, int size, CancellationToken cancellation = default)
    {
        if (from.Group != to.Group || from.Group != action.Group)
        {
            return new SolveFailure(
                SolveFailureKind.DifferentGroups, $"Expected representations of {action.Group}, which moves the points, came '{from}' of {from.Group} and '{to}' of {to.Group}.");
        }

        if (from.IsAffine || to.IsAffine)
        {
            return new SolveFailure(SolveFailureKind.NotLinear, $"Expected values that do not move with the origin, came '{(from.IsAffine ? from : to)}' of {from.Group}.");
        }

        if (action.Group.Order is not { } order)
        {
            return new SolveFailure(SolveFailureKind.NotOnGrid, $"Expected a finite group, whose elements permute the points of a grid, came {action.Group}.");
        }

        var grid = new PixelGrid(action.Dimension, size);
        Mover[] movers = [.. action.Group.Elements.Select(element => new Mover(action, element, from, to, grid))];
        if (movers.Any(mover => mover.Targets.Contains(-1)))
        {
            return new SolveFailure(
                SolveFailureKind.NotOnGrid, $"{action.Group} moves points of a grid to places between them: expected rotations by quarter turns and mirrors at the axes and diagonals, came a group of {order} elements with others.");
        }

        List<SparseTensor3> elements = [];
        bool[] done = new bool[grid.Count];
        for (int point = 0; point < grid.Count; point++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (done[point])
            {
                continue;
            }

            Mover[] stabilizer = [.. movers.Where(mover => mover.Targets[point] == point)];
            // One element per point of the orbit.
            Mover[] orbit = [.. movers.GroupBy(mover => mover.Targets[point]).Select(group => group.First())];
            foreach (Mover mover in orbit)
            {
                done[mover.Targets[point]] = true;
            }

            foreach (double[] kernel in Invariant(stabilizer, to.Dimension, from.Dimension))
            {
                List<SparseEntry3> entries = [];
                foreach (Mover mover in orbit)
                {
                    double[] moved = mover.Transport(kernel);
                    for (int index = 0; index < moved.Length; index++)
                    {
                        Coefficient coefficient = Coefficient.Round(Math.Abs(moved[index]) < 1e-14 ? 0 : moved[index]);
                        if (coefficient.Value != 0)
                        {
                            entries.Add(new SparseEntry3(index / from.Dimension, index % from.Dimension, mover.Targets[point], coefficient));
                        }
                    }
                }

                elements.Add(new SparseTensor3(to.Dimension, from.Dimension, grid.Count, [.. entries.OrderBy(entry => entry.I).ThenBy(entry => entry.J).ThenBy(entry => entry.K)]));
            }
        }

        return new GridKernelBasis(action, from, to, grid, elements, Residual(action, from, to, grid, elements));
    }

    /// <summary>A basis of the matrices that the elements keep, in echelon form: means over the elements of the matrices with a single 1.</summary>
    private static IReadOnlyList<double[]> Invariant(Mover[] stabilizer, int rows, int columns)
    {
        bool isMonomial = stabilizer.All(mover => mover.IsMonomial);
        bool[] covered = new bool[rows * columns];
        List<double[]> basis = [];
        for (int unit = 0; unit < covered.Length; unit++)
        {
            if (covered[unit])
            {
                continue;
            }

            double[] sum = new double[covered.Length];
            foreach (Mover mover in stabilizer)
            {
                mover.AddTransported(unit, 1, sum);
            }

            // Where components are only permuted, the orbits of single entries do not overlap.
            double leading = sum[unit];
            for (int i = 0; isMonomial && i < sum.Length; i++)
            {
                covered[i] |= sum[i] != 0;
                sum[i] = leading == 0 ? 0 : sum[i] / leading;
            }

            if (sum.Any(value => Math.Abs(value) > 1e-9))
            {
                basis.Add(sum);
            }
        }

        if (isMonomial)
        {
            return basis;
        }

        EchelonForm.Reduce(basis);
        return [.. basis.Where(vector => vector.Any(value => Math.Abs(value) > 1e-9))];
    }

    private static double Residual(EuclideanAction action, Piece from, Piece to, PixelGrid grid, IReadOnlyList<SparseTensor3> elements)
    {
        double largest = 0;
        Mover[] generators = [.. Enumerable.Range(0, action.Group.DiscreteCount).Select(k => new Mover(action, GroupElement.Discrete(action.Group, k), from, to, grid))];
        int size = to.Dimension * from.Dimension;
        foreach (SparseTensor3 element in elements)
        {
            double[] values = new double[grid.Count * size];
            foreach (SparseEntry3 entry in element.Entries)
            {
                values[(entry.K * size) + (entry.I * from.Dimension) + entry.J] = entry.Value;
            }

            foreach (Mover mover in generators)
            {
                double[] moved = new double[values.Length];
                double[] block = new double[size];
                for (int point = 0; point < grid.Count; point++)
                {
                    Array.Copy(values, point * size, block, 0, size);
                    mover.Transport(block).CopyTo(moved, mover.Targets[point] * size);
                }

                for (int i = 0; i < values.Length; i++)
                {
                    largest = Math.Max(largest, Math.Abs(values[i] - moved[i]));
                }
            }
        }

        return largest;
    }

    /// <summary>How one element moves points and matrices, <c>K → rho_out K rho_in^-1</c>, by the non-zeros of its matrices.</summary>
    private sealed class Mover
    {
        private readonly SparseGenerator _output;
        private readonly SparseGenerator _input;
        private readonly int _columns;

        public Mover(EuclideanAction action, GroupElement element, Piece from, Piece to, PixelGrid grid)
        {
            Matrix points = action.Represent(element);
            Targets = [.. Enumerable.Range(0, grid.Count).Select(point => grid.IndexOf(points.Apply(grid.Point(point))))];
            _output = new SparseGenerator(to.Represent(element));
            _input = new SparseGenerator(from.Represent(element.Inverse()));
            _columns = from.Dimension;
            IsMonomial = _output.Columns.All(column => column.Length == 1) && _input.Rows.All(row => row.Length == 1);
        }

        public int[] Targets { get; }

        public bool IsMonomial { get; }

        public double[] Transport(double[] kernel)
        {
            double[] result = new double[kernel.Length];
            for (int unit = 0; unit < kernel.Length; unit++)
            {
                if (kernel[unit] != 0)
                {
                    AddTransported(unit, kernel[unit], result);
                }
            }

            return result;
        }

        public void AddTransported(int unit, double factor, double[] result)
        {
            foreach ((int row, double left) in _output.Columns[unit / _columns])
            {
                foreach ((int column, double right) in _input.Rows[unit % _columns])
                {
                    result[(row * _columns) + column] += factor * left * right;
                }
            }
        }
    }
}
