namespace Intertwine.Algebra;

/// <summary>Solves for the kernels of steerable convolutions: <c>k(g x) = rho_out(g) k(x) rho_in(g)^-1</c> for all points x and elements g.</summary>
public static class SteerableSolver
{
    // Bases are asked for again by every edit of a declaration and by every layer of the same kind.
    private static readonly BoundedCache<SteerableKey, SteerableBasis> Cache = new(1024);

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
        var key = new SteerableKey(action, from, to, radial);
        if (Cache.TryGet(key, out SteerableBasis known))
        {
            return known;
        }

        if (from.Group != to.Group || from.Group != action.Group)
        {
            return new SolveFailure(
                SolveFailureKind.DifferentGroups, $"Expected representations of {action.Group}, which moves the points, came '{from}' of {from.Group} and '{to}' of {to.Group}.");
        }

        if (from.IsAffine || to.IsAffine)
        {
            throw new ArgumentException($"Expected values that do not move with the origin, came '{(from.IsAffine ? from : to)}' of {from.Group}.", from.IsAffine ? nameof(from) : nameof(to));
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

    /// <summary>The arguments by value, with the hash codes that they keep.</summary>
    private readonly struct SteerableKey(EuclideanAction action, Piece from, Piece to, RadialBasis radial) : IEquatable<SteerableKey>
    {
        private readonly EuclideanAction _action = action;

        private readonly Piece _from = from;

        private readonly Piece _to = to;

        private readonly RadialBasis _radial = radial;

        public bool Equals(SteerableKey other)
            => PieceKey.Same(_from, other._from) && PieceKey.Same(_to, other._to) && _radial.Equals(other._radial) && _action.Equals(other._action);

        public override bool Equals(object? obj) => obj is SteerableKey other && Equals(other);

        public override int GetHashCode()
            => Sequences.Combine(Sequences.Combine(_action.GetHashCode(), _radial.GetHashCode()), Sequences.Combine(_from.KeptHashCode, _to.KeptHashCode));
    }
}
