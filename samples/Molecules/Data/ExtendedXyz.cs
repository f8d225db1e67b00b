using System.Globalization;
using Intertwine;

namespace Molecules;

/// <summary>
/// Reads extended-xyz files: per frame the number of atoms, a line of <c>key=value</c> pairs (Lattice, Properties, pbc, energy, stress …), and a line per atom with the columns that Properties names.
/// </summary>
/// <remarks>
/// Without Properties the columns are symbol, x, y, z, and what follows is passed over. With a lattice and no pbc the box is periodic along all axes, as in ASE.
/// An error is an <see cref="InvalidDataException"/> that names file, line, what was expected and what came.
/// </remarks>
public static class ExtendedXyz
{
    public static IReadOnlyList<Molecule> Read(string path, XyzOptions? options = null)
    {
        using var reader = new StreamReader(path);
        return Read(reader, path, options);
    }

    /// <param name="name">What errors call the text.</param>
    public static IReadOnlyList<Molecule> Read(TextReader reader, string name, XyzOptions? options = null)
    {
        var frames = new List<Molecule>();
        var lines = new Lines(reader, name);
        while (lines.NextFilled() is { } line)
        {
            if (!int.TryParse(line, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out int atoms) || atoms < 1)
            {
                throw lines.Fail("a number of atoms, 1 or more", line);
            }

            frames.Add(Frame(lines, atoms, options ?? new XyzOptions()));
        }

        return frames;
    }

    private static Molecule Frame(Lines lines, int atoms, XyzOptions options)
    {
        string comment = lines.Next() ?? throw lines.Fail("the frame's line of key=value pairs", "the end of the file");
        bool plain = !comment.Contains("Properties", StringComparison.OrdinalIgnoreCase);
        Dictionary<string, string> info = plain && !comment.Contains('=') ? [] : XyzComment.Parse(comment, lines.Fail);
        string properties = Find(info, "Properties") ?? "species:S:1:pos:R:3";
        XyzColumns columns = XyzColumns.Parse(properties, options, exact: !plain, lines.Fail);
        int[] numbers = new int[atoms];
        double[] positions = new double[3 * atoms];
        double[]? forces = columns.Forces < 0 ? null : new double[3 * atoms];
        int header = lines.Number;
        for (int i = 0; i < atoms; i++)
        {
            string line = lines.Next() ?? throw lines.Fail($"atom {i + 1} of {atoms} of the frame at line {header - 1}", "the end of the file");
            columns.Read(line, i, numbers, positions, forces, lines.Fail);
        }

        lines.Report(header);
        Scale(forces, options.EnergyUnit);
        Cell? cell = Box(info, lines.Fail);
        return new Molecule(numbers, positions)
        {
            Energy = Value(info, options.Energy, XyzOptions.EnergyNames, lines.Fail) is { } text ? Parse(text, "an energy", lines.Fail) * options.EnergyUnit : null,
            Forces = forces,
            Cell = cell,
            Stress = Stress(info, options, cell, lines.Fail),
            Label = Find(info, "config_type"),
        };
    }

    private static Cell? Box(Dictionary<string, string> info, Func<string, string, Exception> fail)
    {
        if (Find(info, "Lattice") is not { } lattice)
        {
            return null;
        }

        double[] vectors = Numbers(lattice, "Lattice", fail);
        if (vectors.Length != 9)
        {
            throw fail("nine numbers for Lattice", lattice);
        }

        bool[] periodic = [true, true, true];
        if (Find(info, "pbc") is { } pbc)
        {
            string[] words = XyzComment.Words(pbc);
            periodic = words.Length == 3
                ? Array.ConvertAll(words, word => word.ToUpperInvariant() switch { "T" or "TRUE" or "1" => true, "F" or "FALSE" or "0" => false, _ => throw fail("T or F in pbc", pbc) })
                : throw fail("three of T and F for pbc", pbc);
        }

        if (!periodic.Contains(true))
        {
            return null;
        }

        try
        {
            return Cell.FromVectors(vectors, periodic[0], periodic[1], periodic[2]);
        }
        catch (ArgumentException error)
        {
            throw fail("a lattice of linearly independent vectors", $"{lattice} ({error.Message})");
        }
    }

    private static double[]? Stress(Dictionary<string, string> info, XyzOptions options, Cell? cell, Func<string, string, Exception> fail)
    {
        bool isVirial = false;
        string? text = Value(info, options.Stress, XyzOptions.StressNames, fail);
        if (text is null)
        {
            isVirial = true;
            text = Value(info, options.Virial, XyzOptions.VirialNames, fail);
        }

        if (text is null)
        {
            return null;
        }

        double[] s = Numbers(text, "a stress or virial", fail);
        s = s.Length switch
        {
            9 => s,

            // Voigt's order: xx, yy, zz, yz, xz, xy.
            6 => [s[0], s[5], s[4], s[5], s[1], s[3], s[4], s[3], s[2]],
            _ => throw fail("nine numbers of a stress or virial, or six in Voigt's order", text),
        };
        double scale = options.EnergyUnit;
        if (isVirial)
        {
            scale /= cell?.Volume > 0 ? -cell.Volume : throw fail("a box that is periodic along all axes beside a virial", text);
        }

        Scale(s, scale);
        return s;
    }

    private static string? Value(Dictionary<string, string> info, string? chosen, string[] usual, Func<string, string, Exception> fail) =>
        chosen is null ? usual.Select(info.GetValueOrDefault).FirstOrDefault(value => value is not null)
        : info.GetValueOrDefault(chosen) ?? throw fail($"the key '{chosen}'", info.Count == 0 ? "no keys" : string.Join(", ", info.Keys));

    private static string? Find(Dictionary<string, string> info, string key) => info.FirstOrDefault(pair => pair.Key.Equals(key, StringComparison.OrdinalIgnoreCase)).Value;

    private static double[] Numbers(string text, string what, Func<string, string, Exception> fail) => Array.ConvertAll(XyzComment.Words(text), word => Parse(word, $"numbers for {what}", fail));

    private static double Parse(string text, string what, Func<string, string, Exception> fail) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) ? value : throw fail(what, text);

    private static void Scale(double[]? values, double scale)
    {
        for (int k = 0; scale != 1 && k < (values?.Length ?? 0); k++)
        {
            values![k] *= scale;
        }
    }

    /// <summary>Lines with their numbers.</summary>
    private sealed class Lines(TextReader reader, string name)
    {
        private int _reported;

        public int Number { get; private set; }

        public string? Next()
        {
            Number++;
            _reported = Number;
            return reader.ReadLine();
        }

        public string? NextFilled()
        {
            string? line = Next();
            while (line is not null && string.IsNullOrWhiteSpace(line))
            {
                line = Next();
            }

            return line;
        }

        /// <summary>Errors from here on are about an earlier line.</summary>
        public void Report(int number) => _reported = number;

        public Exception Fail(string expected, string got) =>
            new InvalidDataException($"{name}, line {_reported}: expected {expected}; got {(got.Length > 80 ? $"'{got[..77]}...'" : got is "the end of the file" or "the end of the line" or "no keys" ? got : $"'{got}'")}.");
    }
}
