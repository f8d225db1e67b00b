using Molecules;

namespace Intertwine.Samples.Tests.Molecules;

public sealed class DynamicsTests
{
    private const double Spring = 2;

    [Fact]
    public void Units_AreThoseOfCodata()
    {
        // One u at 1 Angstrom/fs; k_B in eV/K; kcal/mol.
        var state = new DynamicsState(new Harmonic(1, 0), [1], [0, 0, 0], [0, 1, 0]);
        Assert.Equal(51.82134, state.KineticEnergy, 5e-5);
        Assert.Equal(8.617333262e-5, Units.Boltzmann, 1e-14);
        Assert.Equal(0.0433641043, Units.KilocaloriePerMole, 1e-10);
        Assert.Equal(2 * state.KineticEnergy / (3 * Units.Boltzmann), state.Temperature, 1e-6);
    }

    [Fact]
    public void VelocityVerlet_OnAHarmonicOscillator_HasOrderTwo()
    {
        // x = cos(ω t) with ω² = k / m.
        const double Mass = 12;
        double omega = Math.Sqrt(Spring / Mass * Units.Acceleration);
        double duration = 7 / omega;
        double Error(int steps)
        {
            var state = new DynamicsState(new Harmonic(1, Spring), [Mass], [1, 0, 0]);
            ((IIntegrator)new VelocityVerlet(duration / steps)).Run(state, steps);
            Assert.Equal(duration, state.Time, 1e-9);
            return Math.Abs(state.Positions[0] - Math.Cos(omega * duration));
        }

        Assert.InRange(Error(100) / Error(200), 3.9, 4.1);
        Assert.InRange(Error(400), 1e-9, 1e-3);
    }

    [Fact]
    public void VelocityVerlet_OnACluster_KeepsEnergyToOrderTwo_AndMomenta()
    {
        double Fluctuation(double timeStep)
        {
            DynamicsState state = Cluster(60);
            double[] centre = InitialVelocities.MassCentre(state.Masses, state.Positions);
            var times = new List<double>();
            var energies = new List<double>();
            ((IIntegrator)new VelocityVerlet(timeStep)).Run(state, (int)(400 / timeStep), _ =>
            {
                times.Add(state.Time);
                energies.Add(state.TotalEnergy);
            });
            Assert.All(InitialVelocities.MassCentre(state.Masses, state.Velocities), mean => Assert.Equal(0, mean, 1e-14));
            Assert.All(InitialVelocities.AngularMomentum(state.Masses, state.Positions, state.Velocities, centre), l => Assert.Equal(0, l, 1e-9));
            return EnergyDrift.Of(times.ToArray(), energies.ToArray(), state.Count).RmsPerAtom;
        }

        double coarse = Fluctuation(8);
        Assert.InRange(coarse / Fluctuation(4), 3.4, 4.6);
        Assert.InRange(coarse, 1e-9, 1e-4);
    }

    [Fact]
    public void VelocityVerlet_RunsBackwards()
    {
        DynamicsState state = Cluster(60);
        double[] start = [.. state.Positions];
        IIntegrator verlet = new VelocityVerlet(5);
        verlet.Run(state, 200);
        Assert.True(state.Positions.Zip(start).Max(pair => Math.Abs(pair.First - pair.Second)) > 0.02);
        for (int k = 0; k < state.Velocities.Length; k++)
        {
            state.Velocities[k] *= -1;
        }

        verlet.Run(state, 200);
        Assert.All(state.Positions.Zip(start), pair => Assert.Equal(pair.Second, pair.First, 1e-8));
    }

    [Fact]
    public void Langevin_SamplesTheHarmonicOscillator_EvenWithLongSteps()
    {
        // <x²> = k_B T / k for every time step, with ω dt = 0.8 here.
        const double Mass = 20;
        const int Atoms = 40;
        double timeStep = 0.8 / Math.Sqrt(Spring / Mass * Units.Acceleration);
        var state = new DynamicsState(new Harmonic(Atoms, Spring), [.. Enumerable.Repeat(Mass, Atoms)], new double[3 * Atoms]);
        IIntegrator langevin = new Langevin(timeStep, 500, 0.5 / timeStep, seed: 4);
        langevin.Run(state, 100);
        double sum = 0;
        const int Steps = 4000;
        langevin.Run(state, Steps, _ => sum += state.Positions.Sum(x => x * x));
        Assert.Equal(1, sum / (Steps * 3 * Atoms) * Spring / (Units.Boltzmann * 500), 0.02);
    }

    [Fact]
    public void Langevin_WithoutFriction_IsVelocityVerlet()
    {
        DynamicsState verlet = Cluster(60);
        DynamicsState langevin = Cluster(60);
        ((IIntegrator)new VelocityVerlet(4)).Run(verlet, 50);
        ((IIntegrator)new Langevin(4, 300, 0, seed: 1)).Run(langevin, 50);
        Assert.All(verlet.Positions.Zip(langevin.Positions), pair => Assert.Equal(pair.First, pair.Second, 1e-11));
    }

