using System.CommandLine;
using System.Globalization;
using Intertwine.Benchmarks;
using Intertwine.Kernels;
using static TorchSharp.torch;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var threadsOption = new Option<int>("--threads") { Description = "Threads of both libraries.", DefaultValueFactory = _ => Environment.ProcessorCount };
var outOption = new Option<FileInfo?>("--out") { Description = "Also write the tables between their marks in this Markdown file, and the roofline beside it." };
var onlyOption = new Option<string[]>("--only")
{
    Description = "Some parts: generator, scaling, nbody, qm9, product, channelwise, potential, vn-pointnet, vn-dgcnn; of the algebra, which is left out else: multilinear, spherical, steerable, solver; radius graphs and nearest neighbours, left out too: graph, neighbours; in a solution of many models, left out too: builds, keystrokes.",
    AllowMultipleArgumentsPerToken = true,
};
var quickOption = new Option<bool>("--quick") { Description = "A rough answer within a minute or two." };
var kernelsOption = new Option<int>("--kernels") { Description = "How many of the slowest kernels of each pass are listed.", DefaultValueFactory = _ => 4 };
var command = new RootCommand("Times the declared networks against the same networks in eager TorchSharp and against what the machine can do, and the generator itself. Ratios are taken pair by pair in one run.")
{
    threadsOption, outOption, onlyOption, quickOption, kernelsOption,
};
command.SetAction(arguments =>
{
    Paired.IsQuick = arguments.GetValue(quickOption);
    new Parts(arguments.GetValue(threadsOption), arguments.GetValue(onlyOption) ?? [], arguments.GetValue(kernelsOption)).Run(arguments.GetValue(outOption));
});
return command.Parse(args).Invoke();

/// <summary>What a run of the benchmark consists of.</summary>
internal sealed class Parts(int threads, string[] only, int kernels)
{
    private readonly Report _report = new();

    public void Run(FileInfo? file)
    {
        // First: its cold time is that of the first run in a process.
        if (Wants("generator"))
        {
            _report.AddTable("generator", string.Empty, ["declaration", "", "ms"], [.. GeneratorBenchmark.Run("NBodyNet.cs", isFirst: true), .. GeneratorBenchmark.Run("PotentialNet.cs", isFirst: false)]);
        }

        int[] solutions = Paired.IsQuick ? [50, 200] : [50, 100, 200, 400];
        if (only.Contains("builds"))
        {
            _report.AddTable("builds", string.Empty, BuildBenchmark.Header, BuildBenchmark.Run(solutions));
        }

        if (only.Contains("keystrokes"))
        {
            _report.AddTable("keystrokes", string.Empty, KeystrokeBenchmark.Header, KeystrokeBenchmark.Run(solutions));
        }

        RunAlgebra();
        set_num_threads(threads);
        KernelThreads.Count = threads;
        random.manual_seed(1);
        Func<Network>[] all = [() => new NBodyNetwork(), () => new Qm9Network(), () => new FullyConnectedProduct(), () => new ChannelwiseProduct(), () => new PotentialNetwork(), () => new VectorPointNetNetwork(), () => new VectorDgcnnNetwork()];
        List<Network> networks = [];
        foreach (Func<Network> create in all)
        {
            Network network = create();
            if (Wants(network.Key) || Wants("scaling"))
            {
                networks.Add(network);
            }
            else
            {
                network.Dispose();
            }
        }

        RunNetworks([.. networks.Where(n => Wants(n.Key))], file);
        if (Wants("scaling"))
        {
            // There kernels are called with given maps; networks of vector neurons find their neighbours during a call.
            RunScaling([.. networks.Where(n => n is not VectorNetwork)]);
        }

        networks.ForEach(n => n.Dispose());
        if (file is not null)
        {
            _report.Write(file);
        }
    }

    private bool Wants(string part) => only.Length == 0 || only.Contains(part);

    private void RunNetworks(IReadOnlyList<Network> networks, FileInfo? file)
    {
        if (networks.Count == 0)
        {
            return;
        }

        var rates = MachineRates.Measure(threads);
        _report.Add(
            "machine",
            $"Machine: {Machine.Describe(threads)}. Measured in this run: {rates.Peak / 1e9:f0} GFLOP/s of multiply-adds in registers, "
            + string.Join(", ", rates.Levels.Select(l => $"{l.Rate / 1e9:f0} GB/s {(l.Name == "memory" ? "beyond the caches" : "in " + l.Name)}"))
            + $", {Machine.GemmRate():f0} GFLOP/s in libtorch's product of matrices (1024, float32).");
        List<string[]> rows = [];
        List<PassTime> passes = [];
        foreach (Network network in networks)
        {
            network.Check();
            foreach (Pass pass in network.Passes)
            {
                Paired times = NetworkBenchmark.Measure(pass, threads);
                rows.Add(NetworkBenchmark.Row(network, pass, times));
                passes.Add(Roofline.Measure(network, pass, rates, times.First / 1e3));
            }
        }

        _report.AddTable("networks", string.Empty, NetworkBenchmark.Header, rows);
        _report.AddTable("roofline", string.Empty, Roofline.Header, passes.Select(p => Roofline.Row(p, rates)));
        _report.AddTable("kernels", string.Empty, Roofline.KernelHeader, passes.SelectMany(p => Roofline.SlowestKernels(p, kernels)));
        if (file is not null)
        {
            file.Directory?.Create();
            string picture = Path.GetFileNameWithoutExtension(file.Name) + "-roofline.png";
            RooflinePlot.Write(Path.Combine(file.DirectoryName!, picture), rates, passes);
            _report.Add("picture", $"![Operations per second over operations per byte, with the roofs]({picture})");
        }
    }

    private void RunScaling(IReadOnlyList<Network> networks)
    {
        _report.AddTable("threads", string.Empty, Scaling.ThreadHeader(threads), Scaling.Threads(networks, threads));
        _report.AddTable(
            "steps",
            string.Empty,
            ["network", "bytes allocated by the kernels of a step", "target 0", "by a step with TorchSharp", "float32, ms", "float64, ms", "dearer"],
            Scaling.Steps(networks));
        _report.AddTable(
            "edges",
            string.Empty,
            ["edges", "n-body forward, ms", "ns per edge", "forward + backward, ms", "ns per edge", "potential energy, ms", "ns per edge"],
            Scaling.Edges(Paired.IsQuick));
    }

    private void RunAlgebra()
    {
        if (only.Contains("multilinear"))
        {
            _report.AddTable("multilinear", "Multilinear maps and decompositions", ["", "first, ms", "again, us"], MultilinearBenchmark.Run());
        }

        if (only.Contains("spherical"))
        {
            _report.AddTable("spherical", "Rotations in three dimensions", ["", "first, ms", "again, ms"], SphericalBenchmark.Run());
        }

        if (only.Contains("steerable"))
        {
            _report.AddTable("steerable", "Steerable kernels of escnn's tables", ["", "rows", "median, ms", "slowest, ms", "which", "again, us"], SteerableBenchmark.Run());
        }

        if (only.Contains("solver"))
        {
            _report.AddTable("solver", "Bases of equivariant maps", ["", "slowest", "which", "median", "sum"], SolverBenchmark.Run());
        }

        if (only.Contains("graph"))
        {
            _report.AddTable("graph", "Radius graphs", GraphBenchmark.Header, GraphBenchmark.Run());
        }

        if (only.Contains("neighbours"))
        {
            set_num_threads(threads);
            KernelThreads.Count = threads;
            _report.AddTable("neighbours", "Nearest neighbours", NeighbourBenchmark.Header, NeighbourBenchmark.Run(threads));
        }
    }
}
