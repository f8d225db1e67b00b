using System.Globalization;
using System.Text;

namespace Intertwine.Generator.Tests.Models;

/// <summary>
/// Random declarations: text of a class with inputs of several representations and a chain of features, each made by a random attribute from features before it. What nothing uses is an output. Squares and
/// products are not taken of squares of squares, so that numbers stay of a size for which float32 is enough.
/// </summary>
internal sealed partial class RandomModels
{
    private static readonly string[] Groups = ["E(3)", "O(3)", "SE(3)", "SO(3)"];
    private static readonly string[] Activations = ["Silu", "Tanh", "Sigmoid", "Softplus", "Gelu", "Sin", "Cos"];

    /// <summary>Scalars, pseudoscalars, vectors, pseudovectors, l = 2 of both parities.</summary>
    private static readonly string[] Irreps = ["0e", "0e", "0o", "1o", "1o", "1e", "2e", "2o"];

    private readonly Random _random;
    private readonly string _group;
    private readonly bool _regularize;
    private readonly bool _detach;
    private readonly bool _differentiate;
    private readonly bool _pool;
    private readonly bool _hasSets;
    private readonly bool _hasCustom;
    private readonly StringBuilder _text = new();
    private readonly List<Value> _values = [];
    private readonly HashSet<string> _used = [];
    private readonly Dictionary<string, Value[]> _ancestors = [];
    private int _count;

    private RandomModels(Random random, bool regularize, bool detach, bool differentiate, bool pool, bool sets, bool custom)
    {
        _random = random;
        _group = random.Next(2) == 0 ? Groups[0] : Groups[random.Next(Groups.Length)];
        _regularize = regularize;
        _detach = detach;
        _differentiate = differentiate;
        _pool = pool;
        _hasSets = sets;
        _hasCustom = custom;
    }

    private bool HasParity => _group is "E(3)" or "O(3)";

    private bool HasPoints => _group is "E(3)" or "SE(3)";

    /// <summary>The declaration of a class.</summary>
    /// <param name="regularize">Whether with dropout and batch normalisation.</param>
    /// <param name="detach">Whether norms may count as constants in derivatives, which then are not the derivatives of what is computed.</param>
    /// <param name="differentiate">Whether with the gradient of a scalar by something that it is computed from.</param>
    /// <param name="pool">Whether with the largest of scalars and of vectors.</param>
    /// <param name="sets">Whether with edges and tokens of its own.</param>
    /// <param name="custom">Whether with layers written by hand.</param>
    public static string Create(int seed, string name, bool regularize = false, bool detach = false, bool differentiate = false, bool pool = false, bool sets = false, bool custom = false) =>
        new RandomModels(new Random(seed), regularize, detach, differentiate, pool, sets, custom).Write(name);

    private string Write(string name)
    {
        Inputs();
        if (_hasSets)
        {
            Sets();
        }

        int steps = 4 + _random.Next(10);
        for (int i = 0; i < steps; i++)
        {
            Step(Pick(_ => true)!);
        }

        if (_values.All(v => v.IsInput))
        {
            Linear(_values[0]);
        }

        if (_hasCustom)
        {
            Customs();
        }

        if (_pool)
        {
            // Choices of a few at a time, mixed, and a choice among these.
            Pool(LinearTo(Scalar(Pick(v => v.IsScalar)!), 3));
            Pool(LinearTo(Pick(v => !v.IsPoint)!, 2));
            Pool(LinearTo(Pick(v => !v.IsPoint && v.Per != Per.Graph)!, 3));
        }

        if (_regularize)
        {
            Unary("BatchNorm", Scalar(Pick(v => v.IsScalar)!), v => v with { Degree = 1 });
            Unary("BatchNorm", Pick(v => !v.IsPoint)!, v => v with { Degree = 1 }, _random.Next(2) == 0 ? ", Normalization = IrrepNormalization.Norm" : ", Normalization = IrrepNormalization.Component");
            Unary("Dropout", Pick(v => !v.IsPoint)!, v => v, ", 0.3");
        }

        if (_differentiate)
        {
            Gradient();
        }

        foreach (Value value in _values.Where(v => !v.IsInput && !_used.Contains(v.Name)))
        {
            _text.Append(CultureInfo.InvariantCulture, $"    [Output({value.Source})] public partial Feature Out{_count++} {{ get; }}\n");
        }

        return $"[EquivariantModel(\"{_group}\")]\npublic partial class {name}\n{{\n    [Graph] public partial EdgeSet Edges {{ get; }}\n{_text}}}\n";
    }

