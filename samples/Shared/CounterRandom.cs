namespace Intertwine.Samples;

/// <summary>
/// Random numbers that are a function of (seed, stream, index) and a counter, so that work can be split over threads in any way.
/// The counter goes through the finaliser of SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", 2014).
/// </summary>
public struct CounterRandom(ulong seed, ulong stream, ulong index)
{
    private const ulong GoldenGamma = 0x9E3779B97F4A7C15;

    private ulong _state = Mix(Mix(Mix(seed + GoldenGamma) + stream + GoldenGamma) + index + GoldenGamma);
    private double _spareNormal = double.NaN;

    public ulong NextUInt64() => Mix(_state += GoldenGamma);

    /// <summary>Uniform in [0, 1), 53 bits.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in 0 … <paramref name="bound"/> - 1, by Lemire's multiplication; the bias is below bound / 2⁶⁴.</summary>
    public int NextInt(int bound) => (int)Math.BigMul(NextUInt64(), (ulong)bound, out _);

    /// <summary>+1 or -1 with probability 1/2 each.</summary>
    public double NextSign() => (long)NextUInt64() < 0 ? -1 : 1;

    /// <summary>N(0, 1) by the method of Box and Muller.</summary>
    public double NextNormal()
    {
        if (!double.IsNaN(_spareNormal))
        {
            var spare = _spareNormal;
            _spareNormal = double.NaN;
            return spare;
        }
        // 1 - u lies in (0, 1]: the logarithm is finite.
        var radius = Math.Sqrt(-2 * Math.Log(1 - NextDouble()));
        var (sin, cos) = Math.SinCos(2 * Math.PI * NextDouble());
        _spareNormal = radius * sin;
        return radius * cos;
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