    [Fact]
    public void InitialVelocities_HaveTheTemperature_AndNoMomenta()
    {
        DynamicsState state = Cluster(300);
        Assert.Equal(300, state.Temperature, 1e-9);
        Assert.Equal((3 * state.Count) - 6, state.DegreesOfFreedom);
        Assert.All(InitialVelocities.MassCentre(state.Masses, state.Velocities), mean => Assert.Equal(0, mean, 1e-16));
        Assert.All(InitialVelocities.AngularMomentum(state.Masses, state.Positions, state.Velocities, [5, 6, 7]), l => Assert.Equal(0, l, 1e-12));
        Assert.Equal(1, InitialVelocities.DegreesOfFreedom([1, 2], [0, 0, 0, 1, 1, 1]));
        Assert.Equal(4, InitialVelocities.DegreesOfFreedom([1, 2, 1], [0, 0, 0, 1, 1, 1, 3, 3, 3]));
        Assert.Equal([0, 0, 0], InitialVelocities.Draw([1], [1, 2, 3], 300, 1));
        Assert.NotEqual(0, InitialVelocities.AngularMomentum([1, 1, 1], [0, 0, 0, 1, 0, 0, 0, 2, 0], InitialVelocities.Draw([1, 1, 1], [0, 0, 0, 1, 0, 0, 0, 2, 0], 300, 1, rotationToo: false), [0, 0, 0])[2], 1e-6);
    }

    [Fact]
    public void EnergyDrift_IsTheSlope_AndWhatIsLeft()
    {
        // -1e5 + 3e-4 per fs, with ±2e-3 in pairs that no line sees: + - - +.
        double[] times = [0, 1, 2, 3];
        double[] energies = [.. times.Zip([2e-3, -2e-3, -2e-3, 2e-3], (t, e) => -1e5 + (3e-4 * t) + e)];
        EnergyDrift drift = EnergyDrift.Of(times, energies, 2);
        Assert.Equal(0.15, drift.DriftPerAtomPerPicosecond, 1e-6);
        Assert.Equal(1e-3, drift.RmsPerAtom, 1e-9);
        Assert.Equal(3e-3, drift.DurationPicoseconds, 1e-15);
        Assert.Contains("two or more; got 1 and 1", Assert.Throws<ArgumentException>(() => EnergyDrift.Of([0], [1], 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Errors_NameTheArgument()
    {
        Assert.Equal("masses", Assert.Throws<ArgumentException>(() => new DynamicsState(new Harmonic(2, 1), [1], [0, 0, 0])).ParamName);
        Assert.Equal("masses", Assert.Throws<ArgumentException>(() => new DynamicsState(new Harmonic(1, 1), [0], [0, 0, 0])).ParamName);
        Assert.Equal("positions", Assert.Throws<ArgumentException>(() => new DynamicsState(new Harmonic(1, 1), [1], [0, 0])).ParamName);
        Assert.Equal("timeStep", Assert.Throws<ArgumentOutOfRangeException>(() => new VelocityVerlet(0)).ParamName);
        Assert.Equal("friction", Assert.Throws<ArgumentOutOfRangeException>(() => new Langevin(1, 1, -1, 1)).ParamName);
        Assert.Contains("at 0 fs; got NaN", Assert.Throws<InvalidOperationException>(() => new DynamicsState(new Harmonic(1, 1), [1], [double.NaN, 0, 0])).Message, StringComparison.Ordinal);
    }

    /// <summary>Seven argon atoms, a pentagonal bipyramid near its minimum, at a temperature.</summary>
    private static DynamicsState Cluster(double temperature)
    {
        double[] positions = [0, 0, 1.5, 0, 0, -1.5, .. Enumerable.Range(0, 5).SelectMany(k => new[] { 2.55 * Math.Cos(0.4 * Math.PI * k), 2.55 * Math.Sin(0.4 * Math.PI * k), 0 })];
        double[] masses = [.. Enumerable.Repeat(Elements.Mass(18), 7)];
        return new DynamicsState(new ClusterPotential([.. Enumerable.Repeat(18, 7)]), masses, positions, InitialVelocities.Draw(masses, positions, temperature, 3), InitialVelocities.DegreesOfFreedom(masses, positions));
    }

    /// <summary>E = k x² / 2 for every coordinate.</summary>
    private sealed class Harmonic(int count, double spring) : IForceField
    {
        public int Count => count;

        public double Evaluate(ReadOnlySpan<double> positions, Span<double> forces)
        {
            double energy = 0;
            for (int k = 0; k < positions.Length; k++)
            {
                forces[k] = -spring * positions[k];
                energy += spring * positions[k] * positions[k] / 2;
            }

            return energy;
        }
    }
}
