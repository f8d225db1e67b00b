using System.Diagnostics;
using System.Globalization;
using Intertwine.Golden.Kinds;
using Intertwine.Gpu;
using Xunit.Abstractions;

namespace Intertwine.Golden;

/// <summary>
/// Golden files on the GPU kernels: those of <see cref="Selection"/>, or what INTERTWINE_GOLDEN_GPU asks for. Compiling kernels takes seconds per model on PoCL, where there is no GPU, so that not all of them run always.
/// </summary>
public class GoldenGpuTests(ITestOutputHelper output)
{
    /// <summary><c>all</c>, or parts of names with commas between them (<c>vnn/,egnn/qm9</c>): the files of the folder whose kind is known.</summary>
    private const string Variable = "INTERTWINE_GOLDEN_GPU";

    /// <summary>One small file of every sort of layer, and the smallest whole networks.</summary>
    private static readonly string[] Selection =
    [
        "e3nn/Activation.safetensors",
        "e3nn/BatchNorm_component_train.safetensors",
        "e3nn/Convolution_v2106.safetensors",
        "e3nn/ElementwiseTensorProduct.safetensors",
        "e3nn/FullTensorProduct_filter.safetensors",
        "e3nn/FullyConnectedNet.safetensors",
        "e3nn/Gate.safetensors",
        "e3nn/Linear_bias.safetensors",
        "e3nn/Norm.safetensors",
        "e3nn/NormActivation.safetensors",
        "e3nn/TensorProduct_uvu.safetensors",
        "e3nn/TensorProduct_uvw.safetensors",
        "e3nn/TensorSquare.safetensors",
        "e3nn/spherical_harmonics.safetensors",
        "egnn/clean_small.safetensors",
        "egnn/nbody_normdiff_tanh.safetensors",
        "vn_transformer/VNAttention.safetensors",
        "vn_transformer/VNFeedForward.safetensors",
        "vn_transformer/VNInvariant.safetensors",
        "vn_transformer/VNLayerNorm.safetensors",
        "vn_transformer/VNLinear_bias.safetensors",
        "vn_transformer/VNReLU.safetensors",
        "vn_transformer/VNWeightedPool.safetensors",
        "vn_transformer/small_l2.safetensors",
        "vnn/VNBatchNorm_dim4_train.safetensors",
        "vnn/VNLeakyReLU_shared.safetensors",
        "vnn/VNLinear.safetensors",
        "vnn/VNLinearLeakyReLU_dim4_train.safetensors",
        "vnn/VNMaxPool.safetensors",
        "vnn/VNStdFeature_dim4_frame_train.safetensors",
        "vnn/graph_feature_cross.safetensors",
    ];

    /// <summary>A kernel for each of 380 points of a sphere: without PoCL's optimiser its variables take more than the stack of a thread. <c>SphereTests</c> has a smaller grid.</summary>
    private static readonly string[] TooLargeForProcessors = ["e3nn/S2Activation.safetensors"];

    private static readonly Lazy<bool> HasDevice = new(FindDevice);

    public static TheoryData<string> Files
    {
        get
        {
            string? wanted = Environment.GetEnvironmentVariable(Variable);
            if (string.IsNullOrEmpty(wanted))
            {
                return [.. Selection];
            }

            string[] parts = wanted.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            return [.. GoldenFolder.Files.Where(f => parts.Any(p => p == "all" || f.Contains(p, StringComparison.Ordinal)) && IsOfKnownKind(f))];
        }
    }

    /// <summary>Of this process, all threads together: where others work as well, it says more than the clock.</summary>
    private static TimeSpan Processor => Environment.CpuUsage.TotalTime;

    [SkippableTheory]
    [MemberData(nameof(Files))]
    public void File_AgreesWithTheOfficialImplementationOnTheGpu(string file)
    {
        Skip.IfNot(HasDevice.Value, "There is no CUDA and no OpenCL device (install PoCL: pocl-opencl-icd and ocl-icd-opencl-dev).");
        string path = Path.Combine(GoldenFolder.Path, file);
        Skip.If(GpuDevice.Default.IsProcessor && TooLargeForProcessors.Contains(file), $"{GpuDevice.Default} has no room for the kernels of {file}.");
        Skip.IfNot(File.Exists(path), $"{GoldenFolder.Path} has no {file}.");
        Stopwatch clock = Stopwatch.StartNew();
        TimeSpan before = Processor;
        GoldenVerdict verdict = GoldenHarness.Check(path, file, gpu: true);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{GpuDevice.Default}: {verdict.Line} ({clock.Elapsed.TotalSeconds:0.0} s, processor {(Processor - before).TotalSeconds:0.0} s)"));
        Assert.True(verdict.KnownKind);
        Assert.False(verdict.Failed, string.Join("\n", [verdict.Line, .. verdict.Failures]));
    }

    /// <summary>A file that cannot be read counts as known: its test says why.</summary>
    private static bool IsOfKnownKind(string file)
    {
        try
        {
            using GoldenFile content = GoldenFile.Read(Path.Combine(GoldenFolder.Path, file));
            return GoldenKinds.Of(content.Config) is not null;
        }
        catch (Exception)
        {
            return true;
        }
    }

    /// <summary>The default device; without a GPU the first of all, which is PoCL.</summary>
    private static bool FindDevice()
    {
        if (!GpuDevice.TryGetDefault(out _) && string.IsNullOrEmpty(Environment.GetEnvironmentVariable(GpuDevice.Variable)) && GpuDevice.List() is [GpuDeviceInfo first, ..])
        {
            Environment.SetEnvironmentVariable(GpuDevice.Variable, first.Name);
        }

        return GpuDevice.TryGetDefault(out _);
    }
}
