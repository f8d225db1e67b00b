using System.Numerics;
using Intertwine.Kernels;

namespace Intertwine.Tests;

/// <summary>The kernels of <see cref="TestModel"/> as plain loops. The forward pass keeps message, sum and direction in the memory of the call.</summary>
internal sealed unsafe class TestKernels<T> : KernelProgram
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public override KernelSignature Signature { get; } = new(
        ["unit", "nodes", "edges"],
        [new("target", 2, 1), new("source", 2, 1)],
        [new("Position", 1, 3), new("Charge", 1, 2)],
        [new("Layers.0.Weight.0.weight", 0, 3), new("Mixed.weight", 0, 6), new("Mixed.bias", 0, 3)],
        [new("Moved", 1, 3), new("Scalars", 1, 3)],
        [0, 24, 12],
        [0, 48, 24]);

    public int ForwardCalls { get; private set; }

    public int BackwardCalls { get; private set; }

    public override void Forward(KernelCall call)
    {
        ForwardCalls++;
        int nodes = (int)call.Counts[1];
        call.Memory.Require((nuint)(nodes * 6 * sizeof(T)));
        T* message = (T*)call.Memory.Start;
        T* direction = message + (3 * nodes);
        T* x = (T*)call.Inputs[0];
        T* h = (T*)call.Inputs[1];
        T* u = (T*)call.Parameters[0];
        T* w = (T*)call.Parameters[1];
        T* b = (T*)call.Parameters[2];
        T* moved = (T*)call.Outputs[0];
        T* sum = (T*)call.Outputs[1];
        (IndexTable target, IndexTable source) = (call.Maps[0], call.Maps[1]);
        for (int i = 0; i < nodes; i++)
        {
            for (int o = 0; o < 3; o++)
            {
                message[(3 * i) + o] = T.Tanh((w[2 * o] * h[2 * i]) + (w[(2 * o) + 1] * h[(2 * i) + 1]) + b[o]);
            }
        }

        for (int i = 0; i < nodes; i++)
        {
            T weight = T.Zero;
            for (int o = 0; o < 3; o++)
            {
                (sum[(3 * i) + o], direction[(3 * i) + o]) = (T.Zero, T.Zero);
                for (int k = target.Start[i]; k < target.Start[i + 1]; k++)
                {
                    int j = source.Index[target.Items[k]];
                    sum[(3 * i) + o] += message[(3 * j) + o];
                    direction[(3 * i) + o] += x[(3 * i) + o] - x[(3 * j) + o];
                }

                weight += u[o] * sum[(3 * i) + o];
            }

            for (int d = 0; d < 3; d++)
            {
                moved[(3 * i) + d] = x[(3 * i) + d] + (weight * direction[(3 * i) + d]);
            }
        }
    }

    public override void Backward(KernelCall call)
    {
        BackwardCalls++;
        int nodes = (int)call.Counts[1];
        T* message = (T*)call.Memory.Start;
        T* direction = message + (3 * nodes);
        T* h = (T*)call.Inputs[1];
        T* u = (T*)call.Parameters[0];
        T* w = (T*)call.Parameters[1];
        T* sum = (T*)call.Outputs[1];
        T* movedGradient = (T*)call.OutputGradients[0];
        T* sumGradient = (T*)call.OutputGradients[1];
        T* uGradient = (T*)call.ParameterGradients[0];
        T* wGradient = (T*)call.ParameterGradients[1];
        T* bGradient = (T*)call.ParameterGradients[2];
        (IndexTable target, IndexTable source) = (call.Maps[0], call.Maps[1]);
        bool inputs = call.InputGradients.Length > 0;
        new Span<T>(uGradient, 3).Clear();
        new Span<T>(wGradient, 6).Clear();
        new Span<T>(bGradient, 3).Clear();
        T[] messageGradient = new T[3 * nodes];
        if (inputs)
        {
            new Span<T>((T*)call.InputGradients[0], 3 * nodes).Clear();
            new Span<T>((T*)call.InputGradients[1], 2 * nodes).Clear();
        }

        for (int i = 0; i < nodes; i++)
        {
            T weight = T.Zero;
            T weightGradient = T.Zero;
            for (int o = 0; o < 3; o++)
            {
                weight += u[o] * sum[(3 * i) + o];
                weightGradient += movedGradient[(3 * i) + o] * direction[(3 * i) + o];
            }

            for (int o = 0; o < 3; o++)
            {
                uGradient[o] += weightGradient * sum[(3 * i) + o];
                T gradient = sumGradient[(3 * i) + o] + (weightGradient * u[o]);
                if (inputs)
                {
                    ((T*)call.InputGradients[0])[(3 * i) + o] += movedGradient[(3 * i) + o];
                }

                for (int k = target.Start[i]; k < target.Start[i + 1]; k++)
                {
                    int j = source.Index[target.Items[k]];
                    messageGradient[(3 * j) + o] += gradient;
                    if (inputs)
                    {
                        ((T*)call.InputGradients[0])[(3 * i) + o] += weight * movedGradient[(3 * i) + o];
                        ((T*)call.InputGradients[0])[(3 * j) + o] -= weight * movedGradient[(3 * i) + o];
                    }
                }
            }
        }

        for (int j = 0; j < nodes; j++)
        {
            for (int o = 0; o < 3; o++)
            {
                T m = message[(3 * j) + o];
                T gradient = messageGradient[(3 * j) + o] * (T.One - (m * m));
                bGradient[o] += gradient;
                for (int i = 0; i < 2; i++)
                {
                    wGradient[(2 * o) + i] += gradient * h[(2 * j) + i];
                    if (inputs)
                    {
                        ((T*)call.InputGradients[1])[(2 * j) + i] += gradient * w[(2 * o) + i];
                    }
                }
            }
        }
    }
}
