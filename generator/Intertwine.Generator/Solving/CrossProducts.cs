using System.Collections.Concurrent;
using Intertwine.Algebra;
using Intertwine.Generator.Kernels;

namespace Intertwine.Generator.Solving;

/// <summary>
/// How x × y transforms. Rotations R commute with it, R(x × y) = Rx × Ry; any matrix A gives Ax × Ay = cof(A) (x × y), for a reflection of vectors minus the reflected product. So the result is the same piece, another one
/// of the group (pseudo-vectors), or none that the group has.
/// </summary>
internal static class CrossProducts
{
    private const double Tolerance = 1e-9;

    private static readonly ConcurrentDictionary<(Piece Left, Piece Right, Piece Output), bool> Known = new();

    /// <summary>z_0 = x_1 y_2 - x_2 y_1 and so on around.</summary>
    public static SparseTensor Tensor { get; } = new(3, 3, 3, Enumerable.Range(0, 3).SelectMany(Row).OrderBy(e => (e.Out, e.Left, e.Right)).ToEquatable());

    /// <summary>A vector of the plane after a quarter turn: (-y, x).</summary>
    public static SparseTensor QuarterTurn { get; } = new(2, 2, 1, new([new TensorEntry(0, 1, 0, -1), new TensorEntry(1, 0, 0, 1)]));

    /// <summary>The piece of the product; null where the group has none that fits component by component.</summary>
    public static Piece? Of(Piece left, Piece right, int maximumSize, CancellationToken cancellation)
    {
        List<Piece> candidates = [left, right, left.Dual()];
        if (candidates.Find(candidate => IsProduct(left, right, candidate)) is { } near)
        {
            return near;
        }

        return left is Irrep a && right is Irrep b && TensorProducts.Paths(a, b, cancellation, maximumSize).TryGet(out TensorProduct? product, out _)
            ? product.Paths.Select(path => path.Output).FirstOrDefault(output => IsProduct(left, right, output))
            : null;
    }

    /// <summary>Whether x × y transforms as <paramref name="output"/>, component by component.</summary>
    public static bool IsProduct(Piece left, Piece right, Piece output)
    {
        if (left.Dimension != 3 || right.Dimension != 3 || output.Dimension != 3 || left.IsAffine || right.IsAffine || output.IsAffine)
        {
            return false;
        }

        return Known.Count < 10_000
            ? Known.GetOrAdd((left, right, output), key => Commutes(Cross, key.Left, key.Right, key.Output))
            : Commutes(Cross, left, right, output);
    }

    /// <summary>Whether a quarter turn of the plane commutes with the group.</summary>
    public static bool HasQuarterTurn(Piece piece) =>
        piece is { Dimension: 2, IsAffine: false } && piece.InfinitesimalGenerators.Concat(piece.DiscreteGenerators).All(m => Math.Abs(m[0, 0] - m[1, 1]) < Tolerance && Math.Abs(m[0, 1] + m[1, 0]) < Tolerance);

    private static IEnumerable<TensorEntry> Row(int k) => [new TensorEntry(k, (k + 1) % 3, (k + 2) % 3, 1), new TensorEntry(k, (k + 2) % 3, (k + 1) % 3, -1)];

    /// <summary>Product rule for infinitesimal generators, A x × y + x × A y = C (x × y), and A x × B y = C (x × y) for discrete ones, on all pairs of basis vectors.</summary>
    private static bool Commutes(Func<double[], double[], double[]> product, Piece left, Piece right, Piece output)
    {
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 3; j++)
            {
                double[] x = Unit(i);
                double[] y = Unit(j);
                double[] z = product(x, y);
                for (int k = 0; k < left.InfinitesimalGenerators.Count; k++)
                {
                    double[] a = product(left.InfinitesimalGenerators[k].Apply(x), y);
                    double[] b = product(x, right.InfinitesimalGenerators[k].Apply(y));
                    double[] c = output.InfinitesimalGenerators[k].Apply(z);
                    if (Enumerable.Range(0, 3).Any(d => Math.Abs(a[d] + b[d] - c[d]) > Tolerance))
                    {
                        return false;
                    }
                }

                for (int k = 0; k < left.DiscreteGenerators.Count; k++)
                {
                    double[] a = product(left.DiscreteGenerators[k].Apply(x), right.DiscreteGenerators[k].Apply(y));
                    double[] c = output.DiscreteGenerators[k].Apply(z);
                    if (Enumerable.Range(0, 3).Any(d => Math.Abs(a[d] - c[d]) > Tolerance))
                    {
                        return false;
                    }
                }
            }
        }

        return true;
    }

    private static double[] Unit(int index) => [.. Enumerable.Range(0, 3).Select(d => d == index ? 1.0 : 0.0)];

    private static double[] Cross(double[] x, double[] y) => [(x[1] * y[2]) - (x[2] * y[1]), (x[2] * y[0]) - (x[0] * y[2]), (x[0] * y[1]) - (x[1] * y[0])];
}