    private void Inputs()
    {
        Input("Scalars", Per.Node, "0e", 3 + _random.Next(4));
        Input("Attributes", Per.Edge, "0e", 1 + _random.Next(3));
        Input("Vectors", Per.Node, "1o", 1 + _random.Next(3));
        if (HasPoints)
        {
            Input("Position", Per.Node, "point", 1);
        }

        for (int i = 0; i < 2; i++)
        {
            string irrep = Irreps[_random.Next(Irreps.Length)];
            Input($"Extra{i}", (Per)_random.Next(3), irrep, 1 + _random.Next(4));
        }
    }

    private void Input(string name, Per per, string irrep, int channels)
    {
        Value value = new(name, $"nameof({name})", per, [new(irrep, channels)], 1, true);
        _text.Append(CultureInfo.InvariantCulture, $"    [Input(\"{Text(value.Pieces)}\", Per.{per})] public partial Feature {name} {{ get; }}\n");
        _values.Add(value);
    }

    private void Step(Value x)
    {
        switch (_random.Next(19))
        {
            case 0 or 1 when !x.IsPoint:
                Linear(x);
                break;
            case 2 when x.IsScalar:
                Mlp(x);
                break;
            case 3 when x.IsScalar:
                string activation = Activations[_random.Next(Activations.Length)];
                Unary("Activate", x, v => v with { Degree = activation is "Silu" or "Softplus" or "Gelu" ? v.Degree : 1 }, $", Activation.{activation}");
                break;
            case 4 or 5 when _sets.Count > 0 && x.Per != Per.Graph:
                ThroughASet(x);
                break;
            case 4 or 5 when x.Per == Per.Node:
                Unary(_random.Next(2) == 0 ? "GatherSource" : "GatherTarget", x, v => v with { Per = Per.Edge });
                break;
            case 4 or 5 when x.Per == Per.Graph:
                Unary("PerNode", x, v => v with { Per = Per.Node });
                break;
            case 4 or 5 when !x.IsPoint:
                Unary(_random.Next(2) == 0 ? "Sum" : "Mean", x, v => v with { Per = Per.Node }, ", Over.Neighbours");
                break;
            case 6 when x.IsPoint:
                Unary("Mean", x, v => v with { Per = Per.Graph, Set = null }, ", Over.Graph", x.Per == Per.Node);
                break;
            case 6 when x.Per != Per.Graph && x.Size >= 3:
                // A sum to very few numbers may nearly vanish, and its relative error is then large.
                Unary(_random.Next(2) == 0 ? "Sum" : "Mean", x, v => v with { Per = Per.Graph, Set = null }, ", Over.Graph");
                break;
            case 7:
                Difference(x);
                break;
            case 8 when !x.IsPoint:
                Invariant(x);
                break;
            case 9 when !x.IsPoint:
                string detach = _detach && _random.Next(2) == 0 ? ", DetachNorm = true" : string.Empty;
                Unary("Normalize", x, v => v with { Degree = 1 }, $", Offset = {(_random.Next(2) == 0 ? "1.0" : "0.5")}{detach}");
                break;
            case 10 when !x.IsPoint:
                Scale(x);
                break;
            case 11:
                Value mate = Pick(v => v.Home == x.Home && v.IsPoint == x.IsPoint)!;
                Define($"Concat({x.Source}, {mate.Source})", v => v with { Pieces = Merge([.. x.Pieces, .. mate.Pieces]), Degree = Math.Max(x.Degree, mate.Degree) }, x, mate);
                break;
            case 12:
                Add(x);
                break;
            case 13 or 14:
                Product(x);
                break;
            case 15 when !x.IsPoint:
                Nonlinear(x);
                break;
            case 16 when x.Pieces is [{ Irrep: "1o" or "1e" }] && x.Channels <= 3:
                Harmonics(x);
                break;
            default:
                Egnn(x);
                break;
        }
    }

