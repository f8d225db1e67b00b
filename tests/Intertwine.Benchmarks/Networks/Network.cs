using Intertwine.Kernels;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Benchmarks;

/// <summary>One thing that is timed: the same work by the declared network and by hand in eager TorchSharp.</summary>
/// <param name="Name">Such as <c>forward + backward</c>.</param>
/// <param name="Declared">By the declared network.</param>
/// <param name="Eager">By hand.</param>
/// <param name="Work">What the declared network's kernels do.</param>
/// <param name="Target">How many times faster it is meant to be; null where nothing is demanded.</param>
internal sealed record Pass(string Name, Action Declared, Action Eager, Work Work, double? Target = null);

/// <summary>A network of the benchmark on its data, declared and by hand.</summary>
internal abstract class Network : IDisposable
{
    /// <summary>What <c>--only</c> selects.</summary>
    public abstract string Key { get; }

    /// <summary>With its sizes, as tables show it.</summary>
    public abstract string Title { get; }

    /// <summary>Whether products of matrices are most of its work.</summary>
    public virtual bool IsMatrixDominated => false;

    public abstract IReadOnlyList<Pass> Passes { get; }

    /// <summary>The kernels, of the network that is trained where there are several.</summary>
    public abstract KernelProgram ProgramOf(ScalarType type);

    /// <summary>The declared networks, whose backend may be changed.</summary>
    public abstract IReadOnlyList<EquivariantModel> Models { get; }

    /// <summary>What the network runs on; null for networks without edges.</summary>
    public abstract Graph? Graph { get; }

    /// <summary>Items of each domain of the program.</summary>
    public abstract long[] Counts { get; }

    /// <summary>Results and gradients of both, computed once: a fast wrong answer is no result.</summary>
    protected abstract IEnumerable<(string What, Tensor Declared, Tensor Eager)> Results();

    /// <summary>Largest difference that rounding explains, relative to the largest entry.</summary>
    protected virtual double Tolerance => 1e-4;

    public abstract void Dispose();

    /// <exception cref="InvalidOperationException">The two networks do not compute the same.</exception>
    public void Check()
    {
        using DisposeScope scope = NewDisposeScope();
        foreach ((string what, Tensor declared, Tensor eager) in Results())
        {
            double error = ((declared - eager).abs().max() / eager.abs().max()).ToDouble();
            if (!(error < Tolerance))
            {
                throw new InvalidOperationException($"{Title}: {what} differ by {error:g3} of the largest entry; expected less than {Tolerance:g1}.");
            }
        }
    }

    /// <summary>A forward pass without gradients.</summary>
    protected static Action Forward(Action network) => () =>
    {
        using (no_grad())
        using (NewDisposeScope())
        {
            network();
        }
    };

    /// <summary>Items of each domain of a program on a graph.</summary>
    protected static long[] CountsOf(Graph graph) => [1, graph.GraphCount, graph.NodeCount, graph.EdgeCount];
}
