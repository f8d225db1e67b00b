using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Intertwine.Algebra.Tests;

/// <summary>The rows of EMLP's table and their notation.</summary>
internal static partial class EmlpTable
{
    /// <summary>Group, representation and rank; no rank where EMLP left the row out as too large.</summary>
    public static IEnumerable<(string Group, string Text, int? Rank)> Rows()
        => GoldenGroup.Golden.Json("rows").EnumerateArray().Select(row => (row[0].GetString()!, row[1].GetString()!, row[3].ValueKind == JsonValueKind.Null ? (int?)null : row[3].GetInt32()));

    /// <summary><c>A>>B</c>: maps from A to B; <c>A</c> alone: invariants, maps from scalars to A.</summary>
    public static (Representation From, Representation To) Parse(GoldenGroup group, string text)
    {
        string[] sides = text.Split(">>");
        return sides.Length == 1 ? (Sum(group, "T0"), Sum(group, sides[0])) : (Sum(group, sides[0]), Sum(group, sides[1]));
    }

    private static Representation Sum(GoldenGroup group, string text)
        => new(group.Group, [.. text.Split('+').Select(term => Term().Match(term)).Select(match =>
        {
            int p = match.Groups["v"].Value switch
            {
                "V" => 1,
                "V.T" => 0,
                _ => Number(match.Groups["p"], 0),
            };
            int q = match.Groups["v"].Value == "V.T" ? 1 : Number(match.Groups["q"], 0);
            return new RepresentationTerm(Number(match.Groups["m"], 1), group.Tensor(p, q));
        })]);

    private static int Number(System.Text.RegularExpressions.Group digits, int otherwise) => digits.Length > 0 ? int.Parse(digits.Value, CultureInfo.InvariantCulture) : otherwise;

    [GeneratedRegex(@"^(?<m>\d*)((?<v>V\.T|V)|T(?<p>\d)|T\((?<p>\d),(?<q>\d)\))$")]
    private static partial Regex Term();
}
