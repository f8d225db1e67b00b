using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace Intertwine.Analyzers.Tests.Robustness;

/// <summary>Code as it looks while it is typed: cut off, tokens missing, doubled, exchanged or foreign, characters missing, doubled or wrong. The same seed gives the same text.</summary>
internal sealed class SourceDamage
{
    private static readonly string[] Foreign =
    [
        "\"", "(", ")", "[", "]", "{", "}", "<", ">", ",", ";", ".", "?", "!", "=>", "=", "nameof(", "nameof(X)", "typeof(int)", "\"4x0e + q\"", "\"\"", "\"*x1o\"", "null", "default", "0", "-1", "1.5e308", "double.NaN", "int.MaxValue", "true",
        "Per.Edge", "Over.Graph", "[Linear(", "[Output]", "[When(nameof(X))]", "[Repeat<>]", "[Repeat<int>(2)]", "[Block<>]", "[Equivariant(\"SO(3)\")]", "[Rep(\"1o\")]", "[Invariant]", "[EquivariantModel(\"C_4\")]", "partial", "static", "async",
        "await", "ref", "out", "in", "this", "base", "new", "return", "yield return", "goto", "throw", "for (;;)", "if (", "switch", "try {", "catch", "lambda => ", "from x in", "stackalloc", "checked", "..", "^1", "$\"{", "@\"", "\"\"\"", "\\", "// ", "/* ",
        "#if X\n", "#endif\n", "\r\n", "Feature", "Tensor", "torch", "EgnnLayer", "where T : class", "get;", "set;", "\ud83d", "\u0000", "é",
    ];

    private readonly Random _random;
    private readonly string _text;
    private readonly string[] _tokens;

    /// <param name="text">The whole code.</param>
    public SourceDamage(string text, int seed)
    {
        _random = new Random(seed);
        _text = text;
        _tokens = [.. SyntaxFactory.ParseTokens(text, options: AnalyzerHost.ParseOptions).Select(token => token.ToFullString())];
    }

    /// <summary>The next damaged text.</summary>
    public string Next() => _random.Next(4) switch
    {
        0 => Cut(_text),
        1 => Characters(),
        2 => Cut(Tokens()),
        _ => Tokens(),
    };

    private string Cut(string text)
    {
        int length = _random.Next(text.Length + 1);
        return _random.Next(4) == 0 ? text[length..] : text[..length];
    }

    private string Tokens()
    {
        List<string> tokens = [.. _tokens];
        for (int edits = _random.Next(1, 6); edits > 0 && tokens.Count > 1; edits--)
        {
            int i = _random.Next(tokens.Count);
            int j = _random.Next(tokens.Count);
            switch (_random.Next(6))
            {
                case 0:
                    tokens.RemoveAt(i);
                    break;
                case 1:
                    tokens.RemoveRange(i, Math.Min(_random.Next(1, 12), tokens.Count - i));
                    break;
                case 2:
                    tokens.Insert(i, Foreign[_random.Next(Foreign.Length)] + (_random.Next(2) == 0 ? " " : ""));
                    break;
                case 3:
                    tokens[i] = tokens[j];
                    break;
                case 4:
                    (tokens[i], tokens[j]) = (tokens[j], tokens[i]);
                    break;
                default:
                    tokens.InsertRange(i, tokens.GetRange(j, Math.Min(_random.Next(1, 12), tokens.Count - j)));
                    break;
            }
        }

        return string.Concat(tokens);
    }

    private string Characters()
    {
        var text = new StringBuilder(_text);
        for (int edits = _random.Next(1, 6); edits > 0 && text.Length > 1; edits--)
        {
            int i = _random.Next(text.Length);
            switch (_random.Next(3))
            {
                case 0:
                    text.Remove(i, 1);
                    break;
                case 1:
                    text.Insert(i, text[_random.Next(text.Length)]);
                    break;
                default:
                    text[i] = (char)_random.Next(' ', '\u007f');
                    break;
            }
        }

        return text.ToString();
    }
}
