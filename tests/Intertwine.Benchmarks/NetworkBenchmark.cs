using Intertwine.Kernels;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Benchmarks;

/// <summary>Forward, and forward with backward, of a declared network against the same network in eager TorchSharp.</summary>
internal sealed class NetworkBenchmark(string name, Func<Tensor> declared, Func<Tensor> eager, nn.Module declaredModule, nn.Module eagerModule, KernelSignature signature, Graph graph, int threads)
{
    public IEnumerable<string[]> Run(double gemm)
    {
        using (no_grad())
        using (NewDisposeScope())
        {
            // A fast wrong answer is no result.
            Tensor a = declared();
            Tensor b = eager();
            double error = ((a - b).abs().max() / b.abs().max()).ToDouble();
            if (!(error < 1e-4))
            {
                throw new InvalidOperationException($"{name}: the networks differ by {error:g3}.");
            }
        }

        Paired forward = Measure(() => Forward(declared), () => Forward(eager));
        yield return Row("forward", forward, Flops(signature.ForwardFlops), gemm);
        Paired training = Measure(() => Train(declared, declaredModule), () => Train(eager, eagerModule));
        yield return Row("forward + backward", training, Flops(signature.ForwardFlops) + Flops(signature.BackwardFlops), gemm);
    }

    /// <summary>The threads belong to whoever computes: those of libtorch spin for a while after their work, and would take the cores from our kernels.</summary>
    private Paired Measure(Action first, Action second) => Paired.Measure(first, second, () => set_num_threads(1), () => set_num_threads(threads));

    private static void Forward(Func<Tensor> network)
    {
        using (no_grad())
        using (NewDisposeScope())
        {
            network();
        }
    }

    private static void Train(Func<Tensor> network, nn.Module module)
    {
        using DisposeScope scope = NewDisposeScope();
        module.zero_grad();
        network().square().mean().backward();
    }

    private double Flops(IReadOnlyList<long> perItem) =>
        perItem[0] + (perItem[1] * graph.GraphCount) + ((double)perItem[2] * graph.NodeCount) + ((double)perItem[3] * graph.EdgeCount);

    private string[] Row(string pass, Paired times, double flops, double gemm)
    {
        double rate = flops / times.First / 1e6;
        return [name, pass, $"{times.First:f2}", $"{times.Second:f2}", $"{times.Ratio:f1}x", $"{rate:f0}", $"{rate / gemm:p0}"];
    }
}
