using Intertwine.Generator.Kernels;
using Intertwine.Kernels;
using KernelProgram = Intertwine.Generator.Kernels.KernelProgram;

namespace Intertwine.Generator.Tests.Kernels;

/// <summary>Kernels of one backend for a program, compiled.</summary>
internal interface IEmittedKernels
{
    string Text { get; }

    /// <summary>Outputs, and gradients by name, of sum(output * cotangent).</summary>
    (Dictionary<string, double[]> Outputs, Dictionary<string, double[]> Gradients) Run(
        bool isDouble, TestWorld world, Func<Instruction, double[]> external, Func<string, double[]> cotangent, bool inputs);
}

/// <summary>What holds for the kernels of every backend: forward and backward they compute what the interpreter makes of the differentiated program.</summary>
public abstract class EmittedProgramTests
{
    /// <summary>Seeds of random programs; few where compiling is slow.</summary>
    private protected abstract IReadOnlyList<int> Seeds { get; }

    [SkippableFact]
    public void RandomPrograms_AgreeWithTheInterpreter()
    {
        foreach (int seed in Seeds)
        {
            var random = new Random(seed);
            KernelProgram program = RandomPrograms.Create(random, 6 + random.Next(26), products: seed % 2 == 1, choices: seed % 3 == 1);
            TestWorld world = TestWorld.Random(random, 1 + random.Next(4), 1 + random.Next(150), 1 + random.Next(300));
            Check(Compile(program), program, world, random, $"seed {seed}");
        }
    }

    /// <summary>No edges, no items, one item, full and broken tiles, many tiles; edges in no order and by their target.</summary>
    [SkippableFact]
    public void EveryInstruction_AgreesWithTheInterpreterOnWorldsOfAllSizes()
    {
        KernelProgram program = RichPrograms.Small();
        IEmittedKernels kernels = Compile(program);
        foreach ((int graphs, int nodes, int edges, bool isSorted) in new[]
        {
            (1, 1, 0, false), (1, 1, 1, true), (2, 3, 7, false), (3, 32, 64, true), (4, 33, 65, false), (5, 200, 999, false), (70, 150, 400, true),
        })
        {
            var random = new Random(nodes);
            Check(kernels, program, World(random, graphs, nodes, edges, isSorted), random, $"{graphs} graphs, {nodes} nodes, {edges} edges");
        }
    }

    /// <summary>Nothing to compute at all: sums are zero, and gradients are.</summary>
    [SkippableFact]
    public void EmptyDomains_GiveZero()
    {
        KernelProgram program = RichPrograms.Small();
        var world = new TestWorld(
            new Dictionary<string, int> { ["unit"] = 1, ["graphs"] = 0, ["nodes"] = 0, ["edges"] = 0 },
            new Dictionary<string, int[]> { ["source"] = [], ["target"] = [], ["nodeGraph"] = [], ["edgeGraph"] = [] });
        Check(Compile(program), program, world, new Random(1), "nothing");
    }

    [SkippableFact]
    public void WideValues_AgreeWithTheInterpreter()
    {
        KernelProgram program = RichPrograms.Wide();
        var random = new Random(5);
        Check(Compile(program), program, World(random, 3, 50, 140, isSorted: false), random, "wide", loss: 10);
    }

    /// <summary>Wide values of graphs as narrower ones of nodes, three to a graph, and back.</summary>
    [SkippableFact]
    public void Regroup_ReadsTheSameNumbersAsItemsOfAnotherDomain()
    {
        var b = new ProgramBuilder();
        int nodes = b.Regroup(b.Mix(b.Parameter("w", new Shape(12, 5)), b.Input("graph", Domain.Graphs, new Shape(5, 1))), Domain.Nodes, new Shape(2, 2));
        int gate = b.Multiply(nodes, b.Input("node", Domain.Nodes, new Shape(2, 2)));
        b.Output("nodes", gate);
        b.Output("graphs", b.Regroup(b.Apply(ScalarFunction.Tanh, gate), Domain.Graphs, new Shape(4, 3)));
        KernelProgram program = b.Build();
        IEmittedKernels kernels = Compile(program);
        foreach (int graphs in new[] { 1, 7, 40 })
        {
            var random = new Random(graphs);
            Check(kernels, program, World(random, graphs, 3 * graphs, graphs, isSorted: false), random, $"{graphs} graphs");
        }
    }

