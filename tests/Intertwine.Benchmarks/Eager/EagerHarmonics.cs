using static TorchSharp.torch;

namespace Intertwine.Benchmarks;

/// <summary>e3nn's spherical harmonics of directions to degree 2, normalised by component: the polynomials written out, entry by entry.</summary>
internal static class EagerHarmonics
{
    /// <returns><c>[items, 9]</c>.</returns>
    public static Tensor Run(Tensor vectors)
    {
        double root3 = Math.Sqrt(3);
        double root5 = Math.Sqrt(5);
        Tensor direction = nn.functional.normalize(vectors, dim: 1);
        Tensor x = direction.select(1, 0);
        Tensor y = direction.select(1, 1);
        Tensor z = direction.select(1, 2);
        Tensor x2 = x.square();
        Tensor z2 = z.square();
        return stack(
            [
                ones_like(x),
                x * root3,
                y * root3,
                z * root3,
                x * z * (root3 * root5),
                x * y * (root3 * root5),
                (y.square() - ((x2 + z2) * 0.5)) * root5,
                y * z * (root3 * root5),
                (z2 - x2) * (root3 * root5 / 2),
            ],
            1);
    }
}
