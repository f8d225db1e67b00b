namespace Intertwine.Algebra;

/// <summary>The basis that all channels of one kind of input and one kind of output share.</summary>
/// <param name="Input">The piece of the input channels.</param>
/// <param name="Output">The piece of the output channels.</param>
/// <param name="Basis">The sampled basis.</param>
/// <param name="InputOffsets">First component of every input channel of this kind.</param>
/// <param name="OutputOffsets">First component of every output channel of this kind.</param>
/// <param name="FirstWeight">Place of the first weight. Weights are [output channel, input channel, element].</param>
public sealed record SteerableFilterGroup(Piece Input, Piece Output, SampledBasis Basis, IReadOnlyList<int> InputOffsets, IReadOnlyList<int> OutputOffsets, int FirstWeight)
{
    public int Weights => InputOffsets.Count * OutputOffsets.Count * Basis.Dimension;
}

/// <summary>
/// The filters of a steerable convolution between representations, as combinations of sampled bases: <c>filter[out, in, point] = sum_b w[b] K_b</c>. One flat vector of weights: by kinds of channels (pairs of pieces), ordered by the names
/// of the input piece, then of the output piece; then output channel, input channel, element of the basis. With escnn's names this is the order of escnn's weights.
/// </summary>
public sealed class SteerableFilters
{
    private SteerableFilters(Representation from, Representation to, PixelGrid grid, IReadOnlyList<SteerableFilterGroup> groups)
        => (From, To, Grid, Groups) = (from, to, grid, groups);

    public Representation From { get; }

    public Representation To { get; }

    public PixelGrid Grid { get; }

    /// <summary>The kinds of channels that have kernels, in the order of their weights.</summary>
    public IReadOnlyList<SteerableFilterGroup> Groups { get; }

    /// <summary>Number of weights.</summary>
    public int Dimension => Groups.Sum(group => group.Weights);

    /// <param name="action">How the group moves the points.</param>
    /// <param name="from">Input channels.</param>
    /// <param name="to">Output channels.</param>
    /// <param name="radial">Radial profiles.</param>
    /// <param name="grid">Points of the filters.</param>
    /// <param name="name">Names that pieces are ordered by; <see cref="EscnnNames.Of"/> where null.</param>
    /// <param name="cancellation">Cancels the work.</param>
    public static Result<SteerableFilters, SolveFailure> Create(
        EuclideanAction action, Representation from, Representation to, RadialBasis radial, PixelGrid grid, Func<Piece, string>? name = null, CancellationToken cancellation = default)
    {
        name ??= EscnnNames.Of;
        (Piece Piece, List<int> Offsets)[] inputs = [.. Kinds(from).OrderBy(kind => name(kind.Piece), StringComparer.Ordinal)];
        (Piece Piece, List<int> Offsets)[] outputs = [.. Kinds(to).OrderBy(kind => name(kind.Piece), StringComparer.Ordinal)];
        List<SteerableFilterGroup> groups = [];
        int weights = 0;
        foreach ((Piece input, List<int> inputOffsets) in inputs)
        {
            foreach ((Piece output, List<int> outputOffsets) in outputs)
            {
                if (!SteerableSolver.Solve(action, input, output, radial, cancellation).TryGet(out SteerableBasis? basis, out SolveFailure? failure))
                {
                    return failure;
                }

                SampledBasis sampled = basis.Sample(grid, cancellation);
                if (sampled.Dimension > 0)
                {
                    groups.Add(new SteerableFilterGroup(input, output, sampled, inputOffsets, outputOffsets, weights));
                    weights += groups[groups.Count - 1].Weights;
                }
            }
        }

        return new SteerableFilters(from, to, grid, groups);
    }

    /// <summary>The filter [out component, in component, point] of the given weights.</summary>
    public double[] Expand(IReadOnlyList<double> weights)
    {
        if (weights.Count != Dimension)
        {
            throw new ArgumentException($"Expected {Dimension} weights, came {weights.Count}.", nameof(weights));
        }

        int columns = From.Dimension;
        int points = Grid.Count;
        double[] filter = new double[To.Dimension * columns * points];
        foreach (SteerableFilterGroup group in Groups)
        {
            int weight = group.FirstWeight;
            foreach (int output in group.OutputOffsets)
            {
                foreach (int input in group.InputOffsets)
                {
                    double[] block = group.Basis.Expand([.. weights.Skip(weight).Take(group.Basis.Dimension)]);
                    weight += group.Basis.Dimension;
                    int rowLength = group.Input.Dimension * points;
                    for (int row = 0; row < group.Output.Dimension; row++)
                    {
                        Array.Copy(block, row * rowLength, filter, (((output + row) * columns) + input) * points, rowLength);
                    }
                }
            }
        }

        return filter;
    }

    /// <summary>Every piece once, with the first components of its copies.</summary>
    private static List<(Piece Piece, List<int> Offsets)> Kinds(Representation representation)
    {
        List<(Piece Piece, List<int> Offsets)> kinds = [];
        int offset = 0;
        foreach (RepresentationTerm term in representation.Terms)
        {
            int kind = kinds.FindIndex(known => known.Piece == term.Piece);
            if (kind < 0)
            {
                kind = kinds.Count;
                kinds.Add((term.Piece, []));
            }

            for (int copy = 0; copy < term.Multiplicity; copy++)
            {
                kinds[kind].Offsets.Add(offset);
                offset += term.Piece.Dimension;
            }
        }

        return kinds;
    }
}
