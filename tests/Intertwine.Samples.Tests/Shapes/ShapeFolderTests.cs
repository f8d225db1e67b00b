using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using PureHDF;
using Shapes;

namespace Intertwine.Samples.Tests.Shapes;

public sealed class ShapeFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Npz_IsRecognised_AndNormalised()
    {
        WriteNpz("train.npz", [3, 2, 1], [0, 1, 0], ["bed", "sofa"]);
        WriteNpz("test.npz", [5], [1], ["bed", "sofa"]);
        var sets = ShapeFolder.Load(_folder.Path, seed: 1);
        Assert.Equal(["bed", "sofa"], sets.Classes);
        Assert.Equal([0, 1, 0], sets.Train.Labels);
        Assert.Equal((4, 1), (sets.Train.PointsPerCloud, sets.Test.Count));
        AssertNormalised(sets);
        Assert.Equal(Path.GetFileName(_folder.Path), sets.Name);
    }

    [Fact]
    public void Npz_OfDifferentClasses_IsRefused()
    {
        WriteNpz("train.npz", [3], [0], ["bed"]);
        WriteNpz("test.npz", [3], [0], ["sofa"]);
        Expect("expected the same classes in train.npz and test.npz");
    }

    [Fact]
    public void Npz_WithLabelsBeyondTheClasses_IsRefused()
    {
        WriteNpz("train.npz", [3], [2], ["bed", "sofa"]);
        WriteNpz("test.npz", [3], [0], ["bed", "sofa"]);
        Expect("expected labels from 0 to 1; got 2 in the train part");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Hdf5_IsReadFileByFile(bool names)
    {
        WriteHdf5("ply_data_train0.h5", [1, 0]);
        WriteHdf5("ply_data_train1.h5", [2]);
        WriteHdf5("ply_data_test0.h5", [1]);
        if (names) File.WriteAllText(Sub("shape_names.txt"), "airplane\nbathtub\nbed\n");
        var sets = ShapeFolder.Load(_folder.Path, seed: 1);
        Assert.Equal(names ? ["airplane", "bathtub", "bed"] : ["class 0", "class 1", "class 2"], sets.Classes);
        Assert.Equal([1, 0, 2], sets.Train.Labels);
        Assert.Equal([1], sets.Test.Labels);
        Assert.Equal(5, sets.Train.PointsPerCloud);
        AssertNormalised(sets);
        // The first two clouds of train1 and of train0 are the same: files stand in their order.
        Assert.Equal(sets.Train[0].ToArray(), sets.Train[2].ToArray());
    }

    [Fact]
    public void Hdf5_ThatIsNone_IsExplained()
    {
        File.WriteAllText(Sub("ply_data_train0.h5"), "no HDF5 at all, but long enough that a superblock might be in it");
        WriteHdf5("ply_data_test0.h5", [1]);
        Expect("ply_data_train0.h5: expected an HDF5 file");
    }

    [Fact]
    public void Hdf5_WithoutLabels_IsExplained()
    {
        new H5File { ["data"] = new float[1, 5, 3] }.Write(Sub("ply_data_train0.h5"));
        Expect("ply_data_train0.h5: expected a dataset 'label'; got data");
    }

    [Fact]
    public void Hdf5_OfAnotherShape_IsExplained()
    {
        new H5File { ["data"] = new float[1, 5, 2], ["label"] = new byte[1, 1] }.Write(Sub("ply_data_train0.h5"));
        Expect("expected data [n, points, 3] and label [n, 1]; got data [1, 5, 2] and label [1, 1]");
    }

    [Fact]
    public void Hdf5_WithoutTests_IsExplained()
    {
        WriteHdf5("ply_data_train0.h5", [1]);
        Expect("expected ply_data_test*.h5 beside the other part");
    }

    [Fact]
    public void Meshes_AreSampled_TheSameForTheSameSeed()
    {
        WriteMesh("desk", "train", "desk_0001.off", "OFF\n");
        WriteMesh("bed", "train", "bed_0001.off", "OFF");
        WriteMesh("bed", "train", "bed_0002.off", "OFF\n");
        WriteMesh("bed", "test", "bed_0003.off", "OFF\n");
        var sets = ShapeFolder.Load(_folder.Path, seed: 1);
        Assert.Equal(["bed", "desk"], sets.Classes);
        Assert.Equal([0, 0, 1], sets.Train.Labels);
        Assert.Equal((MeshShapes.PointsPerMesh, 1), (sets.Train.PointsPerCloud, sets.Test.Count));
        AssertNormalised(sets);
        Assert.Equal(sets.Train.Points, ShapeFolder.Load(_folder.Path, seed: 1).Train.Points);
        Assert.NotEqual(sets.Train.Points, ShapeFolder.Load(_folder.Path, seed: 2).Train.Points);
    }

    [Fact]
    public void Mesh_ThatIsNone_IsExplained()
    {
        WriteMesh("bed", "train", "bed_0001.off", "OOF\n");
        Expect("bed_0001.off: expected the word OFF");
    }

    [Fact]
    public void OtherFolders_AreExplained()
    {
        Expect("got an empty folder");
        File.WriteAllText(Sub("notes.txt"), "");
        Expect("expected train.npz and test.npz");
        Expect("got notes.txt");
        Assert.Contains("expected a folder", Assert.Throws<InvalidDataException>(() => ShapeFolder.Load(Sub("nowhere"), seed: 1)).Message);
    }

    [Fact]
    public void Normalise_PutsTheMeanAtTheOrigin_AndTheFarthestPointAtOne()
    {
        float[] points = [1, 1, 1, 1, 1, 5, 1, 1, 3];
        ShapeClouds.Normalise(points);
        Assert.Equal([0, 0, -1, 0, 0, 1, 0, 0, 0], points);
        float[] same = [2, 2, 2, 2, 2, 2];
        ShapeClouds.Normalise(same);
        Assert.All(same, x => Assert.Equal(0, x));
    }

    [SkippableFact]
    public void ModelNet10_HasItsKnownSizes()
    {
        var data = Environment.GetEnvironmentVariable("INTERTWINE_DATA");
        Skip.If(data is null, "INTERTWINE_DATA does not name the folder of the data sets.");
        var sets = ShapeFolder.Load(Path.Combine(data!, "modelnet10_1024"), seed: 1);
        Assert.Equal(["bathtub", "bed", "chair", "desk", "dresser", "monitor", "night_stand", "sofa", "table", "toilet"], sets.Classes);
        Assert.Equal((3991, 908, 1024), (sets.Train.Count, sets.Test.Count, sets.Train.PointsPerCloud));
        Assert.Equal([106, 515, 889, 200, 200, 465, 200, 680, 392, 344], Enumerable.Range(0, 10).Select(c => sets.Train.Labels.Count(l => l == c)));
        AssertNormalised(sets);
    }

    public void Dispose() => _folder.Dispose();

    private static void AssertNormalised(ShapeSets sets)
    {
        foreach (var clouds in (ShapeClouds[])[sets.Train, sets.Test])
        {
            for (var c = 0; c < clouds.Count; c++)
            {
                var points = clouds[c].ToArray().Chunk(3).ToArray();
                Assert.Equal(1, points.Max(p => Math.Sqrt((p[0] * p[0]) + (p[1] * p[1]) + (p[2] * p[2]))), 1e-5);
                for (var k = 0; k < 3; k++) Assert.Equal(0, points.Average(p => (double)p[k]), 1e-5);
            }
        }
    }

    private void Expect(string message) => Assert.Contains(message, Assert.Throws<InvalidDataException>(() => ShapeFolder.Load(_folder.Path, seed: 1)).Message);

    private string Sub(string name) => Path.Combine(_folder.Path, name);

    private void WriteHdf5(string name, byte[] labels)
    {
        var data = new float[labels.Length, 5, 3];
        for (var i = 0; i < 15; i++) data[0, i / 3, i % 3] = i * i;
        for (var c = 1; c < labels.Length; c++) data[c, 0, 0] = c;
        var label = new byte[labels.Length, 1];
        for (var c = 0; c < labels.Length; c++) label[c, 0] = labels[c];
        new H5File { ["data"] = data, ["label"] = label }.Write(Sub(name));
    }

    private void WriteMesh(string shape, string part, string name, string start)
    {
        var path = Path.Combine(_folder.Path, shape, part);
        Directory.CreateDirectory(path);
        File.WriteAllText(Path.Combine(path, name), $"{start}4 4 0\n0 0 0\n1 0 0\n0 1 0\n0 0 {name.Length}\n3 0 1 2\n3 0 1 3\n3 0 2 3\n3 1 2 3\n");
    }

    /// <summary>Clouds of four points whose coordinates are multiples of a number.</summary>
    private void WriteNpz(string name, short[] scales, byte[] labels, string[] classes)
    {
        short[] q = [.. scales.SelectMany(s => new short[] { 0, 0, 0, s, 0, 0, 0, (short)(2 * s), 0, 0, 0, (short)(1000 * s) })];
        using var archive = new ZipArchive(File.Create(Sub(name)), ZipArchiveMode.Create);
        Write("q", "<i2", $"({scales.Length}, 4, 3)", MemoryMarshal.AsBytes(q.AsSpan()));
        Write("label", "|u1", $"({labels.Length},)", labels);
        Write("classes", "<U6", $"({classes.Length},)", Encoding.UTF32.GetBytes(string.Concat(classes.Select(c => c.PadRight(6, '\0')))));

        void Write(string array, string type, string shape, ReadOnlySpan<byte> bytes)
        {
            var header = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{'descr': '{type}', 'fortran_order': False, 'shape': {shape}, }}\n"));
            using var stream = archive.CreateEntry($"{array}.npy").Open();
            stream.Write([0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, (byte)(header.Length >> 8), .. header]);
            stream.Write(bytes);
        }
    }
}
