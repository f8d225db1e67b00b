using System.IO.Compression;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Intertwine.Tests;

/// <summary>The package as users get it: what it contains, and a project made from scratch that restores, builds, trains and saves with it.</summary>
[Trait("Category", "Package")]
public sealed class PackageTests : IClassFixture<PackageTests.Feed>
{
    private const string Program =
        """
        using Intertwine;
        using TorchSharp;

        Seed();
        using var model = new Flow();
        using var graph = Graph.FullyConnected(graphs: 8, nodesPerGraph: 5);
        using var charge = torch.ones(40, 1);
        using var position = torch.randn(40, 3);
        using var goal = position * 1.5f;
        Console.WriteLine($"equivariant: {Equivariance.Measure(model, graph, [charge, position]).Worst < 1e-5}");

        model.Backend = Backend.Simd;
        using var optimizer = torch.optim.Adam(model.parameters(), 1e-2);
        float first = 0, last = 0;
        for (int step = 0; step < 60; step++)
        {
            using var scope = torch.NewDisposeScope();
            optimizer.zero_grad();
            var loss = torch.nn.functional.mse_loss(model.forward(graph, charge: charge, position: position), goal);
            loss.backward();
            optimizer.step();
            last = loss.item<float>();
            first = step == 0 ? last : first;
        }

        Console.WriteLine($"trained: {last < 0.5 * first} ({first} to {last})");
        model.SaveSafetensors("flow.safetensors");
        using var copy = new Flow();
        copy.LoadSafetensors("flow.safetensors");
        Console.WriteLine($"same: {copy.forward(graph, charge, position).equal(model.forward(graph, charge, position)).all().item<bool>()}");

        // TorchSharp before anything of Intertwine.
        static void Seed() => torch.random.manual_seed(0);

        [EquivariantModel("E(3)")]
        public partial class Flow
        {
            [Graph]
            public partial EdgeSet Pairs { get; }

            [Input("1x0e", Per.Node)]
            public partial Feature Charge { get; }

            [Input("point", Per.Node)]
            public partial Feature Position { get; }

            [Linear(nameof(Charge), Channels = 16)]
            public partial Feature Embedded { get; }

            [Repeat<EgnnLayer>(2, nameof(Embedded), nameof(Position))]
            [With(nameof(EgnnLayer.Hidden), 16)]
            public partial EgnnLayer Layers { get; }

            [Output($"{nameof(Layers)}.{nameof(EgnnLayer.MovedPosition)}")]
            public partial Feature Moved { get; }
        }
        """;

    private readonly Feed _feed;

    public PackageTests(Feed feed) => _feed = feed;

