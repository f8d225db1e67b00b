using Intertwine.Golden.Kinds;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Golden;

/// <summary>The harness finds what is wrong: files are altered in one place and have to fail there.</summary>
public sealed class GoldenHarnessTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("golden");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("egnn/nbody_small.safetensors")]
    [InlineData("egnn/clean_attention_normalize_tanh.safetensors")]
    [InlineData("egnn/qm9_small.safetensors")]
    [InlineData("e3nn/BatchNorm_component_train.safetensors")]
    public void AnyReferenceThatDiffers_IsReported(string name) => CheckReferences(
        name,
        tensor => tensor.StartsWith("output", StringComparison.Ordinal) || tensor.StartsWith("grad/", StringComparison.Ordinal) || tensor.StartsWith("buffer_after/", StringComparison.Ordinal));

    [Fact]
    public void AnyStatisticThatDiffers_IsReported() =>
        CheckReferences("egnn/qm9_default.safetensors", tensor => tensor.StartsWith("gradhead/gcl_3.", StringComparison.Ordinal) || tensor.StartsWith("gradstat/gcl_3.", StringComparison.Ordinal));

    [Theory]
    [InlineData("weight/gcl_0.edge_mlp.0.weight")]
    [InlineData("weight/gcl_1.coord_mlp.2.weight")]
    [InlineData("weight/embedding.bias")]
    [InlineData("input/x")]
    [InlineData("input/edge_attr")]
    [InlineData("cotangent/x")]
    public void ChangedNumber_Fails(string tensor)
    {
        GoldenVerdict verdict = Altered("egnn/nbody_small.safetensors", (tensors, _) => tensors[tensor][0] += 0.01 * tensors[tensor].abs().max());
        Assert.True(verdict.Failed, verdict.Line);
        Assert.Null(verdict.Problem);
    }

    [Theory]
    [InlineData("egnn/nbody_small.safetensors", "recurrent", "false")]
    [InlineData("egnn/nbody_small.safetensors", "norm_diff", "true")]
    [InlineData("egnn/nbody_small.safetensors", "tanh", "true")]
    [InlineData("egnn/nbody_normdiff_tanh.safetensors", "norm_diff", "false")]
    [InlineData("egnn/clean_attention_normalize_tanh.safetensors", "normalize", "false")]
    [InlineData("egnn/clean_small.safetensors", "coords_agg", "sum")]
    [InlineData("egnn/clean_small.safetensors", "residual", "false")]
    [InlineData("egnn/nbody_small.safetensors", "coords_weight", "2")]
    [InlineData("e3nn/FullyConnectedNet.safetensors", "act", "tanh")]
    [InlineData("e3nn/BatchNorm_component_train.safetensors", "normalization", "norm")]
    [InlineData("e3nn/BatchNorm_component_train.safetensors", "momentum", "0.2")]
    [InlineData("e3nn/Gate.safetensors", "act_scalars", "[\"silu\", \"sin\"]")]
    [InlineData("e3nn/NormActivation.safetensors", "normalize", "false")]
    public void OtherOption_Fails(string file, string option, string value)
    {
        GoldenVerdict verdict = Altered(file, (_, metadata) => metadata[option] = value);
        Assert.True(verdict.Failed, verdict.Line);
        Assert.Null(verdict.Problem);
    }

    [Theory]
    [InlineData("attention", "true", "nothing is bound to 'Layers.0.Gate.0.weight'")]
    [InlineData("n_layers", "1", "the model has no 'Layers.1.Message.0.weight'")]
    [InlineData("hidden_nf", "17", "'Embedded.weight' has shape [17, 1]; bound is [16, 1]")]
    [InlineData("tanh", "perhaps", "expected a truth value; got 'perhaps'")]
    public void OptionThatDoesNotFit_IsExplained(string option, string value, string message)
    {
        GoldenVerdict verdict = Altered("egnn/nbody_small.safetensors", (_, metadata) => metadata[option] = value);
        Assert.True(verdict.Failed);
        Assert.Contains(message, verdict.Line, StringComparison.Ordinal);
    }

    /// <summary>coords_weight has no option of its own: it goes into the last weight of phi_x, and gradients come back through it.</summary>
    [Fact]
    public void CoordinateWeight_IsEquivalentToAScaledWeight()
    {
        GoldenVerdict verdict = Altered("egnn/nbody_small.safetensors", (tensors, metadata) =>
        {
            metadata["coords_weight"] = "4";
            foreach (string name in tensors.Keys.Where(n => n.EndsWith("coord_mlp.2.weight", StringComparison.Ordinal)))
            {
                tensors[name].mul_(name.StartsWith("grad/", StringComparison.Ordinal) ? 4 : 0.25);
            }
        });
        Assert.False(verdict.Failed, verdict.Line);
    }

    [Fact]
    public void ReversedEdges_Fail()
    {
        // The graph is complete, so reversing every edge only exchanges who sends its attributes to whom.
        GoldenVerdict verdict = Altered("egnn/nbody_small.safetensors", (tensors, _) => tensors["input/edges"] = tensors["input/edges"].flip(0));
        Assert.True(verdict.Failed, verdict.Line);
    }

    [Fact]
    public void ParameterWithoutReference_Fails()
    {
        GoldenVerdict verdict = Altered("egnn/nbody_small.safetensors", (tensors, _) => tensors.Remove("grad/weight/gcl_0.edge_mlp.0.bias"));
        Assert.Contains(verdict.Failures, d => d.Tensor == "grad/weight/gcl_0.edge_mlp.0.bias (not in the file)");
    }

    [Fact]
    public void GradientThatShouldBeZero_Fails()
    {
        GoldenVerdict verdict = Altered("egnn/nbody_small.safetensors", (tensors, metadata) =>
        {
            tensors.Remove("grad/weight/gcl_0.edge_mlp.0.bias");
            metadata["params_without_grad"] = """["gcl_0.edge_mlp.0.bias"]""";
        });
        Assert.Contains(verdict.Failures, d => d.Tensor == "grad/weight/gcl_0.edge_mlp.0.bias (has to be zero)");
    }

    [Fact]
    public void NotANumber_Fails()
    {
        GoldenVerdict verdict = Altered("egnn/nbody_small.safetensors", (tensors, _) => tensors["grad/input/x"][0] = float.NaN);
        Assert.Contains(verdict.Failures, d => d.Tensor == "grad/input/x");
    }

    [Fact]
    public void UnknownKind_DoesNotFail()
    {
        GoldenVerdict verdict = Altered("egnn/nbody_small.safetensors", (_, metadata) => metadata["cls"] = "models.Other");
        Assert.False(verdict.Failed);
        Assert.EndsWith(": unknown kind", verdict.Line, StringComparison.Ordinal);
    }

    [Fact]
    public void DamagedFile_Fails()
    {
        string path = Path.Combine(_folder.FullName, "cut.safetensors");
        File.WriteAllBytes(path, File.ReadAllBytes(Source("egnn/nbody_small.safetensors"))[..5000]);
        Assert.True(GoldenHarness.Check(path, "cut").Failed);
    }

    /// <summary>Computes once, then alters one reference after the other: each time that tensor, and nothing but comparisons with it, has to fail.</summary>
    private static void CheckReferences(string name, Func<string, bool> isReference)
    {
        using SafetensorsFile content = Safetensors.Read(Source(name));
        using GoldenFile file = GoldenFile.Read(Source(name));
        IGoldenKind kind = GoldenKinds.Of(file.Config)!;
        IReadOnlyList<GoldenRun> runs = GoldenHarness.Run(file, kind);
        Assert.All(GoldenComparison.Compare(file, kind, runs), d => Assert.True(d.Passed, d.ToString()));
        string[] references = [.. content.Tensors.Keys.Where(isReference)];
        Assert.NotEmpty(references);
        foreach (string reference in references)
        {
            Tensor tensor = file[reference];
            using Tensor original = tensor.clone();
            // The first entries of a gradient can be small beside the rest.
            double scale = reference.StartsWith("gradhead/", StringComparison.Ordinal)
                ? runs[0].WeightGradients[reference["gradhead/".Length..]].Largest
                : Math.Max(GoldenArray.Of(original).Largest, 1e-3 * file.InputGradients.Values.Max(g => GoldenArray.Of(g).Largest));
            using Tensor flat = tensor.view(-1);
            using Tensor entry = flat[flat.shape[0] / 2];
            entry.add_(0.02 * scale);
            Deviation[] failures = [.. GoldenComparison.Compare(file, kind, runs).Where(d => !d.Passed)];
            Assert.True(failures.Length > 0 && failures.All(d => d.Tensor == reference), $"{reference}: {string.Join("; ", failures.Select(f => f.ToString()))}");
            tensor.copy_(original);
        }
    }

    private GoldenVerdict Altered(string name, Action<Dictionary<string, Tensor>, Dictionary<string, string>> alter)
    {
        using SafetensorsFile file = Safetensors.Read(Source(name));
        Dictionary<string, Tensor> tensors = file.Tensors.ToDictionary(t => t.Key, t => t.Value);
        Dictionary<string, string> metadata = file.Metadata.ToDictionary(m => m.Key, m => m.Value);
        alter(tensors, metadata);
        string path = Path.Combine(_folder.FullName, "altered.safetensors");
        Safetensors.Write(path, tensors, metadata);
        return GoldenHarness.Check(path, "altered");
    }

    private static string Source(string name) => Path.Combine(GoldenFolder.Default, name);
}
