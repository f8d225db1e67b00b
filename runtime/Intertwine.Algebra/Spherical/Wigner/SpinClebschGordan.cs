namespace Intertwine.Algebra;

/// <summary>
/// The coefficients <c>&lt;j1 m1 j2 m2 | j3 m3&gt; / sqrt(2 j3 + 1)</c> of three spins, whole or half-integer, with the signs of Condon and Shortley. All arguments are twice the spins and orders. The formulas are those of
/// <see cref="ClebschGordan"/>, in which every factorial is of a whole number.
/// </summary>
internal sealed class SpinClebschGordan
{
    private readonly int _twice1;
    private readonly int _twice2;
    private readonly int _twice3;
    private readonly int[]? _common;
    private readonly Dictionary<int, (double[] Values, int Lowest)> _vectors = [];

    public SpinClebschGordan(int twice1, int twice2, int twice3)
    {
        (_twice1, _twice2, _twice3) = (twice1, twice2, twice3);
        if (twice1 + twice2 + twice3 <= 2 * ClebschGordan.MaximumExactSum)
        {
            _common = new int[RationalRoots.PrimeCount];
            RationalRoots.MultiplyFactorial(_common, ((twice1 + twice2 + twice3) / 2) + 1, -1);
            RationalRoots.MultiplyFactorial(_common, (twice1 + twice2 - twice3) / 2, -1);
            RationalRoots.MultiplyFactorial(_common, (twice1 - twice2 + twice3) / 2, -1);
            RationalRoots.MultiplyFactorial(_common, (twice2 + twice3 - twice1) / 2, -1);
        }
    }

    /// <summary>The coefficient to m3 = m1 + m2, over the square root of 2 to the power <paramref name="halvings"/>.</summary>
    public Coefficient Of(int order1, int order2, int halvings)
    {
        int order3 = order1 + order2;
        if (_common is null)
        {
            if (!_vectors.TryGetValue(order3, out (double[] Values, int Lowest) vector))
            {
                vector.Values = ClebschGordanVector.OfSpins(_twice1, _twice2, _twice3, order3, out vector.Lowest);
                _vectors.Add(order3, vector);
            }

            return new Coefficient(vector.Values[(order1 - vector.Lowest) / 2] / Math.Sqrt((_twice3 + 1) * Math.Pow(2, halvings)), null);
        }

        (int a, int b, int c) = ((_twice1 + _twice2 - _twice3) / 2, (_twice1 - _twice2 + _twice3) / 2, (_twice2 + _twice3 - _twice1) / 2);
        long sum = ClebschGordan.RacahSum(a, b, c, (_twice1 - order1) / 2, (_twice2 + order2) / 2);
        int[] exponents = (int[])_common.Clone();
        if (sum != 0)
        {
            RationalRoots.MultiplyFactorial(exponents, 2, -halvings);
            foreach ((int spin, int order) in ((int, int)[])[(_twice1, order1), (_twice2, order2), (_twice3, order3)])
            {
                RationalRoots.MultiplyFactorial(exponents, (spin + order) / 2, 1);
                RationalRoots.MultiplyFactorial(exponents, (spin - order) / 2, 1);
            }
        }

        return RationalRoots.ToCoefficient(sum, exponents);
    }
}
