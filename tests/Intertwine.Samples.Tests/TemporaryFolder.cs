namespace Intertwine.Samples.Tests;

/// <summary>A new folder that goes when the test ends.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("intertwine-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
