namespace Intertwine.Algebra.Tests;

/// <summary>Bases with few non-zeros: against what is known to be the least, and against the reduced echelon form.</summary>
public sealed class SparseCombinationTests
{
    /// <summary>
    /// Least possible: pairings of n indices are 1·3·5 products of forms with as many non-zeros as index values allow; permutation groups have disjoint orbits, so every place of the space is taken once;
    /// epsilon has 4! non-zeros.
    /// </summary>
    [Theory]
    [InlineData("O(3)", "V*V", "V*V", 3 * 9)]
    [InlineData("SO(5)", "V*V", "V*V", 3 * 25)]
    [InlineData("O(4)", "V*V*V", "V*V*V", 15 * 64)]
    [InlineData("O(1,3)", "V*V", "V*V", 3 * 16)]
    [InlineData("SO+(1,3)", "V*V", "V*V", (3 * 16) + 24)]
    [InlineData("Sp(2)", "V*V", "V*V", 3 * 16)]
    [InlineData("GL(3)", "V*V", "V*V", 2 * 9)]
    [InlineData("D_4", "regular", "regular", 64)]
    [InlineData("C_6", "regular", "regular*regular", 216)]
    public void Bases_HaveTheFewestNonZeros(string name, string from, string to, int nonZeros)
    {
        Group group = Group.Parse(name).OrThrow();
        string vector = group is OrthogonalGroup { Dimension: 3 } ? "1o" : "V";
        IntertwinerBasis basis = IntertwinerSolver.Solve(
            Representation.Parse(group, from.Replace("V", vector, StringComparison.Ordinal)), Representation.Parse(group, to.Replace("V", vector, StringComparison.Ordinal))).OrThrow();
        Assert.Equal(nonZeros, basis.Elements.Sum(element => element.Entries.Count));
        Assert.Equal(0, basis.Residual);
    }

    [Fact]
    public void DifferencesOfTensors_BecomeTheTensors()
    {
        // a, b, c with disjoint supports but for a common first place, given as c, a - c, b - c: as in the echelon form of isotropic tensors.
        List<List<(int Index, Surd Value)>> basis =
        [
            [(0, Surd.One), (5, Surd.One), (6, Surd.One)],
            [(1, Surd.One), (2, Surd.One), (5, -Surd.One), (6, -Surd.One)],
            [(3, Surd.One), (4, Surd.One), (5, -Surd.One), (6, -Surd.One)],
        ];
        SparseCombinations.Improve(basis, CancellationToken.None);
        Assert.Equal(9, basis.Sum(vector => vector.Count));
        Assert.All(basis, vector => Assert.Equal((0, Surd.One), vector[0]));
    }

    [Fact]
    public void WhatIsSparse_StaysAsItIs()
    {
        List<List<(int Index, Surd Value)>> basis = [[(0, Surd.One), (3, Surd.One)], [(1, Surd.One), (2, -Surd.One)]];
        List<(int Index, Surd Value)>[] before = [.. basis.Select(vector => vector.ToList())];
        SparseCombinations.Improve(basis, CancellationToken.None);
        Assert.Equal(before, basis);
    }
}
