using System.Diagnostics.CodeAnalysis;

namespace Intertwine.Gpu;

public sealed partial class GpuDevice
{
    /// <summary>
    /// Names the device that <see cref="Default"/> is: <c>cuda</c>, <c>opencl</c>, <c>cpu</c> (ILGPU's emulation), or a part of a device's name such as <c>pocl</c>; a number after a colon picks among several
    /// (<c>cuda:1</c>). <c>none</c>: there is no default device.
    /// </summary>
    public const string Variable = "INTERTWINE_GPU";

    private static readonly Lock ChoiceGate = new();
    private static GpuDevice? shared;

    /// <summary>The device that the process computes on where none is named: what <see cref="Variable"/> says, else the first of CUDA devices, then OpenCL GPUs. Started at the first use; it lives as long as the process.</summary>
    /// <exception cref="GpuNotFoundException">There is none; the message says what was looked for and what to install.</exception>
    public static GpuDevice Default
    {
        get
        {
            lock (ChoiceGate)
            {
                return shared ??= Open(Choose(Environment.GetEnvironmentVariable(Variable)));
            }
        }
    }

    /// <summary>All devices of this machine, best first. ILGPU's emulation is always there and listed only where asked for. Finding devices starts none, and does not fail where a driver is missing.</summary>
    public static IReadOnlyList<GpuDeviceInfo> List(bool includeEmulation = false) =>
        [.. GpuPlatform.Devices.Where(d => includeEmulation || d.Kind != GpuKind.Cpu).OrderBy(Rank)];

    /// <summary><see cref="Default"/> where there is one.</summary>
    public static bool TryGetDefault([NotNullWhen(true)] out GpuDevice? device)
    {
        try
        {
            device = Default;
            return true;
        }
        catch (GpuNotFoundException)
        {
            device = null;
            return false;
        }
    }

    /// <summary>Starts a device of <see cref="List"/>.</summary>
    public static GpuDevice Open(GpuDeviceInfo info)
    {
        ArgumentNullException.ThrowIfNull(info);
        return new GpuDevice(info);
    }

    /// <summary>Starts the device that a name stands for, as in <see cref="Variable"/>.</summary>
    /// <exception cref="GpuNotFoundException">No device has that name.</exception>
    public static GpuDevice Open(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return Open(Choose(name));
    }

    /// <summary>CUDA, OpenCL GPU, OpenCL on the processor, emulation.</summary>
    private static int Rank(GpuDeviceInfo device) => device switch
    {
        { Kind: GpuKind.Cuda } => 0,
        { Kind: GpuKind.OpenCl, IsProcessor: false } => 1,
        { Kind: GpuKind.OpenCl } => 2,
        _ => 3,
    };

    /// <param name="wanted">As in <see cref="Variable"/>; null or empty for the best GPU.</param>
    private static GpuDeviceInfo Choose(string? wanted)
    {
        IReadOnlyList<GpuDeviceInfo> all = List(includeEmulation: true);
        if (string.IsNullOrWhiteSpace(wanted))
        {
            return all.FirstOrDefault(d => !d.IsProcessor) ?? throw new GpuNotFoundException(Explain("a GPU", all));
        }

        string name = wanted.Trim();
        int index = 0;
        if (name.LastIndexOf(':') is > 0 and int colon && int.TryParse(name.AsSpan(colon + 1), out index))
        {
            name = name[..colon];
        }
        else
        {
            index = 0;
        }

        GpuDeviceInfo[] fitting = [.. all.Where(d => Fits(d, name))];
        return index >= 0 && index < fitting.Length ? fitting[index] : throw new GpuNotFoundException(Explain($"the device '{wanted.Trim()}' ({Variable} or argument)", all));
    }

    private static bool Fits(GpuDeviceInfo device, string name) => name.ToLowerInvariant() switch
    {
        "none" => false,
        "cuda" => device.Kind == GpuKind.Cuda,
        "opencl" => device.Kind == GpuKind.OpenCl,
        "cpu" => device.Kind == GpuKind.Cpu,
        // PoCL's device carries the processor's name from version 4 on.
        "pocl" => device is { Kind: GpuKind.OpenCl, IsProcessor: true },
        _ => device.Name.Contains(name, StringComparison.OrdinalIgnoreCase),
    };

    private static string Explain(string wanted, IReadOnlyList<GpuDeviceInfo> all)
    {
        IEnumerable<GpuDeviceInfo> real = all.Where(d => d.Kind != GpuKind.Cpu);
        string found = real.Any() ? $"There is {string.Join(", ", real)}" : "There is no CUDA and no OpenCL device";
        string problems = GpuPlatform.Problems.IsEmpty ? string.Empty : $" ({string.Join("; ", GpuPlatform.Problems)})";
        return $"Intertwine looked for {wanted}: CUDA devices, then OpenCL GPUs. {found}{problems}. "
            + "Install the GPU's driver (NVIDIA: the driver alone; others: the maker's OpenCL driver and a loader such as ocl-icd-libopencl1 with the name libOpenCL.so). "
            + $"Without a GPU: install PoCL (Debian: pocl-opencl-icd and ocl-icd-opencl-dev) and set {Variable}=pocl, or use {Variable}=cpu for tiny cases.";
    }
}
