using System.Text.Json;

namespace Intertwine.Algebra.Tests;

/// <summary>e3nn's arithmetic of Irreps and ours: the same text, order and slices. A multiplicity of 0, which e3nn allows, is an error here, so such terms are left out.</summary>
public sealed class GoldenIrrepsTests
{
    [Fact]
    public void Arithmetic_IsThatOfE3nn()
    {
        int count = 0;
        foreach (JsonProperty example in GoldenTensors.Load("e3nn/irreps").Json("irreps").EnumerateObject())
        {
            JsonElement expected = example.Value;
            Representation representation = Parse(example.Name);
            Assert.Equal(expected.GetProperty("dim").GetInt32(), representation.Dimension);
            Assert.Equal(expected.GetProperty("num_irreps").GetInt32(), representation.Multiplicity);
            int[] degrees = [.. representation.Terms.SelectMany(term => Enumerable.Repeat(((SphericalIrrep)term.Piece).Degree, term.Multiplicity))];
            Assert.Equal(Integers(expected.GetProperty("ls")), degrees);
            Assert.Equal(expected.GetProperty("lmax").GetInt32(), degrees.Max());
            Assert.Equal(Parse(expected.GetProperty("simplify").GetString()!), representation.Simplified());
            Assert.Equal(Parse(expected.GetProperty("regroup").GetString()!), representation.Regrouped());
            Assert.Equal(Parse(expected.GetProperty("sort").GetString()!).Terms, representation.Terms.OrderBy(term => term.Piece));
            AssertSlices(representation, [.. expected.GetProperty("slices").EnumerateArray().Select(Integers).Where(slice => slice[0] < slice[1])]);
            AssertPermutations(representation, Integers(expected.GetProperty("sort_p")), Integers(expected.GetProperty("sort_inv")));
            count++;
        }

        Assert.Equal(4, count);
    }

    [Theory]
    [InlineData("spherical_harmonics4", -1)]
    [InlineData("spherical_harmonics4_p1", 1)]
    public void HarmonicsOfVectors_AlternateInParity(string key, int parity)
    {
        var expected = Representation.Parse(OrthogonalGroup.O3, GoldenTensors.Load("e3nn/irreps").Metadata[key]);
        Assert.Equal(expected.Terms, Enumerable.Range(0, 5).Select(degree => new RepresentationTerm(1, new SphericalIrrep(OrthogonalGroup.O3, degree, degree % 2 == 0 || parity == 1 ? Parity.Even : Parity.Odd))));
    }

    private static void AssertSlices(Representation representation, IReadOnlyList<int[]> slices)
    {
        int offset = 0;
        Assert.Equal(representation.Terms.Count, slices.Count);
        foreach ((RepresentationTerm term, int[] slice) in representation.Terms.Zip(slices))
        {
            Assert.Equal([offset, offset + term.Dimension], slice);
            offset += term.Dimension;
        }
    }

    /// <summary>Term i goes to place p[i] of the sorted list, and comes from term inverse[i].</summary>
    private static void AssertPermutations(Representation representation, int[] permutation, int[] inverse)
    {
        int[] sorted = [.. Enumerable.Range(0, representation.Terms.Count).OrderBy(i => representation.Terms[i].Piece)];
        Assert.Equal(inverse.Where(i => i < sorted.Length), sorted);
        Assert.Equal(permutation.Take(sorted.Length), Enumerable.Range(0, sorted.Length).Select(i => Array.IndexOf(sorted, i)));
    }

    private static Representation Parse(string text)
        => Representation.Parse(OrthogonalGroup.O3, string.Join("+", text.Split('+').Where(term => !term.StartsWith("0x", StringComparison.Ordinal))));

    private static int[] Integers(JsonElement element) => [.. element.EnumerateArray().Select(value => value.GetInt32())];
}
