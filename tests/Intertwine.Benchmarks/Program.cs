using System.CommandLine;
using System.Globalization;
using System.Text;
using Intertwine;
using Intertwine.Benchmarks;
using Intertwine.Kernels;
using TorchSharp;
using static TorchSharp.torch;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var threadsOption = new Option<int>("--threads") { Description = "Threads of both libraries.", DefaultValueFactory = _ => 2 };
var outOption = new Option<FileInfo?>("--out") { Description = "Also write the tables to this Markdown file." };
var onlyOption = new Option<string?>("--only") { Description = "One part: generator, multilinear, spherical, steerable, solver, graph, nbody, qm9, product or channelwise." };
var command = new RootCommand("Times the declared networks against the same networks in eager TorchSharp, and the generator itself. Ratios are taken pair by pair in one run.") { threadsOption, outOption, onlyOption };
command.SetAction(arguments => Run(arguments.GetValue(threadsOption), arguments.GetValue(outOption), arguments.GetValue(onlyOption)));
return command.Parse(args).Invoke();

static void Run(int threads, FileInfo? file, string? only)
{
    var text = new StringBuilder();

    // First: its cold time is that of the first run in a process.
    if (only is null or "generator")
    {
        Table(text, "Generator on the n-body network", ["", "ms"], GeneratorBenchmark.Run());
    }

    if (only is null or "multilinear")
    {
        Table(text, "Multilinear maps and decompositions", ["", "first, ms", "again, us"], MultilinearBenchmark.Run());
    }

    if (only is null or "spherical")
    {
        Table(text, "Rotations in three dimensions", ["", "first, ms", "again, ms"], SphericalBenchmark.Run());
    }

    if (only is null or "steerable")
    {
        Table(text, "Steerable kernels of escnn's tables", ["", "rows", "median, ms", "slowest, ms", "which", "again, us"], SteerableBenchmark.Run());
    }

    if (only is null or "solver")
    {
        Table(text, "Bases of equivariant maps", ["", "slowest", "which", "median", "sum"], SolverBenchmark.Run());
    }

    if (only is null or "graph")
    {
        Table(text, "Radius graphs", GraphBenchmark.Header, GraphBenchmark.Run());
    }

    set_num_threads(threads);
    KernelThreads.Count = threads;
    random.manual_seed(1);
    Func<Network>[] networks = [() => new NBodyNetwork(), () => new Qm9Network(), () => new FullyConnectedProduct(), () => new ChannelwiseProduct()];
    var rows = new List<string[]>();
    foreach (Func<Network> create in networks)
    {
        using Network network = create();
        if (only is null || only == network.Key)
        {
            rows.AddRange(NetworkBenchmark.Run(network, threads));
        }
    }

    if (rows.Count > 0)
    {
        text.Insert(0, $"Machine: {Machine.Describe(threads)}; libtorch GEMM (1024, float32) {Machine.GemmRate():f0} GFLOP/s in this run.\n\n");
        Table(text, "Networks", [.. NetworkBenchmark.Header], rows);
    }

    Console.Write(text);
    if (file is not null)
    {
        file.Directory?.Create();
        File.WriteAllText(file.FullName, text.ToString());
    }
}

static void Table(StringBuilder text, string title, string[] header, IEnumerable<string[]> rows)
{
    text.AppendLine($"## {title}").AppendLine();
    text.AppendLine($"| {string.Join(" | ", header)} |");
    text.AppendLine($"|{string.Concat(Enumerable.Repeat("---|", header.Length))}");
    foreach (string[] row in rows)
    {
        text.AppendLine($"| {string.Join(" | ", row)} |");
    }

    text.AppendLine();
}
