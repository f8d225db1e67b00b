using Intertwine.Samples;

namespace Shapes;

/// <summary>Meshes in folders as ModelNet is published (Wu et al. 2015): <c>class/train/*.off</c> and <c>class/test/*.off</c>. Points are drawn on their surfaces, the same for the same seed.</summary>
public static class MeshShapes
{
    public const string Expected = "a folder for each class with train/*.off and test/*.off";

    /// <summary>Points drawn on each mesh.</summary>
    public const int PointsPerMesh = 2048;

    public static bool Recognise(string folder) => Classes(folder).Length > 0;

    public static ShapeSets Load(string folder, ulong seed, CancellationToken cancellation = default)
    {
        var classes = Classes(folder);
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        return new ShapeSets(
            name,
            $"{name}, {classes.Length} classes",
            classes,
            Sample(folder, classes, "train", seed, Streams.TrainMeshes, cancellation),
            Sample(folder, classes, "test", seed, Streams.TestMeshes, cancellation));
    }

    private static string[] Classes(string folder) =>
        [.. Directory.GetDirectories(folder).Where(path => Meshes(path, "train").Length > 0).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private static string[] Meshes(string folder, string part)
    {
        var path = Path.Combine(folder, part);
        return Directory.Exists(path) ? [.. Directory.GetFiles(path, "*.off").Order(StringComparer.Ordinal)] : [];
    }

    private static ShapeClouds Sample(string folder, string[] classes, string part, ulong seed, ulong stream, CancellationToken cancellation)
    {
        (string Path, int Label)[] meshes = [.. classes.SelectMany((name, label) => Meshes(Path.Combine(folder, name), part).Select(path => (path, label)))];
        var clouds = new ShapeClouds(new float[meshes.Length * PointsPerMesh * 3], Array.ConvertAll(meshes, mesh => mesh.Label), PointsPerMesh);
        try
        {
            Parallel.For(0, meshes.Length, new ParallelOptions { CancellationToken = cancellation }, m => Sample(meshes[m].Path, new CounterRandom(seed, stream, (ulong)m), clouds[m]));
        }
        catch (AggregateException error)
        {
            // The first file that is wrong, whichever thread found it.
            throw error.InnerExceptions.FirstOrDefault(e => e is InvalidDataException) ?? error.InnerExceptions[0];
        }
        return clouds;
    }

    private static void Sample(string path, CounterRandom random, Span<float> target)
    {
        var mesh = OffReader.Read(path);
        try
        {
            mesh.Sample(ref random, target);
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"{path}: {error.Message}", error);
        }
    }
}