    /// <summary>Neighbours by an input, then by what is made along them; all pairs beside; sums to both ends of the edges, and the gradients that go back along both.</summary>
    [SkippableFact]
    public void DerivedSets_AgreeWithTheInterpreter()
    {
        Domain near = Domain.Nearest("Near", 4, includeSelf: true), alike = Domain.Nearest("Alike", 3, includeSelf: false), pairs = Domain.AllPairs("Pairs", Domain.Nodes, Domain.Nodes);
        KernelProgram program = SetPrograms.Create(near, alike, pairs);
        IEmittedKernels kernels = Compile(program);
        foreach ((int graphs, int nodes) in new[] { (1, 1), (3, 40), (2, 90) })
        {
            var random = new Random(nodes);
            TestWorld world = World(random, graphs, nodes, 1, isSorted: false)
                .With(near, new ItemSet.Nearest(4, true))
                .With(alike, new ItemSet.Nearest(3, false))
                .With(pairs, new ItemSet.AllPairs(new ItemSet.Nodes(), new ItemSet.Nodes()));
            Check(kernels, program, world, random, $"{graphs} graphs of {nodes} nodes");
        }
    }

    [SkippableFact]
    public void GradientsOfParametersAlone_AreThoseOfAll()
    {
        KernelProgram program = RichPrograms.Small();
        IEmittedKernels kernels = Compile(program);
        var random = new Random(3);
        TestWorld world = World(random, 2, 40, 90, isSorted: false);
        var data = new TestData(program, world, random);
        (_, Dictionary<string, double[]> all) = kernels.Run(true, world, data.External, data.Cotangent, inputs: true);
        (_, Dictionary<string, double[]> some) = kernels.Run(true, world, data.External, data.Cotangent, inputs: false);
        Assert.Equal(program.Parameters.Select(p => p.Name).Order(), some.Keys.Order());
        Assert.All(some, pair => Assert.True(CompiledKernels.Distance(pair.Value, all[pair.Key]) < 1e-11, $"gradient {pair.Key} is another\n{kernels.Text}"));
    }

    private protected abstract IEmittedKernels Compile(KernelProgram program);

    /// <param name="loss">How much the program's size magnifies the error of a sum.</param>
    private protected static void Check(IEmittedKernels kernels, KernelProgram program, TestWorld world, Random random, string what, double loss = 1)
    {
        var data = new TestData(program, world, random);
        (Dictionary<string, double[]> outputs, Dictionary<string, double[]> gradients) = data.Expected(IsDifferentiable);
        foreach ((bool isDouble, double tolerance) in new[] { (true, 1e-11), (false, 2e-3) })
        {
            (Dictionary<string, double[]> actual, Dictionary<string, double[]> derived) = kernels.Run(isDouble, world, data.External, data.Cotangent, inputs: true);
            Compare(outputs, actual, "output");
            Compare(gradients.Where(g => !g.Key.EndsWith(".mask", StringComparison.Ordinal)), derived, "gradient");

            void Compare(IEnumerable<KeyValuePair<string, double[]>> expected, Dictionary<string, double[]> found, string kind)
            {
                foreach ((string name, double[] values) in expected)
                {
                    double distance = CompiledKernels.Distance(found[name], values);
                    Assert.True(distance < tolerance * loss, $"{what}, double {isDouble}: {kind} {name} differs by {distance:g3}\n{kernels.Text}");
                }
            }
        }
    }

    /// <summary>Batch statistics only report.</summary>
    private static bool IsDifferentiable(string output) => !output.EndsWith(".batch_mean", StringComparison.Ordinal);

    private static TestWorld World(Random random, int graphs, int nodes, int edges, bool isSorted)
    {
        TestWorld world = TestWorld.Random(random, graphs, nodes, edges);
        if (!isSorted)
        {
            return world;
        }

        int[] target = [.. world.Maps["target"].Order()];
        return world with { Maps = new Dictionary<string, int[]>(world.Maps) { ["target"] = target, ["edgeGraph"] = [.. target.Select(n => world.Maps["nodeGraph"][n])] } };
    }
}
