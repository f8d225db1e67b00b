using FsCheck.Xunit;

namespace Intertwine.Algebra.Tests;

/// <summary>The iterative method: the same spaces as by elimination, and spaces of any size.</summary>
[Properties(Arbitrary = [typeof(SolverCases)], MaxTest = 60)]
public class ProjectionTests
{
    [Property]
    public bool Projection_AgreesWithElimination(SolverCase pair)
    {
        IReadOnlyList<SparseMatrix> expected = IntertwinerSolver.Solve(pair.From, pair.To).OrThrow().Elements;
        return IsSameSpace(expected, PairSolver.SolveByProjection(Operand.Of(pair.From), Operand.Of(pair.To), null, CancellationToken.None));
    }

    /// <summary>With the condition on the transpose as well.</summary>
    [Property(MaxTest = 30)]
    public bool SymmetricMaps_AgreeWithElimination(SolverCase pair)
    {
        var transpose = new TransposeCondition(pair.From.Dimension, 1);
        var operand = Operand.Of(pair.From);
        return pair.From.Dimension > 16
            || IsSameSpace(PairSolver.Solve(operand, operand, transpose, CancellationToken.None).Value!.Elements, PairSolver.SolveByProjection(operand, operand, transpose, CancellationToken.None));
    }

    /// <summary>104976 unknowns. Alt^2(V) ⊗ V is V + Alt^3(V) + a hook, each of its own kind.</summary>
    [Fact]
    public void SpacesOfManyUnknowns_AreSolved()
    {
        var operand = Operand.Of(Representation.Parse(Group.Parse("O(9)").OrThrow(), "Alt^2(V)*V"));
        MapSpace space = PairSolver.SolveByProjection(operand, operand, null, CancellationToken.None)!;
        Assert.Equal(104976, operand.Dimension * operand.Dimension);
        Assert.Equal(3, space.Elements.Count);
        Assert.True(space.Residual < 1e-11, $"{space.Residual}");
    }

    /// <summary>Where elimination would fill in too much, the iteration takes over.</summary>
    [Fact]
    public void FillInBeyondTheBudget_IsLeftToProjection()
    {
        Group group = Group.Parse("SO(3)").OrThrow();
        var from = Operand.Of(Representation.Parse(group, "2*2"));
        var to = Operand.Of(Representation.Parse(group, "1*3"));
        MapSpace space = PairSolver.Solve(from, to, null, CancellationToken.None, budget: 10).Value!;
        // 2 ⊗ 2 has 0 … 4, 1 ⊗ 3 has 2, 3, 4.
        Assert.Equal(3, space.Elements.Count);
        Assert.True(space.Residual < 1e-12);
    }

    /// <summary>An eigenvalue of 1e-11, of a singular value of 3e-6, is neither zero nor not.</summary>
    [Theory]
    [InlineData(1e-11, false)]
    [InlineData(1e-4, true)]
    [InlineData(1e-30, true)]
    public void SmallEigenvalues_LeaveTheRankUnclear(double small, bool clear)
    {
        double[] diagonal = [0, 1, 1, 2, small, 3];
        IReadOnlyList<double[]>? basis = new RandomProjections(diagonal.Length, Apply, CancellationToken.None).Find();
        Assert.Equal(clear, basis is not null);
        Assert.Equal(small < 1e-20 ? 2 : clear ? 1 : 0, basis?.Count ?? 0);

        void Apply(double[] vector, double[] result)
        {
            for (int i = 0; i < vector.Length; i++)
            {
                result[i] = diagonal[i] * vector[i];
            }
        }
    }

    [Fact]
    public void Cancellation_StopsTheIteration()
    {
        var operand = Operand.Of(Representation.Parse(Group.Parse("SO(3)").OrThrow(), "2*2"));
        Assert.ThrowsAny<OperationCanceledException>(() => PairSolver.SolveByProjection(operand, operand, null, new CancellationToken(canceled: true)));
    }

    private static bool IsSameSpace(IReadOnlyList<SparseMatrix> expected, MapSpace? actual)
    {
        var space = new OrthonormalSet();
        foreach (SparseMatrix element in expected)
        {
            space.TryAdd(element.ToDense().ToArray());
        }

        return actual is not null && actual.Elements.Count == expected.Count
            && actual.Elements.All(element => element.ToDense().ToArray() is var vector && OrthonormalSet.Norm(space.Remainder(vector)) <= 1e-9 * OrthonormalSet.Norm(vector));
    }
}
