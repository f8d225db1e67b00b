namespace Intertwine.Generator.Tests.Models;

/// <summary>Layers of one feature, or of two of the same type: linear maps, perceptrons, invariants, sums, gates, harmonics, maxima.</summary>
internal sealed partial class RandomModels
{
    /// <summary>With the same irreps and a number of channels, or with some of the irreps and channels for each.</summary>
    private void Linear(Value x)
    {
        if (_random.Next(2) == 0)
        {
            LinearTo(x, 2 + _random.Next(4));
            return;
        }

        int kept = 1 + _random.Next(x.Pieces.Count);
        Piece[] pieces = [.. x.Pieces.OrderBy(_ => _random.Next()).Take(kept).Select(p => p with { Channels = 1 + _random.Next(5) })];
        Define($"Linear({x.Source}, \"{Text(pieces)}\"{(pieces.Any(IsTrivial) && _random.Next(3) == 0 ? ", Bias = false" : "")})", v => v with { Pieces = pieces }, x);
    }

    private Value LinearTo(Value x, int channels) =>
        Define($"Linear({x.Source}, Channels = {channels})", v => v with { Pieces = [.. v.Pieces.Select(p => p with { Channels = channels })] }, x);

    /// <summary>The largest of scalars, whole vectors of anything else.</summary>
    private void Pool(Value x)
    {
        Value items = x.Per == Per.Graph ? Unary("PerNode", x, v => v with { Per = Per.Node }) : x;
        bool overNeighbours = items is { Per: Per.Edge, Set: null } && _random.Next(2) == 0;
        string attribute = items.IsScalar && _random.Next(3) > 0 ? "Max" : "VectorMaxPool";
        Unary(attribute, items, v => v with { Per = overNeighbours ? Per.Node : Per.Graph, Set = null }, overNeighbours ? ", Over.Neighbours" : ", Over.Graph");
    }

    private void Mlp(Value x)
    {
        int[] widths = [.. Enumerable.Range(0, 1 + _random.Next(3)).Select(_ => 3 + _random.Next(6))];
        bool bounded = _random.Next(2) == 0;
        string output = bounded ? ", OutputActivation = Activation.Tanh" : _random.Next(2) == 0 ? ", ActivateOutput = true" : ", OutputBias = false";
        Define(
            $"Mlp({x.Source}, {string.Join(", ", widths)}, Activation = Activation.{Activations[_random.Next(Activations.Length)]}{output})",
            v => v with { Pieces = [v.Pieces[0] with { Channels = widths[^1] }], Degree = bounded ? 1 : v.Degree },
            x);
    }

    private void Difference(Value x)
    {
        if (x.IsPoint && x.Pieces.Count > 1)
        {
            return;
        }

        Value mate = x.IsPoint || _random.Next(2) == 0 ? Pick(v => v.Home == x.Home && v.SameType(x)) ?? Same(x) : Same(x);
        Define($"Difference({x.Source}, {mate.Source})", v => v with { Pieces = [.. v.Pieces.Select(p => p.Irrep == "point" ? p with { Irrep = "1o" } : p)], Degree = Math.Max(x.Degree, mate.Degree) }, x, mate);
    }

    /// <summary>A feature of the same type on the same domain, mixed anew.</summary>
    private Value Same(Value x) => Define($"Linear({x.Source}, \"{Text(x.Pieces)}\")", v => v, x);

    private void Invariant(Value x)
    {
        Piece[] result = [new("0e", x.Channels)];
        switch (_random.Next(3))
        {
            case 0:
                // The norm of a scalar has a kink at 0, which finite differences do not like.
                bool smooth = !_detach && x.Pieces.Any(p => p.Irrep[0] == '0');
                Unary("Norm", x, v => v with { Pieces = result }, smooth || _random.Next(2) == 0 ? ", Epsilon = 0.1" : "");
                break;
            case 1 when x.Degree < 3:
                Unary("SquaredNorm", x, v => v with { Pieces = result, Degree = 2 * v.Degree });
                break;
            default:
                if (x.Degree < 3)
                {
                    Value mate = Same(x);
                    Define($"InnerProduct({x.Source}, {mate.Source})", v => v with { Pieces = result, Degree = x.Degree + mate.Degree }, x, mate);
                }

                break;
        }
    }

    private void Scale(Value x)
    {
        if (Pick(v => v.IsScalar && v.Home == x.Home && v.Degree + x.Degree < 5) is not { } scalar || _random.Next(4) == 0)
        {
            Unary("Scale", x, v => v, $", Factor = {(_random.Next(2) == 0 ? "-0.7" : "1.5")}");
            return;
        }

        Value by = scalar.Channels == x.Channels ? scalar : LinearTo(scalar, _random.Next(2) == 0 ? 1 : x.Channels);
        Define($"Scale({x.Source}, {by.Source}{(_random.Next(3) == 0 ? ", Factor = 0.5" : "")})", v => v with { Degree = x.Degree + by.Degree }, x, by);
    }

    private void Add(Value x)
    {
        if (!x.IsPoint)
        {
            Value mate = _random.Next(2) == 0 ? Pick(v => v.Home == x.Home && v.SameType(x)) ?? Same(x) : Same(x);
            Define($"Add({x.Source}, {mate.Source})", v => v with { Degree = Math.Max(x.Degree, mate.Degree) }, x, mate);
        }
        else if (x.Pieces.Count == 1 && Pick(v => v.Home == x.Home && v.Pieces is [{ Irrep: "1o" }]) is { } vectors)
        {
            Value moves = LinearTo(vectors, x.Channels);
            Define($"Add({x.Source}, {moves.Source})", v => v with { Degree = moves.Degree }, x, moves);
        }
    }

    /// <summary>A gate, with as many scalars beside as there are channels to gate, or a normalised linear layer.</summary>
    private void Nonlinear(Value x)
    {
        int gated = x.Pieces.Where(p => p.Irrep[0] != '0').Sum(p => p.Channels);
        if (gated == 0 || x.Pieces.Any(p => p.Irrep[0] == '0') || Pick(v => v.IsScalar && v.Home == x.Home) is not { } scalars)
        {
            Unary("Linear", x, v => v, ", Normalization = PathNormalization.Element");
            return;
        }

        Value gates = LinearTo(scalars, gated);
        Value both = Define($"Concat({x.Source}, {gates.Source})", v => v with { Pieces = Merge([.. x.Pieces, .. gates.Pieces]), Degree = Math.Max(x.Degree, gates.Degree) }, x, gates);
        Unary("Gate", both, v => v with { Pieces = x.Pieces, Degree = x.Degree + 1 });
    }

    private void Harmonics(Value x)
    {
        bool odd = x.Pieces[0].Irrep == "1o";
        Piece[] pieces = Merge([.. Enumerable.Range(0, 3).Select(l => new Piece($"{l}{(odd && l % 2 == 1 ? 'o' : 'e')}", x.Channels))]);
        if (x.Degree < 2)
        {
            Unary("SphericalHarmonics", x, v => v with { Pieces = pieces, Degree = 2 * v.Degree }, ", 2, Normalize = false");
        }
    }
}
