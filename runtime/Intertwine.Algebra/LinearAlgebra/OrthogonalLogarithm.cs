namespace Intertwine.Algebra;

/// <summary>
/// The logarithm of a rotation R of R^n with angles up to pi: an antisymmetric L with <c>exp(L) = R</c>. The symmetric and antisymmetric parts of R commute; on the eigenspace of <c>(R + R^T) / 2</c> to cos θ the other part is
/// sin θ times a quarter turn J, and L is θ J. Where θ = pi any pairing of directions will do.
/// </summary>
internal static class OrthogonalLogarithm
{
    private const double Tolerance = 1e-9;

    /// <summary>False where R is not orthogonal, or is a rotation followed by a mirror.</summary>
    public static bool TryCompute(Matrix rotation, CancellationToken cancellation, out Matrix logarithm)
    {
        int n = rotation.Rows;
        logarithm = Matrix.Zero(n, n);
        Matrix transpose = rotation.Transpose();
        if (((rotation * transpose) - Matrix.Identity(n)).MaximumNorm() > Tolerance)
        {
            return false;
        }

        var symmetric = SymmetricEigenvalues.Decompose(0.5 * (rotation + transpose), cancellation);
        Matrix antisymmetric = 0.5 * (rotation - transpose);
        List<double[]> halfTurns = [];
        for (int i = 0; i < n; i++)
        {
            double[] vector = symmetric.Vectors[i];
            double[] image = antisymmetric.Apply(vector);
            double sine = OrthonormalSet.Norm(image);
            double cosine = symmetric.Values[i];
            if (sine > Tolerance)
            {
                // The whole eigenspace together: θ / sin θ times the antisymmetric part, vector by vector.
                logarithm += (Math.Atan2(sine, cosine) / sine) * new Matrix(n, 1, image) * new Matrix(1, n, vector);
            }
            else if (cosine < 0)
            {
                halfTurns.Add(vector);
            }
        }

        if (halfTurns.Count % 2 != 0)
        {
            return false;
        }

        for (int pair = 0; pair < halfTurns.Count; pair += 2)
        {
            (Matrix u, Matrix v) = (new Matrix(n, 1, halfTurns[pair]), new Matrix(n, 1, halfTurns[pair + 1]));
            logarithm += Math.PI * ((v * u.Transpose()) - (u * v.Transpose()));
        }

        return true;
    }
}
