using Intertwine.Algebra;
using Intertwine.Analyzers.Tensors.Values;

namespace Intertwine.Analyzers.Tensors.Operations;

/// <summary>What becomes of the axes of a tensor whose entries keep their order in memory.</summary>
/// <param name="Axes">The axes of the result; null where they are not known.</param>
/// <param name="Destroyed">What happens to the components, where they are torn apart.</param>
internal readonly record struct ReshapedAxes(IReadOnlyList<TensorAxis>? Axes, string? Destroyed)
{
    public static ReshapedAxes Unknown => default;
}

/// <summary>
/// The entries of a tensor in the order of memory, laid out along other axes. The axes fall into the smallest groups with equal products, old and new: [B, 16, 3] → [B * 16, 3] is (B, 16 → B * 16), (3 → 3). In a group, m axes of
/// channels before one of components, merged into one, are m copies (channel-major); components before channels, merged, are no copies but interlaced. Lengths that are not known are taken to be equal where as many of them
/// stand on both sides, from the end or from the front.
/// </summary>
internal static class Reshaping
{
    /// <summary>The new length that is -1: what is left.</summary>
    private static readonly ProductForm Rest = new(-1, 0);

    /// <param name="from">The old axes.</param>
    /// <param name="isOpen">Whether there may be more axes before them.</param>
    /// <param name="sizes">The new lengths; -1 at most once.</param>
    public static ReshapedAxes Apply(IReadOnlyList<TensorAxis> from, bool isOpen, IReadOnlyList<NumberValue> sizes)
    {
        ProductForm[] lengths = [.. sizes.Select(size => size.Constant == -1 ? Rest : size.Product)];
        if (sizes.Any(size => size.Constant is < -1) || lengths.Count(length => length == Rest) > 1)
        {
            return ReshapedAxes.Unknown;
        }

        // Axes of length 1 are neither here nor there.
        TensorAxis[] old = [.. from.Where(axis => axis.Size != 1 || axis.Components is not null)];
        int[] kept = [.. Enumerable.Range(0, lengths.Length).Where(k => lengths[k] != ProductForm.One)];
        var axes = new TensorAxis[lengths.Length];
        for (int k = 0; k < axes.Length; k++)
        {
            axes[k] = lengths[k] == ProductForm.One ? TensorAxis.One : Free(lengths[k]);
        }

        foreach ((int firstOld, int oldCount, int firstNew, int newCount, bool isRemainder) in Groups(old, isOpen, [.. kept.Select(k => lengths[k])]))
        {
            TensorAxis[] part = [.. old.Skip(firstOld).Take(oldCount)];
            int[] places = [.. kept.Skip(firstNew).Take(newCount)];
            bool isOpenGroup = isRemainder && isOpen;
            switch (part.Count(axis => axis.Components is not null))
            {
                case 0:
                    if (newCount == 1 && !isOpenGroup && part.All(axis => axis.Size is not null))
                    {
                        axes[places[0]] = new TensorAxis(part.Aggregate(1, (product, axis) => unchecked(product * axis.Size!.Value)), null) { IsUniform = part.All(axis => axis.IsUniform) };
                    }

                    continue;
                case 1 when part.Length == 1 && newCount == 1 && !isOpenGroup:
                    axes[places[0]] = part[0];
                    continue;
                case 1 when part[part.Length - 1].Components is not null:
                    if (newCount == 0)
                    {
                        return ReshapedAxes.Unknown;
                    }

                    ReshapedAxes last = Last(part, isOpenGroup, [.. places.Select(k => lengths[k])]);
                    if (last.Axes is null)
                    {
                        return last;
                    }

                    axes[places[places.Length - 1]] = last.Axes[0];
                    continue;
                case 1:
                    // Channels behind the components. Where the new axes are known to fall otherwise, components are interlaced with channels.
                    bool isClear = !isRemainder || (newCount == 1 && (!isOpenGroup || lengths.Length == 1)) || part.All(axis => axis.Size is not null);
                    return isClear ? new ReshapedAxes(null, Describe(part, [.. places.Select(k => lengths[k])])) : ReshapedAxes.Unknown;
                default:
                    return ReshapedAxes.Unknown;
            }
        }

        return new ReshapedAxes(axes, null);
    }

