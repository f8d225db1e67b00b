using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Intertwine.Algebra.Tests;

public sealed class ExactNumberTests
{
    [Theory]
    [InlineData(0.0, "0")]
    [InlineData(1.0, "1")]
    [InlineData(-0.5, "-1/2")]
    [InlineData(0.3333333333333333, "1/3")]
    [InlineData(1.7320508075688772, "sqrt(3)")]
    [InlineData(0.8660254037844386, "sqrt(3)/2")]
    [InlineData(-0.816496580927726, "-sqrt(2/3)")]
    [InlineData(0.5773502691896258, "sqrt(1/3)")]
    [InlineData(12.5, "25/2")]
    [InlineData(1e-16, "0")]
    public void Numbers_AreRecognised(double value, string expected)
    {
        Assert.True(ExactNumber.TryRecognize(value, out ExactNumber exact));
        Assert.Equal(expected, exact.ToString());
        Assert.Equal(value, exact.Value, 1e-15);
        Assert.Equal(expected, Coefficient.Round(value).ToString());
    }

    [Theory]
    [InlineData(Math.PI)]
    [InlineData(-Math.E)]
    [InlineData(0.123456789012345)]
    [InlineData(1e300)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void OtherNumbers_AreNot(double value)
    {
        Assert.False(ExactNumber.TryRecognize(value, out ExactNumber exact));
        Assert.Equal(ExactNumber.Zero, exact);
    }

    [Fact]
    public void RandomNumbers_AreNotTakenForExactOnes()
    {
        var random = new Random(5);
        int recognised = Enumerable.Range(0, 20_000).Count(_ => ExactNumber.TryRecognize((4 * random.NextDouble()) - 2, out ExactNumber _));
        Assert.InRange(recognised, 0, 5);
    }

    [Fact]
    public void Roots_AreReduced()
    {
        Assert.Equal(ExactNumber.SquareRoot(3, 4), ExactNumber.SquareRoot(6, 8));
        Assert.Equal(ExactNumber.Rational(-2, 3), ExactNumber.SquareRoot(-4, 9));
        Assert.Equal(ExactNumber.Rational(6, 4), ExactNumber.Rational(3, 2));
        Assert.True(ExactNumber.Rational(3, 2).IsRational);
        Assert.False(ExactNumber.SquareRoot(2).IsRational);
        Assert.Equal(default, ExactNumber.SquareRoot(0, 5));
        Assert.Equal(1, default(ExactNumber).Denominator);
        Assert.Throws<ArgumentOutOfRangeException>(() => ExactNumber.SquareRoot(1, 0));
    }

    [Property(MaxTest = 500)]
    public Property Roots_RoundTrip() => Prop.ForAll(
        Gen.Choose(-500, 500).Zip(Gen.Choose(1, 500)).ToArbitrary(),
        pair =>
        {
            var number = ExactNumber.SquareRoot(pair.Item1, pair.Item2);
            return ExactNumber.TryRecognize(number.Value, out ExactNumber back) && back == number && back.Value == number.Value;
        });

    [Property(MaxTest = 500)]
    public bool Literals_ParseBack(NormalFloat number)
    {
        double value = number.Get;
        string text = NumberText.RoundTrip(value);
        string literal = NumberText.DoubleLiteral(value);
        return double.Parse(text, CultureInfo.InvariantCulture) == value
            && double.Parse(literal.TrimEnd('d'), CultureInfo.InvariantCulture) == value
            && (literal.EndsWith('d') || literal.Contains('.', StringComparison.Ordinal) || literal.Contains('E', StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0.1, "0.1", "0.1")]
    [InlineData(-2.0, "-2", "-2d")]
    [InlineData(-0.0, "0", "0d")]
    [InlineData(1e-20, "1E-20", "1E-20")]
    [InlineData(0.3333333333333333, "0.3333333333333333", "0.3333333333333333")]
    public void Literals_AreInvariantAndShort(double value, string text, string literal)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal(text, NumberText.RoundTrip(value));
            Assert.Equal(literal, NumberText.DoubleLiteral(value));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void NumbersThatAreNotFinite_HaveNoLiteral()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => NumberText.RoundTrip(double.NaN));
    }

    [Theory]
    [InlineData(2, 3, 3, 8, "1/2")]
    [InlineData(-2, 3, 5, 7, "-sqrt(10/21)")]
    [InlineData(0, 1, 5, 7, "0")]
    public void Products_AreReduced(long a, long b, long c, long d, string expected)
    {
        Assert.True(ExactNumber.TryMultiply(ExactNumber.SquareRoot(a, b), ExactNumber.SquareRoot(c, d), out ExactNumber product));
        Assert.Equal(expected, product.ToString());
        Assert.Equal(ExactNumber.SquareRoot(-a, b), -ExactNumber.SquareRoot(a, b));
    }

    [Fact]
    public void ProductsThatDoNotFit_AreDoubles()
    {
        var large = ExactNumber.SquareRoot(3_000_000_019, 7);
        Assert.True(ExactNumber.TryMultiply(large, ExactNumber.SquareRoot(7, 3_000_000_019), out ExactNumber one));
        Assert.Equal(ExactNumber.One, one);
        Assert.False(ExactNumber.TryMultiply(large, ExactNumber.SquareRoot(5_000_000_029), out _));
        var coefficient = new Coefficient(large.Value, large) * new Coefficient(1e6, ExactNumber.Rational(1_000_000));
        Assert.Null(coefficient.Exact);
        Assert.Equal(large.Value * 1e6, coefficient.Value);
    }
}
