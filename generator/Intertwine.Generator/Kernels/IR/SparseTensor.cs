namespace Intertwine.Generator.Kernels;

/// <summary>One non-zero of a constant tensor: entry [<paramref name="Out"/>, <paramref name="Left"/>, <paramref name="Right"/>].</summary>
internal readonly record struct TensorEntry(int Out, int Left, int Right, double Value);

/// <summary>
/// A constant tensor T[c, a, b] by its non-zeros: a bilinear map of components z[c] = sum T[c,a,b] x[a] y[b]. A linear map is one with a single right component.
/// </summary>
internal sealed record SparseTensor(int Out, int Left, int Right, EquatableArray<TensorEntry> Entries)
{
    /// <summary>The tensor with left argument and result exchanged: the adjoint with respect to the left argument.</summary>
    public SparseTensor SwapOutLeft() => new(Left, Out, Right, Entries.Select(e => new TensorEntry(e.Left, e.Out, e.Right, e.Value)).OrderBy(Key).ToEquatable());

    /// <summary>The tensor with left and right argument exchanged.</summary>
    public SparseTensor SwapArguments() => new(Out, Right, Left, Entries.Select(e => new TensorEntry(e.Out, e.Right, e.Left, e.Value)).OrderBy(Key).ToEquatable());

    /// <summary>The linear map of the left argument that is left where every component of the right one is <paramref name="value"/>.</summary>
    public SparseTensor AtRight(double value) => new(
        Out,
        Left,
        1,
        Entries.GroupBy(e => (e.Out, e.Left))
            .Select(g => new TensorEntry(g.Key.Out, g.Key.Left, 0, value * g.Sum(e => e.Value)))
            .Where(e => e.Value != 0)
            .OrderBy(Key)
            .ToEquatable());

    /// <summary>Whether z = factor * x y with one number y.</summary>
    public bool IsProductWithRight(out double factor)
    {
        factor = Entries.Count > 0 ? Entries[0].Value : 0;
        if (Right != 1 || Out != Left || Entries.Count != Out)
        {
            return false;
        }

        foreach (TensorEntry e in Entries)
        {
            if (e.Out != e.Left || e.Value != factor)
            {
                return false;
            }
        }

        return true;
    }

    private static (int, int, int) Key(TensorEntry e) => (e.Out, e.Left, e.Right);
}
