namespace Intertwine.Algebra.Tests;

/// <summary>
/// The order of the elements of the octahedral group in escnn's regular representation, read off a basis of kernels from scalars: the filter of the element g h is that of h turned by g. Which element the first channel stands for does not matter: that is
/// a multiplication from the right, which commutes with the group. All other regular representations have our order.
/// </summary>
internal static class EscnnChannels
{
    /// <summary>The rows of a filter [out, in, point] in escnn's order.</summary>
    public static double[] Reorder(EscnnConvolution convolution, double[] filter, bool toTheirs)
    {
        if (convolution.Action.Group is not PolyhedralGroup group)
        {
            return filter;
        }

        // The only file of this group: scalars to one regular representation.
        int points = filter.Length / group.Order!.Value;
        int[] elements = Elements(convolution, group, points);
        double[] result = new double[filter.Length];
        for (int channel = 0; channel < elements.Length; channel++)
        {
            (int from, int to) = toTheirs ? (elements[channel], channel) : (channel, elements[channel]);
            Array.Copy(filter, from * points, result, to * points, points);
        }

        return result;
    }

    /// <summary>Per channel the number of the element g with <c>k_channel(g x) = k_0(x)</c> for all elements of the basis.</summary>
    private static int[] Elements(EscnnConvolution convolution, PolyhedralGroup group, int points)
    {
        GoldenTensor basis = convolution.Golden["const/basis"];
        var grid = new PixelGrid(3, convolution.KernelSize);
        int[][] targets = [.. group.Elements.Select(element => Enumerable.Range(0, points).Select(point => grid.IndexOf(group.Defining.Represent(element).Apply(grid.Point(point)))).ToArray())];
        return [.. Enumerable.Range(0, group.Order!.Value).Select(channel => Enumerable.Range(0, targets.Length).Single(element => Matches(channel, targets[element])))];

        bool Matches(int channel, int[] moved) => Enumerable.Range(0, basis.Shape[0]).All(b => Enumerable.Range(0, points).All(point =>
            Math.Abs(basis[b, channel, 0, moved[point]] - basis[b, 0, 0, point]) < 1e-5));
    }
}
