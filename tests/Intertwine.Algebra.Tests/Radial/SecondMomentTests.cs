namespace Intertwine.Algebra.Tests;

public sealed class SecondMomentTests
{
    private static readonly Dictionary<string, Func<double, double>> Activations = new()
    {
        ["silu"] = z => z / (1 + Math.Exp(-z)),
        ["tanh"] = Math.Tanh,
        ["sigmoid"] = z => 1 / (1 + Math.Exp(-z)),
        ["relu"] = z => Math.Max(z, 0),
        ["abs"] = Math.Abs,
        ["gelu"] = z => z * MathNet.Numerics.Distributions.Normal.CDF(0, 1, z),
        ["softplus"] = z => Math.Max(z, 0) + Math.Log(1 + Math.Exp(-Math.Abs(z))),
        ["sin"] = Math.Sin,
        ["leaky_relu"] = z => z > 0 ? z : 0.01 * z,
        ["elu"] = z => z > 0 ? z : Math.Exp(z) - 1,
        ["ssp"] = z => Math.Max(z, 0) + Math.Log(1 + Math.Exp(-Math.Abs(z))) - Math.Log(2),
    };

    [Fact]
    public void SampledFactors_AreThoseOfE3nn()
    {
        var golden = GoldenTensors.Load("e3nn/normalize2mom");
        Assert.Equal(golden.Names.Order(StringComparer.Ordinal), SecondMoment.SampledFactors.Keys.Order(StringComparer.Ordinal));
        Assert.All(golden.Names, name => Assert.Equal(golden[name].Values[0], SecondMoment.SampledFactors[name]));
    }

    /// <summary>A mean over a million numbers is off by about a thousandth.</summary>
    [Fact]
    public void Integrals_AreNearTheSampledFactors()
        => Assert.All(Activations, activation => Assert.Equal(SecondMoment.SampledFactors[activation.Key], SecondMoment.Factor(activation.Value), 4e-3));

    [Fact]
    public void Integrals_AreThoseOfTheTables()
    {
        Assert.Equal(1, SecondMoment.Of(_ => 1), 1e-14);
        Assert.Equal(1, SecondMoment.Of(Math.Abs), 1e-14);
        Assert.Equal(0.5, SecondMoment.Of(Activations["relu"]), 1e-14);
        Assert.Equal(0.5 * (1 + 1e-4), SecondMoment.Of(Activations["leaky_relu"]), 1e-14);
        Assert.Equal((1 - Math.Exp(-2)) / 2, SecondMoment.Of(Math.Sin), 1e-14);
        Assert.Equal(Math.Exp(2), SecondMoment.Of(Math.Exp), 1e-12);
        Assert.Equal(105, SecondMoment.Of(z => z * z * z * z), 1e-10);
        // Of the step at zero: P(z > 0).
        Assert.Equal(0.5, SecondMoment.Of(z => z > 0 ? 1 : 0), 1e-14);
        // 1/2 e^2 erfc(sqrt 2) - e^(1/2) erfc(1/sqrt 2) + 1/2 below zero, 1/2 above.
        double elu = (0.5 * Math.Exp(2) * MathNet.Numerics.SpecialFunctions.Erfc(Math.Sqrt(2))) - (Math.Exp(0.5) * MathNet.Numerics.SpecialFunctions.Erfc(Math.Sqrt(0.5))) + 1;
        Assert.Equal(elu, SecondMoment.Of(Activations["elu"]), 1e-13);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(64)]
    public void GaussLegendre_IsExactToItsDegree(int count)
    {
        var rule = new GaussLegendre(count);
        for (int power = 0; power < 2 * count; power++)
        {
            double sum = rule.Nodes.Zip(rule.Weights, (x, w) => w * Math.Pow(x, power)).Sum();
            Assert.Equal(power % 2 == 0 ? 2.0 / (power + 1) : 0, sum, 2e-14);
        }
    }
}
