using Intertwine.Algebra;
using static TorchSharp.torch;

namespace Intertwine.Benchmarks;

/// <summary>e3nn's <c>nn.Gate</c> on a flat feature: SiLU on scalars, every other channel times the SiLU of a scalar of its own, both with second moment 1. The scalars of the gates stand behind the others.</summary>
/// <param name="output">What is left; scalars first.</param>
internal sealed class EagerGate(EagerIrreps output)
{
    /// <summary>The factor of SiLU.</summary>
    public static double Scale { get; } = 1 / Math.Sqrt(SecondMoment.Of(x => x / (1 + Math.Exp(-x))));

    /// <summary>The irreps of the argument.</summary>
    public EagerIrreps Source { get; } = new(
        [output.Terms[0] with { Channels = output.Terms.Sum(t => t.Channels) }, .. output.Terms.Skip(1)]);

    public Tensor Run(Tensor x)
    {
        long items = x.shape[0];
        int scalars = output.Terms[0].Channels;
        Tensor activated = Activate(x.narrow(1, 0, scalars));
        if (output.Terms.Count == 1)
        {
            return activated;
        }

        int gates = Source.Terms[0].Channels - scalars;
        Tensor factors = Activate(x.narrow(1, scalars, gates));
        var results = new List<Tensor> { activated };
        long first = scalars + gates;
        long gate = 0;
        foreach (EagerTerm term in output.Terms.Skip(1))
        {
            Tensor part = x.narrow(1, first, term.Size).reshape(items, term.Channels, term.Components);
            results.Add((part * factors.narrow(1, gate, term.Channels).unsqueeze(2)).reshape(items, term.Size));
            first += term.Size;
            gate += term.Channels;
        }

        return cat(results, 1);
    }

    public static Tensor Activate(Tensor x) => nn.functional.silu(x) * Scale;
}
