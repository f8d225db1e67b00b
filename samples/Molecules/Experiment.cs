using System.Globalization;
using Intertwine;
using Intertwine.Kernels;
using Intertwine.Samples;
using Spectre.Console;
using TorchSharp;
using static TorchSharp.torch;

namespace Molecules;

/// <summary>One run: data, training, evaluation, report.</summary>
public static class Experiment
{
    public static Task<int> RunAsync(Settings settings, CancellationToken cancellation) => SampleProgram.RunAsync(console => Run(console, settings, cancellation));

    private static int Run(IAnsiConsole console, Settings settings, CancellationToken cancellation)
    {
        UseThreads(settings, settings.Backend);
        Directory.CreateDirectory(settings.Out);
        var sets = DataSets.Load(settings.Dataset, settings.Data!, settings.Split);
        settings = settings with { Train = sets.Train.Count, Validation = sets.Validation.Count };
        var units = NetworkUnits.For(sets, settings.Cutoff);
        using var train = new MoleculeData(sets.Train, units, settings.Precision);
        using var validation = new MoleculeData(sets.Validation, units, settings.Precision);
        random.manual_seed((long)settings.Seed);
        using var network = PotentialNetwork.Create(settings.Size, settings.Precision, settings.Backend);
        var objective = new EnergyForceObjective(network, units, settings.EnergyWeight, settings.ForceWeight);
        using var trainer = new Trainer<Batch>(network.Model, objective, train, validation, settings);
        if (settings.Resume)
        {
            trainer.Resume();
            console.WriteLine($"Going on after epoch {trainer.State.Epoch}, step {trainer.State.Step}.");
        }
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{sets.Title}: {train.Count:N0} geometries to train on, {validation.Count:N0} to validate on, {train.MeanEdges:0} edges each; {network.Model.Definition.ParameterCount:N0} parameters ({settings.Size})."));
        if (!TrainingDisplay.Show(console, settings, trainer.State, report => trainer.Run(report, cancellation)))
        {
            console.WriteLine($"Stopped in epoch {trainer.State.Epoch + 1}. {settings.CheckpointPath} is written; --resume goes on from there.");
            return SampleProgram.Interrupted;
        }
        trainer.LoadBest();
        foreach (var (name, molecules) in sets.Tests)
        {
            using var test = new MoleculeData(molecules, units, settings.Precision);
            console.WriteLine(Accuracy.Measure(name, network, test, units).ToString());
        }
        return SampleProgram.Completed;
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
}
