using System.CommandLine;
using System.Globalization;
using System.Text;
using Intertwine.Benchmarks;
using Intertwine.Gpu;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var repeatsOption = new Option<int>("--repeats") { Description = "Timed runs of each pass.", DefaultValueFactory = _ => 50 };
var onlyOption = new Option<string[]>("--only") { Description = "Some networks: nbody, qm9, product.", AllowMultipleArgumentsPerToken = true };
var linesOption = new Option<FileInfo?>("--lines") { Description = "Also write the times to this file, for scripts/gpu-benchmark.sh." };
var listOption = new Option<bool>("--list") { Description = "List the devices and stop." };
repeatsOption.Validators.Add(result =>
{
    if (result.GetValueOrDefault<int>() < 1)
    {
        result.AddError($"--repeats: expected at least 1; got {result.GetValueOrDefault<int>()}.");
    }
});
var command = new RootCommand($"Times the benchmark networks' GPU kernels, without TorchSharp. The environment variable {GpuDevice.Variable} names the device.") { repeatsOption, onlyOption, linesOption, listOption };
command.SetAction(arguments => Run(arguments.GetValue(repeatsOption), arguments.GetValue(onlyOption) ?? [], arguments.GetValue(linesOption), arguments.GetValue(listOption)));
return command.Parse(args).Invoke();

static int Run(int repeats, string[] only, FileInfo? lines, bool list)
{
    if (list)
    {
        foreach (GpuDeviceInfo info in GpuDevice.List(includeEmulation: true))
        {
            Console.WriteLine(info);
        }

        return 0;
    }

    string[] unknown = [.. only.Except(GpuNetwork.All.Select(n => n.Key))];
    if (unknown.Length > 0)
    {
        Console.Error.WriteLine($"--only: expected some of {string.Join(", ", GpuNetwork.All.Select(n => n.Key))}; got {string.Join(", ", unknown)}.");
        return 2;
    }

    try
    {
        _ = GpuDevice.Default;
    }
    catch (GpuNotFoundException problem)
    {
        Console.Error.WriteLine(problem.Message);
        return 2;
    }

    var text = new StringBuilder();
    text.AppendLine($"| {string.Join(" | ", GpuBenchmark.Header)} |").AppendLine($"|{string.Concat(Enumerable.Repeat("---|", GpuBenchmark.Header.Count))}");
    foreach (string[] row in GpuBenchmark.Run(repeats, only, lines))
    {
        text.AppendLine($"| {string.Join(" | ", row)} |");
    }

    Console.WriteLine($"{GpuDevice.Default}, float32, median of {repeats} runs");
    Console.WriteLine();
    Console.Write(text);
    return 0;
}
