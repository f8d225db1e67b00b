using System.Buffers.Binary;
using System.Text;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Tests;

public sealed class SafetensorsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("intertwine-tests-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(ScalarType.Float64)]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float16)]
    [InlineData(ScalarType.BFloat16)]
    [InlineData(ScalarType.Int64)]
    [InlineData(ScalarType.Int32)]
    [InlineData(ScalarType.Int16)]
    [InlineData(ScalarType.Int8)]
    [InlineData(ScalarType.Byte)]
    [InlineData(ScalarType.Bool)]
    public void EveryType_ComesBack(ScalarType type)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        Tensor values = torch.arange(0, 6).reshape(2, 3).to(type);
        Safetensors.Write(File("t"), [new("values", values), new("empty", torch.zeros([0, 4], dtype: type)), new("one", values[1, 2])], new Dictionary<string, string> { ["note"] = "é\"\n" });
        using SafetensorsFile file = Safetensors.Read(File("t"));
        Assert.Equal(["values", "empty", "one"], file.Tensors.Keys);
        Assert.Equal(type, file["values"].dtype);
        Assert.True(file["values"].equal(values).all().item<bool>());
        Assert.Equal([0L, 4], file["empty"].shape);
        Assert.Empty(file["one"].shape);
        Assert.Equal("é\"\n", file.Metadata["note"]);
    }

    [Fact]
    public void TensorsOfOtherLayout_AreWrittenInTheirOrder()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        Tensor values = torch.arange(0, 12).reshape(3, 4).t().slice(0, 1, 3, 1);
        Safetensors.Write(File("t"), [new("values", values)]);
        using SafetensorsFile file = Safetensors.Read(File("t"));
        Assert.True(file["values"].equal(values).all().item<bool>());
    }

    [Fact]
    public void Layout_IsThatOfTheFormat()
    {
        using Tensor values = torch.tensor(new float[] { 1, 2 });
        Safetensors.Write(File("t"), [new("a", values)]);
        byte[] bytes = System.IO.File.ReadAllBytes(File("t"));
        int length = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes);
        Assert.Equal(0, length % 8);
        Assert.Equal("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", Encoding.UTF8.GetString(bytes, 8, length).TrimEnd());
        Assert.Equal(1f, BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(8 + length)));
        Assert.Equal(8 + length + 8, bytes.Length);
    }

    [Theory]
    [InlineData("", "8 for the length")]
    [InlineData("\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff", "said to have 18446744073709551615 bytes")]
    [InlineData("\u0064\0\0\0\0\0\0\0{}", "said to have 100 bytes; 2 follow")]
    [InlineData("{nonsense}", "not as the format asks")]
    [InlineData("[]", "not as the format asks")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2]}}""", "not as the format asks")]
    [InlineData("""{"a":{"dtype":"C64","shape":[1],"data_offsets":[0,8]}}""", "type 'C64'")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}""", "the data has 8 bytes")]
    [InlineData("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""", "needs 12 bytes; the header gives it 8")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", "shape [-2]")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,8]}}""", "not as the format asks")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "'a' appears twice")]
    public void DamagedFiles_SayWhatIsWrong(string content, string message)
    {
        byte[] bytes = Encoding.Latin1.GetBytes(content);
        if (content.StartsWith('{') || content.StartsWith('['))
        {
            byte[] length = new byte[8];
            BinaryPrimitives.WriteInt64LittleEndian(length, bytes.Length);
            bytes = [.. length, .. bytes, .. new byte[8]];
        }

        System.IO.File.WriteAllBytes(File("bad"), bytes);
        InvalidDataException e = Assert.Throws<InvalidDataException>(() => Safetensors.Read(File("bad")));
        Assert.Contains(message, e.Message, StringComparison.Ordinal);
        Assert.Contains(File("bad"), e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FailedWrite_LeavesTheOldFileAndNothingElse()
    {
        using Tensor good = torch.ones(2);
        using Tensor complex = torch.zeros([2], dtype: ScalarType.ComplexFloat32);
        Safetensors.Write(File("t"), [new("a", good)]);
        Assert.Throws<ArgumentException>(() => Safetensors.Write(File("t"), [new("a", complex)]));
        using SafetensorsFile file = Safetensors.Read(File("t"));
        Assert.Equal([2L], file["a"].shape);
        Assert.Single(Directory.GetFiles(_folder));
    }

    [Fact]
    public void Model_ComesBackBitForBit()
    {
        torch.random.manual_seed(1);
        using TestModel model = new();
        using TestModel other = new();
        Assert.False(Same(model, other));
        model.SaveSafetensors(File("model"));
        other.LoadSafetensors(File("model"));
        Assert.True(Same(model, other));
        using SafetensorsFile file = Safetensors.Read(File("model"));
        Assert.Equal(["Mixed.weight", "Mixed.bias", "Layers.0.Weight.0.weight"], file.Tensors.Keys);
        Assert.Equal("TestModel", file.Metadata["intertwine.model"]);
    }

    [Fact]
    public void Load_ThatDoesNotFit_NamesEveryProblem_AndChangesNothing()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using TestModel model = new();
        Tensor before = model.get_parameter("Mixed.bias")!.clone();
        Safetensors.Write(File("t"), [new("Mixed.bias", torch.zeros(3)), new("Mixed.weight", torch.zeros(2, 3)), new("Extra", torch.zeros(1))]);
        InvalidDataException e = Assert.Throws<InvalidDataException>(() => model.LoadSafetensors(File("t")));
        Assert.Contains("'Layers.0.Weight.0.weight' is missing", e.Message, StringComparison.Ordinal);
        Assert.Contains("'Extra' is not part of the model", e.Message, StringComparison.Ordinal);
        Assert.Contains("'Mixed.weight' has shape [2, 3], expected [3, 2]", e.Message, StringComparison.Ordinal);
        Assert.True(model.get_parameter("Mixed.bias")!.equal(before).all().item<bool>());

        Safetensors.Write(File("t"), [new("Mixed.bias", torch.zeros([3], dtype: ScalarType.Float64)), new("Extra", torch.zeros(1))]);
        model.LoadSafetensors(File("t"), strict: false);
        Assert.Equal(0, model.get_parameter("Mixed.bias")!.abs().sum().item<float>());
    }

    private static bool Same(TestModel left, TestModel right) =>
        left.state_dict().All(p => p.Value.equal(right.state_dict()[p.Key]).all().item<bool>());

    private string File(string name) => Path.Combine(_folder, $"{name}.safetensors");
}
