using System.Collections.Concurrent;
using Intertwine.Algebra;

namespace Intertwine.Generator.Inference;

/// <summary>By how much a function of values on a grid misses equivariance.</summary>
internal static class S2Error
{
    private const int Signals = 12;
    private const int Rotations = 4;

    /// <summary>Known estimates that the table may hold before it starts again.</summary>
    private const int MaximumKept = 256;

    private static readonly ConcurrentDictionary<Layer.S2Activation, double> Known = new();

    /// <summary>
    /// The largest |f(D x) - D' f(x)| of a channel over a few signals x with coefficients from N(0, 1) and rotations, always the same ones. An estimate, no bound: the error grows with the input, for most functions in
    /// proportion.
    /// </summary>
    public static double Estimate(Layer.S2Activation layer)
    {
        if (!Known.TryGetValue(layer, out double error))
        {
            error = Measure(layer);
            if (Known.Count > MaximumKept)
            {
                Known.Clear();
            }

            Known[layer] = error;
        }

        return error;
    }

    private static double Measure(Layer.S2Activation layer)
    {
        Matrix toGrid = layer.Grid.ToGrid(layer.Degree, layer.Normalization);
        Matrix fromGrid = layer.Grid.FromGrid(layer.MaximumDegree, layer.Normalization, layer.Degree);
        int drawn = 0;
        double[][] signals = [.. Enumerable.Range(0, Signals).Select(_ => Normal(ref drawn, toGrid.Columns))];
        double largest = 0;
        for (int i = 0; i < Rotations; i++)
        {
            double[] q = Normal(ref drawn, 4);
            IReadOnlyList<Matrix> matrices = WignerD.RealToDegree(Math.Max(layer.Degree, layer.MaximumDegree), Rotation.FromQuaternion(q[0], q[1], q[2], q[3]));
            foreach (double[] signal in signals)
            {
                double[] turnedBefore = Apply(Turn(matrices, signal));
                double[] turnedAfter = Turn(matrices, Apply(signal));
                double square = 0;
                for (int k = 0; k < turnedAfter.Length; k++)
                {
                    square += (turnedBefore[k] - turnedAfter[k]) * (turnedBefore[k] - turnedAfter[k]);
                }

                largest = Math.Max(largest, Math.Sqrt(square));
            }
        }

        return largest;

        double[] Apply(double[] signal)
        {
            double[] values = toGrid.Apply(signal);
            for (int k = 0; k < values.Length; k++)
            {
                values[k] = layer.Activation.Factor * ActivationScales.Value(layer.Activation.Activation, values[k], layer.Activation.Slope);
            }

            return fromGrid.Apply(values);
        }
    }

    private static double[] Turn(IReadOnlyList<Matrix> matrices, double[] signal)
    {
        double[] turned = new double[signal.Length];
        for (int l = 0; l * l < signal.Length; l++)
        {
            int first = l * l;
            for (int row = 0; row <= 2 * l; row++)
            {
                for (int column = 0; column <= 2 * l; column++)
                {
                    turned[first + row] += matrices[l][row, column] * signal[first + column];
                }
            }
        }

        return turned;
    }

    /// <summary>Normal by Box and Muller, from the fractional parts of multiples of 1/g and 1/g² with g³ = g + 1 (Roberts's sequence): evenly spread, and the same in every build.</summary>
    private static double[] Normal(ref int drawn, int count)
    {
        const double G = 1.32471795724474602596;
        double[] numbers = new double[count];
        for (int k = 0; k < count; k++)
        {
            drawn++;
            double radius = (0.5 + (drawn / G)) % 1;
            double angle = (0.5 + (drawn / (G * G))) % 1;
            numbers[k] = Math.Sqrt(-2 * Math.Log(1 - radius)) * Math.Cos(2 * Math.PI * angle);
        }

        return numbers;
    }
}
