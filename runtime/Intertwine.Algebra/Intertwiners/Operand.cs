namespace Intertwine.Algebra;

/// <summary>What the solver has to know of a representation: the images of the generators and its size. Not every one is a piece with a name: the dual is only met on the way.</summary>
/// <param name="Images">Matrices of the generators, of size <paramref name="Dimension"/>, plus 1 for the homogeneous coordinate where it is affine.</param>
/// <param name="Dimension">Components.</param>
/// <param name="IsAffine">Whether the matrices act on homogeneous coordinates.</param>
internal readonly record struct Operand(GeneratorImages Images, int Dimension, bool IsAffine)
{
    public static Operand Of(Piece piece) => new(piece.GeneratorImages, piece.Dimension, piece.IsAffine);

    /// <summary>The dual: <c>-d rho(A)^T</c> and <c>rho(h)^-T</c>, so that <c>phi(v)</c> is invariant for a form phi and a vector v.</summary>
    public Operand Dual() => IsAffine
        ? throw new InvalidOperationException("Affine representations have no dual.")
        : new(
            new GeneratorImages(
                [.. Images.Infinitesimal.Select(matrix => -1 * matrix.Transpose())],
                [.. Images.Discrete.Select(matrix => ((matrix * matrix.Transpose()) - Matrix.Identity(matrix.Rows)).MaximumNorm() < 1e-14 ? matrix : matrix.Inverse().Transpose())]),
            Dimension,
            IsAffine: false);
}
