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

    /// <summary>The gradient of a bounded scalar of some feature by one of those that it is computed from.</summary>
    private void Gradient()
    {
        // Where every step went by points, nothing but points is computed yet.
        Value x = Pick(v => !v.IsPoint && _ancestors.ContainsKey(v.Name)) ?? LinearTo(Pick(v => !v.IsPoint)!, 2);
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
}
