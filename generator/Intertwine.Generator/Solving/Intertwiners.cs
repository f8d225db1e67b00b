using Intertwine.Algebra;

namespace Intertwine.Generator.Solving;

/// <summary>
/// Bases of equivariant linear maps. The algebra keeps what it has solved for each pair of pieces (which carry their group): layers of any width between the same pieces share them, and no edit solves again.
/// </summary>
internal static class Intertwiners
{
    /// <summary>Entries of a map between two pieces beyond which the generator does not solve.</summary>
    public const int MaximumSize = 1 << 14;

    /// <summary>The blocks of Hom_G(from, to) that are not zero, ordered by output, then input; or why they were not computed.</summary>
    public static Result<IntertwinerBlocks, SolveFailure> Between(Representation from, Representation to, CancellationToken cancellation)
    {
        List<IntertwinerBlock> blocks = [];
        for (int j = 0; j < to.Terms.Count; j++)
        {
            for (int i = 0; i < from.Terms.Count; i++)
            {
                if (!IntertwinerSolver.Solve(from.Terms[i].Piece, to.Terms[j].Piece, cancellation, MaximumSize).TryGet(out IntertwinerBasis? basis, out SolveFailure? failure))
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
}
