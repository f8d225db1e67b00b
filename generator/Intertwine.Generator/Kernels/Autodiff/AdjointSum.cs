namespace Intertwine.Generator.Kernels;

/// <summary>
/// The sum of all that contributes to one adjoint. A value that is read in parts gets blocks padded with zeros: blocks that do not overlap are put side by side, which costs nothing, instead of added.
/// </summary>
internal static class AdjointSum
{
    public static int Of(ProgramBuilder b, IReadOnlyList<int> terms)
    {
        List<int> blocks = [];
        int sum = -1;
        foreach (int term in terms)
        {
            if (b[term] is Instruction.Pad pad && pad.FirstComponent == 0 && b[pad.Source].Shape.Components == pad.Shape.Components)
            {
                blocks.Add(term);
            }
            else
            {
                sum = sum < 0 ? term : b.Add(sum, term);
            }
        }

        foreach (int block in SideBySide(b, blocks))
        {
            sum = sum < 0 ? block : b.Add(sum, block);
        }

        return sum;
    }

    /// <summary>The blocks as one value, zeros between them; blocks at equal places are added first. Left as they are where some overlap, or where there is only one.</summary>
    private static IReadOnlyList<int> SideBySide(ProgramBuilder b, List<int> blocks)
    {
        var byPlace = new SortedDictionary<int, (int Channels, int Value)>();
        foreach (int block in blocks)
        {
            var pad = (Instruction.Pad)b[block];
            int channels = b[pad.Source].Shape.Channels;
            if (!byPlace.TryGetValue(pad.FirstChannel, out (int Channels, int Value) there))
            {
                byPlace[pad.FirstChannel] = (channels, pad.Source);
            }
            else if (there.Channels == channels)
            {
                byPlace[pad.FirstChannel] = (channels, b.Add(there.Value, pad.Source));
            }
            else
            {
                return blocks;
            }
        }

        if (byPlace.Count < 2)
        {
            return byPlace.Count == blocks.Count ? blocks : [b.Pad(byPlace.First().Value.Value, byPlace.First().Key, 0, b[blocks[0]].Shape)];
        }

        Shape shape = b[blocks[0]].Shape;
        List<int> parts = [];
        int next = 0;
        foreach (KeyValuePair<int, (int Channels, int Value)> block in byPlace)
        {
            if (block.Key < next)
            {
                return blocks;
            }

            Fill(block.Key);
            parts.Add(block.Value.Value);
            next = block.Key + block.Value.Channels;
        }

        Fill(shape.Channels);
        return [b.Concat(parts)];

        void Fill(int end)
        {
            if (end > next)
            {
                parts.Add(b.Constant(0, b[blocks[0]].Domain, new Shape(end - next, shape.Components)));
            }
        }
    }
}
