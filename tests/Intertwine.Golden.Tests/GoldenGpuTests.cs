using Intertwine.Gpu;
using Xunit.Abstractions;

namespace Intertwine.Golden;

/// <summary>One small file of every sort of layer on the GPU. Compiling kernels takes seconds per model on PoCL, where there is no GPU.</summary>
public class GoldenGpuTests(ITestOutputHelper output)
{
    private static readonly Lazy<bool> HasDevice = new(FindDevice);

    public static TheoryData<string> Files =>
    [
        "egnn/nbody_normdiff_tanh.safetensors",
        "e3nn/BatchNorm_component_train.safetensors",
        "e3nn/Convolution_v2106.safetensors",
        "e3nn/Gate.safetensors",
        "e3nn/Linear_bias.safetensors",
        "e3nn/NormActivation.safetensors",
        "e3nn/TensorProduct_uvu.safetensors",
        "e3nn/TensorProduct_uvw.safetensors",
        "vnn/VNStdFeature_dim4_frame_train.safetensors",
    ];

    [SkippableTheory]
    [MemberData(nameof(Files))]
    public void File_AgreesWithTheOfficialImplementationOnTheGpu(string file)
    {
        Skip.IfNot(HasDevice.Value, "There is no CUDA and no OpenCL device (install PoCL: pocl-opencl-icd and ocl-icd-opencl-dev).");
        string path = Path.Combine(GoldenFolder.Path, file);
        Skip.IfNot(File.Exists(path), $"{GoldenFolder.Path} has no {file}.");
        GoldenVerdict verdict = GoldenHarness.Check(path, file, gpu: true);
        output.WriteLine($"{GpuDevice.Default}: {verdict.Line}");
        Assert.True(verdict.KnownKind);
        Assert.False(verdict.Failed, string.Join("\n", [verdict.Line, .. verdict.Failures]));
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
