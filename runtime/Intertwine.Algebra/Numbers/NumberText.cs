using System.Globalization;

namespace Intertwine.Algebra;

/// <summary>Numbers as text in the invariant culture. The same digits on every runtime, so that generated code is stable whatever compiler host wrote it.</summary>
public static class NumberText
{
    /// <summary>The shortest of the 15, 16 and 17 digit forms that parses back to the same number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not finite: it has no literal.</exception>
    public static string RoundTrip(double value)
    {
        if (double.IsNaN(value) || double.IsInfinity(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "Expected a finite number.");
        }

        if (value == 0)
        {
            return "0";
        }

        // "R" is not shortest on .NET Framework, where the compiler may run inside an IDE; these formats agree everywhere.
        foreach (string format in (string[])["G15", "G16"])
        {
            string text = value.ToString(format, CultureInfo.InvariantCulture);
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double parsed) && parsed.Equals(value))
            {
                return text;
            }
        }

        return value.ToString("G17", CultureInfo.InvariantCulture);
    }

    /// <summary>A C# literal of type double: <see cref="RoundTrip"/> with the suffix that keeps whole numbers from being integers, <c>0.5</c>, <c>2d</c>, <c>1E-20</c>.</summary>
    public static string DoubleLiteral(double value)
    {
        string text = RoundTrip(value);
        foreach (char c in text)
        {
            if (c is '.' or 'E')
            {
                return text;
            }
        }

        return text + "d";
    }
}
