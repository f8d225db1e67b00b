using Intertwine.Golden.Kinds;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Golden;

/// <summary>File → configuration → declaration → compiled model → runs on every backend in both precisions → comparison.</summary>
internal static class GoldenHarness
{
    private static readonly (Backend Backend, ScalarType Precision)[] Runs =
    [
        (Backend.Torch, ScalarType.Float64),
        (Backend.Simd, ScalarType.Float64),
        (Backend.Torch, ScalarType.Float32),
        (Backend.Simd, ScalarType.Float32),
    ];

    /// <summary>The GPU's, and what they are compared with.</summary>
    private static readonly (Backend Backend, ScalarType Precision)[] GpuRuns =
    [
        (Backend.Torch, ScalarType.Float64),
        (Backend.Gpu, ScalarType.Float64),
        (Backend.Gpu, ScalarType.Float32),
    ];

    /// <summary>The verdict on a file; problems of any sort become a failure of that file.</summary>
    /// <param name="name">What the file is called in reports.</param>
    /// <param name="gpu">On the GPU instead of the processor.</param>
    public static GoldenVerdict Check(string path, string name, bool gpu = false)
    {
        bool known = true;
        try
        {
            using GoldenFile file = GoldenFile.Read(path);
            if (GoldenKinds.Of(file.Config) is not { } kind)
            {
                known = false;
                return new GoldenVerdict(name, known, []);
            }

            return new GoldenVerdict(name, known, GoldenComparison.Compare(file, kind, Run(file, kind, gpu)));
        }
        catch (Exception e)
        {
            return new GoldenVerdict(name, known, [], $"{e.GetType().Name}: {e.Message}{(e.InnerException is { } inner ? $" ({inner.GetType().Name}: {inner.Message})" : "")}");
        }
    }

    public static IReadOnlyList<GoldenRun> Run(GoldenFile file, IGoldenKind kind, bool gpu = false)
    {
        Type model = DeclarationCompiler.Compile(kind.Declaration(file.Config), IGoldenKind.ModelName, gpu);
        return [.. (gpu ? GpuRuns : Runs).Select(r => GoldenRun.Execute(file, kind, model, r.Backend, r.Precision))];
    }
}
