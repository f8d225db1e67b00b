namespace Intertwine.Algebra;

/// <summary>
/// The real irreps of a finite group of rotations of space, found in the spherical harmonics: degree by degree the part that is made of irreps known so far is projected out, and what is left is split into irreps.
/// Coordinate functions of the solids make the bases sparse: for O, E is spanned by two harmonics of degree 2, and A2 by xyz.
/// </summary>
internal static class RotationIrreps
{
    private const double Tolerance = 1e-9;

    /// <summary>The images of the generators per irrep, the trivial one first, then in the order of the degrees in which they appear.</summary>
    /// <param name="rotations">Rotation matrices that generate the group.</param>
    public static List<IReadOnlyList<Matrix>> Find(IReadOnlyList<Matrix> rotations)
    {
        int[][] left = FiniteClosure.LeftMultiplication([.. rotations.Select(matrix => new RoundedMatrix(matrix))], new RoundedMatrix(Matrix.Identity(3)), static (a, b) => new(a.Matrix * b.Matrix));
        int order = left[0].Length;
        List<MatrixRepresentation> found = [];
        double explained = 0;
        for (int degree = 0; explained < order - 0.5; degree++)
        {
            var harmonics = new MatrixRepresentation(left, Harmonics(degree, rotations));
            Matrix rest = found.Aggregate(Matrix.Identity(harmonics.Dimension), (rest, irrep) => rest - harmonics.Isotypic(irrep));
            foreach (MatrixRepresentation irrep in rest.Trace() < 0.5 ? [] : Split(harmonics.Restrict(SparseRange(rest))))
            {
                found.Add(irrep);
                explained += irrep.Dimension * irrep.Dimension / irrep.SquaredNorm;
            }
        }

        // The second irrep of the dimension of the vectors is, where there is a sign, the vectors times the sign: as sparse as they are.
        MatrixRepresentation vectors = found.First(irrep => irrep.Dimension == 3);
        foreach (MatrixRepresentation sign in found.Where(irrep => irrep.Dimension == 1).ToList())
        {
            MatrixRepresentation product = new(left, [.. vectors.Generators.Zip(sign.Generators, (vector, factor) => factor[0, 0] * vector)]);
            int equivalent = found.FindIndex(irrep => irrep != vectors && irrep.Dimension == 3 && irrep.HasCharacterOf(product));
            if (equivalent >= 0)
            {
                found[equivalent] = product;
            }
        }

        return [.. found.Select(irrep => irrep.Generators)];
    }

    /// <summary>D_l of the rotations; l = 1 is the rotations themselves.</summary>
    private static IReadOnlyList<Matrix> Harmonics(int degree, IReadOnlyList<Matrix> rotations)
    {
        var harmonics = new SphericalIrrep(OrthogonalGroup.SO3, degree, Parity.None);
        return degree == 1 ? rotations : [.. rotations.Select(matrix => harmonics.Represent(EmbeddingFinder.FindElement(OrthogonalGroup.SO3, matrix, default)!))];
    }

    /// <summary>
    /// Into irreps, one or two different ones: means <c>X = (1/|G|) sum_g rho(g) D rho(g)^T</c> of symmetric matrices commute with the representation, and are multiples of the identity for every D only if it is irreducible.
    /// </summary>
    private static List<MatrixRepresentation> Split(MatrixRepresentation representation)
    {
        int size = representation.Dimension;
        for (int j = 0; j < size; j++)
        {
            Matrix mean = representation.Mean(j);
            Matrix traceless = mean - Matrix.Scalar(size, mean.Trace() / size);
            Matrix square = traceless * traceless;
            if (traceless.MaximumNorm() < Tolerance)
            {
                continue;
            }

            // Two eigenvalues: X^2 = s X + p, where the traces of X^2 and X^3 give p and s.
            double product = square.Trace() / size;
            double sum = (square * traceless).Trace() / square.Trace();
            double root = Math.Sqrt((sum * sum / 4) + product);
            (double first, double second) = ((sum / 2) + root, (sum / 2) - root);
            List<MatrixRepresentation> parts = [];
            foreach ((double own, double other) in ((double, double)[])[(first, second), (second, first)])
            {
                Matrix projector = (1 / (own - other)) * (traceless - Matrix.Scalar(size, other));
                if (((projector * projector) - projector).MaximumNorm() > Tolerance)
                {
                    throw new InvalidOperationException($"A representation of dimension {size} holds more than two irreps that are not known yet.");
                }

                parts.Add(representation.Restrict(SparseRange(projector)));
            }

            return [.. parts.OrderBy(part => part.Dimension)];
        }

        return [representation];
    }

    /// <summary>An orthonormal basis of the range of an orthogonal projector, in rows: its echelon form, made orthonormal in order.</summary>
    private static Matrix SparseRange(Matrix projector)
    {
        int size = projector.Rows;
        List<double[]> rows = [.. Enumerable.Range(0, size).Select(i => projector.Block(i, 0, 1, size).ToArray())];
        EchelonForm.Reduce(rows);
        List<double> basis = [];
        int rank = 0;
        foreach (double[] row in rows.Where(row => row.Any(entry => Math.Abs(entry) > Tolerance)))
        {
            for (int k = 0; k < rank; k++)
            {
                double overlap = 0;
                for (int i = 0; i < size; i++)
                {
                    overlap += row[i] * basis[(k * size) + i];
                }

                for (int i = 0; i < size; i++)
                {
                    row[i] -= overlap * basis[(k * size) + i];
                }
            }

            double norm = Math.Sqrt(row.Sum(entry => entry * entry));
            basis.AddRange(row.Select(entry => Coefficient.Round(entry / norm).Value));
            rank++;
        }

        return Matrix.FromRows(rank, size, basis);
    }
}