    [Fact]
    public void Content_IsExactlyThis()
    {
        using ZipArchive package = ZipFile.OpenRead(_feed.Package);
        string[] parts = ["_rels/.rels", "[Content_Types].xml"];
        string[] names = [.. package.Entries.Select(e => e.FullName).Where(n => !parts.Contains(n) && !n.StartsWith("package/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        string root = Feed.Root();
        Assert.Equal(
            Directory.EnumerateFiles(Path.Combine(root, "docs"), "*.md", SearchOption.AllDirectories).Select(page => Path.GetRelativePath(root, page).Replace('\\', '/')).Order(StringComparer.Ordinal),
            names.Where(n => n.StartsWith("docs/", StringComparison.Ordinal)));
        Assert.Equal(
            [
                "Intertwine.nuspec",
                "README.md",
                "analyzers/dotnet/cs/Intertwine.Algebra.dll",
                "analyzers/dotnet/cs/Intertwine.Analyzers.dll",
                "analyzers/dotnet/cs/Intertwine.CodeFixes.dll",
                "analyzers/dotnet/cs/Intertwine.Generator.dll",
                "build/Intertwine.Diagrams.targets",
                "build/Intertwine.Start.cs",
                "build/Intertwine.props",
                "build/Intertwine.targets",
                "lib/net10.0/Intertwine.Algebra.dll",
                "lib/net10.0/Intertwine.Algebra.xml",
                "lib/net10.0/Intertwine.Kernels.dll",
                "lib/net10.0/Intertwine.Kernels.xml",
                "lib/net10.0/Intertwine.dll",
                "lib/net10.0/Intertwine.xml",
            ],
            names.Where(n => !n.StartsWith("docs/", StringComparison.Ordinal)));
        using StreamReader nuspec = new(package.GetEntry("Intertwine.nuspec")!.Open());
        string text = nuspec.ReadToEnd();
        Assert.Contains("""<dependency id="TorchSharp" version="[0.107.0, 0.108.0)" />""", text, StringComparison.Ordinal);
        Assert.Equal(1, text.Split("<dependency ").Length - 1);
    }

    [Fact]
    public void GpuContent_IsExactlyThis()
    {
        using ZipArchive package = ZipFile.OpenRead(_feed.GpuPackage);
        string[] parts = ["_rels/.rels", "[Content_Types].xml"];
        Assert.Equal(
            ["Intertwine.Gpu.nuspec", "README.md", "lib/net10.0/Intertwine.Gpu.dll", "lib/net10.0/Intertwine.Gpu.xml"],
            package.Entries.Select(e => e.FullName).Where(n => !parts.Contains(n) && !n.StartsWith("package/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        using StreamReader nuspec = new(package.GetEntry("Intertwine.Gpu.nuspec")!.Open());
        string text = nuspec.ReadToEnd();
        string version = Path.GetFileNameWithoutExtension(_feed.Package)["Intertwine.".Length..];
        Assert.Contains($"""<dependency id="Intertwine" version="[{version}]" />""", text, StringComparison.Ordinal);
        Assert.Contains("""<dependency id="ILGPU" version="1.5.3" />""", text, StringComparison.Ordinal);
        Assert.Contains("""<dependency id="ILGPU.Algorithms" version="1.5.3" />""", text, StringComparison.Ordinal);
        Assert.Equal(3, text.Split("<dependency ").Length - 1);
    }

    [SkippableFact]
    public void ProjectFromScratch_BuildsWithoutWarnings_TrainsAndSaves()
    {
        Skip.IfNot(OperatingSystem.IsLinux() || OperatingSystem.IsWindows() || OperatingSystem.IsMacOS(), "No native package for this system.");
        string folder = _feed.Project("trains", Program, withLibTorch: true);
        (int code, string output) = _feed.Dotnet(folder, "build", "-p:TreatWarningsAsErrors=true");
        Assert.True(code == 0, output);
        (code, output) = _feed.Dotnet(folder, Path.Combine("bin", "Debug", "net10.0", "trains.dll"));
        Assert.True(code == 0, output);
        Assert.Contains("equivariant: True", output, StringComparison.Ordinal);
        Assert.Contains("trained: True", output, StringComparison.Ordinal);
        Assert.Contains("same: True", output, StringComparison.Ordinal);
        LibraryThatCannotBeCopied_IsExplained(Path.Combine(folder, "bin", "Debug", "net10.0"));
    }

    /// <summary>On a system where TorchSharp's library needs the copy, with a cache folder that cannot be made.</summary>
    private static void LibraryThatCannotBeCopied_IsExplained(string folder)
    {
        string file = Path.Combine(folder, "file");
        File.WriteAllText(file, string.Empty);
        (int code, string output) = CommandLine.Run(folder, "dotnet", new Dictionary<string, string> { ["XDG_CACHE_HOME"] = file }, "trains.dll");
        bool loadsByItself = !OperatingSystem.IsLinux() || NativeLibrary.TryLoad(Path.Combine(folder, "runtimes", "linux-x64", "native", "libLibTorchSharp.so"), out _);
        if (loadsByItself)
        {
            Assert.True(code == 0, output);
        }
        else
        {
            Assert.NotEqual(0, code);
            Assert.Contains("GLIBCXX_3.4.32", output, StringComparison.Ordinal);
            Assert.Contains(file, output, StringComparison.Ordinal);
            Assert.Contains("What to do: install a libstdc++6 of GCC 13", output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void WithoutLibTorch_TheBuildSaysWhichLineIsMissing()
    {
        string folder = _feed.Project("bare", "System.Console.WriteLine();", withLibTorch: false);
        (int code, string output) = _feed.Dotnet(folder, "build");
        Assert.True(code == 0, output);
        Assert.Contains("warning EQV9900", output, StringComparison.Ordinal);
        Assert.Contains($"dotnet add package {Feed.LibTorch}", output, StringComparison.Ordinal);
    }

    /// <summary>The build writes the page that the model itself gives; the tool, installed from its package, writes the same one and prints the table, without libtorch.</summary>
    [Fact]
    public void Diagrams_AreWrittenByTheBuildAndByTheTool()
    {
        string folder = _feed.Project("drawn", Program[Program.IndexOf("[EquivariantModel", StringComparison.Ordinal)..].Insert(0, "using Intertwine;\n\n"), withLibTorch: false);
        File.WriteAllText(Path.Combine(folder, "drawn.csproj"), File.ReadAllText(Path.Combine(folder, "drawn.csproj")).Replace("<OutputType>Exe</OutputType>", "<IntertwineDiagrams>true</IntertwineDiagrams><IntertwineDiagramsPath>pages</IntertwineDiagramsPath>", StringComparison.Ordinal));
        (int code, string output) = _feed.Dotnet(folder, "build");
        Assert.True(code == 0, output);
        string page = File.ReadAllText(Path.Combine(folder, "pages", "Flow.md")).ReplaceLineEndings("\n");
        Assert.StartsWith("# Flow\n\nEquivariant under E(3), ", page, StringComparison.Ordinal);
        Assert.Contains("\n```mermaid\nflowchart TD\n    n0([\"<b>Charge</b><br/>1x0e per node\"])\n", page, StringComparison.Ordinal);

        string tools = Path.Combine(folder, "tools");
        (code, output) = _feed.Dotnet(folder, "tool", "install", "Intertwine.Tool", "--tool-path", tools, "--version", _feed.Version);
        Assert.True(code == 0, output);
        string tool = Path.Combine(tools, OperatingSystem.IsWindows() ? "dotnet-intertwine.exe" : "dotnet-intertwine");
        var environment = new Dictionary<string, string> { ["NUGET_PACKAGES"] = Path.Combine(Path.GetDirectoryName(folder)!, "packages"), ["NUGET_FALLBACK_PACKAGES"] = Feed.Cache };
        (code, output) = CommandLine.Run(folder, tool, environment, "describe", "--no-build");
        Assert.True(code == 0, output);
        Assert.StartsWith("Flow: equivariant under E(3), ", output, StringComparison.Ordinal);
        Assert.Contains("\nLayers.1.MovedPosition ", output, StringComparison.Ordinal);
        (code, output) = CommandLine.Run(folder, tool, environment, "diagram", "--no-build", "--output", "pages", "--check");
        Assert.True(code == 0, output);
        (code, output) = CommandLine.Run(folder, tool, environment, "describe", "--no-build", "--model", "Flaw");
        Assert.Equal((1, true), (code, output.Contains("declares no model 'Flaw'; it declares Flow.", StringComparison.Ordinal)));
    }

    /// <summary>The analyzers of the package run in the compiler of a project outside the solution, each diagnostic at its characters.</summary>
    [Fact]
    public void WrongDeclaration_IsReportedByTheAnalyzersOfThePackage()
    {
        string folder = _feed.Project(
            "wrong",
            """
            System.Console.WriteLine();

            [Intertwine.EquivariantModel("E(3)")]
            public partial class Net
            {
                [Intertwine.Input("8x1q", Intertwine.Per.Node), Intertwine.Output] public partial Intertwine.Feature X { get; }
            }
            """,
            withLibTorch: true);
        (int code, string output) = _feed.Dotnet(folder, "build");
        Assert.NotEqual(0, code);
        Assert.Contains("Program.cs(6,27): error EQV0004", output, StringComparison.Ordinal);
        Assert.DoesNotContain("error CS", output, StringComparison.Ordinal);
        Assert.DoesNotContain("warning CS8032", output, StringComparison.Ordinal);
    }

    /// <summary>A folder with the package as the only content of a package source, and a package cache of its own.</summary>
    public sealed class Feed : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("intertwine-package-").FullName;

        public Feed()
        {
            string configuration = typeof(Feed).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
            foreach (string project in new[] { "build/Intertwine.Package", "build/Intertwine.Gpu.Package", "tools/Intertwine.Tool" })
            {
                (int code, string output) = Dotnet(Path.Combine(Root(), project), "pack", "--no-build", "-c", configuration, "-o", _folder);
                Assert.True(code == 0, output);
            }

            GpuPackage = Assert.Single(Directory.GetFiles(_folder, "Intertwine.Gpu.*.nupkg"));
            string tool = Assert.Single(Directory.GetFiles(_folder, "Intertwine.Tool.*.nupkg"));
            Package = Assert.Single(Directory.GetFiles(_folder, "*.nupkg"), file => file != GpuPackage && file != tool);
        }

        public static string LibTorch => OperatingSystem.IsWindows() ? "libtorch-cpu-win-x64" : OperatingSystem.IsMacOS() ? "libtorch-cpu-osx-arm64" : "libtorch-cpu-linux-x64";

        /// <summary>The packages that this machine has already.</summary>
        public static string Cache => Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

        public string Package { get; }

        public string GpuPackage { get; }

        /// <summary>Of all packages.</summary>
        public string Version => Path.GetFileNameWithoutExtension(Package)["Intertwine.".Length..];

        public void Dispose() => Directory.Delete(_folder, recursive: true);

        /// <summary>A new console project that references the package.</summary>
        public string Project(string name, string program, bool withLibTorch)
        {
            string folder = Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;
            string version = Path.GetFileNameWithoutExtension(Package)["Intertwine.".Length..];
            string torch = Assert.Single(File.ReadLines(Path.Combine(Root(), "Directory.Packages.props")), l => l.Contains("<LibTorchVersion>", StringComparison.Ordinal)).Split('>', '<')[2];
            File.WriteAllText(Path.Combine(folder, "Program.cs"), program);
            File.WriteAllText(Path.Combine(folder, "NuGet.config"), $"""<configuration><packageSources><add key="tested" value="{_folder}" /></packageSources></configuration>""");

            // Packages that this machine has already are taken from its cache; only Intertwine itself is new.
            File.WriteAllText(
                Path.Combine(folder, $"{name}.csproj"),
                $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <OutputType>Exe</OutputType>
                    <TargetFramework>net10.0</TargetFramework>
                    <ImplicitUsings>enable</ImplicitUsings>
                    <Nullable>enable</Nullable>
                    <RestoreFallbackFolders>{Cache}</RestoreFallbackFolders>
                    <NoWarn>$(NoWarn);NU1603</NoWarn>
                  </PropertyGroup>
                  <ItemGroup>
                    <PackageReference Include="Intertwine" Version="{version}" />
                    {(withLibTorch ? $"""<PackageReference Include="{LibTorch}" Version="{torch}" />""" : "")}
                  </ItemGroup>
                </Project>
                """);
            return folder;
        }

        public (int ExitCode, string Output) Dotnet(string folder, params string[] arguments) => CommandLine.Run(
            folder,
            "dotnet",
            new Dictionary<string, string>
            {
                ["NUGET_PACKAGES"] = arguments[0] is "build" or "tool" ? Path.Combine(_folder, "packages") : Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? string.Empty,
                ["MSBUILDDISABLENODEREUSE"] = "1",
                ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0",
                ["DOTNET_CLI_UI_LANGUAGE"] = "en",
            },
            arguments);

        public static string Root()
        {
            string? folder = AppContext.BaseDirectory;
            while (folder is not null && !File.Exists(Path.Combine(folder, "Dsl.sln")))
            {
                folder = Path.GetDirectoryName(folder);
            }

            return folder ?? throw new DirectoryNotFoundException($"No folder above '{AppContext.BaseDirectory}' has Dsl.sln.");
        }
    }
}
