using System.Text;
using Intertwine.Algebra;

namespace Intertwine.Generator.Lowering;

/// <summary>
/// Names of pieces (<c>1o</c>, <c>V*V</c>, <c>[2,1]</c>, <c>(1/2,1/2)</c>) inside other names. A key of a state dictionary separates its parts by dots, so that a part has none: the piece's name without white space, dots as
/// underscores. An identifier keeps letters and digits; what stands between them becomes one underscore, <c>'</c> becomes <c>Dual</c>.
/// </summary>
internal static class PieceNames
{
    public static string Key(Piece piece)
    {
        var key = new StringBuilder();
        foreach (char c in piece.Name)
        {
            if (!char.IsWhiteSpace(c))
            {
                key.Append(c == '.' ? '_' : c);
            }
        }

        return key.ToString();
    }

    /// <summary>The tensor of one piece of a feature: the property's name, or <c>Property.piece</c> where the feature has several pieces.</summary>
    public static string Tensor(string property, Representation type, int term) => type.Terms.Count == 1 ? property : $"{property}.{Key(type.Terms[term].Piece)}";

    /// <summary>The name of a tensor as an identifier: <c>Mixed.1o</c> → <c>Mixed1o</c>, <c>Mixed.V*V</c> → <c>MixedV_V</c>, <c>Mixed.[2,1]</c> → <c>Mixed2_1</c>. Different names may become the same identifier.</summary>
    public static string Identifier(string tensor)
    {
        var identifier = new StringBuilder();
        bool gap = false;
        bool afterDot = true;
        foreach (char c in tensor)
        {
            if (c == '\'')
            {
                identifier.Append("Dual");
                gap = afterDot = false;
            }
            else if (char.IsLetterOrDigit(c) || c == '_')
            {
                identifier.Append(gap && !afterDot ? "_" : "").Append(c);
                gap = afterDot = false;
            }
            else
            {
                gap = true;
                afterDot |= c == '.';
            }
        }

        return identifier.ToString();
    }

    /// <summary>Identifiers of tensors, all different and different from those taken: of equal ones the later get a number.</summary>
    public static IReadOnlyList<string> Identifiers(IEnumerable<string> tensors, Func<string, string> form, params IEnumerable<string> taken)
    {
        var used = new HashSet<string>(taken, StringComparer.Ordinal);
        List<string> identifiers = [];
        foreach (string tensor in tensors)
        {
            string first = form(Identifier(tensor));
            string name = first;
            for (int i = 2; !used.Add(name); i++)
            {
                name = first + "_" + i.ToString(System.Globalization.CultureInfo.InvariantCulture);
            }

            identifiers.Add(name);
        }

        return identifiers;
    }
}
