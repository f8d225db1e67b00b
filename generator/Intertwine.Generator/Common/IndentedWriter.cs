using System.Text;
using Intertwine.Algebra;

namespace Intertwine.Generator;

/// <summary>
/// Writes C# text: four spaces per level, <c>\n</c> line ends on every system, so that equal programs give equal bytes.
/// </summary>
internal sealed class IndentedWriter
{
    private const int SpacesPerLevel = 4;

    private readonly StringBuilder _text = new();

    /// <summary>Levels of indentation of the next line.</summary>
    public int Level { get; private set; }

    public int Length => _text.Length;

    /// <summary>An empty line; never two of them, and none at the start of a block.</summary>
    public IndentedWriter WriteLine()
    {
        int n = _text.Length;
        bool superfluous = n == 0 || (n > 1 && _text[n - 1] == '\n' && (_text[n - 2] == '\n' || _text[n - 2] == '{'));
        if (!superfluous)
        {
            _text.Append('\n');
        }

        return this;
    }

    /// <summary>One line, or several where <paramref name="text"/> holds line ends; each is indented. Empty lines stay empty.</summary>
    public IndentedWriter WriteLine(string text)
    {
        int start = 0;
        while (start <= text.Length)
        {
            int end = text.IndexOf('\n', start);
            int stop = end < 0 ? text.Length : end;
            int length = stop > start && text[stop - 1] == '\r' ? stop - start - 1 : stop - start;
            if (length > 0)
            {
                _text.Append(' ', Level * SpacesPerLevel).Append(text, start, length);
            }

            _text.Append('\n');
            if (end < 0)
            {
                break;
            }

            start = end + 1;
        }

        return this;
    }

    /// <summary>Opens <c>{</c>, indents, and closes with <c>}</c> and <paramref name="end"/> when disposed.</summary>
    public Scope Block(string end = "")
    {
        WriteLine("{");
        Level++;
        return new Scope(this, "}" + end);
    }

    /// <summary>Writes <paramref name="header"/> and opens a block below it.</summary>
    public Scope Block(string header, string end)
    {
        WriteLine(header);
        return Block(end);
    }

    /// <summary><paramref name="header"/>, then <paramref name="body"/> in braces.</summary>
    public IndentedWriter WriteBlock(string header, Action<IndentedWriter> body, string end = "")
    {
        using (Block(header, end))
        {
            body(this);
        }

        return this;
    }

    /// <summary>Indents without braces until disposed: the later lines of a statement.</summary>
    public Scope Indent()
    {
        Level++;
        return new Scope(this, null);
    }

    /// <summary>A double as a C# literal that reads back to the same bits, on whatever runtime the compiler runs.</summary>
    public static string Literal(double value)
    {
        if (double.IsNaN(value) || double.IsInfinity(value))
        {
            return double.IsNaN(value) ? "double.NaN" : value > 0 ? "double.PositiveInfinity" : "double.NegativeInfinity";
        }

        string digits = NumberText.RoundTrip(value);
        return digits.IndexOfAny(['.', 'E']) >= 0 ? digits : digits + ".0";
    }

    public override string ToString() => _text.ToString();

    /// <summary>Without the last line's end: a text to be written elsewhere as lines.</summary>
    public string ToText() => _text.ToString(0, _text.Length > 0 && _text[_text.Length - 1] == '\n' ? _text.Length - 1 : _text.Length);

    private void Close(string? closing)
    {
        Level--;
        if (closing is not null)
        {
            // Members end with an empty line; the last one of a block does not need it.
            int n = _text.Length;
            if (n > 1 && _text[n - 1] == '\n' && _text[n - 2] == '\n')
            {
                _text.Length = n - 1;
            }

            WriteLine(closing);
        }
    }

    /// <summary>An open block or indentation; dispose it once.</summary>
    public readonly struct Scope(IndentedWriter writer, string? closing) : IDisposable
    {
        public void Dispose() => writer.Close(closing);
    }
}
