using System.Numerics;
using System.Runtime.InteropServices;
using Intertwine.Kernels;

namespace Intertwine.Benchmarks;

/// <summary>A kernel program called without TorchSharp, on random numbers in native memory: what the kernels themselves cost.</summary>
internal sealed unsafe class DirectCall : IDisposable
{
    private readonly List<nint> _memory = [];
    private readonly KernelProgram _program;
    private readonly KernelCall _call;
    private readonly bool _isTraining;

    /// <param name="passes">Forward, or forward and backward.</param>
    public DirectCall(KernelProgram program, Graph? graph, long[] counts, bool isDouble, params IReadOnlyList<ProgramPass> passes)
    {
        _program = program;
        _isTraining = passes.Any(p => p is ProgramPass.BackwardToParameters or ProgramPass.BackwardAll);
        KernelSignature signature = program.Signature;
        var random = new Random(1);
        _call = new KernelCall
        {
            Counts = counts,
            Maps = [.. signature.Maps.Select(m => (graph ?? throw new ArgumentNullException(nameof(graph), $"The program uses the map '{m.Name}'; expected a graph.")).Table(m.Name))],
            Inputs = Allocate(signature.Inputs),
            Parameters = Allocate(signature.Parameters, 0.2),
            Outputs = Allocate(signature.Outputs),
            OutputGradients = Allocate(signature.Outputs),
            InputGradients = passes.Contains(ProgramPass.BackwardAll) ? Allocate(signature.Inputs) : [],
            ParameterGradients = Allocate(signature.Parameters),
            Memory = KernelMemory.Rent(),
            KeepForBackward = _isTraining,
        };

        nint[] Allocate(IReadOnlyList<KernelValue> values, double scale = 1) => [.. values.Select(v => isDouble ? Fill<double>(counts[v.Domain] * v.Rows, scale) : Fill<float>(counts[v.Domain] * v.Rows, scale))];

        nint Fill<T>(long count, double scale)
            where T : unmanaged, INumberBase<T>
        {
            var numbers = (T*)NativeMemory.AlignedAlloc((nuint)(Math.Max(1, count) * sizeof(T)), 64);
            for (long i = 0; i < count; i++)
            {
                numbers[i] = T.CreateTruncating(scale * (random.NextDouble() - 0.5) * 2);
            }

            _memory.Add((nint)numbers);
            return (nint)numbers;
        }
    }

    public void Run()
    {
        _program.Forward(_call);
        if (_isTraining)
        {
            _program.Backward(_call);
        }
    }

    public void Dispose()
    {
        _call.Memory.Return();
        foreach (nint memory in _memory)
        {
            NativeMemory.AlignedFree((void*)memory);
        }

        _memory.Clear();
    }
}
