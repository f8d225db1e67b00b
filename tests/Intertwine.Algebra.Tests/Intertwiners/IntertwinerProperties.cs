using FsCheck.Xunit;
using MathNet.Numerics.LinearAlgebra;

namespace Intertwine.Algebra.Tests;

/// <summary>What holds for every pair of representations.</summary>
[Properties(Arbitrary = [typeof(RandomRepresentations)], MaxTest = 100)]
public class IntertwinerProperties
{
    [Property]
    public bool Dimension_IsTheCharacterFormula(CompactPair pair)
        => IntertwinerSolver.Solve(pair.From, pair.To).OrThrow().Dimension == Characters.IntertwinerDimension(pair.From, pair.To);

    [Property]
    public bool Blocks_CountTheSameDimension(AnyPair pair)
        => IntertwinerSolver.Solve(pair.From, pair.To).OrThrow().Dimension == IntertwinerSolver.SolveBlocks(pair.From, pair.To).OrThrow().Dimension;

    [Property]
    public bool Residual_IsZeroToRounding(AnyPair pair) => IntertwinerSolver.Solve(pair.From, pair.To).OrThrow().Residual < 1e-14;

    [Property]
    public bool Elements_AreExactAndIndependent(AnyPair pair)
    {
        IntertwinerBasis basis = IntertwinerSolver.Solve(pair.From, pair.To).OrThrow();
        if (basis.IsEmpty)
        {
            return true;
        }

        var stacked = Matrix<double>.Build.DenseOfRowArrays([.. basis.Elements.Select(element => element.ToDense().ToArray())]);
        return basis.Elements.All(element => element.IsExact) && stacked.Rank() == basis.Dimension;
    }

    /// <summary>Linear outputs: K (L_V x + s_V) = L_W K x for every element K, group element g and x.</summary>
    [Property]
    public bool Elements_CommuteWithRandomGroupElements(AnyPair pair, int seed)
    {
        var random = new Random(seed);
        IntertwinerBasis basis = IntertwinerSolver.Solve(pair.From, pair.To).OrThrow();
        GroupElement g = GroupElements.Random(pair.From.Group, random);
        AffineMap before = pair.From.Action(g);
        AffineMap after = pair.To.Action(g);
        foreach (SparseMatrix element in basis.Elements)
        {
            Matrix k = element.ToDense();
            if (((k * before.Linear) - (after.Linear * k)).MaximumNorm() > 1e-12)
            {
                return false;
            }

            // Rows of an output point take over the shift of the input point (a single point with weight 1); all other rows are free of shifts.
            double[] shifted = k.Apply(before.Shift);
            for (int row = 0; row < k.Rows; row++)
            {
                bool reached = Enumerable.Range(0, k.Columns).Any(column => k[row, column] != 0);
                if (Math.Abs(shifted[row] - (reached ? after.Shift[row] : 0)) > 1e-12)
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>Completeness without theory: the rank of the whole stacked constraint, in dense Kronecker form, by an independent singular value decomposition.</summary>
    [Property(MaxTest = 30)]
    public bool Dimension_IsTheNullityOfTheDenseConstraint(AnyPair pair)
    {
        Piece from = pair.From.Terms[0].Piece;
        Piece to = pair.To.Terms[0].Piece;
        if (to.IsAffine)
        {
            // The affine condition is not a null space.
            return true;
        }

        List<double[]> equations = [];
        foreach ((Matrix input, Matrix output) in from.InfinitesimalGenerators.Concat(from.DiscreteGenerators)
            .Zip(to.InfinitesimalGenerators.Concat(to.DiscreteGenerators)))
        {
            for (int i = 0; i < to.Dimension; i++)
            {
                for (int j = 0; j < input.Columns; j++)
                {
                    double[] equation = new double[to.Dimension * from.Dimension];
                    for (int k = 0; k < from.Dimension; k++)
                    {
                        equation[(i * from.Dimension) + k] += input[k, j];
                    }

                    for (int k = 0; k < to.Dimension && j < from.Dimension; k++)
                    {
                        equation[(k * from.Dimension) + j] -= output[i, k];
                    }

                    equations.Add(equation);
                }
            }
        }

        int unknowns = to.Dimension * from.Dimension;
        int nullity = equations.Count == 0 ? unknowns : unknowns - Matrix<double>.Build.DenseOfRowArrays(equations).Rank();
        return IntertwinerSolver.Solve(from, to).OrThrow().Dimension == nullity;
    }

    [Property]
    public bool Representations_PrintAndParseBack(Representation representation)
        => Representation.Parse(representation.Group, representation.ToString()) == representation
        && Representation.Parse(Group.Parse(representation.Group.Name).OrThrow(), representation.ToString().Replace(" ", "", StringComparison.Ordinal)) == representation;

    /// <summary>One character replaced by one that no representation has: the error is at it.</summary>
    [Property]
    public bool Errors_PointAtTheWrongCharacter(Representation representation, int place)
    {
        string text = representation.ToString();
        int position = (int)((uint)place % (uint)text.Length);
        string wrong = text.Remove(position, 1).Insert(position, "#");
        ParseError? error = RepresentationParser.Parse(representation.Group, wrong).Error;
        // A wrong name is marked as a whole.
        return error is not null && error.Position <= position && position < error.Position + error.Length && !wrong.Substring(error.Position, error.Length).Contains('+', StringComparison.Ordinal);
    }

    [Property]
    public bool ReorderingForm_KeepsTheDimension(Representation representation)
        => representation.Simplified().Dimension == representation.Dimension && representation.Regrouped().Dimension == representation.Dimension
        && representation.Regrouped() == representation.Regrouped().Regrouped() && representation.Accepts(representation.Simplified());

    [Property]
    public bool Generators_SatisfyTheRelationsOfTheGroup(Representation representation)
    {
        // [rho(A), rho(B)] = rho([A, B]): structure constants from the defining representation, images from the piece.
        Group group = representation.Group;
        IReadOnlyList<Matrix> defining = group.InfinitesimalGenerators;
        foreach (RepresentationTerm term in representation.Terms)
        {
            IReadOnlyList<Matrix> images = term.Piece.InfinitesimalGenerators;
            for (int a = 0; a < images.Count; a++)
            {
                for (int b = 0; b < a; b++)
                {
                    Matrix expected = Matrix.Zero(term.Piece.MatrixSize, term.Piece.MatrixSize);
                    Matrix bracket = (defining[a] * defining[b]) - (defining[b] * defining[a]);
                    for (int c = 0; c < images.Count; c++)
                    {
                        double norm = Inner(defining[c], defining[c]);
                        expected += (Inner(bracket, defining[c]) / norm) * images[c];
                    }

                    if (((images[a] * images[b]) - (images[b] * images[a]) - expected).MaximumNorm() > 1e-12)
                    {
                        return false;
                    }
                }
            }

            foreach (Matrix image in term.Piece.DiscreteGenerators)
            {
                if (!(image * image).Equals(Matrix.Identity(term.Piece.MatrixSize)))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static double Inner(Matrix left, Matrix right) => left.ToArray().Zip(right.ToArray(), (x, y) => x * y).Sum();
}
