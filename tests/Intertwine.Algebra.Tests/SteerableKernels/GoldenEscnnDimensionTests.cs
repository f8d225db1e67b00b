using System.Text.Json;

namespace Intertwine.Algebra.Tests;

/// <summary>Dimensions of the kernel bases of escnn's R2Conv (540 rows) and R3Conv (244 rows) on grids.</summary>
public sealed class GoldenEscnnDimensionTests
{
    [Theory]
    [InlineData("escnn/basis_dims", 2)]
    [InlineData("escnn/basis_dims_r3", 3)]
    public void EveryRow_HasTheDimension(string file, int dimension)
    {
        GoldenTensors golden = GoldenTensors.Load(file);
        JsonElement[] rows = [.. golden.Json("rows").EnumerateArray()];
        Assert.NotEmpty(rows);
        List<string> wrong = [];
        foreach (JsonElement row in rows)
        {
            string name = row[0].GetString()!;
            EuclideanAction action = EscnnConvolution.ActionOf(name);
            int size = row[3].GetInt32();
            SteerableBasis basis = SteerableSolver.Solve(
                action,
                EscnnConvolution.PieceOf(action.Group, row[1].GetString()!),
                EscnnConvolution.PieceOf(action.Group, row[2].GetString()!),
                RadialBasis.Rings(size, FrequencyLimits.Default(dimension, size))).Value!;
            int actual = basis.Sample(new PixelGrid(dimension, size)).Dimension;
            if (actual != row[4].GetInt32())
            {
                wrong.Add($"{row}: {actual}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong.Take(20)));
    }
}
