namespace Intertwine.Algebra.Tests;

public sealed class PrimeFieldTests
{
    public static TheoryData<int> Fields => [0, 1, 2];

    [Theory]
    [MemberData(nameof(Fields))]
    public void Reduction_IsAHomomorphism(int index)
    {
        PrimeField field = PrimeField.All[index];
        Surd[] numbers = [.. from p in new long[] { -7, 1, 2, 3, 15 } from q in new long[] { 1, 4, 9, 10 } select Surd.From(ExactNumber.SquareRoot(p, q))];
        foreach (Surd left in numbers)
        {
            foreach (Surd right in numbers)
            {
                Assert.Equal(Reduce(field, left * right), field.Multiply(Reduce(field, left), Reduce(field, right)));
                if (Surd.TryAdd(left, right, out Surd sum))
                {
                    Assert.Equal(Reduce(field, sum), field.Add(Reduce(field, left), Reduce(field, right)));
                }
            }

            Assert.Equal(1u, field.Multiply(Reduce(field, left), field.Inverse(Reduce(field, left))));
            Assert.Equal(0u, field.Add(Reduce(field, left), field.Negate(Reduce(field, left))));
        }
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public void Numbers_ComeBackFromTheirResidues(int index)
    {
        PrimeField field = PrimeField.All[index];
        for (int p = -40; p <= 40; p++)
        {
            for (int q = 1; q <= 40; q++)
            {
                foreach (ExactNumber number in (ExactNumber[])[ExactNumber.Rational(p, q), ExactNumber.SquareRoot(p % 19 == 0 || p % 20 == 0 ? p : 2 * Math.Sign(p), (q % 18) + 1)])
                {
                    // The double has lost its last digits.
                    Assert.True(field.TryRecover(Reduce(field, Surd.From(number)), number.Value * (1 + 1e-10), out ExactNumber recovered));
                    Assert.Equal(number, recovered);
                }
            }
        }
    }

    [Fact]
    public void OtherNumbers_AreNotRecovered()
    {
        PrimeField field = PrimeField.All[0];
        uint golden = field.Add(1, Reduce(field, Surd.From(ExactNumber.SquareRoot(5))));
        Assert.False(field.TryRecover(golden, 1 + Math.Sqrt(5), out _));
        Assert.False(field.TryReduce(Surd.From(ExactNumber.SquareRoot(23)), out _));
    }

    [Theory]
    [InlineData(12, 1, 2, 1, 3)]
    [InlineData(1, 2, 1, 2, 2)]
    [InlineData(-50, 3, -5, 3, 6)]
    [InlineData(49, 4, 7, 2, 1)]
    [InlineData(0, 1, 0, 1, 1)]
    public void Surds_HaveSquareFreeRoots(long numerator, long denominator, long p, long q, long radicand)
    {
        var exact = ExactNumber.SquareRoot(numerator, denominator);
        var surd = Surd.From(exact);
        Assert.Equal((p, q, radicand), (surd.Numerator, surd.Denominator, surd.Radicand));
        Assert.Equal(exact, surd.ToExact());
    }

    [Fact]
    public void SumsOfDifferentRoots_AreNoSurds()
    {
        Assert.False(Surd.TryAdd(Surd.From(ExactNumber.SquareRoot(2)), Surd.From(ExactNumber.SquareRoot(3)), out _));
        Assert.True(Surd.TryAdd(Surd.From(ExactNumber.SquareRoot(2)), Surd.From(ExactNumber.SquareRoot(8)), out Surd sum));
        Assert.Equal(ExactNumber.SquareRoot(18), sum.ToExact());
        Assert.True(Surd.TryAdd(sum, -sum, out Surd zero));
        Assert.True(zero.IsZero);
    }

    private static uint Reduce(PrimeField field, Surd surd)
    {
        Assert.True(field.TryReduce(surd, out uint residue));
        return residue;
    }
}
