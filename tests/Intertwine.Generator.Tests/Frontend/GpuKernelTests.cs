using Intertwine.Gpu;
using Microsoft.CodeAnalysis;

namespace Intertwine.Generator.Tests;

/// <summary>GPU kernels are generated where the project can use them, and nowhere else.</summary>
public class GpuKernelTests
{
    private static readonly string[] Models = [Declarations.NBody, Declarations.Qm9];

    [Fact]
    public void ProjectWithoutGpu_GetsNoGpuKernels()
    {
        (_, IReadOnlyDictionary<string, string> files) = GeneratorHost.Generate(GeneratorHost.Compile(Models));
        Assert.DoesNotContain(files.Keys, name => name.Contains(".Gpu.", StringComparison.Ordinal));
        Assert.All(files.Values, text => Assert.DoesNotContain("Intertwine.Gpu", text, StringComparison.Ordinal));
    }

    [Fact]
    public void ProjectWithGpu_GetsKernelsThatCompile()
    {
        Compilation compilation = GeneratorHost.Compile(Models).AddReferences(
            MetadataReference.CreateFromFile(typeof(GpuProgram).Assembly.Location), MetadataReference.CreateFromFile(typeof(ILGPU.Context).Assembly.Location));
        (Compilation output, IReadOnlyDictionary<string, string> files) = GeneratorHost.Generate(compilation);
        IReadOnlyList<Diagnostic> complaints = GeneratorHost.Complaints(output);
        Assert.True(complaints.Count == 0, string.Join("\n", complaints.Take(20)));
        Assert.Equal(2, files.Keys.Count(name => name.EndsWith(".Gpu.g.cs", StringComparison.Ordinal)));
        Assert.Contains("NBodyNetGpuKernels.For(isDouble: false, training)", files["NBodyNet.g.cs"], StringComparison.Ordinal);
    }

    /// <summary>What shared memory every device has: 48 KiB, also in float64.</summary>
    [Fact]
    public void Kernels_StayWithinSharedMemory()
    {
        Compilation compilation = GeneratorHost.Compile(Models).AddReferences(
            MetadataReference.CreateFromFile(typeof(GpuProgram).Assembly.Location), MetadataReference.CreateFromFile(typeof(ILGPU.Context).Assembly.Location));
        (_, IReadOnlyDictionary<string, string> files) = GeneratorHost.Generate(compilation);
        foreach ((string name, string text) in files.Where(f => f.Key.EndsWith(".Gpu.g.cs", StringComparison.Ordinal)))
        {
            int[] sizes = [.. System.Text.RegularExpressions.Regex.Matches(text, @"SharedMemory\.Allocate<T>\((\d+)\)").Select(m => int.Parse(m.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture))];
            Assert.NotEmpty(sizes);
            Assert.True(sizes.Max() * sizeof(double) <= 48 * 1024, $"{name}: {sizes.Max()} numbers");
        }
    }
}
