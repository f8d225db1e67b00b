namespace Intertwine.Algebra;

/// <summary>
/// Relations between discrete generators: products of them, in order of length, that have the same defining matrix must have the same image (orders of elements, commutators, every multiplication table); and products that
/// lie in the component of the identity must have the image that the Lie algebra gives them.
/// </summary>
internal static class DiscreteRelations
{
    /// <summary>Products that are followed; larger groups are checked up to this many.</summary>
    private const int MaximumElements = 4096;

    /// <summary>Numbers in all images together that may be kept.</summary>
    private const long MaximumNumbers = 1 << 24;

    /// <summary>Products whose place in the component of the identity is looked for.</summary>
    private const int MaximumLogarithms = 64;

    public static RelationFailure? Verify(LieClosure algebra, IReadOnlyList<ImagePair> generators, CancellationToken cancellation)
    {
        if (generators.Count == 0)
        {
            return null;
        }

        int size = generators[0].Defining.Rows;
        int imageSize = generators[0].Image.Rows;
        var found = new MatrixTable(size);
        List<ImagePair> elements = [new(Matrix.Identity(size), Matrix.Identity(imageSize), "1")];
        found.Add(elements[0].Defining, 0);
        long limit = Math.Min(MaximumElements, MaximumNumbers / ((long)imageSize * imageSize) + 2);
        for (int next = 0; next < elements.Count; next++)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (ImagePair generator in generators)
            {
                ImagePair element = elements[next];
                var product = new ImagePair(
                    element.Defining * generator.Defining, element.Image * generator.Image, next == 0 ? generator.Name : element.Name + " " + generator.Name);
                int known = found.Find(product.Defining);
                if (known >= 0)
                {
                    if (RepresentationCheck.Compare(product.Image, elements[known].Image, () => product.Name + " = " + elements[known].Name) is { } failure)
                    {
                        return failure;
                    }
                }
                else if (elements.Count < limit && product.Defining.MaximumNorm() < 1e4)
                {
                    found.Add(product.Defining, elements.Count);
                    elements.Add(product);
                }
            }
        }

        return ConnectedProducts(algebra, elements, cancellation);
    }

    private static RelationFailure? ConnectedProducts(LieClosure algebra, List<ImagePair> elements, CancellationToken cancellation)
    {
        if (algebra.Words.Count == 0)
        {
            return null;
        }

        for (int i = 1; i < Math.Min(elements.Count, MaximumLogarithms); i++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (ImageInIdentityComponent(algebra, elements[i].Defining) is { } expected
                && RepresentationCheck.Compare(elements[i].Image, expected, () => $"{elements[i].Name} is in the component of the identity, where the infinitesimal generators say what it is") is { } failure)
            {
                return failure;
            }
        }

        return null;
    }

    /// <summary>
    /// The image of an element of the component of the identity; null where it seems to lie in another one. With a random X of the algebra, g exp(X) has no negative eigenvalues, so that its logarithm Y can be had: if
    /// Y is in the algebra, then <c>rho(g) = exp(d rho(Y)) exp(-d rho(X))</c>.
    /// </summary>
    private static Matrix? ImageInIdentityComponent(LieClosure algebra, Matrix element)
    {
        var random = new Random(1);
        for (int trial = 0; trial < 3; trial++)
        {
            Matrix x = Matrix.Zero(element.Rows, element.Rows);
            Matrix image = Matrix.Zero(algebra.Words[0].Image.Rows, algebra.Words[0].Image.Rows);
            foreach (ImagePair word in algebra.Words)
            {
                double coefficient = 0.3 * random.NextNormal() / Math.Max(1, word.Defining.MaximumNorm());
                x += coefficient * word.Defining;
                image += coefficient * word.Image;
            }

            if (MatrixLogarithm.Principal(element * x.Exponential()) is { } logarithm && algebra.Image(logarithm) is { } y)
            {
                return y.Exponential() * (-1.0 * image).Exponential();
            }
        }

        return null;
    }
}

/// <summary>Matrices by their entries up to rounding: by a random linear function first.</summary>
internal sealed class MatrixTable
{
    private const double Width = 1e-6;

    private readonly double[] _weights;
    private readonly Dictionary<long, List<(Matrix Matrix, int Index)>> _buckets = [];

    public MatrixTable(int size)
    {
        var random = new Random(3);
        _weights = [.. Enumerable.Range(0, size * size).Select(_ => random.NextDouble())];
    }

    public void Add(Matrix matrix, int index)
    {
        long bucket = Bucket(matrix);
        if (!_buckets.TryGetValue(bucket, out List<(Matrix Matrix, int Index)>? entries))
        {
            _buckets.Add(bucket, entries = []);
        }

        entries.Add((matrix, index));
    }

    /// <summary>The index of an equal matrix, or -1. Neighbouring buckets as well, because a rounding error may cross a border.</summary>
    public int Find(Matrix matrix)
    {
        long bucket = Bucket(matrix);
        for (long near = bucket - 1; near <= bucket + 1; near++)
        {
            if (_buckets.TryGetValue(near, out List<(Matrix Matrix, int Index)>? entries))
            {
                foreach ((Matrix candidate, int index) in entries)
                {
                    if ((candidate - matrix).MaximumNorm() < 1e-8 * Math.Max(1, matrix.MaximumNorm()))
                    {
                        return index;
                    }
                }
            }
        }

        return -1;
    }

    private long Bucket(Matrix matrix)
    {
        double sum = 0;
        double[] entries = matrix.ToArray();
        for (int k = 0; k < entries.Length; k++)
        {
            sum += _weights[k] * entries[k];
        }

        return (long)Math.Floor(Math.Max(-1e12, Math.Min(1e12, sum)) / Width);
    }
}
