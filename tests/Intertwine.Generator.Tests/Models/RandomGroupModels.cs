using System.Globalization;
using Intertwine.Generator.Inference;
using Intertwine.Generator.Parsing;

namespace Intertwine.Generator.Tests.Models;

/// <summary>
/// Random declarations over groups of many families. Layers are tried as they come, on random features with random results, and stay where inference finds nothing wrong with them: what it accepts has to be right.
/// Numbers stay of one size: a product of features with degrees a and b in the inputs has degree a + b, and there is a largest one.
/// </summary>
internal sealed class RandomGroupModels
{
    /// <summary>Beside a group that the notation knows not, with representations that no product of vectors has.</summary>
    public const string Declared = """

        [Group]
        [InfinitesimalGenerator(0, -1, 0,  1, 0, 0,  0, 0, 0)]
        [DiscreteGenerator(1, 0, 0,  0, -1, 0,  0, 0, -1)]
        internal partial struct Cylinder;

        [Representation<Cylinder>("Twice")]
        [InfinitesimalGenerator(0, -2,  2, 0)]
        [DiscreteGenerator(1, 0,  0, -1)]
        internal partial struct Twice;

        [Representation<Cylinder>("Sign")]
        [InfinitesimalGenerator(0)]
        [DiscreteGenerator(-1)]
        internal partial struct Sign;
        """;

    private const int MaximumDegree = 4;
    private const int MaximumComponents = 60;
    private const int MaximumPaths = 12;

    /// <summary>Attributes: {0} and {1} are sources, {2} a representation, {3} an irreducible piece of it.</summary>
    private static readonly (string Attribute, Func<int, int, int> Degree)[] Layers =
    [
        ("Linear({0}, \"{2}\")", First), ("Linear({0}, \"{2}\")", First), ("Linear({0}, Channels = 2)", First), ("Linear({0}, \"{2}\", Normalization = PathNormalization.Element)", First),
        ("Linear({0}, \"3xS\")", First), ("Mlp({0}, 4, 2, OutputActivation = Activation.Tanh)", One), ("Activate({0}, Activation.Tanh)", One), ("Activate({0}, Activation.Tanh, PseudoScalars = Activation.Tanh, KeepOthers = true)", First),
        ("SquaredNorm({0})", (a, _) => 2 * a), ("InnerProduct({0}, {1})", Sum), ("Norm({0}, Epsilon = 0.1)", First), ("Normalize({0}, Offset = 0.5)", One),
        ("NormActivation({0}, Activation.Sigmoid, Bias = true)", First), ("BatchNorm({0})", First), ("Gate({0})", (a, _) => a + 1),
        ("Scale({0}, {1})", Sum), ("Scale({0}, Factor = -0.7)", First), ("Concat({0}, {1})", Math.Max), ("Add({0}, {1})", Math.Max), ("Difference({0}, {1})", Math.Max),
        ("TensorProduct({0}, {1}, \"{2}\")", Sum), ("TensorProduct({0}, {1}, \"{2}\", PathNormalization = PathNormalization.Path)", Sum), ("ChannelwiseTensorProduct({0}, {1}, \"{3}\")", Sum),
        ("FullTensorProduct({0}, {1}, \"{3}\")", Sum), ("ElementwiseTensorProduct({0}, {1}, \"{3}\")", Sum), ("TensorSquare({0}, \"{2}\")", (a, _) => 2 * a),
        ("GatherSource({0})", First), ("GatherTarget({0})", First), ("Sum({0}, Over.Neighbours)", First), ("Mean({0}, Over.Neighbours)", First), ("Sum({0}, Over.Graph)", First), ("PerNode({0})", First),
        ("VectorLinear({0}, 2)", First), ("VectorRelu({0}, Slope = 0.2)", First), ("VectorRelu({0}, Direction = {1}, Shared = true, Epsilon = 0.1)", First), ("VectorBatchNorm({0}, NormEpsilon = 0.1)", First),
        ("VectorLayerNorm({0}, Bias = true, NormEpsilon = 0.5, AddNormEpsilon = true)", One), ("InnerProducts({0}, {1})", Sum), ("Orthonormalize({0}, Epsilon = 0.5)", First), ("CrossProduct({0}, {1})", Sum), ("EdgeFeatures({0})", First),
    ];

    private readonly Random _random;
    private readonly string _group;
    private readonly string[] _pieces;
    private readonly Dictionary<string, int> _degrees = [];
    private string _members = "    [Graph] public partial EdgeSet Edges { get; }\n";

    private RandomGroupModels(Random random, int family)
    {
        _random = random;
        (_group, _pieces) = Family(family, random);
    }

    public static int FamilyCount => 15;

    /// <summary>The declaration of <c>Net</c>, with whatever layers inference accepts; <see cref="Declared"/> has to stand beside it.</summary>
    public static string Create(int seed, int family) => new RandomGroupModels(new Random(seed), family).Write();

