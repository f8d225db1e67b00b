using Intertwine.Kernels;

namespace Intertwine.Gpu;

/// <summary>One forward pass on host memory and the backward pass behind it: the device memory of both.</summary>
internal sealed unsafe class HostCall : IDisposable
{
    private readonly GpuProgram _program;
    private readonly HostBlock _given;
    private readonly HostBlock _results;
    private readonly HostBlock _cotangents;
    private readonly HostBlock _gradients;
    private readonly GpuMemory _values;
    private readonly GpuMemory _intermediate;
    private readonly HostStaging _staging;
    private readonly GpuIndexTable?[] _found;
    private GpuCall? _call;
    private int _disposed;

    public HostCall(GpuDevice device, GpuProgram program, KernelCall call)
    {
        Device = device;
        _program = program;
        KernelSignature signature = program.Signature;
        int size = program.IsDouble ? sizeof(double) : sizeof(float);
        _given = new HostBlock([.. signature.Inputs, .. signature.Parameters], call.Counts, size, 0);
        _results = new HostBlock(signature.Outputs, call.Counts, size, _given.End);
        long end = _results.End;
        _cotangents = new HostBlock(call.KeepForBackward ? signature.Outputs : [], call.Counts, size, end);
        _gradients = new HostBlock(call.KeepForBackward ? [.. signature.Inputs, .. signature.Parameters] : [], call.Counts, size, _cotangents.End);
        _values = GpuMemory.Rent(device);
        _intermediate = GpuMemory.Rent(device);
        _staging = HostStaging.Rent(device);
        _found = [.. signature.Maps.Select(m => signature.IsDynamic(m) ? new GpuIndexTable(device, checked((int)call.Counts[m.From]), checked((int)call.Counts[m.To]), m.Name) : null)];
        _values.Require(_gradients.End);
        _staging.Require(_gradients.End);
    }

    /// <summary>Where nobody went backward and the memory was forgotten.</summary>
    ~HostCall() => Release();

    public GpuDevice Device { get; }

    public void Forward(KernelCall call)
    {
        byte* staging = _staging.Start;
        int inputs = call.Inputs.Length;
        _given.Gather(staging, call.Inputs, 0);
        _given.Gather(staging, call.Parameters, inputs);
        _staging.Upload(_values.Buffer, _given);
        _call = new GpuCall
        {
            Device = Device,
            Counts = call.Counts,
            Maps = [.. call.Maps.Select((m, i) => _found[i] ?? GpuIndexTable.Of(Device, m))],
            Inputs = _given.Slices(_values.Buffer, 0, inputs),
            Parameters = _given.Slices(_values.Buffer, inputs, call.Parameters.Length),
            Outputs = _results.Slices(_values.Buffer, 0, call.Outputs.Length),
            KeepForBackward = call.KeepForBackward,
            Memory = _intermediate,
        };
        _program.Forward(_call);
        _staging.Download(_values.Buffer, _results);
        _results.Scatter(staging, call.Outputs, 0);
    }

    public void Backward(KernelCall call)
    {
        GpuCall run = _call!;
        byte* staging = _staging.Start;
        _cotangents.Gather(staging, call.OutputGradients, 0);
        _staging.Upload(_values.Buffer, _cotangents);
        run.OutputGradients = _cotangents.Slices(_values.Buffer, 0, call.OutputGradients.Length);
        run.InputGradients = _gradients.Slices(_values.Buffer, 0, call.InputGradients.Length);
        run.ParameterGradients = _gradients.Slices(_values.Buffer, run.Inputs.Length, call.ParameterGradients.Length);
        _program.Backward(run);
        _staging.Download(_values.Buffer, _gradients);
        _gradients.Scatter(staging, call.InputGradients, 0);
        _gradients.Scatter(staging, call.ParameterGradients, run.Inputs.Length);
    }

    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    private void Release()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            _values?.Return();
            _intermediate?.Return();
            _staging?.Return();
            Array.ForEach(_found ?? [], t => t?.Release());
        }
    }
}
