namespace Intertwine.Algebra;

/// <summary>Which elements of a group, and of its Lie algebra, given matrices of its defining representation are.</summary>
internal static class EmbeddingFinder
{
    private const double Tolerance = 1e-9;

    /// <summary>Largest order of a group whose elements are searched one by one.</summary>
    private const int MaximumOrder = 50_000;

    /// <summary>The matrix on more axes: with <paramref name="diagonal"/> on those that it does not reach.</summary>
    public static Matrix Extend(Matrix matrix, int axes, double diagonal)
    {
        int size = matrix.Rows + axes;
        double[] entries = new double[size * size];
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++)
            {
                entries[(i * size) + j] = i < matrix.Rows && j < matrix.Rows ? matrix[i, j] : i == j ? diagonal : 0;
            }
        }

        return new Matrix(size, size, entries);
    }

    /// <summary>Coefficients a with <c>sum_k a_k A_k</c> the matrix, by least squares; null where it is not in the algebra.</summary>
    public static double[]? FindAlgebra(Group group, Matrix matrix)
    {
        IReadOnlyList<Matrix> generators = group.InfinitesimalGenerators;
        if (matrix.Rows != group.Defining.MatrixSize)
        {
            return null;
        }

        int count = generators.Count;
        double[] coefficients = [];
        Matrix difference = matrix;
        if (count > 0)
        {
            double[][] vectors = [.. generators.Select(generator => generator.ToArray())];
            double[] target = matrix.ToArray();
            var gram = new Matrix(count, count, [.. from left in vectors from right in vectors select OrthonormalSet.Dot(left, right)]);
            coefficients = gram.Inverse().Apply([.. vectors.Select(vector => OrthonormalSet.Dot(vector, target))]);
            coefficients = Array.ConvertAll(coefficients, value => Coefficient.Round(value).Value);
            for (int k = 0; k < count; k++)
            {
                difference -= coefficients[k] * generators[k];
            }
        }

        return difference.MaximumNorm() <= Tolerance ? coefficients : null;
    }

    /// <summary>A word for the matrix: an element of a finite group, or an exponential times at most two discrete generators; null where there is none.</summary>
    public static GroupElement? FindElement(Group group, Matrix matrix, CancellationToken cancellation)
    {
        if (matrix.Rows != group.Defining.MatrixSize)
        {
            return null;
        }

        if (group.Order is <= MaximumOrder)
        {
            foreach (GroupElement element in group.Elements)
            {
                cancellation.ThrowIfCancellationRequested();
                if ((group.Defining.Represent(element) - matrix).MaximumNorm() <= Tolerance)
                {
                    return element;
                }
            }

            return null;
        }

        List<GroupElement> words = [GroupElement.Identity(group), .. Enumerable.Range(0, group.DiscreteCount).Select(k => GroupElement.Discrete(group, k))];
        words.AddRange([.. from left in words.Skip(1) from right in words.Skip(1) select left * right]);
        foreach (GroupElement word in words)
        {
            Matrix rest = matrix * group.Defining.Represent(word.Inverse());
            if ((rest - Matrix.Identity(rest.Rows)).MaximumNorm() <= Tolerance)
            {
                return word;
            }

            if (OrthogonalLogarithm.TryCompute(rest, cancellation, out Matrix logarithm) && FindAlgebra(group, logarithm) is { } coefficients)
            {
                return GroupElement.Exponential(group, coefficients) * word;
            }
        }

        return null;
    }

    public static SolveFailure NotContained(Group subgroup, Group group, string reason)
        => new(SolveFailureKind.NotSubgroup, $"Expected a subgroup of {group} in its coordinates, came {subgroup}, which {reason} that {group} does not have.");
}