    private Value Unary(string attribute, Value x, Func<Value, Value> result, string arguments = "", bool condition = true) =>
        condition ? Define($"{attribute}({x.Source}{arguments})", _ => result(x), x) : x;

    private Value Define(string attribute, Func<Value, Value> result, params Value[] sources)
    {
        string name = $"F{_count++}";
        _text.Append(CultureInfo.InvariantCulture, $"    [{attribute}] public partial Feature {name} {{ get; }}\n");
        foreach (Value source in sources)
        {
            _used.Add(source.Name);
        }

        _ancestors[name] = [.. sources.Concat(sources.SelectMany(s => _ancestors.GetValueOrDefault(s.Name, []))).Distinct()];

        Value value = result(sources[0]) with { Name = name, Source = $"nameof({name})", IsInput = false };
        _values.Add(value);
        return value;
    }

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

    /// <summary>A tensor product of any kind, with another feature or with itself.</summary>
    private void Product(Value x)
    {
        if (x.IsPoint || Pick(v => v.Home == x.Home && !v.IsPoint && v.Degree + x.Degree < 5) is not { } mate || x.Degree > 2)
        {
            return;
        }

        string normalization = _random.Next(2) == 0 ? ", PathNormalization = PathNormalization.Path" : _random.Next(2) == 0 ? ", IrrepNormalization = IrrepNormalization.Norm" : "";
        Piece[] products = Products(x, mate);
        Piece[] some = [.. products.OrderBy(_ => _random.Next()).Take(1 + _random.Next(2)).Select(p => p with { Channels = 1 + _random.Next(4) })];
        string filter = Text([.. some.Select(p => p with { Channels = 1 })]);
        switch (_random.Next(5))
        {
            case 0 or 1:
                Define($"TensorProduct({x.Source}, {mate.Source}, \"{Text(some)}\"{normalization})", v => v with { Pieces = some, Degree = x.Degree + mate.Degree }, x, mate);
                break;
            case 2:
                Piece[] channelwise = Merge([.. Pairs(x, mate).Where(p => some.Any(s => Same(s.Irrep, p.Irrep))).Select(p => new Piece(p.Irrep, p.Left))]);
                Define($"ChannelwiseTensorProduct({x.Source}, {mate.Source}, \"{filter}\"{normalization})", v => v with { Pieces = channelwise, Degree = x.Degree + mate.Degree }, x, mate);
                break;
            case 3:
                Piece[] full = Merge([.. Pairs(x, mate).Where(p => some.Any(s => Same(s.Irrep, p.Irrep))).Select(p => new Piece(p.Irrep, p.Left * p.Right))]);
                if (full.Sum(p => p.Channels) <= 12)
                {
                    Define($"FullTensorProduct({x.Source}, {mate.Source}, \"{filter}\")", v => v with { Pieces = full, Degree = x.Degree + mate.Degree }, x, mate);
                }

                break;
            default:
                string scalars = HasParity ? "3x0e" : "3x0";
                Define($"TensorSquare({x.Source}, \"{scalars}\")", v => v with { Pieces = [new("0e", 3)], Degree = 2 * x.Degree }, x);
                break;
        }
    }

    /// <summary>The irreps of products of two features, with the channels of either side.</summary>
    private IEnumerable<(string Irrep, int Left, int Right, bool Even)> Pairs(Value x, Value y) =>
        from a in Merge(x.Pieces)
        from b in Merge(y.Pieces)
        let first = a.Irrep[0] - '0'
        let second = b.Irrep[0] - '0'
        from degree in Enumerable.Range(Math.Abs(first - second), Math.Min(first, second) + Math.Min(first, second) + 1)
        where degree <= 2
        select ($"{degree}{(a.Irrep[1] == b.Irrep[1] ? 'e' : 'o')}", a.Channels, b.Channels, (first + second + degree) % 2 == 0);

