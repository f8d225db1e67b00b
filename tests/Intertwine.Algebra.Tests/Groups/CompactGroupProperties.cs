using FsCheck.Xunit;

namespace Intertwine.Algebra.Tests;

/// <summary>What representation theory says of every compact group and its real irreps.</summary>
[Properties(Arbitrary = [typeof(RandomCompactGroups)], MaxTest = 100)]
public class CompactGroupProperties
{
    private const double Tolerance = 1e-11;

    /// <summary>The word of a product by the multiplication table, or by the product of the defining matrices, has the product of the matrices.</summary>
    [Property]
    public bool Irreps_AreHomomorphisms(SeededIrreps pair)
    {
        var random = new Random(pair.Seed);
        GroupElement g = pair.Group.Random(random);
        GroupElement h = pair.Group.Random(random);
        GroupElement product = pair.Group is FiniteGroup finite
            ? finite.Elements[finite.Multiply(finite.IndexOf(g), finite.IndexOf(h))]
            : EmbeddingFinder.FindElement(pair.Group, pair.Group.Defining.Represent(g) * pair.Group.Defining.Represent(h), default)!;
        return IsNear(pair.First.Represent(product), pair.First.Represent(g) * pair.First.Represent(h))
            && IsNear(pair.First.Represent(g * h), pair.First.Represent(product))
            && IsNear(pair.First.Represent(g.Inverse()), pair.First.Represent(g).Transpose());
    }

    [Property]
    public bool Irreps_AreOrthogonal(SeededIrreps pair)
    {
        Matrix matrix = pair.First.Represent(pair.Group.Random(new Random(pair.Seed)));
        return pair.First.IsOrthogonal && IsNear(matrix * matrix.Transpose(), Matrix.Identity(pair.First.Dimension));
    }

    /// <summary>Schur: nothing between different irreps, a division algebra of the dimension of the type from one to itself.</summary>
    [Property]
    public bool Intertwiners_AreThoseOfSchur(SeededIrreps pair)
    {
        int expected = pair.First == pair.Second ? (int)pair.First.Type : 0;
        return Characters.IntertwinerDimension(pair.First, pair.Second) == expected
            && IntertwinerSolver.Solve(pair.First, pair.Second).OrThrow().Dimension == expected;
    }

    [Property]
    public bool Endomorphisms_CommuteAndHaveTheDimensionOfTheType(SeededIrreps pair)
    {
        Matrix matrix = pair.First.Represent(pair.Group.Random(new Random(pair.Seed)));
        IReadOnlyList<Matrix> endomorphisms = pair.First.Endomorphisms;
        return endomorphisms.Count == (int)pair.First.Type
            && endomorphisms[0].Equals(Matrix.Identity(pair.First.Dimension))
            && endomorphisms.All(endomorphism => IsNear(endomorphism * matrix, matrix * endomorphism))
            && endomorphisms.Skip(1).All(endomorphism => IsNear(endomorphism * endomorphism, Matrix.Scalar(pair.First.Dimension, -1)));
    }

    [Property]
    public bool FrobeniusSchurIndicators_TellTheTypes(SeededIrreps pair)
        => Characters.FrobeniusSchur(pair.First) == pair.First.Type switch { IrrepType.Real => 1, IrrepType.Complex => 0, _ => -2 };

    [Property]
    public bool Irreps_PrintAndParseBack(SeededIrreps pair)
        => pair.Group.ParsePiece(pair.First.Name).OrThrow() == pair.First
        && Group.Parse(pair.Group.Name).OrThrow() == pair.Group
        && Representation.Parse(pair.Group, $"3x{pair.First} + {pair.Second}").Dimension == (3 * pair.First.Dimension) + pair.Second.Dimension;

    [Property]
    public bool Multiplication_IsThatOfAGroup(FiniteSample sample)
    {
        FiniteGroup group = sample.Group;
        var random = new Random(sample.Seed);
        int order = group.Elements.Count;
        (int a, int b, int c) = (random.Next(order), random.Next(order), random.Next(order));
        int power = Enumerable.Range(0, group.OrderOf(a)).Aggregate(0, (product, _) => group.Multiply(a, product));
        return group.Order == order
            && group.Multiply(group.Multiply(a, b), c) == group.Multiply(a, group.Multiply(b, c))
            && group.Multiply(a, 0) == a && group.Multiply(0, a) == a
            && group.Multiply(a, group.Inverse(a)) == 0 && group.Multiply(group.Inverse(a), a) == 0
            && group.IndexOf(group.Elements[a]) == a
            && group.IndexOf(group.Elements[a] * group.Elements[b]) == group.Multiply(a, b)
            && power == 0 && order % group.OrderOf(a) == 0;
    }

    [Property]
    public bool ConjugateElements_AreInOneClass(FiniteSample sample)
    {
        FiniteGroup group = sample.Group;
        var random = new Random(sample.Seed);
        int a = random.Next(group.Elements.Count);
        int g = random.Next(group.Elements.Count);
        int conjugate = group.Multiply(group.Multiply(g, a), group.Inverse(g));
        return group.Classes.Single(members => members.Contains(a)).Contains(conjugate)
            && group.Classes.Sum(members => members.Count) == group.Elements.Count
            && group.Classes[0].SequenceEqual([0]);
    }

    /// <summary>The defining representation tells elements apart, and is what the multiplication is about.</summary>
    [Property]
    public bool DefiningRepresentation_IsFaithful(FiniteSample sample)
    {
        FiniteGroup group = sample.Group;
        if (group.Elements.Count > 200)
        {
            return true;
        }

        var random = new Random(sample.Seed);
        int a = random.Next(group.Elements.Count);
        int b = random.Next(group.Elements.Count);
        Matrix product = group.Defining.Represent(group.Elements[a]) * group.Defining.Represent(group.Elements[b]);
        int[] equal = [.. Enumerable.Range(0, group.Elements.Count).Where(i => IsNear(group.Defining.Represent(group.Elements[i]), product))];
        return equal.SequenceEqual([group.Multiply(a, b)]);
    }

    private static bool IsNear(Matrix left, Matrix right) => (left - right).MaximumNorm() < Tolerance;
}
