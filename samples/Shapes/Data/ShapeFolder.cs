namespace Shapes;

/// <summary>Recognises what kind of data a folder has, and reads them.</summary>
public static class ShapeFolder
{
    /// <param name="folder">Of npz files, of HDF5 files, or of a folder per class with OFF meshes.</param>
    /// <param name="seed">Decides the points that are drawn on meshes.</param>
    /// <exception cref="InvalidDataException">The folder has none of these, or a file is not what its name says.</exception>
    public static ShapeSets Load(string folder, ulong seed, CancellationToken cancellation = default)
    {
        if (!Directory.Exists(folder)) throw new InvalidDataException($"{folder}: expected a folder of shapes; there is none.");
        var sets = NpzShapes.Recognise(folder) ? NpzShapes.Load(folder)
            : Hdf5Shapes.Recognise(folder) ? Hdf5Shapes.Load(folder)
            : MeshShapes.Recognise(folder) ? MeshShapes.Load(folder, seed, cancellation)
            : throw new InvalidDataException(
                $"{folder}: expected {NpzShapes.Expected}; or {Hdf5Shapes.Expected}; or {MeshShapes.Expected}; got {Contents(folder)}.");
        foreach (var (part, clouds) in (ReadOnlySpan<(string, ShapeClouds)>)[("train", sets.Train), ("test", sets.Test)])
        {
            if (clouds.Count == 0) throw new InvalidDataException($"{folder}: expected shapes in the {part} part; got none.");
            if (Array.Find(clouds.Labels, label => label < 0 || label >= sets.Classes.Count) is var wrong && (wrong < 0 || wrong >= sets.Classes.Count))
            {
                throw new InvalidDataException($"{folder}: expected labels from 0 to {sets.Classes.Count - 1}; got {wrong} in the {part} part.");
            }
            if (Array.FindIndex(clouds.Points, x => !float.IsFinite(x)) is >= 0 and var at)
            {
                throw new InvalidDataException($"{folder}: expected finite coordinates; got {clouds.Points[at]} in shape {at / (3 * clouds.PointsPerCloud)} of the {part} part.");
            }
            clouds.Normalise();
        }
        return sets;
    }

    private static string Contents(string folder)
    {
        var names = Directory.EnumerateFileSystemEntries(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal).Take(6).ToArray();
        return names.Length == 0 ? "an empty folder" : string.Join(", ", names) + (names.Length == 6 ? ", …" : "");
    }
}
