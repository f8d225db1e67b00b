using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Intertwine.Benchmarks;

/// <summary>e3nn's <c>o3.Linear</c> on flat features: channels of each irrep mix, weights of variance 1 over the root of the channels that are summed.</summary>
internal sealed class EagerLinear : Module<Tensor, Tensor>
{
    private readonly EagerIrreps _source;
    private readonly EagerIrreps _output;
    private readonly Parameter?[] _weights;

    public EagerLinear(EagerIrreps source, EagerIrreps output, ScalarType type)
        : base(nameof(EagerLinear))
    {
        _source = source;
        _output = output;
        _weights = [.. output.Terms.Select(o => Fan(o) is > 0 and int fan ? new Parameter(randn(o.Channels, fan, dtype: type)) : null)];
        for (int k = 0; k < _weights.Length; k++)
        {
            if (_weights[k] is { } weight)
            {
                register_parameter($"weight{k}", weight);
            }
        }
    }

    /// <summary>[out, in] for each irrep of the result; the channels of equal irreps of the source one after the other.</summary>
    public IReadOnlyList<Parameter?> Weights => _weights;

    public override Tensor forward(Tensor x)
    {
        Tensor[] parts = _source.Split(x);
        var results = new List<Tensor>();
        for (int k = 0; k < _weights.Length; k++)
        {
            EagerTerm term = _output.Terms[k];
            if (_weights[k] is not { } weight)
            {
                results.Add(zeros([x.shape[0], term.Size], x.dtype));
                continue;
            }

            Tensor[] same = [.. parts.Where((_, i) => IsSame(_source.Terms[i], term))];
            Tensor joined = same.Length == 1 ? same[0] : cat(same, 1);
            results.Add(einsum("wu,zui->zwi", weight * (1 / Math.Sqrt(weight.shape[1])), joined).reshape(x.shape[0], term.Size));
        }

        return results.Count == 1 ? results[0] : cat(results, 1);
    }

    private int Fan(EagerTerm output) => _source.Terms.Where(t => IsSame(t, output)).Sum(t => t.Channels);

    private static bool IsSame(EagerTerm a, EagerTerm b) => (a.Degree, a.Parity) == (b.Degree, b.Parity);
}
