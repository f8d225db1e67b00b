using System.Globalization;

namespace Intertwine.Generator.Tests.Models;

/// <summary>Blocks of another class: layers of EGNN with random options and inputs.</summary>
internal sealed partial class RandomModels
{
    /// <summary>A block, once or repeated, with random options and some of the optional inputs.</summary>
    private void Egnn(Value x)
    {
        if (_group != "E(3)" || Pick(v => v.IsPoint && v.Per == Per.Node && v.Channels == 1) is not { } point)
        {
            return;
        }

        Value nodes = x.IsScalar && x.Per == Per.Node ? x : _values[0];
        string name = $"L{_count++}";
        string? set = PickNodeSet();
        string along = _sets.Count == 0 ? "" : $", Along = nameof({set ?? "Edges"})";
        List<string> lines = [_random.Next(2) == 0 ? $"[Block<EgnnLayer>({nodes.Source}, {point.Source}{along})]" : $"[Repeat<EgnnLayer>({1 + _random.Next(2)}, {nodes.Source}, {point.Source}{along})]"];
        List<Value> sources = [nodes, point];
        Feed("Velocity", v => v.Per == Per.Node && v.Pieces is [{ Irrep: "1o", Channels: 1 }]);
        Feed("EdgeAttributes", v => v.Per == Per.Edge && v.Set == set && v.IsScalar);
        Feed("NodeAttributes", v => v.Per == Per.Node && v.IsScalar);
        Feed("EdgeMask", v => v.Per == Per.Edge && v.Set == set && v.IsScalar && v.Channels == 1);
        lines.Add($"[With(nameof(EgnnLayer.Hidden), {3 + _random.Next(6)})]");
        foreach (string option in (string[])["Attention", "Residual", "NormalizeDifferences", "Tanh", "UpdatePosition"])
        {
            if (_random.Next(3) == 0)
            {
                lines.Add($"[With(nameof(EgnnLayer.{option}), {(_random.Next(2) == 0 ? "true" : "false")})]");
            }
        }

        if (_random.Next(2) == 0)
        {
            lines.Add("[With(nameof(EgnnLayer.CoordinateAggregation), Aggregation.Sum)]");
        }

        if (_detach && _random.Next(2) == 0)
        {
            lines.Add("[With(nameof(EgnnLayer.DetachNorm), true)]");
        }

        _text.Append(CultureInfo.InvariantCulture, $"    {string.Join("\n    ", lines)}\n    public partial EgnnLayer {name} {{ get; }}\n");
        foreach (Value source in sources)
        {
            _used.Add(source.Name);
        }

        int degree = sources.Max(s => s.Degree);
        _values.Add(nodes with { Name = $"{name}.UpdatedNodes", Source = Path("UpdatedNodes"), IsInput = false, Degree = degree });
        _values.Add(point with { Name = $"{name}.MovedPosition", Source = Path("MovedPosition"), IsInput = false, Degree = degree });

        string Path(string output) => $"$\"{{nameof({name})}}.{{nameof(EgnnLayer.{output})}}\"";

        void Feed(string input, Func<Value, bool> fits)
        {
            if (_random.Next(2) == 0 && Pick(fits) is { } source)
            {
                lines.Add($"[Feed(nameof(EgnnLayer.{input}), {source.Source})]");
                sources.Add(source);
            }
        }
    }
}
