using System.Globalization;

namespace Intertwine.Generator.Tests.Models;

/// <summary>Layers written by hand, on features of any domain and any pieces, with random layers before, between and behind them.</summary>
internal sealed partial class RandomModels
{
    private void Customs()
    {
        for (int i = 0; i < 2; i++)
        {
            Custom(Pick(v => !v.IsPoint)!);
            for (int step = 0; step < 3; step++)
            {
                Step(Pick(_ => true)!);
            }
        }

        Custom(Custom(Pick(v => !v.IsPoint && v.Pieces.Count > 1) ?? Pick(v => !v.IsPoint)!));
    }

    /// <summary>Means of channels over 1 plus all squares, in two equal channels (which nothing keeps apart in memory), piece by piece, the last piece first.</summary>
    private Value Custom(Value x)
    {
        const string Tensor = "TorchSharp.torch.Tensor";
        Piece[] pieces = [.. x.Pieces.OrderBy(p => p.Irrep[0]).ThenByDescending(p => p.Irrep)];
        string[] irreps = [.. pieces.Select(p => HasParity ? p.Irrep : p.Irrep[..1])];
        string method = $"Layer{_count}";
        string parameters = string.Join(", ", irreps.Select((irrep, i) => $"[Rep(\"{irrep}\")] {Tensor} x{i}"));
        string squares = string.Join(" + ", irreps.Select((_, i) => $"x{i}.square().sum([1, 2], keepdim: true)"));
        int[] order = [.. Enumerable.Range(0, pieces.Length).Reverse()];
        string[] results = [.. order.Select(i => $"x{i}.mean([1], keepdim: true).expand(-1, 2, -1) / (1 + {squares})")];
        bool isTuple = pieces.Length > 1;
        string returned = isTuple ? string.Join(", ", order.Select((piece, item) => $"Rep(\"{irreps[piece]}\", Item = {item})")) : $"Rep(\"{irreps[0]}\")";
        string type = isTuple ? $"({string.Join(", ", order.Select(_ => Tensor))})" : Tensor;
        _text.Append(CultureInfo.InvariantCulture, $"    [Equivariant(\"{_group}\")]\n    [return: {returned}]\n");
        _text.Append(CultureInfo.InvariantCulture, $"    private static {type} {method}({parameters}) => {(isTuple ? $"({string.Join(", ", results)})" : results[0])};\n");
        return Define($"Custom(nameof({method}), {x.Source}, Channels = 2)", v => v with { Pieces = [.. pieces.Select(p => p with { Channels = 2 })], Degree = 1 }, x);
    }
}