    /// <summary>The smallest groups of old and new axes with equal products, from the end, then from the front; the last group is what remains.</summary>
    private static IEnumerable<(int FirstOld, int OldCount, int FirstNew, int NewCount, bool IsRemainder)> Groups(TensorAxis[] old, bool isOpen, ProductForm[] lengths)
    {
        ProductForm[] sizes = [.. old.Select(ProductForm.Of)];
        int oldEnd = old.Length, newEnd = lengths.Length, oldStart = 0, newStart = 0;
        while (Next(k => oldEnd - 1 - k, k => newEnd - 1 - k, oldEnd, newEnd) is var (olds, news))
        {
            (oldEnd, newEnd) = (oldEnd - olds, newEnd - news);
            yield return (oldEnd, olds, newEnd, news, false);
        }

        while (!isOpen && Next(k => oldStart + k, k => newStart + k, oldEnd - oldStart, newEnd - newStart) is var (olds, news))
        {
            yield return (oldStart, olds, newStart, news, false);
            (oldStart, newStart) = (oldStart + olds, newStart + news);
        }

        if (oldStart < oldEnd || newStart < newEnd)
        {
            yield return (oldStart, oldEnd - oldStart, newStart, newEnd - newStart, true);
        }

        // How many old and new axes, one after the other, have equal products.
        (int Olds, int News)? Next(Func<int, int> oldAt, Func<int, int> newAt, int olds, int news)
        {
            if (olds == 0 || news == 0 || lengths[newAt(0)] == Rest)
            {
                return null;
            }

            int i = 1, j = 1;
            ProductForm left = sizes[oldAt(0)], right = lengths[newAt(0)];
            while (left != right)
            {
                if (left.Unknowns < right.Unknowns || (left.Unknowns == right.Unknowns && left.Known < right.Known))
                {
                    if (i == olds)
                    {
                        return null;
                    }

                    left *= sizes[oldAt(i++)];
                }
                else
                {
                    if (j == news || lengths[newAt(j)] == Rest)
                    {
                        return null;
                    }

                    right *= lengths[newAt(j++)];
                }
            }

            return (i, j);
        }
    }

    /// <summary>Channels and then components laid out along other axes: the last of these, if it holds whole copies.</summary>
    private static ReshapedAxes Last(TensorAxis[] part, bool isOpen, ProductForm[] lengths)
    {
        Representation components = part[part.Length - 1].Components!;
        ProductForm last = lengths[lengths.Length - 1];
        ProductForm before = part.Take(part.Length - 1).Select(ProductForm.Of).Aggregate(ProductForm.One, (product, axis) => product * axis);
        if (last.Unknowns == 0 && last != Rest)
        {
            return Rows(components, last.Known, part, lengths);
        }

        if (last != Rest)
        {
            // 3 * C numbers are whole vectors, however many.
            return components.SinglePiece is { } piece && last.Known % piece.Dimension == 0 ? Axis(components.AnyCopies()) : ReshapedAxes.Unknown;
        }

        ProductForm others = lengths.Take(lengths.Length - 1).Aggregate(ProductForm.One, (product, length) => product * length);
        if (others.Known <= 0)
        {
            return ReshapedAxes.Unknown;
        }

        if (!isOpen && before.Unknowns == 0 && others.Unknowns == 0 && part[part.Length - 1].Size is { } size)
        {
            long total = before.Known * size;
            return total % others.Known == 0 ? Rows(components, total / others.Known, part, lengths) : ReshapedAxes.Unknown;
        }

        bool isWhole = before.Known % others.Known == 0;
        return isWhole && !isOpen && before.Unknowns == others.Unknowns ? Axis(components.Copies(before.Known / others.Known))
            : isWhole && (isOpen || others.Unknowns < before.Unknowns) ? Axis(components.AnyCopies())
            : ReshapedAxes.Unknown;
    }

    /// <summary>Rows of a known length: whole copies, or parts of some.</summary>
    private static ReshapedAxes Rows(Representation components, long length, TensorAxis[] part, ProductForm[] lengths)
    {
        Representation simple = components.Simplified();
        if (simple.Terms.Count == 1)
        {
            Piece piece = simple.Terms[0].Piece;
            return length % piece.Dimension == 0 ? Axis(Representation.Of(piece).Copies(length / piece.Dimension))
                : piece is Irrep ? new ReshapedAxes(null, Describe(part, lengths))
                : ReshapedAxes.Unknown;
        }

        return !simple.HasWildcard && length % simple.Dimension == 0 ? Axis(simple.Copies(length / simple.Dimension)) : ReshapedAxes.Unknown;
    }

    private static ReshapedAxes Axis(Representation? representation) => representation is null ? ReshapedAxes.Unknown : new ReshapedAxes([TensorAxis.Of(representation)], null);

    private static TensorAxis Free(ProductForm length) => new(length.Unknowns == 0 && length.Known is >= 0 and <= int.MaxValue ? (int)length.Known : null, null);

    /// <summary><c>its axis of 3 components is mixed with the channels behind it into (-1)</c>.</summary>
    private static string Describe(TensorAxis[] part, ProductForm[] lengths)
    {
        string components = part.First(axis => axis.Components is not null).Size is { } size ? $"its axis of {size} components" : "its axis of components";
        return $"{components} is spread over axes of {string.Join(" x ", lengths.Select(Text))}";

        static string Text(ProductForm length) => length == Rest ? "the remaining length" : length.Unknowns > 0 ? "another length" : length.Known.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
