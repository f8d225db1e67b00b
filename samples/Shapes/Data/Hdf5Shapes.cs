using PureHDF;

namespace Shapes;

/// <summary>
/// Point clouds in <c>ply_data_train*.h5</c> and <c>ply_data_test*.h5</c>, as ModelNet40 is published for PointNet (Qi et al. 2017): datasets <c>data</c> <c>[n, points, 3]</c> and <c>label</c> <c>[n, 1]</c>.
/// The names of the classes stand in <c>shape_names.txt</c>, one a line; without it classes are called by number.
/// </summary>
public static class Hdf5Shapes
{
    public const string Expected = "ply_data_train*.h5 and ply_data_test*.h5 (datasets data, label)";

    private const string NamesFile = "shape_names.txt";

    public static bool Recognise(string folder) => Files(folder, "train").Length > 0;

    public static ShapeSets Load(string folder)
    {
        var train = Read(folder, "train");
        var test = Read(folder, "test");
        var names = Path.Combine(folder, NamesFile);
        string[] classes = File.Exists(names)
            ? [.. File.ReadLines(names).Select(line => line.Trim()).Where(line => line.Length > 0)]
            : [.. Enumerable.Range(0, train.Labels.Concat(test.Labels).Max() + 1).Select(label => $"class {label}")];
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        return new ShapeSets(name, $"{name}, {classes.Length} classes", classes, train, test);
    }

    private static string[] Files(string folder, string part) => [.. Directory.GetFiles(folder, $"ply_data_{part}*.h5").Order(StringComparer.Ordinal)];

    private static ShapeClouds Read(string folder, string part)
    {
        var files = Files(folder, part);
        if (files.Length == 0) throw new InvalidDataException($"{folder}: expected ply_data_{part}*.h5 beside the other part; there is none.");
        var parts = Array.ConvertAll(files, ReadFile);
        if (Array.FindIndex(parts, p => p.PointsPerCloud != parts[0].PointsPerCloud) is >= 0 and var other)
        {
            throw new InvalidDataException($"{files[other]}: expected {parts[0].PointsPerCloud} points per shape as in {Path.GetFileName(files[0])}; got {parts[other].PointsPerCloud}.");
        }
        return new ShapeClouds([.. parts.SelectMany(p => p.Points)], [.. parts.SelectMany(p => p.Labels)], parts[0].PointsPerCloud);
    }

    private static ShapeClouds ReadFile(string path)
    {
        try
        {
            using var file = H5File.OpenRead(path);
            var data = Dataset(file, "data", path);
            var label = Dataset(file, "label", path);
            if (data.Space.Dimensions is not [var count, var points and > 0, 3] || !IsList(label.Space.Dimensions, count))
            {
                throw new InvalidDataException($"{path}: expected data [n, points, 3] and label [n, 1]; got data [{string.Join(", ", data.Space.Dimensions)}] and label [{string.Join(", ", label.Space.Dimensions)}].");
            }
            return new ShapeClouds(Coordinates(data, path), Labels(label, path), checked((int)points));
        }
        catch (Exception error) when (error is not (InvalidDataException or IOException or UnauthorizedAccessException or OutOfMemoryException))
        {
            // The library throws plain exceptions for whatever is wrong with a file.
            throw new InvalidDataException($"{path}: expected an HDF5 file; {error.Message}", error);
        }
    }

    private static bool IsList(ulong[] shape, ulong count) => shape is [var n] ? n == count : shape is [var rows, 1] && rows == count;

    private static IH5Dataset Dataset(IH5Group file, string name, string path) =>
        file.LinkExists(name) ? file.Dataset(name) : throw new InvalidDataException($"{path}: expected a dataset '{name}'; got {string.Join(", ", file.Children().Select(child => child.Name))}.");

    private static float[] Coordinates(IH5Dataset data, string path) => (data.Type.Class, data.Type.Size) switch
    {
        (H5DataTypeClass.FloatingPoint, 4) => data.Read<float[]>(),
        (H5DataTypeClass.FloatingPoint, 8) => Array.ConvertAll(data.Read<double[]>(), x => (float)x),
        var (kind, size) => throw new InvalidDataException($"{path}: expected floating-point numbers of 4 or 8 bytes in data; got {kind} of {size} bytes."),
    };

    private static int[] Labels(IH5Dataset label, string path) => (label.Type.Class, label.Type.Size) switch
    {
        (H5DataTypeClass.FixedPoint, 1) => Array.ConvertAll(label.Read<byte[]>(), x => (int)x),
        (H5DataTypeClass.FixedPoint, 2) => Array.ConvertAll(label.Read<short[]>(), x => (int)x),
        (H5DataTypeClass.FixedPoint, 4) => label.Read<int[]>(),
        (H5DataTypeClass.FixedPoint, 8) => Array.ConvertAll(label.Read<long[]>(), x => checked((int)x)),
        var (kind, size) => throw new InvalidDataException($"{path}: expected whole numbers in label; got {kind} of {size} bytes."),
    };
}