    /// <summary>Irreps that do not vanish where both features are functions of one vector: cross products and their like, whose degrees have an odd sum, do.</summary>
    private Piece[] Products(Value x, Value y) => Merge([.. Pairs(x, y).Where(p => p.Even).Select(p => new Piece(p.Irrep, 1))]);

    private bool Same(string left, string right) => HasParity ? left == right : left[0] == right[0];

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

    /// <summary>The gradient of a bounded scalar of some feature by one of those that it is computed from.</summary>
    private void Gradient()
    {
        Value x = Pick(v => !v.IsPoint && _ancestors.ContainsKey(v.Name))!;
        Value invariants = x.IsScalar ? x : Define($"SquaredNorm({x.Source})", v => v with { Pieces = [new("0e", x.Channels)] }, x);
        Value bounded = Define($"Activate({LinearTo(invariants, 2).Source}, Activation.Tanh)", v => v with { Pieces = [new("0e", 2)] }, invariants);
        Value energy = LinearTo(bounded, 1);
        Value[] variables = _ancestors[x.Name];
        Value variable = _random.Next(4) == 0 ? x : variables[_random.Next(variables.Length)];
        Define(
            $"Gradient({energy.Source}, {variable.Source}, Factor = -0.5)",
            _ => variable with { Pieces = Merge([.. variable.Pieces.Select(p => p.Irrep == "point" ? p with { Irrep = "1o" } : p)]), Degree = 1 },
            energy,
            variable);
    }

    /// <summary>As scalars with at least three channels, for what needs several.</summary>
    private Value Scalar(Value x) => x.Channels >= 3 ? x : LinearTo(x, 3);

    /// <summary>One that fits, a late one more often than an early one.</summary>
    private Value? Pick(Func<Value, bool> fits)
    {
        Value[] fitting = [.. _values.Where(fits)];
        return fitting.Length == 0 ? null : fitting[Math.Max(_random.Next(fitting.Length), _random.Next(fitting.Length))];
    }

    /// <summary>In the group's notation: parity letters only where the group has reflections.</summary>
    private string Text(IReadOnlyList<Piece> pieces) => string.Join(" + ", pieces.Select(p => $"{p.Channels}x{(HasParity || p.Irrep == "point" ? p.Irrep : p.Irrep[..1])}"));

    private bool IsTrivial(Piece piece) => piece.Irrep == "0e" || (piece.Irrep == "0o" && !HasParity);

    /// <summary>As <c>Concat</c> orders them: by irrep, one piece for each. Without reflections parity does not tell irreps apart.</summary>
    private Piece[] Merge(IReadOnlyList<Piece> pieces) =>
    [
        .. pieces.Select(p => HasParity || p.Irrep == "point" ? p : p with { Irrep = p.Irrep[..1] switch { "0" => "0e", "1" => "1o", _ => "2e" } })
            .GroupBy(p => p.Irrep)
            .Select(g => new Piece(g.Key, g.Sum(p => p.Channels))),
    ];

    private sealed record Piece(string Irrep, int Channels);

    /// <param name="Source">As an attribute's argument.</param>
    /// <param name="Degree">How many inputs are multiplied with each other at most.</param>
    private sealed record Value(string Name, string Source, Per Per, IReadOnlyList<Piece> Pieces, int Degree, bool IsInput, string? Set = null)
    {
        /// <summary>The domain: of edges and tokens also which.</summary>
        public (Per, string?) Home => (Per, Set);

        public int Channels => Pieces.Sum(p => p.Channels);

        public int Size => Pieces.Sum(p => p.Channels * (p.Irrep[0] switch { '0' => 1, '2' => 5, _ => 3 }));

        public bool IsPoint => Pieces.Any(p => p.Irrep == "point");

        /// <summary>Not pseudoscalars, also where the group does not tell them apart.</summary>
        public bool IsScalar => Pieces.All(p => p.Irrep == "0e");

        /// <summary>Of one irrep, so that order does not matter.</summary>
        public bool SameType(Value other) => Pieces.Count == 1 && other.Pieces.Count == 1 && Pieces[0] == other.Pieces[0];
    }
}
