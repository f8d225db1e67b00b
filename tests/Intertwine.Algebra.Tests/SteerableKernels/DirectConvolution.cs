namespace Intertwine.Algebra.Tests;

/// <summary>Convolution of deep-learning libraries (a correlation) with zero padding, straight from its definition, in two or three dimensions; and its transpose.</summary>
internal sealed class DirectConvolution(double[] filter, int outputs, int inputs, int kernelSize, int dimension, int padding, int stride, int dilation)
{
    /// <summary>y[b, o, p] = sum filter[o, i, q] x[b, i, stride p + dilation q - padding].</summary>
    public double[] Forward(double[] x, int batch, int size)
    {
        double[] y = new double[batch * outputs * Power(OutputSize(size))];
        Visit(batch, size, (to, from, weight) => y[to] += filter[weight] * x[from]);
        return y;
    }

    /// <summary>The gradient by x of the sum of y times <paramref name="cotangent"/>.</summary>
    public double[] Backward(double[] cotangent, int batch, int size)
    {
        double[] gradient = new double[batch * inputs * Power(size)];
        Visit(batch, size, (to, from, weight) => gradient[from] += filter[weight] * cotangent[to]);
        return gradient;
    }

    public int OutputSize(int size) => ((size + (2 * padding) - (dilation * (kernelSize - 1)) - 1) / stride) + 1;

    private int Power(int size) => dimension == 2 ? size * size : size * size * size;

    private void Visit(int batch, int size, Action<int, int, int> visit)
    {
        int outputSize = OutputSize(size);
        int points = Power(kernelSize);
        for (int p = 0; p < Power(outputSize); p++)
        {
            for (int q = 0; q < points; q++)
            {
                int source = 0;
                bool inside = true;
                for (int axis = dimension - 1; axis >= 0; axis--)
                {
                    int position = (Digit(p, outputSize, axis) * stride) + (Digit(q, kernelSize, axis) * dilation) - padding;
                    inside &= position >= 0 && position < size;
                    source = (source * size) + position;
                }

                if (!inside)
                {
                    continue;
                }

                for (int b = 0; b < batch; b++)
                {
                    for (int o = 0; o < outputs; o++)
                    {
                        for (int i = 0; i < inputs; i++)
                        {
                            visit((((b * outputs) + o) * Power(outputSize)) + p, (((b * inputs) + i) * Power(size)) + source, (((o * inputs) + i) * points) + q);
                        }
                    }
                }
            }
        }
    }

    // The last axis of memory is axis 0.
    private static int Digit(int index, int size, int axis)
    {
        for (int k = 0; k < axis; k++)
        {
            index /= size;
        }

        return index % size;
    }
}
