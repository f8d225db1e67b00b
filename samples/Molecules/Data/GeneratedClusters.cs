using Intertwine.Samples;

namespace Molecules;

/// <summary>
/// Clusters of 6 to 12 atoms of three kinds in the <see cref="ClusterPotential"/>, each of a random composition, sampled by Langevin dynamics: data with exact energies and forces, the same for the same seed.
/// </summary>
public static class GeneratedClusters
{
    public const string Name = "clusters";

    private const int Fewest = 6;
    private const int Most = 12;
    private const int FramesPerCluster = 10;
    private const int StepsBetweenFrames = 50;
    private const int StepsOfCooling = 400;
    private const int StepsToWarm = 600;
    private const double TimeStep = 2;
    private const double Friction = 0.02;

    // So far apart at least the first atoms stand.
    private const double FirstDistance = 2.2;

    /// <summary>Training, validation and tests come from different clusters; one test at the temperature of the training, one at twice that.</summary>
    public static MoleculeSets Load(SplitSettings? split = null, double temperature = 300)
    {
        split ??= new SplitSettings();
        int train = split.Train ?? 500;
        int validation = split.Validation ?? 50;
        int test = split.Test ?? 500;
        if (train < 1 || validation < 0 || test < 0)
        {
            throw new ArgumentException($"{Name}: expected at least 1 geometry to train, 0 to validate and test on; got {train}, {validation}, {test}.", nameof(split));
        }

        int first = 0;
        IReadOnlyList<Molecule> Next(int count, double kelvin)
        {
            int clusters = (count + FramesPerCluster - 1) / FramesPerCluster;
            int start = first;
            first += clusters;
            var frames = new Molecule[clusters][];
            Parallel.For(0, clusters, k => frames[k] = Sample(split.Seed, (ulong)(start + k), kelvin));
            return [.. frames.SelectMany(cluster => cluster).Take(count)];
        }

        return new MoleculeSets(
            Name, "generated clusters, Morse and Lennard-Jones pairs and angles", Next(train, temperature), Next(validation, temperature), [($"{temperature:f0} K", Next(test, temperature)), ($"{2 * temperature:f0} K", Next(test, 2 * temperature))])
        {
            IsolatedEnergies = ClusterPotential.Species.ToDictionary(number => number, _ => 0.0),
        };
    }

    /// <summary>One cluster's geometries: put together at random, cooled to its potential's hollow, warmed, and followed.</summary>
    private static Molecule[] Sample(ulong seed, ulong cluster, double temperature)
    {
        var random = new CounterRandom(seed, RandomStreams.Clusters, cluster);
        int[] numbers = new int[Fewest + random.NextInt(Most - Fewest + 1)];
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = ClusterPotential.Species[random.NextInt(ClusterPotential.Species.Count)];
        }

        double[] masses = Array.ConvertAll(numbers, Elements.Mass);
        var state = new DynamicsState(new ClusterPotential(numbers), masses, Pack(numbers.Length, ref random));

        // Strong friction without noise: downhill, whatever the start.
        IIntegrator cooling = new Langevin(TimeStep / 4, 0, 0.5, seed, cluster);
        cooling.Run(state, StepsOfCooling);
        IIntegrator dynamics = new Langevin(TimeStep, temperature, Friction, seed, cluster);
        dynamics.Run(state, StepsToWarm);
        var frames = new Molecule[FramesPerCluster];
        for (int f = 0; f < FramesPerCluster; f++)
        {
            dynamics.Run(state, StepsBetweenFrames);
            frames[f] = new Molecule(numbers, [.. state.Positions]) { Energy = state.PotentialEnergy, Forces = [.. state.Forces], Label = $"cluster {cluster}" };
        }

        return frames;
    }

    /// <summary>Points in a ball, none nearer than <see cref="FirstDistance"/> to another; the ball grows slowly until they fit.</summary>
    private static double[] Pack(int count, ref CounterRandom random)
    {
        double radius = FirstDistance;
        double[] positions = new double[3 * count];
        for (int i = 0; i < count;)
        {
            double[] point = [radius * ((2 * random.NextDouble()) - 1), radius * ((2 * random.NextDouble()) - 1), radius * ((2 * random.NextDouble()) - 1)];
            bool fits = (point[0] * point[0]) + (point[1] * point[1]) + (point[2] * point[2]) <= radius * radius;
            for (int j = 0; j < i && fits; j++)
            {
                fits = Math.Pow(point[0] - positions[3 * j], 2) + Math.Pow(point[1] - positions[(3 * j) + 1], 2) + Math.Pow(point[2] - positions[(3 * j) + 2], 2) >= FirstDistance * FirstDistance;
            }

            if (fits)
            {
                point.CopyTo(positions, 3 * i);
                i++;
            }
            else
            {
                radius *= 1.002;
            }
        }

        return positions;
    }
}
