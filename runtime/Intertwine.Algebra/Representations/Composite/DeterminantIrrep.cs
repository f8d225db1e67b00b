namespace Intertwine.Algebra;

/// <summary>The determinant of the defining representation, <c>det</c>: pseudo-scalars, which change sign under reflections; volumes under SL's larger relatives. <c>d rho(A) = tr A</c>.</summary>
public sealed record DeterminantIrrep(Group Group) : Irrep(Group)
{
    internal const string Notation = "det";

    public override string Name => Notation;

    public override int Dimension => 1;

    public override bool IsTrivial => false;

    protected override int Order => 1;

    private protected override GeneratorImages CreateImages() => new(
        [.. Group.InfinitesimalGenerators.Select(matrix => Matrix.Scalar(1, matrix.Trace()))],
        [.. Group.DiscreteGenerators.Select(matrix => Matrix.Scalar(1, Determinant(matrix)))]);

    /// <summary>Whether the determinant of every element is 1, so that it is no piece of its own.</summary>
    internal static bool IsOne(Group group)
        => group.InfinitesimalGenerators.All(matrix => Math.Abs(matrix.Trace()) < 1e-12) && group.DiscreteGenerators.All(matrix => Math.Abs(Determinant(matrix) - 1) < 1e-12);

    /// <summary>By elimination with row pivots; exact for signed permutations, and for orthogonal matrices the sign.</summary>
    private static double Determinant(Matrix matrix)
    {
        int n = matrix.Rows;
        double[] a = matrix.ToArray();
        double determinant = 1;
        for (int k = 0; k < n; k++)
        {
            int pivot = k;
            for (int i = k + 1; i < n; i++)
            {
                pivot = Math.Abs(a[(i * n) + k]) > Math.Abs(a[(pivot * n) + k]) ? i : pivot;
            }

            double value = a[(pivot * n) + k];
            if (value == 0)
            {
                return 0;
            }

            determinant *= pivot == k ? value : -value;
            for (int j = 0; j < n; j++)
            {
                (a[(k * n) + j], a[(pivot * n) + j]) = (a[(pivot * n) + j], a[(k * n) + j]);
            }

            for (int i = k + 1; i < n; i++)
            {
                double factor = a[(i * n) + k] / value;
                for (int j = k; j < n && factor != 0; j++)
                {
                    a[(i * n) + j] -= factor * a[(k * n) + j];
                }
            }
        }

        return Math.Abs(Math.Abs(determinant) - 1) < 1e-12 ? Math.Sign(determinant) : determinant;
    }
}
