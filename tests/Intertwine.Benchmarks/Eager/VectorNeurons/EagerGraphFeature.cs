using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Benchmarks;

/// <summary>Edge features on the k nearest neighbours, as <c>models/utils/vn_dgcnn_util.py</c> of the authors of Deng et al. 2021 (arXiv 2104.12229) computes them; the point itself is one of its neighbours.</summary>
internal static class EagerGraphFeature
{
    /// <summary>[x_j - x_i, x_i], and x_j × x_i behind them.</summary>
    /// <param name="x"><c>[batch, channels, 3, points]</c>.</param>
    /// <param name="k">How many neighbours, the point included.</param>
    /// <param name="cross">Whether the cross product is one of the features.</param>
    /// <returns><c>[batch, 2 or 3 channels, 3, points, k]</c>.</returns>
    public static Tensor Of(Tensor x, int k, bool cross = false)
    {
        using DisposeScope scope = NewDisposeScope();
        (long batch, long channels, long points) = (x.shape[0], x.shape[1], x.shape[3]);
        Tensor flat = x.reshape(batch, channels * 3, points);
        Tensor index = (Nearest(flat, k) + (arange(batch).view(-1, 1, 1) * points)).view(-1);
        Tensor rows = flat.transpose(2, 1).contiguous();
        Tensor neighbour = rows.view(batch * points, channels * 3).index_select(0, index).view(batch, points, k, channels, 3);
        Tensor center = rows.view(batch, points, 1, channels, 3).expand(batch, points, k, channels, 3);
        Tensor[] features = [neighbour - center, center, .. cross ? (Tensor[])[linalg.cross(neighbour, center, -1)] : []];
        return cat(features, 3).permute(0, 3, 4, 1, 2).contiguous().MoveToOuterDisposeScope();
    }

    /// <summary>The k nearest columns of each column, nearest first.</summary>
    /// <param name="x"><c>[batch, numbers, points]</c>.</param>
    /// <returns><c>[batch, points, k]</c>.</returns>
    public static Tensor Nearest(Tensor x, int k)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        Tensor product = x.transpose(2, 1).matmul(x) * -2;
        Tensor squares = x.square().sum(1, keepdim: true);
        return (-squares - product - squares.transpose(2, 1)).topk(k, -1).indexes.MoveToOuterDisposeScope();
    }
}
