namespace Intertwine.Gpu;

/// <summary>No device fits; the message says what was looked for, what there is, and what to install.</summary>
public sealed class GpuNotFoundException(string message) : Exception(message);
