using Intertwine.Algebra;
using Intertwine.Generator.Inference;
using Intertwine.Generator.Kernels;

namespace Intertwine.Generator.Lowering;

/// <summary>Functions on the sphere.</summary>
internal sealed partial class LayerLowering
{
    /// <summary>
    /// Harmonics are products Y_lm(β, α) = R_lm(β) τ_m(α), τ_m = cos(m α) for m ≥ 0 and sin(|m| α) for m &lt; 0, so that a ring of the grid takes two small steps: F_m = Σ_l n_l R_lm x_lm, then f_k = Σ_m τ_m(α_k) F_m. Behind the
    /// function the same backwards, with the weights of the ring; rings are added up.
    /// </summary>
    private IReadOnlyList<int> S2Activation(FeatureNode node, Layer.S2Activation layer)
    {
        IReadOnlyList<int> source = Source(node);
        S2Grid grid = layer.Grid;
        Matrix toGrid = grid.ToGrid(layer.Degree, layer.Normalization);
        Matrix fromGrid = grid.FromGrid(layer.MaximumDegree, layer.Normalization, layer.Degree);
        SparseTensor toAzimuths = Azimuths(grid, layer.Degree);
        SparseTensor fromAzimuths = Azimuths(grid, layer.MaximumDegree).SwapOutLeft();
        int?[] sums = new int?[layer.MaximumDegree + 1];
        for (int ring = 0; ring < grid.BetaCount; ring++)
        {
            // Where α = 0 every cosine is 1; R of -m is that of m.
            int point = ring * grid.AlphaCount;
            int orders = -1;
            for (int l = 0; l <= layer.Degree; l++)
            {
                int degree = l;
                int part = Builder.MapComponents(source[l], Orders(l, layer.Degree, m => toGrid[point, SphericalHarmonics.Index(degree, m)]));
                orders = l == 0 ? part : Builder.Add(orders, part);
            }

            int values = Activate(Builder.MapComponents(orders, toAzimuths), layer.Activation);
            int result = Builder.MapComponents(values, fromAzimuths);
            for (int l = 0; l <= layer.MaximumDegree; l++)
            {
                int degree = l;
                int part = Builder.MapComponents(result, Orders(l, layer.MaximumDegree, m => fromGrid[SphericalHarmonics.Index(degree, m), point]).SwapOutLeft());
                sums[l] = sums[l] is int sum ? Builder.Add(sum, part) : part;
            }
        }

        return [.. sums.Select(sum => sum!.Value)];
    }

    /// <summary>From the components m of degree l to all orders up to L, each times a factor of |m|.</summary>
    private static SparseTensor Orders(int l, int maximum, Func<int, double> factor) => new(
        (2 * maximum) + 1,
        (2 * l) + 1,
        1,
        Enumerable.Range(-l, (2 * l) + 1).Select(m => new TensorEntry(m + maximum, m + l, 0, factor(Math.Abs(m)))).Where(e => e.Value != 0).ToEquatable());

    /// <summary>τ_m(α_k): row k, column m.</summary>
    private static SparseTensor Azimuths(S2Grid grid, int maximum)
    {
        // sin(π) is not 0 in floating point.
        const double Rounding = 1e-14;
        List<TensorEntry> entries = [];
        for (int k = 0; k < grid.AlphaCount; k++)
        {
            double alpha = 2 * Math.PI * k / grid.AlphaCount;
            for (int m = -maximum; m <= maximum; m++)
            {
                double value = m < 0 ? Math.Sin(-m * alpha) : Math.Cos(m * alpha);
                if (Math.Abs(value) > Rounding)
                {
                    entries.Add(new TensorEntry(k, m + maximum, 0, value));
                }
            }
        }

        return new SparseTensor(grid.AlphaCount, (2 * maximum) + 1, 1, entries.ToEquatable());
    }
}
