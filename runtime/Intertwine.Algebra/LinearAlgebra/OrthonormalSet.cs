namespace Intertwine.Algebra;

/// <summary>Vectors made orthonormal one after the other (Gram and Schmidt, twice), with a decision about each: whether it adds a dimension.</summary>
internal sealed class OrthonormalSet
{
    private readonly List<double[]> _vectors = [];

    public IReadOnlyList<double[]> Vectors => _vectors;

    /// <summary>The first norm of a rest, relative to its vector, that was neither clearly zero nor clearly not; 0 if there is none.</summary>
    public double UnclearNorm { get; private set; }

    /// <summary>Adds the part of <paramref name="vector"/> orthogonal to all before, normalised. False where nothing is left of it, or where that is not clear.</summary>
    public bool TryAdd(double[] vector)
    {
        double norm = Norm(vector);
        if (norm == 0)
        {
            return false;
        }

        double[] rest = Remainder(vector);
        double relative = Norm(rest) / norm;
        if (relative < NullSpace.GapTolerance)
        {
            if (relative > NullSpace.ZeroTolerance)
            {
                UnclearNorm = relative;
            }

            return false;
        }

        rest = Scaled(rest, 1 / Norm(rest));
        _vectors.Add(rest);
        return true;
    }

    /// <summary>What is left of a vector after its projection on the set is taken away.</summary>
    public double[] Remainder(double[] vector)
    {
        double[] rest = (double[])vector.Clone();
        for (int pass = 0; pass < 2; pass++)
        {
            foreach (double[] unit in _vectors)
            {
                double product = Dot(unit, rest);
                // A product of rounding noise would put noise where there are zeros.
                if (Math.Abs(product) <= 1e-16 * Math.Max(1, Norm(vector)))
                {
                    continue;
                }

                for (int i = 0; i < rest.Length; i++)
                {
                    rest[i] -= product * unit[i];
                }
            }
        }

        return rest;
    }

    public static double Dot(double[] x, double[] y)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += x[i] * y[i];
        }

        return sum;
    }

    public static double Norm(double[] x) => Math.Sqrt(Dot(x, x));

    public static double[] Scaled(double[] x, double factor) => Array.ConvertAll(x, value => factor * value);
}
