using System.Diagnostics;
using System.Reflection;

namespace Intertwine.Kernels.Tests;

/// <summary>Detection and choice of the instruction set.</summary>
public sealed class SimdLevelTests
{
    [Theory]
    [InlineData("portable", SimdLevel.Portable)]
    [InlineData(" Portable ", SimdLevel.Portable)]
    [InlineData("avx2", SimdLevel.Avx2)]
    [InlineData("AVX512", SimdLevel.Avx512)]
    public void Choose_ANamedLevel_IsThatLevelOrAnError(string name, SimdLevel level)
    {
        if (level.IsSupported())
        {
            Assert.Equal(level, SimdLevels.Choose(name));
        }
        else
        {
            InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => SimdLevels.Choose(name));
            Assert.Contains("which this machine does not have", exception.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Choose_Nothing_IsASupportedLevel(string? name) => Assert.True(SimdLevels.Choose(name).IsSupported());

    [Fact]
    public void Choose_AnUnknownName_IsAnErrorThatListsTheKnownOnes()
    {
        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => SimdLevels.Choose("sse9"));
        Assert.Equal("The environment variable INTERTWINE_SIMD is 'sse9'; expected 'portable', 'avx2' or 'avx512'.", exception.Message);
    }

    [Fact]
    public void Best_IsSupported() => Assert.True(SimdLevels.Best.IsSupported());

    /// <summary>Runs this test assembly as a program in a process of its own, because the runtime reads the switch at start-up only.</summary>
    [Fact]
    public async Task WithoutIntrinsics_ThePortablePathIsChosenAndRight()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(Assembly.GetExecutingAssembly().Location);
        start.Environment["DOTNET_EnableHWIntrinsic"] = "0";
        start.Environment.Remove(SimdLevels.Variable);
        using Process process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        Task<string> output = process.StandardOutput.ReadToEndAsync(limit.Token), errors = process.StandardError.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        Assert.True(process.ExitCode == 0, await errors);
        Assert.Contains("portable path checked", await output, StringComparison.Ordinal);
    }
}
