using System.Globalization;
using System.Text.Json;

namespace Intertwine.Algebra.Tests;

/// <summary>Matrices computed by escnn (float64): our irreps of the groups of the plane are its irreps, and our regular representation has its order of elements, so that its weights carry over unchanged.</summary>
public sealed class GoldenEscnnGroupTests
{
    private static readonly GoldenTensors Golden = GoldenTensors.Load("escnn/groups");

    public static TheoryData<string> Finite => ["C4", "C8", "D4"];

    public static TheoryData<string> All => ["C4", "C8", "D4", "SO2", "O2"];

    [Theory]
    [MemberData(nameof(All))]
    public void Irreps_AreThoseOfEscnn(string name)
    {
        Group group = GroupOf(name);
        GroupElement[] elements = Elements(name, group);
        string[] keys = [.. Golden.Json(name).GetProperty("irreps").EnumerateObject().Select(irrep => irrep.Name)];
        Assert.NotEmpty(keys);
        foreach (string key in keys)
        {
            JsonElement declared = Golden.Json(name).GetProperty("irreps").GetProperty(key);
            Irrep irrep = IrrepOf(group, key);
            Assert.Equal(declared.GetProperty("size").GetInt32(), irrep.Dimension);
            Assert.Equal(declared.GetProperty("type").GetString(), irrep.Type == IrrepType.Real ? "R" : "C");
            Assert.Equal(declared.GetProperty("sum_of_squares").GetInt32(), irrep.Endomorphisms.Count);
            AssertMatrices(Golden[$"{name}/irrep_{string.Join("_", Numbers(key))}"], irrep, elements);
        }
    }

    /// <summary>In escnn's flipRot2dOnR2 the reflection of the group acts on the plane as (x, y) → (-x, y): its plane is ours turned by a quarter, x' = Q x, while its irreps are not turned.</summary>
    [Theory]
    [MemberData(nameof(All))]
    public void VectorsOfThePlane_AreThoseOfEscnnTurnedByAQuarter(string name)
    {
        Group group = GroupOf(name);
        GroupElement[] elements = Elements(name, group);
        Matrix quarter = Matrix.FromRows(2, 2, [0, -1, 1, 0]);
        for (int i = 0; i < elements.Length; i++)
        {
            Matrix expected = Matrix.FromRows(2, 2, Golden[$"{name}/basespace_action"].Part(i));
            Assert.True((expected - (quarter * group.Defining.Represent(elements[i]) * quarter.Transpose())).MaximumNorm() < 1e-14);
        }
    }

    [Theory]
    [MemberData(nameof(Finite))]
    public void RegularRepresentations_AreThoseOfEscnn(string name)
    {
        var group = (FiniteGroup)GroupOf(name);
        AssertMatrices(Golden[$"{name}/regular"], group.Regular, Elements(name, group));
    }

    /// <summary>regular = Q (direct sum of irreps) Q^-1 with escnn's Q and its order of irreps.</summary>
    [Theory]
    [MemberData(nameof(Finite))]
    public void RegularRepresentations_DecomposeAsInEscnn(string name)
    {
        var group = (FiniteGroup)GroupOf(name);
        var irreps = new Representation(group, [.. Golden.Json(name).GetProperty("regular_irreps").EnumerateArray().Select(key => new RepresentationTerm(1, IrrepOf(group, key.GetString()!)))]);
        int order = group.Elements.Count;
        Matrix change = Matrix.FromRows(order, order, Golden[$"{name}/regular_change_of_basis"].Values);
        foreach (GroupElement element in group.Elements)
        {
            Matrix difference = (group.Regular.Represent(element) * change) - (change * irreps.Action(element).Linear);
            Assert.True(difference.MaximumNorm() < 1e-14);
        }
    }

    private static Group GroupOf(string name) => Group.Parse(name is "SO2" or "O2" ? name.Insert(name.Length - 1, "(") + ")" : name).OrThrow();

    /// <summary>escnn's (k,) is our frequency k; its (j, k) is k, with e for j = 0 and o for j = 1 where the irrep is one-dimensional.</summary>
    private static Irrep IrrepOf(Group group, string key)
    {
        int[] numbers = Numbers(key);
        string frequency = numbers[^1].ToString(CultureInfo.InvariantCulture);
        bool line = numbers[^1] == 0 || 2 * numbers[^1] == (group as IFrequencyGroup)!.RotationOrder;
        string parity = numbers.Length == 1 || !line ? "" : numbers[0] == 0 ? "e" : "o";
        return Assert.IsAssignableFrom<Irrep>(group.ParsePiece(frequency + parity).OrThrow());
    }

    private static int[] Numbers(string key) => [.. key.Trim('(', ')').Split(',', StringSplitOptions.RemoveEmptyEntries).Select(number => int.Parse(number, CultureInfo.InvariantCulture))];

    /// <summary>escnn's elements: of finite groups all, in our order; of SO(2) and O(2) some, by their angles: (+, t) is the rotation by t, (-, t) the reflection (x, y) → (x, -y) and then the rotation.</summary>
    private static GroupElement[] Elements(string name, Group group)
    {
        if (group is FiniteGroup finite)
        {
            return [.. finite.Elements];
        }

        return [.. Golden.Json(name).GetProperty("elements").EnumerateArray().Select(element =>
        {
            string[] parts = element.GetString()!.Trim('(', ')').Split(',');
            GroupElement rotation = GroupElement.Exponential(group, [double.Parse(parts[^1], CultureInfo.InvariantCulture)]);
            return parts[0] == "-" ? rotation * GroupElement.Discrete(group, 0) : rotation;
        })];
    }

    private static void AssertMatrices(GoldenTensor expected, Piece piece, IReadOnlyList<GroupElement> elements)
    {
        Assert.Equal([elements.Count, piece.Dimension, piece.Dimension], expected.Shape);
        for (int i = 0; i < elements.Count; i++)
        {
            Matrix difference = Matrix.FromRows(piece.Dimension, piece.Dimension, expected.Part(i)) - piece.Represent(elements[i]);
            Assert.True(difference.MaximumNorm() < 2e-14, $"{piece} of {piece.Group}, element {i}: {difference.MaximumNorm()}");
        }
    }
}
