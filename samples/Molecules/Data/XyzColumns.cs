using System.Globalization;

namespace Molecules;

/// <summary>Which columns of an atom's line hold symbol or atomic number, position and forces, by a text such as <c>species:S:1:pos:R:3:forces:R:3</c>.</summary>
internal sealed class XyzColumns
{
    private const string Expected = "Properties as name:type:columns:… with types S, R, I, L";

    private int _species = -1;
    private int _numbers = -1;
    private int _positions = -1;
    private int _count;
    private bool _exact;

    /// <summary>The first column of the forces, -1 where there are none.</summary>
    public int Forces { get; private set; } = -1;

    /// <param name="exact">Whether a line has exactly these columns.</param>
    public static XyzColumns Parse(string properties, XyzOptions options, bool exact, Func<string, string, Exception> fail)
    {
        string[] parts = properties.Split(':');
        if (parts.Length % 3 != 0)
        {
            throw fail(Expected, properties);
        }

        var columns = new XyzColumns { _exact = exact };
        var starts = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int p = 0; p < parts.Length; p += 3)
        {
            if (parts[p].Length == 0 || parts[p + 1] is not ("S" or "R" or "I" or "L") || !int.TryParse(parts[p + 2], NumberStyles.None, CultureInfo.InvariantCulture, out int width) || width < 1)
            {
                throw fail(Expected, properties);
            }

            starts[$"{parts[p]}:{parts[p + 1]}:{width}"] = columns._count;
            columns._count += width;
        }

        columns._species = starts.GetValueOrDefault("species:S:1", starts.GetValueOrDefault("element:S:1", -1));
        columns._numbers = starts.GetValueOrDefault("Z:I:1", starts.GetValueOrDefault("numbers:I:1", -1));
        columns._positions = starts.GetValueOrDefault("pos:R:3", starts.GetValueOrDefault("positions:R:3", -1));
        if (columns._positions < 0 || (columns._species < 0 && columns._numbers < 0))
        {
            throw fail("Properties with pos:R:3 and one of species:S:1 and Z:I:1", properties);
        }

        columns.Forces = options.Forces is { } chosen
            ? starts.TryGetValue($"{chosen}:R:3", out int column) ? column : throw fail($"Properties with {chosen}:R:3", properties)
            : XyzOptions.ForceNames.Select(name => starts.GetValueOrDefault($"{name}:R:3", -1)).FirstOrDefault(start => start >= 0, -1);
        return columns;
    }

    /// <summary>Reads one line into item <paramref name="atom"/>.</summary>
    public void Read(string line, int atom, int[] numbers, double[] positions, double[]? forces, Func<string, string, Exception> fail)
    {
        string[] words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (_exact ? words.Length != _count : words.Length < _count)
        {
            throw fail($"{_count} columns{(_exact ? "" : " or more")}", $"{line} ({words.Length} columns)");
        }

        string word = words[_species >= 0 ? _species : _numbers];
        numbers[atom] = Elements.Number(word);
        if (numbers[atom] == 0 && !(int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out numbers[atom]) && numbers[atom] is > 0 and <= 118))
        {
            throw fail("the symbol of an element or an atomic number", word);
        }

        for (int c = 0; c < 3; c++)
        {
            positions[(3 * atom) + c] = Number(words[_positions + c], "a coordinate", fail);
            if (forces is not null)
            {
                forces[(3 * atom) + c] = Number(words[Forces + c], "a component of a force", fail);
            }
        }
    }

    private static double Number(string word, string what, Func<string, string, Exception> fail) =>
        double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) ? value : throw fail(what, word);
}
