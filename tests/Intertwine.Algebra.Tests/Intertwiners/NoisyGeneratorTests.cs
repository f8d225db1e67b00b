using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Intertwine.Algebra.Tests;

/// <summary>A group whose generators are known well, and two composites of its defining representation.</summary>
public sealed record NoisyCase(string Symmetry, string From, string To, int Seed)
{
    private static readonly string[] Symmetries = ["C_3", "C_5", "C_8", "D_3", "D_5", "T", "O", "I", "SO(3)", "SO(2)", "SO(4)", "SO+(1,3)"];

    /// <summary>Random cases.</summary>
    public static Arbitrary<NoisyCase> Cases() => Arb.From(
        from symmetry in Gen.Elements(Symmetries)
        from spaces in Gen.Elements(("V", "V"), ("V*V", "V"), ("V", "V*V"), ("V*V", "V*V"), ("Sym^2(V)", "V*V"), ("V*V", "Alt^2(V)"), ("V*V*V", "V"), ("V*V", "S"))
        from seed in Gen.Choose(1, 1_000_000)
        select new NoisyCase(symmetry, spaces.Item1, spaces.Item2, seed));

    public Group Group => Group.Parse(Symmetry).OrThrow();

    /// <summary>The group declared by its generators after a change of each entry.</summary>
    public DeclaredGroup Declare(Func<double, double> change, Matrix? basis = null)
    {
        return DeclaredGroup.Create("G", Group.Dimension, [.. Group.InfinitesimalGenerators.Select(Changed)], [.. Group.DiscreteGenerators.Select(Changed)]).OrThrow();

        Matrix Changed(Matrix matrix)
        {
            Matrix conjugated = basis is null ? matrix : basis * matrix * basis.Inverse();
            return Matrix.FromRows(matrix.Rows, matrix.Columns, Array.ConvertAll(conjugated.ToArray(), entry => change(entry)));
        }
    }

    public Result<IntertwinerBasis, SolveFailure> Solve(Group group) => IntertwinerSolver.Solve(Representation.Parse(group, From), Representation.Parse(group, To));
}

/// <summary>Generators come of computations in doubles, or of tables with some digits: where zeros are meant there is noise.</summary>
[Properties(Arbitrary = [typeof(NoisyCase)], MaxTest = 80)]
public class NoisyGeneratorTests
{
    [Property]
    public bool Noise_ChangesTheSpaceByTheNoise(NoisyCase noisy)
    {
        var random = new Random(noisy.Seed);
        double noise = Math.Pow(10, -17 + (random.NextDouble() * 4));
        return IsNear(noisy.Solve(noisy.Group).OrThrow(), noisy.Solve(noisy.Declare(entry => entry + (noise * ((2 * random.NextDouble()) - 1)))).OrThrow(), 1e-14 + (1e3 * noise));
    }

    [Property]
    public bool Decimals_GiveTheSameSpace(NoisyCase noisy)
    {
        int digits = 12 + (noisy.Seed % 4);
        return IsNear(noisy.Solve(noisy.Group).OrThrow(), noisy.Solve(noisy.Declare(entry => Math.Round(entry, digits))).OrThrow(), 1e3 * Math.Pow(10, -digits));
    }

    /// <summary>No entry is an exact number in a random basis, and those of composites are full of rounding errors.</summary>
    [Property]
    public bool Conjugation_KeepsTheDimension(NoisyCase noisy)
    {
        var random = new Random(noisy.Seed);
        int size = noisy.Group.Dimension;
        // Diagonally dominant, rows of the rest at most 1/2 together: the inverse is accurate, with a norm of at most 2.
        Matrix basis = Matrix.Identity(size);
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++)
            {
                basis += Matrix.FromRows(size, size, [.. Enumerable.Range(0, size * size).Select(k => k == (i * size) + j ? 0.5 / size * ((2 * random.NextDouble()) - 1) : 0)]);
            }
        }

        IntertwinerBasis conjugated = noisy.Solve(noisy.Declare(entry => entry, basis)).OrThrow();
        // An element in reduced echelon form begins with 1, which may be the least of its entries, L times smaller than the largest. Rounding is relative to the largest, so that this pivot is known to a relative error of L
        // times that of doubles, and all entries, up to L, are divided by it: the residual goes with L squared.
        double largest = conjugated.Elements.SelectMany(element => element.Entries).Select(entry => Math.Abs(entry.Value)).DefaultIfEmpty().Max();
        return conjugated.Dimension == noisy.Solve(noisy.Group).OrThrow().Dimension && conjugated.Residual <= 1e-11 * Math.Max(1, largest * largest);
    }

    /// <summary>Six digits cannot be told from other numbers: the answer is the right one, or none.</summary>
    [Property]
    public bool FewDigits_AreNeverSilentlyWrong(NoisyCase noisy)
    {
        Result<IntertwinerBasis, SolveFailure> result = noisy.Solve(noisy.Declare(entry => Math.Round(entry, 6)));
        return result.TryGet(out IntertwinerBasis? basis, out SolveFailure? failure)
            ? basis.Dimension == noisy.Solve(noisy.Group).OrThrow().Dimension
            : failure.Kind == SolveFailureKind.RankUnclear;
    }

    private static bool IsNear(IntertwinerBasis expected, IntertwinerBasis actual, double distance)
    {
        var space = new OrthonormalSet();
        foreach (SparseMatrix element in expected.Elements)
        {
            space.TryAdd(element.ToDense().ToArray());
        }

        return expected.Dimension == actual.Dimension
            && actual.Elements.All(element => element.ToDense().ToArray() is var vector && OrthonormalSet.Norm(space.Remainder(vector)) <= distance * OrthonormalSet.Norm(vector));
    }
}
