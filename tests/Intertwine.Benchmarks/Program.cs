using System.CommandLine;
using System.Globalization;
using System.Text;
using Intertwine;
using Intertwine.Benchmarks;
using Intertwine.Kernels;
using NBody;
using TorchSharp;
using static TorchSharp.torch;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var threadsOption = new Option<int>("--threads") { Description = "Threads of both libraries.", DefaultValueFactory = _ => 2 };
var outOption = new Option<FileInfo?>("--out") { Description = "Also write the tables to this Markdown file." };
var onlyOption = new Option<string?>("--only") { Description = "One part: generator, multilinear, spherical, steerable, solver, nbody or qm9." };
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

    set_num_threads(threads);
    KernelThreads.Count = threads;
    random.manual_seed(1);
    if (only is null or "nbody" or "qm9")
    {
        double gemm = Machine.GemmRate();
        text.Insert(0, $"Machine: {Machine.Describe(threads)}; libtorch GEMM (1024, float32) {gemm:f0} GFLOP/s in this run.\n\n");
        string[] header = ["network", "pass", "Intertwine, ms", "eager TorchSharp, ms", "faster", "GFLOP/s", "of GEMM"];
        var rows = new List<string[]>();
        if (only is null or "nbody")
        {
            rows.AddRange(NBody(gemm, threads));
        }

        if (only is null or "qm9")
        {
            rows.AddRange(Qm9(gemm, threads));
        }

        Table(text, "Networks", header, rows);
    }

    Console.Write(text);
    if (file is not null)
    {
        file.Directory?.Create();
        File.WriteAllText(file.FullName, text.ToString());
    }
}

static List<string[]> NBody(double gemm, int threads)
{
    using Graph graph = Graph.FullyConnected(100, 5);
    using Tensor speed = rand(500, 1);
    using Tensor x = randn(500, 3);
    using Tensor v = randn(500, 3);
    using Tensor q = randn(2000, 2);
    using var declared = new NBodyNet(Backend.Simd);
    using var eager = new EagerEgnn();
    eager.CopyFrom(declared);
    Tensor source = graph.Source;
    Tensor target = graph.Target;
    var benchmark = new NetworkBenchmark(
        "EGNN n-body (100 x 5, 4 x 64)",
        () => declared.forward(graph, speed, x, v, q),
        () => eager.forward(source, target, speed, x, v, q),
        declared,
        eager,
        NBodyNetKernels.For(ScalarType.Float32, training: false)!.Signature,
        graph,
        threads);
    return [.. benchmark.Run(gemm)];
}

static List<string[]> Qm9(double gemm, int threads)
{
    using Graph graph = Graph.FullyConnected(96, 18);
    using Tensor atoms = randn(96 * 18, 15);
    using Tensor x = randn(96 * 18, 3);
    using var declared = new Qm9Net(Backend.Simd);
    using var eager = new EagerQm9(128, 7);
    eager.CopyFrom(declared);
    var benchmark = new NetworkBenchmark(
        "EGNN QM9 (96 x 18, 7 x 128)",
        () => declared.forward(graph, atoms, x),
        () => eager.forward(graph, atoms, x),
        declared,
        eager,
        Qm9NetKernels.For(ScalarType.Float32, training: false)!.Signature,
        graph,
        threads);
    return [.. benchmark.Run(gemm)];
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
