namespace Intertwine.Algebra;

/// <summary>
/// The common null space of several sparse systems, one after the other: after each system the basis N (orthonormal columns) becomes N times the null space of C N. The first, sparsest systems
/// cut the space down, so the later ones are small. Each system falls apart into its connected components (unknowns that share an equation), which are solved on their own by a
/// singular value decomposition.
/// </summary>
/// <remarks>
/// A singular value counts as zero below <see cref="ZeroTolerance"/> times the norm of the system and as non-zero above <see cref="GapTolerance"/> times it. One in between leaves the rank
/// unclear, and the result is a failure and not a guess.
/// </remarks>
internal sealed class NullSpace(int unknowns, CancellationToken cancellation)
{
    public const double ZeroTolerance = 1e-10;

    public const double GapTolerance = 1e-5;

    // Null while the basis is the whole space: the identity is never stored.
    private List<double[]>? _basis;

    /// <summary>The first singular value, relative to the norm of its system, between the two tolerances; 0 if there is none.</summary>
    public double UnclearSingularValue { get; private set; }

    /// <summary>Orthonormal basis of the null space so far.</summary>
    public IReadOnlyList<double[]> Basis => _basis ??= [.. Enumerable.Range(0, unknowns).Select(i => Unit(i, unknowns))];

    /// <summary>Restricts the space to the solutions of <paramref name="system"/>. False where the rank is unclear.</summary>
    public bool TryRestrict(SparseRows system)
    {
        double norm = system.Norm();
        if (norm == 0 || _basis is { Count: 0 })
        {
            return true;
        }

        if (_basis is null)
        {
            List<double[]> kernel = [];
            bool clear = TryKernel(system, norm, kernel);
            _basis = kernel;
            return clear;
        }

        List<double[]> combinations = [];
        if (!TryKernel(Restrict(system, _basis), norm, combinations))
        {
            return false;
        }

        List<double[]> restricted = new(combinations.Count);
        foreach (double[] combination in combinations)
        {
            double[] vector = new double[unknowns];
            for (int k = 0; k < combination.Length; k++)
            {
                double factor = combination[k];
                if (factor == 0)
                {
                    continue;
                }

                double[] element = _basis[k];
                for (int i = 0; i < vector.Length; i++)
                {
                    vector[i] += factor * element[i];
                }
            }

            restricted.Add(vector);
        }

        _basis = restricted;
        return true;
    }

    /// <summary>C N.</summary>
    private SparseRows Restrict(SparseRows system, List<double[]> basis)
    {
        var result = new SparseRows(basis.Count);
        for (int row = 0; row < system.Rows; row++)
        {
            if (row % 256 == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            for (int k = 0; k < basis.Count; k++)
            {
                double value = system.Dot(row, basis[k]);
                if (value != 0)
                {
                    result.Append(k, value);
                }
            }

            result.EndRow();
        }

        return result;
    }

    private bool TryKernel(SparseRows system, double norm, List<double[]> kernel)
    {
        int n = system.Columns;
        int[] parents = [.. Enumerable.Range(0, n)];
        for (int row = 0; row < system.Rows; row++)
        {
            int first = Find(parents, system.Index(system.Start(row)));
            for (int entry = system.Start(row) + 1; entry < system.Start(row + 1); entry++)
            {
                parents[Find(parents, system.Index(entry))] = first;
            }
        }

        // Position of every unknown within its component, and the components in order of their first unknown.
        int[] places = new int[n];
        var components = new Dictionary<int, Component>();
        List<Component> ordered = [];
        for (int column = 0; column < n; column++)
        {
            int root = Find(parents, column);
            if (!components.TryGetValue(root, out Component? component))
            {
                component = new Component();
                components.Add(root, component);
                ordered.Add(component);
            }

            places[column] = component.Columns.Count;
            component.Columns.Add(column);
        }

        for (int row = 0; row < system.Rows; row++)
        {
            components[Find(parents, system.Index(system.Start(row)))].Rows.Add(row);
        }

        foreach (Component component in ordered)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!TryComponent(system, component, places, norm, kernel))
            {
                return false;
            }
        }

        return true;
    }

    private bool TryComponent(SparseRows system, Component component, int[] places, double norm, List<double[]> kernel)
    {
        int m = component.Rows.Count;
        int n = component.Columns.Count;
        double[][] columns = new double[n][];
        for (int j = 0; j < n; j++)
        {
            columns[j] = new double[m];
        }

        for (int i = 0; i < m; i++)
        {
            int row = component.Rows[i];
            for (int entry = system.Start(row); entry < system.Start(row + 1); entry++)
            {
                columns[places[system.Index(entry)]][i] = system.Value(entry);
            }
        }

        SingularValues decomposition = SingularValues.Decompose(columns, norm, cancellation);
        for (int j = 0; j < n; j++)
        {
            double relative = decomposition.Values[j] / norm;
            if (relative > GapTolerance)
            {
                continue;
            }

            if (relative > ZeroTolerance)
            {
                UnclearSingularValue = relative;
                return false;
            }

            double[] vector = new double[system.Columns];
            for (int i = 0; i < n; i++)
            {
                vector[component.Columns[i]] = decomposition.RightVectors[j][i];
            }

            kernel.Add(vector);
        }

        return true;
    }

    private static int Find(int[] parents, int item)
    {
        while (parents[item] != item)
        {
            parents[item] = parents[parents[item]];
            item = parents[item];
        }

        return item;
    }

    private static double[] Unit(int index, int size)
    {
        double[] vector = new double[size];
        vector[index] = 1;
        return vector;
    }

    private sealed class Component
    {
        public List<int> Columns { get; } = [];

        public List<int> Rows { get; } = [];
    }
}
