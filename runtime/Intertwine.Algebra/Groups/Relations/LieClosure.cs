using System.Globalization;
using System.Text;

namespace Intertwine.Algebra;

/// <summary>
/// The Lie algebra that infinitesimal generators span together with their brackets and their conjugates under discrete generators, with the image of every element. Matrices are taken orthonormal in the Frobenius
/// product, so that an element's image follows from its defining matrix by projection.
/// </summary>
internal sealed class LieClosure(CancellationToken cancellation)
{
    private const double IndependenceTolerance = 1e-9;

    private readonly List<(double[] Defining, Matrix Image, double[] Words)> _basis = [];
    private readonly List<ImagePair> _words = [];

    /// <summary>Elements that span the algebra: generators first, then brackets and conjugates.</summary>
    public IReadOnlyList<ImagePair> Words => _words;

    /// <summary>Closes the algebra; the first relation that the images break, or null.</summary>
    /// <remarks>
    /// If brackets of generators with all elements are respected, then so are all brackets: by the Jacobi identity the elements with which brackets are respected are closed under brackets.
    /// </remarks>
    public RelationFailure? Close(IReadOnlyList<ImagePair> infinitesimal, IReadOnlyList<ImagePair> discrete)
    {
        foreach (ImagePair generator in infinitesimal)
        {
            if (Add(generator) is { } failure)
            {
                return failure;
            }
        }

        (ImagePair Pair, Matrix Inverse, Matrix ImageInverse)[] elements = [.. discrete.Select(pair => (pair, pair.Defining.Inverse(), pair.Image.Inverse()))];
        for (int next = 0; next < _words.Count; next++)
        {
            cancellation.ThrowIfCancellationRequested();
            ImagePair word = _words[next];
            foreach (ImagePair generator in infinitesimal)
            {
                var bracket = new ImagePair(Bracket(word.Defining, generator.Defining), Bracket(word.Image, generator.Image), $"[{word.Name}, {generator.Name}]");
                if (Add(bracket) is { } failure)
                {
                    return failure;
                }
            }

            foreach ((ImagePair h, Matrix inverse, Matrix imageInverse) in elements)
            {
                var conjugate = new ImagePair(h.Defining * word.Defining * inverse, h.Image * word.Image * imageInverse, $"{h.Name} {word.Name} {h.Name}^-1");
                if (Add(conjugate) is { } failure)
                {
                    return failure;
                }
            }
        }

        return null;
    }

    /// <summary>The image of a matrix that lies in the algebra; null for any other.</summary>
    public Matrix? Image(Matrix defining)
    {
        double norm = Project(defining.ToArray(), out double[] coefficients, out double[] rest);
        return Length(rest) > 1e-7 * Math.Max(1, norm) || _basis.Count == 0 ? null : Combine(coefficients);
    }

    private static Matrix Bracket(Matrix a, Matrix b) => (a * b) - (b * a);

    private RelationFailure? Add(ImagePair element)
    {
        double norm = Project(element.Defining.ToArray(), out double[] coefficients, out double[] rest);
        double length = Length(rest);
        if (length <= IndependenceTolerance * Math.Max(1, norm))
        {
            Matrix expected = _basis.Count == 0 ? Matrix.Zero(element.Image.Rows, element.Image.Columns) : Combine(coefficients);
            return RepresentationCheck.Compare(element.Image, expected, () => element.Name + " = " + Describe(coefficients));
        }

        Matrix image = element.Image;
        double[] words = new double[_words.Count + 1];
        words[_words.Count] = 1;
        for (int i = 0; i < _basis.Count; i++)
        {
            image -= coefficients[i] * _basis[i].Image;
            for (int w = 0; w < _basis[i].Words.Length; w++)
            {
                words[w] -= coefficients[i] * _basis[i].Words[w];
            }
        }

        _words.Add(element);
        _basis.Add(([.. rest.Select(value => value / length)], (1 / length) * image, [.. words.Select(value => value / length)]));
        return null;
    }

    /// <summary>Coefficients of the projection to the algebra, what is left of the vector, and its length before. Twice, as the first pass leaves rounding errors.</summary>
    private double Project(double[] vector, out double[] coefficients, out double[] rest)
    {
        double norm = Length(vector);
        coefficients = new double[_basis.Count];
        for (int pass = 0; pass < 2; pass++)
        {
            for (int i = 0; i < _basis.Count; i++)
            {
                double[] direction = _basis[i].Defining;
                double product = 0;
                for (int k = 0; k < vector.Length; k++)
                {
                    product += direction[k] * vector[k];
                }

                coefficients[i] += product;
                for (int k = 0; k < vector.Length && product != 0; k++)
                {
                    vector[k] -= product * direction[k];
                }
            }
        }

        rest = vector;
        return norm;
    }

    private Matrix Combine(double[] coefficients)
    {
        Matrix sum = Matrix.Zero(_basis[0].Image.Rows, _basis[0].Image.Columns);
        for (int i = 0; i < coefficients.Length; i++)
        {
            sum = coefficients[i] == 0 ? sum : sum + (coefficients[i] * _basis[i].Image);
        }

        return sum;
    }

    /// <summary>The element in terms of generators: <c>A3</c>, <c>2 A1 - A2</c>, <c>0</c>.</summary>
    private string Describe(double[] coefficients)
    {
        double[] words = new double[_words.Count];
        for (int i = 0; i < coefficients.Length; i++)
        {
            for (int w = 0; w < _basis[i].Words.Length; w++)
            {
                words[w] += coefficients[i] * _basis[i].Words[w];
            }
        }

        var text = new StringBuilder();
        for (int w = 0; w < words.Length; w++)
        {
            if (Math.Abs(words[w]) < 1e-8)
            {
                continue;
            }

            string magnitude = Math.Round(Math.Abs(words[w]), 6).ToString(CultureInfo.InvariantCulture);
            text.Append(text.Length == 0 ? (words[w] < 0 ? "-" : "") : words[w] < 0 ? " - " : " + ");
            text.Append(magnitude == "1" ? "" : magnitude + " ").Append(_words[w].Name);
        }

        return text.Length == 0 ? "0" : text.ToString();
    }

    private static double Length(double[] vector)
    {
        double sum = 0;
        foreach (double value in vector)
        {
            sum += value * value;
        }

        return Math.Sqrt(sum);
    }
}
