using Xunit.Abstractions;

namespace Intertwine.Algebra.Tests;

/// <summary>Spaces beyond what dense decompositions can do in the time of a build.</summary>
public sealed class LargeSpaceTests(ITestOutputHelper output)
{
    /// <summary>
    /// Dimensions: isotropic tensors of order 6 are 15 from n = 3 on; Hom(5*5, 6*6) has one element per common degree 0 … 10.
    /// </summary>
    [Theory]
    [InlineData("O(12)", "V*V", "V*V", 20736, 3)]
    [InlineData("SO(5)", "V*V*V", "V*V*V", 15625, 15)]
    [InlineData("SO(3)", "5*5", "6*6", 20449, 11)]
    public void Spaces_AreSolved(string name, string from, string to, int unknowns, int dimension)
    {
        Group group = Group.Parse(name).OrThrow();
        IntertwinerBasis basis = IntertwinerSolver.Solve(Representation.Parse(group, from), Representation.Parse(group, to)).OrThrow();
        output.WriteLine($"{name} {from} -> {to}: {basis.Elements.Sum(element => element.Entries.Count)} non-zeros, residual {basis.Residual}");
        Assert.Equal(unknowns, basis.From.Dimension * basis.To.Dimension);
        Assert.Equal(dimension, basis.Dimension);
        Assert.True(basis.Residual <= 1e-12);
    }

    /// <summary>The same space as by singular values of the components, where these can do it.</summary>
    [Theory]
    [InlineData("SO(3)", "1*1", "1*1*1")]
    [InlineData("SO(3)", "2*2", "3*1")]
    [InlineData("SO+(1,3)", "V*V", "V*V")]
    [InlineData("C_5", "1*1*1", "1*2")]
    [InlineData("D_7", "regular", "regular")]
    [InlineData("O(2)", "1*1*2", "2*2")]
    public void Elimination_AgreesWithSingularValues(string name, string from, string to)
    {
        Group group = Group.Parse(name).OrThrow();
        var input = Operand.Of(Representation.Parse(group, from));
        var result = Operand.Of(Representation.Parse(group, to));
        IReadOnlyList<SparseMatrix> expected = PairSolver.SolveBySingularValues(input, result, null, CancellationToken.None).Value!.Elements;
        IReadOnlyList<SparseMatrix> actual = PairSolver.Solve(input, result, null, CancellationToken.None).Value!.Elements;
        Assert.NotEmpty(actual);
        Assert.Equal(expected.Count, actual.Count);
        // Orthonormal vectors of the one, subtracted from each of the other.
        var space = new OrthonormalSet();
        foreach (SparseMatrix element in expected)
        {
            space.TryAdd(element.ToDense().ToArray());
        }

        Assert.All(actual, element => Assert.False(space.TryAdd(element.ToDense().ToArray())));
    }

    [Fact]
    public void Cancellation_StopsALargeSpace()
    {
        Group group = Group.Parse("SO(3)").OrThrow();
        Representation from = Representation.Parse(group, "1^4");
        Representation to = Representation.Parse(group, "1^5");
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(150));
        Assert.ThrowsAny<OperationCanceledException>(() => IntertwinerSolver.Solve(from, to, source.Token));
    }
}
