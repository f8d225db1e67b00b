using System.Diagnostics;
using System.Globalization;
using Intertwine;
using Intertwine.Kernels;
using Intertwine.Samples;
using Spectre.Console;
using TorchSharp;
using static TorchSharp.torch;

namespace Molecules;

/// <summary>One run: data, training, evaluation, dynamics, report.</summary>
public static class Experiment
{
    /// <summary>K, of the first velocities of the dynamics.</summary>
    private const double Temperature = 300;

    public static Task<int> RunAsync(Settings settings, CancellationToken cancellation) => SampleProgram.RunAsync(console => Run(console, settings, cancellation));

    private static int Run(IAnsiConsole console, Settings settings, CancellationToken cancellation)
    {
        UseThreads(settings, settings.Backend);
        Directory.CreateDirectory(settings.Out);
        var sets = Load(settings);
        settings = settings with { Train = sets.Train.Count, Validation = sets.Validation.Count, BatchSize = Math.Min(settings.BatchSize, sets.Train.Count) };
        var units = NetworkUnits.For(sets, settings.Cutoff);
        using var train = new MoleculeData(sets.Train, units, settings.Precision);
        using var validation = new MoleculeData(sets.Validation, units, settings.Precision);
        if (validation.Count == 0) throw new InvalidDataException($"{sets.Name}: expected geometries to validate on; got none.");

        random.manual_seed((long)settings.Seed);
        using var network = PotentialNetwork.Create(settings.Network, settings.Size, settings.Precision, settings.Backend);
        var objective = new EnergyForceObjective(network, units, settings.EnergyWeight, settings.ForceWeight);
        using var trainer = new Trainer<Batch>(network.Model, objective, train, validation, settings);
        if (settings.Resume)
        {
            trainer.Resume();
            console.WriteLine($"Going on after epoch {trainer.State.Epoch}, step {trainer.State.Step}.");
        }
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{sets.Title}: {train.Count:N0} geometries to train on, {validation.Count:N0} to validate on, {train.MeanEdges:0} edges each; {network.Model.Definition.ParameterCount:N0} parameters ({settings.SizeName})."));

        if (!TrainingDisplay.Show(console, settings, trainer.State, report => trainer.Run(report, cancellation)))
        {
            console.WriteLine($"Stopped in epoch {trainer.State.Epoch + 1}. {settings.CheckpointPath} is written; --resume goes on from there.");
            return SampleProgram.Interrupted;
        }

        trainer.LoadBest();
        console.WriteLine("Testing.");
        var (tests, parity) = Test(sets, network, units, settings.Precision);
        var results = new Results
        {
            Dataset = sets.Name,
            Title = sets.Title,
            Size = settings.SizeName,
            Parameters = network.Model.Definition.ParameterCount,
            Training = train.Count,
            Validation = validation.Count,
            EdgesPerMolecule = train.MeanEdges,
            BatchSize = settings.BatchSize,
            Epochs = trainer.State.Epoch,
            TrainingSeconds = trainer.State.Seconds,
            BestValidation = trainer.State.BestValidation,
            BestEpoch = trainer.State.BestEpoch,
            Seed = settings.Seed,
            Threads = settings.Threads,
            Precision = settings.Precision.ToString().ToLowerInvariant(),
            Tests = tests,
            EquivarianceError = EquivarianceError(network, validation),
            Timings = MeasureTimes(network, objective, train, settings),
            BatchMilliseconds = MeasureBatches(train, settings.BatchSize),
            Dynamics = Simulate(console, sets, network, units, settings, cancellation),
        };
        Report.Write(console, results);
        Save(console, settings, network, trainer.State, results, parity);
        return SampleProgram.Completed;
    }

    private static MoleculeSets Load(Settings settings)
    {
        try
        {
            return settings.Data is { } folder ? DataSets.Load(settings.Dataset, folder, settings.Split) : GeneratedClusters.Load(settings.Split);
        }
        catch (ArgumentException error)
        {
            // More geometries asked for than there are.
            throw new InvalidDataException(error.Message, error);
        }
    }