    private static (string Group, string[] Pieces) Family(int family, Random random)
    {
        int n = random.Next(5, 9);
        int m = random.Next(4, 6);
        return family switch
        {
            0 => (Text($"(\"C_{n}\")"), ["0", "1", "2", "regular"]),
            1 => (Text($"(\"D_{n}\")"), ["0e", "0o", "1", "2", "regular"]),
            2 => ("(\"O(2)\")", ["0e", "0o", "1", "2", "3"]),
            3 => ("(\"SO(2)\")", ["0", "1", "2", "3", "V*V"]),
            4 => ("(\"O(5)\")", ["S", "V", "[1,1]", "[2]", "V*V"]),
            5 => ("(\"SO(1,3)\")", ["S", "V", "V'", "V*V", "Alt^2(V)"]),
            6 => (Text($"(\"S_{m}\")"), ["S", "V", Text($"[{m - 1},1]"), Text($"[{m - 2},2]"), Text($"[{m - 2},1,1]")]),
            7 => ("(\"octahedral\")", ["A1", "A2", "E", "T1", "T2", "V"]),
            8 => ("(\"SU(2)\")", ["0", "1/2", "1", "3/2"]),
            9 => ("(\"SO(3) x C_4\")", ["S", "1 @ 0", "0 @ 1", "1 @ 2", "1 @ 1"]),
            10 => ("<Cylinder>", ["S", "V", "Twice", "Sign", "V*Twice"]),
            11 => ("(\"T_d\")", ["A1", "A2", "E", "T1", "T2", "Sym^2(V)"]),
            12 => ("(\"Sp(2)\")", ["S", "V", "V*V", "Alt^2(V)"]),
            13 => (Text($"(\"Z_{n}\")"), ["0", "1", "2", "3", "V"]),
            _ => ("(\"SO+(1,3)\")", ["S", "V", "(1,0)", "(1/2,1/2)", "V*V"]),
        };
    }

    private string Write()
    {
        Input("Scalars", "4xS", Per.Node);
        Input("Nodes", $"{Channels()}x{Piece()} + {Channels()}x{Piece()}", Per.Node);
        Input("Same", $"2x{Piece()}", Per.Node);
        Input("Edge", $"2x{Piece()} + 2xS", Per.Edge);
        int inputs = _degrees.Count;
        for (int attempt = 0; attempt < 60 && _degrees.Count < inputs + 7; attempt++)
        {
            Try();
        }

        Assert.True(_degrees.Count > inputs + 3, $"Only {_degrees.Count - inputs} layers were accepted:\n{Net(_members)}");
        return Net(_members);
    }

    private void Input(string name, string representation, Per per)
    {
        _members += Text($"    [Input(\"{representation}\", Per.{per})] public partial Feature {name} {{ get; }}\n");
        _degrees.Add(name, 1);
    }

    private void Try()
    {
        string left = Source();
        string right = Source();
        (string attribute, Func<int, int, int> degree) = Layers[_random.Next(Layers.Length)];
        int result = degree(_degrees[left], _degrees[right]);
        if (result > MaximumDegree)
        {
            return;
        }

        string piece = Piece();
        string name = Text($"F{_degrees.Count}");
        string layer = string.Format(CultureInfo.InvariantCulture, attribute, $"nameof({left})", $"nameof({right})", $"{Channels()}x{piece}{(_random.Next(2) == 0 ? " + S" : "")}", piece);
        string candidate = _members + $"    [{layer}, Output] public partial Feature {name} {{ get; }}\n";
        ModelSpec spec = GeneratorHost.Parse(Net(candidate) + Declared);
        InferenceResult inferred = GraphInference.Run(spec, CancellationToken.None);
        if (inferred.Graph is { } graph && graph.Features.All(IsSmall))
        {
            _members = candidate;
            _degrees.Add(name, result);
        }
    }

    /// <summary>Every path of a product is code of its own: products of reducible pieces have hundreds, with which the compiler is busy for minutes.</summary>
    private static bool IsSmall(FeatureNode feature) =>
        feature.Layer is Layer.Input || (feature.Type.Dimension <= MaximumComponents && (feature.Layer is not Layer.TensorProduct product || product.Paths.Count <= MaximumPaths));

    /// <summary>Any feature, a late one more often than an early one.</summary>
    private string Source() => _degrees.Keys.ElementAt(Math.Max(_random.Next(_degrees.Count), _random.Next(_degrees.Count)));

    private string Piece() => _pieces[_random.Next(_pieces.Length)];

    private int Channels() => 1 + _random.Next(3);

    private string Net(string members) => $"[EquivariantModel{_group}]\npublic partial class Net\n{{\n{members}}}\n";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static int First(int left, int right) => left;

    private static int One(int left, int right) => 1;

    private static int Sum(int left, int right) => left + right;
}
