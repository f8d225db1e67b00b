using System.Buffers.Text;

namespace Shapes;

/// <summary>
/// Reads meshes in the object file format of Geomview: the word OFF, numbers of vertices, faces and edges, the vertices, then the faces, each the number of its corners and their numbers; colours behind them and comments
/// after # are passed over. Faces of more than three corners become fans of triangles.
/// </summary>
/// <remarks>ModelNet has files whose first line runs into the second, as in <c>OFF490 518 0</c>; they are read all the same.</remarks>
public static class OffReader
{
    /// <exception cref="InvalidDataException">The file is no OFF file.</exception>
    public static Mesh Read(string path) => Parse(File.ReadAllBytes(path), path);

    /// <param name="name">What errors call the text.</param>
    public static Mesh Parse(ReadOnlySpan<byte> text, string name)
    {
        var words = new Words(text, name);
        words.Header();
        var vertexCount = words.Count("the number of vertices");
        var faceCount = words.Count("the number of faces");
        words.Count("the number of edges");
        words.EndLine();
        var vertices = new double[checked(3 * vertexCount)];
        for (var v = 0; v < vertexCount; v++)
        {
            for (var k = 0; k < 3; k++) vertices[(3 * v) + k] = words.Number($"coordinate {k} of vertex {v}");
            words.EndLine();
        }
        var triangles = new List<int>(checked(3 * faceCount));
        for (var f = 0; f < faceCount; f++)
        {
            var corners = words.Count($"the number of corners of face {f}");
            int first = 0, last = 0;
            for (var c = 0; c < corners; c++)
            {
                var corner = words.Count($"corner {c} of face {f}");
                if (corner >= vertexCount) throw new InvalidDataException($"{name}: expected a vertex below {vertexCount} in face {f}; got {corner}.");
                if (c == 0) first = corner;
                if (c >= 2) triangles.AddRange([first, last, corner]);
                last = corner;
            }
            // What stands behind the corners on the line is the colour.
            words.EndLine();
        }
        return new Mesh(vertices, [.. triangles]);
    }

    private ref struct Words(ReadOnlySpan<byte> text, string name)
    {
        private readonly ReadOnlySpan<byte> _text = text;
        private int _at;

        public void Header()
        {
            Skip();
            if (!_text[_at..].StartsWith("OFF"u8))
            {
                throw new InvalidDataException($"{name}: expected the word OFF at the beginning; got '{System.Text.Encoding.Latin1.GetString(_text.Slice(_at, Math.Min(12, _text.Length - _at)))}'.");
            }
            _at += 3;
        }

        public int Count(string what)
        {
            var word = Next(what);
            return Utf8Parser.TryParse(word, out int value, out var used) && used == word.Length && value >= 0 ? value : throw Wrong(what, "a whole number", word);
        }

        public double Number(string what)
        {
            var word = Next(what);
            return Utf8Parser.TryParse(word, out double value, out var used) && used == word.Length && double.IsFinite(value) ? value : throw Wrong(what, "a number", word);
        }

        /// <summary>Passes over the rest of the line.</summary>
        public void EndLine()
        {
            while (_at < _text.Length && _text[_at] != '\n') _at++;
        }

        private ReadOnlySpan<byte> Next(string what)
        {
            Skip();
            var start = _at;
            while (_at < _text.Length && _text[_at] > ' ' && _text[_at] != '#') _at++;
            return _at > start ? _text[start.._at] : throw new InvalidDataException($"{name}: expected {what}; the file ends before.");
        }

        private void Skip()
        {
            while (_at < _text.Length && (_text[_at] <= ' ' || _text[_at] == '#'))
            {
                if (_text[_at] == '#') EndLine();
                else _at++;
            }
        }

        private readonly InvalidDataException Wrong(string what, string expected, ReadOnlySpan<byte> word) =>
            new($"{name}: expected {what}, {expected}; got '{System.Text.Encoding.Latin1.GetString(word)}'.");
    }
}
