using System.Globalization;

namespace Intertwine.Algebra;

/// <summary>A relation between the generators of a group that the images of a would-be representation break.</summary>
/// <param name="Representation">Name of the representation; null where it has none.</param>
/// <param name="Relation">The relation between the generators A1, A2, … (infinitesimal) and h1, h2, … (discrete): <c>[A1, A2] = A3</c>.</param>
/// <param name="Error">Largest entry of the difference of both sides, in the images.</param>
public sealed record RelationFailure(string? Representation, string Relation, double Error)
{
    /// <summary>One sentence.</summary>
    public string Message
        => $"The images{(Representation is null ? "" : $" of '{Representation}'")} do not represent the group: {Relation}, but in the images the two sides differ by {Error.ToString("G3", CultureInfo.InvariantCulture)}.";

    public override string ToString() => Message;
}

/// <summary>
/// Whether matrices represent a group. The relations are read off the matrices that define the group: linear dependences and brackets of infinitesimal generators in the Lie algebra that they span (closed under brackets
/// and under the discrete generators first), conjugation by discrete generators, products of discrete generators that agree or fall into the component of the identity, and the periods of closed one-parameter
/// subgroups (which spinors of rotations break). Generators that the defining representation does not see (a zero infinitesimal one, the identity as a discrete one) are free: they obey no relations of this kind.
/// </summary>
public static class RepresentationCheck
{
    /// <summary>Differences up to this times the size of the matrices are rounding.</summary>
    public const double Tolerance = 1e-8;

    /// <summary>The first relation that a declared representation of the group breaks; null where all are representations.</summary>
    public static RelationFailure? Verify(DeclaredGroup group, CancellationToken cancellation = default)
    {
        foreach (DeclaredRepresentation representation in group.Representations)
        {
            if (Verify(group, representation.InfinitesimalImages, representation.DiscreteImages, cancellation) is { } failure)
            {
                return failure with { Representation = representation.Name };
            }
        }

        return null;
    }

    /// <summary>The first relation that a piece breaks; null where it is a representation.</summary>
    public static RelationFailure? Verify(Piece piece, CancellationToken cancellation = default)
        => Verify(piece.Group, piece.InfinitesimalGenerators, piece.DiscreteGenerators, cancellation) is { } failure ? failure with { Representation = piece.Name } : null;

    /// <summary>The first relation of the group that the images of its generators break; null where they represent the group.</summary>
    /// <param name="group">The group.</param>
    /// <param name="infinitesimalImages">d rho(A_k), one per infinitesimal generator, square and all of one size.</param>
    /// <param name="discreteImages">rho(h), one per discrete generator, invertible, of the same size.</param>
    /// <param name="cancellation">Stops the check.</param>
    public static RelationFailure? Verify(Group group, IReadOnlyList<Matrix> infinitesimalImages, IReadOnlyList<Matrix> discreteImages, CancellationToken cancellation = default)
    {
        if (infinitesimalImages.Count != group.InfinitesimalCount || discreteImages.Count != group.DiscreteCount)
        {
            throw new ArgumentException(
                $"Expected images of {group.InfinitesimalCount} infinitesimal and {group.DiscreteCount} discrete generators, came {infinitesimalImages.Count} and {discreteImages.Count}.", nameof(infinitesimalImages));
        }

        (IReadOnlyList<Matrix> algebra, IReadOnlyList<Matrix> elements) = DefiningMatrices(group);
        List<ImagePair> infinitesimal = [];
        for (int k = 0; k < infinitesimalImages.Count; k++)
        {
            if (algebra[k].MaximumNorm() > 0)
            {
                infinitesimal.Add(new ImagePair(algebra[k], infinitesimalImages[k], "A" + (k + 1).ToString(CultureInfo.InvariantCulture)));
            }
        }

        List<ImagePair> discrete = [];
        for (int k = 0; k < discreteImages.Count; k++)
        {
            Matrix matrix = elements[k];
            if ((matrix - Matrix.Identity(matrix.Rows)).MaximumNorm() > 0)
            {
                discrete.Add(new ImagePair(matrix, discreteImages[k], "h" + (k + 1).ToString(CultureInfo.InvariantCulture)));
            }
        }

        var closure = new LieClosure(cancellation);
        return closure.Close(infinitesimal, discrete)
            ?? PeriodRelations.Verify(infinitesimal, cancellation)
            ?? DiscreteRelations.Verify(closure, discrete, cancellation);
    }

    /// <summary>The generators on the space of the group. Direct products on the direct sum of the spaces of their factors: on the tensor product (-1, -1) is 1.</summary>
    private static (IReadOnlyList<Matrix> Infinitesimal, IReadOnlyList<Matrix> Discrete) DefiningMatrices(Group group)
    {
        if (group is not ProductGroup product)
        {
            return (group.InfinitesimalGenerators, group.DiscreteGenerators);
        }

        int size = product.Factors.Sum(factor => factor.Defining.MatrixSize);
        List<Matrix> infinitesimal = [];
        List<Matrix> discrete = [];
        int offset = 0;
        foreach (Group factor in product.Factors)
        {
            int start = offset;
            infinitesimal.AddRange(factor.InfinitesimalGenerators.Select(matrix => Embed(matrix, size, start, 0)));
            discrete.AddRange(factor.DiscreteGenerators.Select(matrix => Embed(matrix, size, start, 1)));
            offset += factor.Defining.MatrixSize;
        }

        return (infinitesimal, discrete);
    }

    /// <summary>The matrix as a block from (<paramref name="offset"/>, <paramref name="offset"/>) on, a number on the rest of the diagonal.</summary>
    private static Matrix Embed(Matrix matrix, int size, int offset, double diagonal)
    {
        double[] entries = new double[size * size];
        for (int i = 0; i < size; i++)
        {
            entries[(i * size) + i] = diagonal;
        }

        for (int i = 0; i < matrix.Rows; i++)
        {
            for (int j = 0; j < matrix.Columns; j++)
            {
                entries[((offset + i) * size) + offset + j] = matrix[i, j];
            }
        }

        return new Matrix(size, size, entries);
    }

    /// <summary>The failure where the two sides differ by more than rounding.</summary>
    internal static RelationFailure? Compare(Matrix left, Matrix right, Func<string> relation)
    {
        double error = (left - right).MaximumNorm();
        return error <= Tolerance * Math.Max(1, Math.Max(left.MaximumNorm(), right.MaximumNorm())) ? null : new RelationFailure(null, relation(), error);
    }
}

/// <summary>A matrix of the defining representation and its image, under a name.</summary>
internal readonly record struct ImagePair(Matrix Defining, Matrix Image, string Name);
