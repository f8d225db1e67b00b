using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Golden;

/// <summary>The numbers of a tensor, whatever its type, for comparisons.</summary>
internal sealed record GoldenArray(double[] Values, long[] Shape)
{
    /// <summary>max |a|.</summary>
    public double Largest => Values.Length == 0 ? 0 : Values.Max(Math.Abs);

    /// <summary>sum |a|.</summary>
    public double AbsoluteSum => Values.Sum(Math.Abs);

    public static GoldenArray Of(Tensor tensor)
    {
        using Tensor copy = tensor.detach().to(ScalarType.Float64, torch.CPU, copy: true).contiguous();
        return new GoldenArray(copy.data<double>().ToArray(), tensor.shape);
    }

    public static GoldenArray Zeros(long[] shape) => new(new double[shape.Aggregate(1L, (n, extent) => n * extent)], shape);

    /// <summary>max |a - b|; infinite where the shapes differ or a difference is not a number.</summary>
    public double Distance(GoldenArray other)
    {
        if (!Shape.AsSpan().SequenceEqual(other.Shape))
        {
            return double.PositiveInfinity;
        }

        double worst = 0;
        for (int i = 0; i < Values.Length; i++)
        {
            double difference = Math.Abs(Values[i] - other.Values[i]);
            worst = double.IsNaN(difference) ? double.PositiveInfinity : Math.Max(worst, difference);
        }

        return worst;
    }
}