    /// <summary>
    /// Gives the threads to whoever computes the network. What is left to TorchSharp beside the generated kernels (Adam, the loss) is too small for several threads,
    /// and those of its pool keep the cores busy while they wait.
    /// </summary>
    private static void UseThreads(Settings settings, Backend backend)
    {
        KernelThreads.Count = settings.Threads;
        set_num_threads(backend == Backend.Torch ? settings.Threads : 1);
    }

    /// <summary>Errors on all test sets, and the points of the first.</summary>
    private static (List<Accuracy> Tests, ParityPoints Points) Test(MoleculeSets sets, PotentialNetwork network, NetworkUnits units, ScalarType precision)
    {
        List<Accuracy> tests = [];
        List<ParityPoints> points = [];
        foreach (var (name, molecules) in sets.Tests)
        {
            using var test = new MoleculeData(molecules, units, precision);
            tests.Add(Accuracy.Measure(name, network, test, units, tests.Count == 0 ? points.Add : null));
        }
        return (tests, ParityPoints.Join(points));
    }

    private static double EquivarianceError(PotentialNetwork network, MoleculeData data)
    {
        using var scope = NewDisposeScope();
        using var batch = data.Slice(0, Math.Min(5, data.Count));
        return Equivariance.Measure(network.Model, batch.Graph, [batch.Species, batch.Position, batch.Shift]).Worst;
    }

    /// <summary>Times of a training step, generated kernels first, then TorchSharp operations, in one go.</summary>
    private static List<StepTiming> MeasureTimes(PotentialNetwork network, EnergyForceObjective objective, MoleculeData data, Settings settings)
    {
        using var scope = NewDisposeScope();
        using var batch = data.Slice(0, settings.BatchSize);
        var chosen = network.Model.Backend;
        List<StepTiming> timings = [];
        foreach (var backend in (ReadOnlySpan<Backend>)[Backend.Simd, Backend.Torch])
        {
            UseThreads(settings, backend);
            network.Model.Backend = backend;
            timings.Add(StepTiming.Measure($"{settings.SizeName}, {backend}", network.Model, () => network.Evaluate(batch), () => objective.Loss(batch)));
        }
        network.Model.Backend = chosen;
        UseThreads(settings, chosen);
        return timings;
    }

    private static double MeasureBatches(MoleculeData data, int batchSize)
    {
        const int Repetitions = 50;
        var start = Stopwatch.GetTimestamp();
        for (var k = 0; k < Repetitions; k++)
        {
            using var scope = NewDisposeScope();
            using var batch = data.Slice(0, batchSize);
        }
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds / Repetitions;
    }

    private static DynamicsRun? Simulate(IAnsiConsole console, MoleculeSets sets, PotentialNetwork network, NetworkUnits units, Settings settings, CancellationToken cancellation)
    {
        if (settings.Dynamics == 0) return null;
        try
        {
            return DynamicsRun.Simulate(network, units, sets.Validation[0], Temperature, settings.Dynamics, settings.Seed, settings.Precision, cancellation);
        }
        catch (InvalidOperationException error)
        {
            console.WriteLine($"The dynamics broke off: {error.Message}");
            return null;
        }
    }

    private static void Save(IAnsiConsole console, Settings settings, PotentialNetwork network, TrainingState state, Results results, ParityPoints parity)
    {
        network.Model.SaveSafetensors(Path.Combine(settings.Out, "potential.safetensors"));
        Report.Save(settings.Out, results);
        var test = results.Tests.Count > 0 ? $"{results.Title}, {results.Tests[0].Name}" : results.Title;
        Plots.LearningCurve(Path.Combine(settings.Out, "learning.png"), state.History, results.Title, parity.TrueForces.Length > 0 ? "forces, meV/Å" : "energies, meV");
        if (parity.TrueEnergies.Length > 0) Plots.Parity(Path.Combine(settings.Out, "parity.png"), parity, test);
        if (results.Dynamics is { } run) Plots.Energy(Path.Combine(settings.Out, "dynamics.png"), run, results.Title);
        if (!PlotDefaults.HasFonts) console.WriteLine("The pictures have no text, since the system has no fonts (on Debian: apt install fonts-dejavu-core).");
        console.WriteLine($"Weights, results and pictures are in {Path.GetFullPath(settings.Out)}.");
    }
}
