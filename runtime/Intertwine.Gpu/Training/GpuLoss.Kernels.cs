using System.Numerics;
using System.Runtime.CompilerServices;
using ILGPU;
using ILGPU.Runtime;

namespace Intertwine.Gpu;

/// <summary>Losses of one number type: a kernel writes the gradient and one term per number or item, a sum follows.</summary>
internal sealed class GpuLoss<T> : GpuLoss
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly GpuDevice _device;
    private readonly GpuSum<T> _sum;
    private GpuBuffer _terms;

    /// <summary>The loss of one call, before it is added.</summary>
    private readonly GpuBuffer _one;

    public GpuLoss(GpuDevice device)
    {
        _device = device;
        _sum = new GpuSum<T>(device);
        _terms = device.Allocate<T>(0);
        _one = device.Allocate<T>(1);
        Value = device.Allocate<T>(1);
        Value.Clear();
    }

    public override GpuBuffer Value { get; }

    public override double Read() => double.CreateChecked(Value.ToArray<T>()[0]);

    public override void MeanSquaredError(GpuBuffer prediction, GpuBuffer target, GpuBuffer gradient, double weight = 1)
    {
        long count = Check(prediction, target, gradient);
        var kernel = _device.Kernels.Get((typeof(GpuLoss<T>), nameof(Square)), a => a.LoadAutoGroupedKernel<Index1D, ArrayView<T>, ArrayView<T>, ArrayView<T>, ArrayView<T>, T>(Square));
        Run(count, terms => kernel(_device.Stream, checked((int)count), prediction.View<T>(), target.View<T>(), gradient.View<T>(), terms, T.CreateChecked(weight / count)));
    }

    public override void MeanAbsoluteError(GpuBuffer prediction, GpuBuffer target, GpuBuffer gradient, double weight = 1)
    {
        long count = Check(prediction, target, gradient);
        var kernel = _device.Kernels.Get((typeof(GpuLoss<T>), nameof(Absolute)), a => a.LoadAutoGroupedKernel<Index1D, ArrayView<T>, ArrayView<T>, ArrayView<T>, ArrayView<T>, T>(Absolute));
        Run(count, terms => kernel(_device.Stream, checked((int)count), prediction.View<T>(), target.View<T>(), gradient.View<T>(), terms, T.CreateChecked(weight / count)));
    }

    public override void SoftmaxCrossEntropy(GpuBuffer logits, GpuBuffer labels, int classes, GpuBuffer gradient, double weight = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(classes);
        long count = Check(logits, logits, gradient);
        long items = labels.Bytes / sizeof(int);
        if (items * classes != count)
        {
            throw new ArgumentException($"Expected {items} labels x {classes} classes = {items * classes} logits; got {count}.", nameof(logits));
        }

        var kernel = _device.Kernels.Get((typeof(GpuLoss<T>), nameof(CrossEntropy)), a => a.LoadAutoGroupedKernel<Index1D, ArrayView<T>, ArrayView<int>, ArrayView<T>, ArrayView<T>, int, T>(CrossEntropy));
        Run(items, terms => kernel(_device.Stream, checked((int)items), logits.View<T>(), labels.View<int>(), gradient.View<T>(), terms, classes, T.CreateChecked(weight / items)));
    }

    public override void Dispose()
    {
        _sum.Dispose();
        _terms.Dispose();
        _one.Dispose();
        Value.Dispose();
    }

    private static long Check(GpuBuffer prediction, GpuBuffer target, GpuBuffer gradient)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(gradient);
        if (prediction.Bytes == 0 || prediction.Bytes % Unsafe.SizeOf<T>() != 0 || target.Bytes != prediction.Bytes || gradient.Bytes != prediction.Bytes)
        {
            throw new ArgumentException($"Expected prediction, target and gradient of one size, a multiple of {Unsafe.SizeOf<T>()} bytes; got {prediction.Bytes}, {target.Bytes} and {gradient.Bytes}.", nameof(prediction));
        }

        return prediction.Bytes / Unsafe.SizeOf<T>();
    }

    private void Run(long terms, Action<ArrayView<T>> launch)
    {
        if (_terms.Bytes < terms * Unsafe.SizeOf<T>())
        {
            _device.Synchronize();
            _terms.Dispose();
            _terms = _device.Allocate<T>(terms);
        }

        ArrayView<T> view = _terms.View<T>().SubView(0, terms);
        launch(view);
        _sum.Run(view, _one.View<T>());
        var add = _device.Kernels.Get((typeof(GpuLoss<T>), nameof(Add)), a => a.LoadAutoGroupedKernel<Index1D, ArrayView<T>, ArrayView<T>>(Add));
        add(_device.Stream, 1, _one.View<T>(), Value.View<T>());
    }

    private static void Add(Index1D i, ArrayView<T> term, ArrayView<T> value) => value[i] += term[i];

    private static void Square(Index1D i, ArrayView<T> prediction, ArrayView<T> target, ArrayView<T> gradient, ArrayView<T> terms, T scale)
    {
        T difference = prediction[i] - target[i];
        gradient[i] = (difference + difference) * scale;
        terms[i] = difference * difference * scale;
    }

    private static void Absolute(Index1D i, ArrayView<T> prediction, ArrayView<T> target, ArrayView<T> gradient, ArrayView<T> terms, T scale)
    {
        T difference = prediction[i] - target[i];
        bool positive = difference > T.Zero;
        bool negative = difference < T.Zero;
        gradient[i] = positive ? scale : negative ? -scale : T.Zero;
        // The difference itself where it is neither: not a number stays visible.
        terms[i] = negative ? -difference * scale : difference * scale;
    }

    private static void CrossEntropy(Index1D i, ArrayView<T> logits, ArrayView<int> labels, ArrayView<T> gradient, ArrayView<T> terms, int classes, T scale)
    {
        long first = (long)(int)i * classes;
        T largest = logits[first];
        for (int c = 1; c < classes; c++)
        {
            T logit = logits[first + c];
            largest = logit > largest ? logit : largest;
        }

        T sum = T.Zero;
        for (int c = 0; c < classes; c++)
        {
            sum += T.Exp(logits[first + c] - largest);
        }

        int label = labels[i];
        bool known = label >= 0 && label < classes;
        T scaled = known ? scale : T.Zero / T.Zero;
        for (int c = 0; c < classes; c++)
        {
            T probability = T.Exp(logits[first + c] - largest) / sum;
            gradient[first + c] = (c == label ? probability - T.One : probability) * scaled;
        }

        terms[i] = (T.Log(sum) + largest - logits[first + (known ? label : 0)]) * scaled;
    }
}
