using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Intertwine.Generator.Tests.Groups;

/// <summary>Declarations of groups, representations and models of them as they look while they are typed: cut off, tokens missing, doubled or exchanged, numbers of any size, names that name something else or themselves.</summary>
internal static class DamagedDeclarations
{
    public const string Whole = """
        [Group(Dimension = 3)]
        [InfinitesimalGenerator(0, -1, 0,  1, 0, 0,  0, 0, 0)]
        [DiscreteGenerator(1, 0, 0,  0, 1, 0,  0, 0, -1)]
        public partial struct Cylinder;

        [Group]
        [DiscreteGenerator(Permutation = new[] { 1, 2, 3, 0 })]
        [DiscreteGenerator(0, 1, 0, 0,  1, 0, 0, 0,  0, 0, 1, 0,  0, 0, 0, 1, Scale = -1)]
        public partial struct Shuffle;

        [Representation<Cylinder>("T")]
        [InfinitesimalGenerator(0, -1,  1, 0, Scale = 2)]
        [DiscreteGenerator(-1, 0,  0, -1)]
        public partial struct Twisted;

        [Representation<Shuffle>("Sign", Dimension = 1)]
        [DiscreteGenerator(-1)]
        [DiscreteGenerator(1)]
        public partial struct Sign;

        [EquivariantModel<Cylinder>(MaximumBasisSize = 4096)]
        public partial class Net
        {
            [Graph] public partial EdgeSet Edges { get; }
            [Input("2xV + T + V*T", Per.Node)] public partial Feature X { get; }
            [Linear(nameof(X), "V*V + 2xT + 3xV"), Output] public partial Feature Y { get; }
            [Block<Gate>(nameof(X))] public partial Gate Gated { get; }
        }

        [EquivariantBlock<Cylinder>]
        public partial class Gate
        {
            [Input("*xV + *xT + *xV*T", Per.Node)] public partial Feature X { get; }
            [Norm(nameof(X), Epsilon = 0.1), Output] public partial Feature Lengths { get; }
        }

        [EquivariantModel<Shuffle>]
        public partial class Deck
        {
            [Input("2xV + Sign", Per.Node)] public partial Feature X { get; }
            [Linear(nameof(X), "V*V + Sign"), Output] public partial Feature Y { get; }
        }
        """;

    private static readonly string[] Tokens = [.. SyntaxFactory.ParseTokens(Whole).Select(token => token.ToFullString())];

    private static readonly string[] Numbers =
    [
        "double.NaN", "double.PositiveInfinity", "double.NegativeInfinity", "1e308", "-1e308", "1e-320", "1e20", "1e9", "0", "-1", "2", "17", "1000000", "int.MinValue", "int.MaxValue", "99999999999999999999", "1e400", "0x7fffffff",
        "1.0000000001", "0.1f", "'a'", "null", "default", "3m", "\"1\"", "1 / 0", "1.0 / 0", "-0.0", "true", "Math.PI",
    ];

    private static readonly string[] Fragments =
    [
        "[Group]", "[Group(Dimension = 3)]", "[Representation<Twisted>(\"T\")]", "[Representation<Cylinder>(\"V\")]", "[Representation<Cylinder>(null)]", "[Representation<>(\"T\")]", "[Representation<Cylinder>]",
        "[DiscreteGenerator]", "[DiscreteGenerator(Permutation = null)]", "[DiscreteGenerator(Permutation = new[] { -1, int.MaxValue })]", "[InfinitesimalGenerator(new double[0])]", "[InfinitesimalGenerator(null)]",
        "[DiscreteGenerator(new double[] { 1, 2, 3, 4 })]", "[EquivariantModel<Net>]", "[EquivariantModel<Twisted>]", "[EquivariantModel<>]", "partial", "struct", "class", "static", "file", "<T>", "\"", "(", ")", "[", "]", "{", "}", ",",
        "\"V^9\"", "\"V*V*V*V*V*V*V*V\"", "\"T(9,9)\"", "\"1000000xV\"", "\"Sym^9(V)\"", "\"((((V))))\"", "\"Cl(V)\"", "\"det\"", "typeof(Cylinder)", "nameof(Cylinder)", "Cylinder", "Shuffle", "Twisted", "Sign", "Net", "Gate", "Scale = ", "Dimension = ",
    ];

    public static string Truncated(int length) => Whole[..Math.Min(length, Whole.Length)];

    /// <summary>One to four random changes of tokens.</summary>
    public static string Edited(Random random)
    {
        List<string> tokens = [.. Tokens];
        for (int edit = random.Next(1, 5); edit > 0; edit--)
        {
            int at = random.Next(tokens.Count);
            switch (random.Next(8))
            {
                case 0:
                    tokens.RemoveAt(at);
                    break;
                case 1:
                    tokens.Insert(at, tokens[at]);
                    break;
                case 2:
                    tokens[at] = " " + tokens[random.Next(tokens.Count)];
                    break;
                case 3:
                    tokens[at] = " " + Fragments[random.Next(Fragments.Length)] + " ";
                    break;
                case 4:
                    // Any other name that stands there, perhaps the type's own.
                    int[] names = [.. Enumerable.Range(0, tokens.Count).Where(i => tokens[i].Trim() is "Cylinder" or "Shuffle" or "Twisted" or "Sign" or "Net" or "Gate" or "Deck" or "Group" or "Representation")];
                    if (names.Length > 0)
                    {
                        tokens[names[random.Next(names.Length)]] = tokens[names[random.Next(names.Length)]];
                    }

                    break;
                default:
                    // Numbers, which there are most of.
                    int[] numbers = [.. Enumerable.Range(0, tokens.Count).Where(i => char.IsAsciiDigit(tokens[i].TrimStart().FirstOrDefault()))];
                    if (numbers.Length > 0)
                    {
                        tokens[numbers[random.Next(numbers.Length)]] = Numbers[random.Next(Numbers.Length)];
                    }

                    break;
            }
        }

        return string.Concat(tokens);
    }
}
