using System.Globalization;

namespace Intertwine.Algebra;

/// <summary>Partitions of whole numbers, which label irreps, and their notation.</summary>
internal static class Partitions
{
    /// <summary>Largest number of boxes of a Young diagram.</summary>
    public const int MaximumBoxes = 32;

    /// <summary>The partitions of a number into at most <paramref name="rows"/> parts, larger first parts first.</summary>
    public static IEnumerable<int[]> Of(int boxes, int rows) => Of(boxes, rows, boxes);

    /// <summary>Reads <c>[2,1]</c> or <c>[1,0,-1]</c>: numbers of absolute value up to <see cref="MaximumBoxes"/>. Null with an error for anything else.</summary>
    public static int[]? Read(string name, int position, string expected, out ParseError? error)
    {
        error = null;
        if (name.Length < 2 || name[0] != '[' || name[name.Length - 1] != ']')
        {
            error = new ParseError(position, name.Length, expected, $"'{name}'");
            return null;
        }

        string inside = name.Substring(1, name.Length - 2);
        if (inside.Trim().Length == 0)
        {
            return [];
        }

        List<int> numbers = [];
        int offset = position + 1;
        foreach (string text in inside.Split(','))
        {
            if (!int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out int number) || Math.Abs((long)number) > MaximumBoxes)
            {
                error = new ParseError(offset, text.Length, $"a whole number of at most {MaximumBoxes} boxes", text.Length == 0 ? "nothing" : $"'{text}'");
                return null;
            }

            numbers.Add(number);
            offset += text.Length + 1;
        }

        if (numbers.Sum(Math.Abs) > MaximumBoxes)
        {
            error = new ParseError(position, name.Length, $"at most {MaximumBoxes} boxes in all", $"'{name}'");
            return null;
        }

        return [.. numbers];
    }

    private static IEnumerable<int[]> Of(int boxes, int rows, int largest)
    {
        if (boxes == 0)
        {
            yield return [];
            yield break;
        }

        if (rows == 0)
        {
            yield break;
        }

        for (int first = Math.Min(boxes, largest); first >= 1; first--)
        {
            foreach (int[] rest in Of(boxes - first, rows - 1, first))
            {
                yield return [first, .. rest];
            }
        }
    }
}
