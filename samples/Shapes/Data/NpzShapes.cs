using Intertwine.Samples;

namespace Shapes;

/// <summary>
/// Point clouds in <c>train.npz</c> and <c>test.npz</c>: <c>q</c> <c>[n, points, 3]</c> (int16: coordinates times 32767; or floating-point numbers), <c>label</c> <c>[n]</c>, and the names of the <c>classes</c>.
/// </summary>
public static class NpzShapes
{
    public const string Expected = "train.npz and test.npz (arrays q, label, classes)";

    public static bool Recognise(string folder) => File.Exists(Path.Combine(folder, "train.npz")) && File.Exists(Path.Combine(folder, "test.npz"));

    public static ShapeSets Load(string folder)
    {
        var path = Path.Combine(folder, "train.npz");
        var classes = Npy.ReadWords(path, "classes");
        if (!Npy.ReadWords(Path.Combine(folder, "test.npz"), "classes").SequenceEqual(classes)) throw new InvalidDataException($"{folder}: expected the same classes in train.npz and test.npz; got different ones.");
        return new ShapeSets(NameOf(folder), $"{NameOf(folder)}, {classes.Length} classes", classes, Read(path), Read(Path.Combine(folder, "test.npz")));
    }

    private static ShapeClouds Read(string path)
    {
        var arrays = Npy.ReadArchive(path, "q", "label");
        var (q, label) = (arrays["q"], arrays["label"]);
        if (q.Shape is not [var count, var points and > 0, 3] || label.Shape is not [var labels] || labels != count)
        {
            throw new InvalidDataException($"{path}: expected q [n, points, 3] and label [n]; got q [{string.Join(", ", q.Shape)}] and label [{string.Join(", ", label.Shape)}].");
        }
        var unit = q.Type.AsSpan(1) is "i2" ? short.MaxValue : 1.0;
        return new ShapeClouds(Array.ConvertAll(q.Values, value => (float)(value / unit)), label.ToInt32(), points);
    }

    private static string NameOf(string folder) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
}
