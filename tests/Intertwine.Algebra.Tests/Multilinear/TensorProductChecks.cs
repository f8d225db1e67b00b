namespace Intertwine.Algebra.Tests;

/// <summary>What every path of a tensor product has to fulfil.</summary>
internal static class TensorProductChecks
{
    /// <summary>Stated residual, equivariance at random elements, orthonormality.</summary>
    public static void AssertMaps(TensorProductPath path, Random random, int samples = 2, double tolerance = 1e-10)
    {
        Assert.True(path.Residual <= 1e-12, $"{path}: residual {path.Residual}");
        for (int i = 0; i < path.Tensors.Count; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double product = path.Tensors[i].ToArray().Zip(path.Tensors[j].ToArray(), (x, y) => x * y).Sum();
                Assert.True(Math.Abs(product - (i == j ? 1 : 0)) <= 1e-12, $"{path}: inner product of {i} and {j} is {product}");
            }
        }

        for (int sample = 0; sample < samples; sample++)
        {
            GroupElement g = path.Left.Group.Random(random);
            double[] x = Normals(random, path.Left.Dimension);
            double[] y = Normals(random, path.Right.Dimension);
            Matrix output = path.Output.Represent(g);
            (double[] movedX, double[] movedY) = (path.Left.Represent(g).Apply(x), path.Right.Represent(g).Apply(y));
            double scale = movedX.Max(Math.Abs) * movedY.Max(Math.Abs) * Math.Max(1, output.MaximumNorm());
            foreach (SparseTensor3 tensor in path.Tensors)
            {
                AssertNear(output.Apply(tensor.Apply(x, y)), tensor.Apply(movedX, movedY), tolerance * Math.Max(1, scale), path.ToString());
            }
        }
    }

    /// <summary>The symmetry that a path states is that of its maps.</summary>
    public static void AssertExchange(TensorProductPath path)
    {
        int sign = path.Symmetry == ExchangeSymmetry.Symmetric ? 1 : -1;
        Assert.NotEqual(ExchangeSymmetry.None, path.Symmetry);
        int n = path.Left.Dimension;
        foreach (SparseTensor3 tensor in path.Tensors)
        {
            double[] entries = tensor.ToArray();
            for (int index = 0; index < entries.Length; index++)
            {
                (int i, int j, int k) = (index / (n * tensor.Dim3), index / tensor.Dim3 % n, index % tensor.Dim3);
                Assert.Equal(entries[index], sign * entries[(((j * n) + i) * tensor.Dim3) + k], 1e-13);
            }
        }
    }

    public static double[] Normals(Random random, int count)
        => [.. Enumerable.Range(0, count).Select(_ => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()))];

    public static void AssertNear(IReadOnlyList<double> expected, IReadOnlyList<double> actual, double tolerance, string what)
    {
        Assert.Equal(expected.Count, actual.Count);
        double difference = expected.Zip(actual, (x, y) => Math.Abs(x - y)).DefaultIfEmpty(0).Max();
        Assert.True(difference <= tolerance, $"{what}: difference {difference}, allowed {tolerance}");
    }
}
