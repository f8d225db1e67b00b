using System.Globalization;
using Intertwine.Algebra;

namespace Intertwine.Generator.Solving;

/// <summary>
/// Bases of equivariant linear maps. The algebra keeps what it has solved for each pair of pieces (which carry their group): layers of any width between the same pieces share them, and no edit solves again.
/// </summary>
internal static class Intertwiners
{
    /// <summary>Entries of a map between two pieces beyond which the generator does not solve unless the declaration says otherwise.</summary>
    public const int DefaultMaximumSize = 1 << 14;

    /// <summary>Nobody waits longer for a compiler.</summary>
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(2);

    /// <summary>The blocks of Hom_G(from, to) that are not zero, ordered by output, then input; or why they were not computed.</summary>
    public static Result<IntertwinerBlocks, SolveFailure> Between(Representation from, Representation to, int maximumSize, CancellationToken cancellation)
    {
        List<IntertwinerBlock> blocks = [];
        for (int j = 0; j < to.Terms.Count; j++)
        {
            for (int i = 0; i < from.Terms.Count; i++)
            {
                if (!Between(from.Terms[i].Piece, to.Terms[j].Piece, maximumSize, cancellation).TryGet(out IntertwinerBasis? basis, out SolveFailure? failure))
                {
                    return failure;
                }

                if (!basis.IsEmpty)
                {
                    blocks.Add(new IntertwinerBlock(i, j, basis));
                }
            }
        }

        return new IntertwinerBlocks(from, to, blocks);
    }

    /// <summary>Hom_G(from, to) between single copies.</summary>
    public static Result<IntertwinerBasis, SolveFailure> Between(Piece from, Piece to, int maximumSize, CancellationToken cancellation) =>
        Between(from, to, maximumSize, TimeLimit, cancellation);

    /// <param name="maximumSize">Largest number of entries of a map.</param>
    /// <param name="timeLimit">After which the search ends without result.</param>
    internal static Result<IntertwinerBasis, SolveFailure> Between(Piece from, Piece to, int maximumSize, TimeSpan timeLimit, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        long size = (long)from.Dimension * to.Dimension;
        if (size > maximumSize)
        {
            return new SolveFailure(
                SolveFailureKind.TooLarge,
                $"the maps from '{from}' to '{to}' have {Text(to.Dimension)} x {Text(from.Dimension)} = {Text(size)} entries; the limit is {Text(maximumSize)}, and MaximumBasisSize of the attribute that names the group raises it");
        }

        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (timeLimit > TimeSpan.Zero)
        {
            timer.CancelAfter(timeLimit);
        }
        else
        {
            // Not on a timer's thread, which may come too late.
            timer.Cancel();
        }

        try
        {
            return IntertwinerSolver.Solve(from, to, timer.Token, maximumSize);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new SolveFailure(
                SolveFailureKind.TooLarge,
                $"the maps from '{from}' to '{to}', with {Text(to.Dimension)} x {Text(from.Dimension)} = {Text(size)} entries, were not found within {Text(timeLimit.TotalSeconds)} seconds");
        }
    }

    private static string Text(double number) => number.ToString("#,0.##", CultureInfo.InvariantCulture);
}
