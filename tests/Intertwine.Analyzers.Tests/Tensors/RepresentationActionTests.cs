using Intertwine.Algebra;
using Intertwine.Analyzers.Tensors.Operations;
using Intertwine.Analyzers.Tensors.Values;
using Intertwine.Generator;

namespace Intertwine.Analyzers.Tests.Tensors;

/// <summary>What is read off the generators of a group, against the matrices of random elements.</summary>
public class RepresentationActionTests
{
    public static TheoryData<string, string> Representations => new()
    {
        { "O(3)", "1o" }, { "O(3)", "1e" }, { "O(3)", "0e + 0o" }, { "SO(3)", "2" }, { "O(2)", "1" }, { "SO(2)", "1 + 0" }, { "SO(1,3)", "V" }, { "Sp(2)", "V" }, { "SL(3)", "V" }, { "SL(3)", "V'" }, { "C_4", "regular" }, { "C_4", "1" },
        { "D_4", "regular" }, { "D_4", "regular*0o" }, { "D_4", "1" }, { "D_4", "2e + 2o" }, { "S_5", "V" }, { "O_h", "regular" },
    };

    /// <summary>sum_c (rho(g) x)_c = s(g) sum_c x_c, where that is stated; for some g not a multiple, where nothing is.</summary>
    [Theory]
    [MemberData(nameof(Representations))]
    public void Sums_ChangeAsStated(string groupName, string text)
    {
        Representation representation = Representation.Parse(Group.Parse(groupName).OrThrow(), text);
        double[] ones = [.. Enumerable.Repeat(1.0, representation.Dimension)];
        double[][] moved = [.. Elements(representation.Group).Select(element => Image(representation, element).Transpose().Apply(ones))];
        if (RepresentationActions.SumCharacters(representation) is null)
        {
            Assert.Contains(moved, sums => sums.Any(sum => Math.Abs(sum - sums[0]) > 1e-3));
        }
        else
        {
            Assert.All(moved, sums => Assert.All(sums, sum => Assert.Equal(sums[0], sum, 1e-9)));
        }
    }

    /// <summary>(rho(g) x)^T rho(g) y = s(g) x^T y, where that is stated; for some g not a multiple, where nothing is.</summary>
    [Theory]
    [MemberData(nameof(Representations))]
    public void Pairings_ChangeAsStated(string groupName, string text)
    {
        Representation representation = Representation.Parse(Group.Parse(groupName).OrThrow(), text), dual = Forms.Dual(representation);
        Assert.NotNull(RepresentationActions.Pairing(representation, dual));
        Assert.All(Elements(representation.Group), element => Assert.True(IsMultiple(Image(representation, element).Transpose() * Image(dual, element))));

        Matrix[] squares = [.. Elements(representation.Group).Select(element => Image(representation, element).Transpose() * Image(representation, element))];
        Assert.Equal(RepresentationActions.Pairing(representation, representation) is not null, squares.All(IsMultiple));
    }

    /// <summary>Forms that the algebra solves for are kept, with products of different components too; what is drawn at random is not.</summary>
    [Theory]
    [InlineData("SO(3)", "1")]
    [InlineData("SO(1,3)", "V")]
    [InlineData("Sp(2)", "V")]
    [InlineData("SO(2)", "1 + 0")]
    [InlineData("SO(2)", "2")]
    [InlineData("C_4", "regular")]
    public void Forms_AreKept_AndRandomOnesAreNot(string groupName, string text)
    {
        Representation representation = Representation.Parse(Group.Parse(groupName).OrThrow(), text);
        InvariantForms forms = InvariantForms.Of(representation).OrThrow();
        Assert.NotEmpty(forms.Symmetric.Concat(forms.Antisymmetric));
        foreach (SparseMatrix form in forms.Symmetric.Concat(forms.Antisymmetric))
        {
            Assert.Equal(RepresentationActions.NoSigns(representation.Group), RepresentationActions.KeepsForm(Form(form.ToDense().ToArray())));
        }

        var random = new Random(11);
        Assert.Null(RepresentationActions.KeepsForm(Form([.. Enumerable.Range(0, representation.Dimension * representation.Dimension).Select(_ => random.NextDouble() - 0.5)])));

        ComponentForm Form(double[] entries) => new(representation, representation, new EquatableArray<double>(new double[representation.Dimension]), 0) { Mixed = new EquatableArray<double>(entries) };
    }

    /// <summary>All products x_i y_j transform among themselves, so do those of degree two alone; one of them does not.</summary>
    [Fact]
    public void Spans_OfProductsAreKept_WhereAllOfAKindAreThere()
    {
        Representation vector = Representation.Parse(Group.Parse("O(3)").OrThrow(), "1o");
        double[] all = Matrix.Identity(9).ToArray();
        double[] traceless = [0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, -1, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, -2];
        Assert.True(GeneratorConditions.SpansRepresentation(all, 9, [vector, vector]));
        Assert.True(GeneratorConditions.SpansRepresentation(traceless, 5, [vector, vector]));
        Assert.False(GeneratorConditions.SpansRepresentation([.. traceless.Skip(9)], 4, [vector, vector]));
        Assert.False(GeneratorConditions.SpansRepresentation([.. all.Take(9)], 1, [vector, vector]));
    }

    private static IReadOnlyList<GroupElement> Elements(Group group) => GroupAction.Elements(group, new Random(7), 4);

    private static bool IsMultiple(Matrix matrix) => (matrix - Matrix.Scalar(matrix.Rows, matrix[0, 0])).MaximumNorm() < 1e-6 && Math.Abs(Math.Abs(matrix[0, 0]) - 1) < 1e-6;

    private static Matrix Image(Representation representation, GroupElement element)
    {
        int size = representation.Dimension, at = 0;
        double[] entries = new double[size * size];
        foreach (RepresentationTerm term in representation.Terms)
        {
            Matrix block = term.Piece.Represent(element);
            for (int copy = 0; copy < term.Multiplicity; copy++, at += block.Rows)
            {
                for (int i = 0; i < block.Rows * block.Rows; i++)
                {
                    entries[((at + (i / block.Rows)) * size) + at + (i % block.Rows)] = block[i / block.Rows, i % block.Rows];
                }
            }
        }

        return Matrix.FromRows(size, size, entries);
    }
}
