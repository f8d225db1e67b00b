using System.Globalization;
using Intertwine.Algebra;

namespace Intertwine.Analyzers.Tensors.Operations;

/// <summary>What to contract two tensors with under a group that does not keep the sum of squares.</summary>
internal static class InvariantForms
{
    /// <summary>As messages write it: <c>the metric diag(1, -1, -1, -1)</c>.</summary>
    public static string Hint(Group group)
    {
        string name = group.Name;
        int open = name.IndexOf('('), comma = name.IndexOf(',');
        if (open > 0 && comma > open && name.EndsWith(")", StringComparison.Ordinal)
            && int.TryParse(name.Substring(open + 1, comma - open - 1), NumberStyles.Integer, CultureInfo.InvariantCulture, out int plus)
            && int.TryParse(name.Substring(comma + 1, name.Length - comma - 2).Trim(), NumberStyles.Integer, CultureInfo.InvariantCulture, out int minus))
        {
            return $"the metric diag({string.Join(", ", Enumerable.Repeat("1", plus).Concat(Enumerable.Repeat("-1", minus)))})";
        }

        return name.StartsWith("Sp(", StringComparison.Ordinal) ? "the symplectic form" : "a form that the group keeps, or the dual representation";
    }
}
