using System.Text.Json;

namespace Intertwine.Algebra.Tests;

/// <summary>e3nn's TensorSquare, path by path: which paths a square has, and its numbers from our tensors.</summary>
public sealed class GoldenTensorSquareTests
{
    [Theory]
    [InlineData("e3nn/TensorSquare")]
    [InlineData("e3nn/TensorSquare_fc")]
    public void Outputs_AreThoseOfE3nn(string file)
    {
        var golden = GoldenTensors.Load(file);
        var input = Representation.Parse(OrthogonalGroup.O3, golden.Metadata["irreps_in1"]);
        var output = Representation.Parse(OrthogonalGroup.O3, golden.Metadata["irreps_out"]);
        double[] weights = golden["weight/weight"].Values;
        GoldenTensor expected = golden["output64/y"];
        for (int sample = 0; sample < expected.Shape[0]; sample++)
        {
            double[] actual = Square(golden.Json("instructions"), input, output, golden["input/x"].Part(sample), weights);
            // e3nn keeps its 3j tensors and the factors of paths in single precision.
            TensorProductChecks.AssertNear(expected.Part(sample), actual, 1e-6, file);
        }
    }

    [Fact]
    public void DiagonalPaths_AreTheSymmetricOnes()
    {
        // One channel with itself ("uuu") takes symmetric maps only; different channels ("uvu<v") take all.
        foreach (JsonElement instruction in GoldenTensors.Load("e3nn/TensorSquare").Json("instructions").EnumerateArray())
        {
            var irreps = Representation.Parse(OrthogonalGroup.O3, "2x0e+2x1o");
            var results = Representation.Parse(OrthogonalGroup.O3, "1x0e+2x0e+1x0e+2x0e+4x1o+1x1e+1x2e+2x2e");
            TensorProductPath path = Path(irreps.Terms[instruction[0].GetInt32()], irreps.Terms[instruction[1].GetInt32()], results.Terms[instruction[2].GetInt32()]);
            if (instruction[3].GetString() == "uuu")
            {
                Assert.Equal(ExchangeSymmetry.Symmetric, path.Symmetry);
            }
        }

        var vector = (Irrep)OrthogonalGroup.O3.Vector;
        Assert.Equal(["0e", "2e"], TensorProducts.Paths(vector, vector).OrThrow().Paths.Where(path => path.Symmetry == ExchangeSymmetry.Symmetric).Select(path => path.Output.Name));
    }

    private static TensorProductPath Path(RepresentationTerm left, RepresentationTerm right, RepresentationTerm output)
        => Assert.Single(TensorProducts.Paths((Irrep)left.Piece, (Irrep)right.Piece).OrThrow().To(output.Piece));

    private static double[] Square(JsonElement instructions, Representation input, Representation output, double[] x, double[] weights)
    {
        double[] result = new double[output.Dimension];
        int nextWeight = 0;
        foreach (JsonElement instruction in instructions.EnumerateArray())
        {
            (int i, int j, int k) = (instruction[0].GetInt32(), instruction[1].GetInt32(), instruction[2].GetInt32());
            string mode = instruction[3].GetString()!;
            SparseTensor3 tensor = Assert.Single(Path(input.Terms[i], input.Terms[j], output.Terms[k]).Tensors);
            double factor = instruction[5].GetDouble();
            int start = output.Terms.Take(k).Sum(term => term.Dimension);
            int outputs = output.Terms[k].Multiplicity;
            int pair = 0;
            foreach ((int u, int v) in Pairs(mode, input.Terms[i].Multiplicity, input.Terms[j].Multiplicity))
            {
                double[] z = tensor.Apply(Copy(input, i, u, x), Copy(input, j, v, x));
                for (int w = 0; w < outputs; w++)
                {
                    // Without weights every pair has an output of its own.
                    double weight = mode.EndsWith('w') ? weights[nextWeight + (pair * outputs) + w] : pair == w ? 1 : 0;
                    for (int m = 0; m < z.Length; m++)
                    {
                        result[start + (w * z.Length) + m] += factor * weight * z[m];
                    }
                }

                pair++;
            }

            nextWeight += mode.EndsWith('w') ? pair * outputs : 0;
        }

        Assert.Equal(weights.Length, nextWeight);
        return result;
    }

    private static IEnumerable<(int U, int V)> Pairs(string mode, int left, int right)
        => from u in Enumerable.Range(0, left)
           from v in Enumerable.Range(0, right)
           where mode.Contains("u<v", StringComparison.Ordinal) ? u < v : !mode.StartsWith("uu", StringComparison.Ordinal) || u == v
           select (u, v);

    private static double[] Copy(Representation representation, int term, int copy, double[] x)
    {
        int size = representation.Terms[term].Piece.Dimension;
        int start = representation.Terms.Take(term).Sum(other => other.Dimension) + (copy * size);
        return x[start..(start + size)];
    }
}
