namespace Intertwine.Native;

/// <summary>TorchSharp's native library cannot be loaded here, and could not be made to load either. The message says why and what to do.</summary>
public sealed class NativeLibraryException : Exception
{
    public NativeLibraryException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>Whether a version of the system's C++ library is missing, and not the library itself.</summary>
    public bool ConcernsVersion { get; internal init; }
}
