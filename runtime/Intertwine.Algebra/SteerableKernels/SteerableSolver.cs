namespace Intertwine.Algebra;

/// <summary>Solves for the kernels of steerable convolutions: <c>k(g x) = rho_out(g) k(x) rho_in(g)^-1</c> for all points x and elements g.</summary>
public static class SteerableSolver
{
    // Bases are asked for again by every edit of a declaration and by every layer of the same kind.
    private static readonly BoundedCache<(EuclideanAction Action, Piece From, Piece To, RadialBasis Radial), SteerableBasis> Cache = new(1024);

    /// <summary>Forgets all bases, to measure what a solve costs or to give memory back.</summary>
    public static void ClearCache()
    {
        Cache.Clear();
        AngularSolver.ClearCache();
    }

    /// <summary>A basis of the kernels between single copies of two pieces.</summary>
    /// <param name="action">How the group moves the points.</param>
    /// <param name="from">The input, a linear piece of the same group.</param>
    /// <param name="to">The output, a linear piece of the same group.</param>
    /// <param name="radial">Radial profiles with the largest degrees of their harmonics.</param>
    /// <param name="cancellation">Cancels the work.</param>
    public static Result<SteerableBasis, SolveFailure> Solve(EuclideanAction action, Piece from, Piece to, RadialBasis radial, CancellationToken cancellation = default)
    {
        if (from.Group != to.Group || from.Group != action.Group)
        {
            return new SolveFailure(
                SolveFailureKind.DifferentGroups, $"Expected representations of {action.Group}, which moves the points, came '{from}' of {from.Group} and '{to}' of {to.Group}.");
        }

        if (from.IsAffine || to.IsAffine)
        {
            throw new ArgumentException($"Expected values that do not move with the origin, came '{(from.IsAffine ? from : to)}' of {from.Group}.", from.IsAffine ? nameof(from) : nameof(to));
        }

        (EuclideanAction Action, Piece From, Piece To, RadialBasis Radial) key = (action, from, to, radial);
        if (Cache.TryGet(key, out SteerableBasis known))
        {
            return known;
        }

        if (!PieceIrreps.Of(from, cancellation).TryGet(out IrrepInPiece[]? inputs, out SolveFailure? failure)
            || !PieceIrreps.Of(to, cancellation).TryGet(out IrrepInPiece[]? outputs, out failure))
        {
            return failure;
        }

        List<SteerableBlock> blocks = [];
        for (int i = 0; i < inputs.Length; i++)
        {
            for (int o = 0; o < outputs.Length; o++)
            {
                List<AngularKernels> angular = [];
                for (int degree = 0; degree <= radial.MaximumDegree; degree++)
                {
                    cancellation.ThrowIfCancellationRequested();
                    if (!AngularSolver.Solve(action, inputs[i].Irrep, outputs[o].Irrep, degree, cancellation).TryGet(out AngularKernels? kernels, out failure))
                    {
                        return failure;
                    }

                    if (kernels.Elements.Count > 0)
                    {
                        angular.Add(kernels);
                    }
                }

                if (angular.Count > 0)
                {
                    blocks.Add(new SteerableBlock(i, o, angular));
                }
            }
        }

        var basis = new SteerableBasis(action, from, to, radial, inputs, outputs, blocks);
        Cache.Add(key, basis);
        return basis;
    }
}
