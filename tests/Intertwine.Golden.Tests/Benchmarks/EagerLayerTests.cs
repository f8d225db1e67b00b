using Intertwine.Algebra;
using Intertwine.Benchmarks;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Intertwine.Golden.Benchmarks;

/// <summary>The other eager layers of the benchmark against their formulas.</summary>
public class EagerLayerTests
{
    [Fact]
    public void Harmonics_AreThoseOfTheAlgebra()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor vectors = randn(7, 3, dtype: ScalarType.Float64);

        Tensor harmonics = EagerHarmonics.Run(vectors);

        for (int i = 0; i < 7; i++)
        {
            double[] expected = SphericalHarmonics.Values(2, vectors[i, 0].ToDouble(), vectors[i, 1].ToDouble(), vectors[i, 2].ToDouble());
            for (int k = 0; k < 9; k++)
            {
                Assert.Equal(expected[k], harmonics[i, k].ToDouble(), 1e-12);
            }
        }
    }

    [Fact]
    public void Linear_MixesChannelsOfEqualIrreps()
    {
        using DisposeScope scope = NewDisposeScope();
        var linear = new EagerLinear(EagerIrreps.Parse("2x0e+3x1o+1x1o"), EagerIrreps.Parse("5x1o+1x2e"), ScalarType.Float64);
        Tensor x = randn(4, 2 + 9 + 3, dtype: ScalarType.Float64);

        Tensor y = linear.forward(x);

        Tensor expected = einsum("wu,zui->zwi", linear.Weights[0]! / 2, x.narrow(1, 2, 12).reshape(4, 4, 3)).reshape(4, 15);
        Assert.True(y.narrow(1, 0, 15).allclose(expected, 1e-12, 1e-12));
        Assert.Equal(0, y.narrow(1, 15, 5).abs().max().ToDouble());
        Assert.Null(linear.Weights[1]);
    }

    [Fact]
    public void Gate_MultipliesEachVectorByItsScalar()
    {
        using DisposeScope scope = NewDisposeScope();
        var gate = new EagerGate(EagerIrreps.Parse("2x0e+1x1o+1x2e"));
        Tensor x = randn(3, 4 + 3 + 5, dtype: ScalarType.Float64);

        Tensor y = gate.Run(x);

        Assert.Equal(12, gate.Source.Size);
        Assert.Equal(1.6765, EagerGate.Scale, 1e-4);
        Tensor scalars = nn.functional.silu(x.narrow(1, 0, 4)) * EagerGate.Scale;
        Assert.True(y.allclose(cat([scalars.narrow(1, 0, 2), x.narrow(1, 4, 3) * scalars.narrow(1, 2, 1), x.narrow(1, 7, 5) * scalars.narrow(1, 3, 1)], 1), 1e-12, 1e-12));
    }
}
