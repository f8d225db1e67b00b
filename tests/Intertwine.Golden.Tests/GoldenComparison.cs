using Intertwine.Golden.Kinds;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Golden;

/// <summary>
/// Compares runs with a file. Outputs: max |a - b| / max |b|. Gradients: max |a - b| / max(max |b|, 1e-3 largest gradient entry of the file), so that gradients that nearly vanish are not compared digit by digit.
/// </summary>
internal sealed class GoldenComparison
{
    public const double OutputTolerance = 1e-5;
    public const double GradientTolerance = 1e-4;

    /// <summary>Where the official float32 run is itself further off its float64 run than the tolerances, so many times that distance: ours is off as well, in its own way.</summary>
    public const double RoundingFactor = 3;

    /// <summary>How much finer float64 is, 2^-53 / 2^-24: what is ill-conditioned enough to be so far off in float32 is off by this fraction of it in float64.</summary>
    public const double DoublePerSingle = 1.0 / (1 << 29);

    /// <summary>Between two backends in float64.</summary>
    public const double BackendTolerance = 1e-10;

    private readonly GoldenFile _file;
    private readonly double _float64Tolerance;
    private readonly double _float64GradientTolerance;
    private readonly HashSet<string> _ignored;
    private readonly GoldenRun _definition;
    private readonly HashSet<string> _withoutGradient;
    private readonly double _smallestScale;
    private readonly double _outputTolerance;
    private readonly double _float32OutputTolerance;
    private readonly double _gradientTolerance;
    private readonly double _float32GradientTolerance;
    private readonly List<Deviation> _deviations = [];

    private GoldenComparison(GoldenFile file, IGoldenKind kind, GoldenRun definition)
    {
        _file = file;
        _float64Tolerance = kind.Float64Tolerance;
        _float64GradientTolerance = Math.Max(_float64Tolerance, RoundingFactor * file.GradientRounding * DoublePerSingle);
        _ignored = [.. kind.IgnoredOutputs];
        _definition = definition;
        _outputTolerance = Math.Max(OutputTolerance, RoundingFactor * file.OutputRounding);
        _float32OutputTolerance = _outputTolerance > OutputTolerance ? Math.Max(kind.RoundedOutputTolerance, _outputTolerance) : _outputTolerance;
        _gradientTolerance = Math.Max(GradientTolerance, RoundingFactor * file.GradientRounding);
        _float32GradientTolerance = Math.Max(kind.Float32GradientTolerance, _gradientTolerance);
        _withoutGradient = [.. file.Config.Names("params_without_grad")];

        // Files with hash weights have no whole gradients of parameters; those of our float64 run, whose statistics are compared, stand in for them as scales.
        IEnumerable<GoldenArray> gradients = file.InputGradients.Values.Concat(file.WeightGradients.Values).Select(GoldenArray.Of);
        IEnumerable<GoldenArray> hashed = file.GradientStatistics.Keys.Select(n => definition.WeightGradients.GetValueOrDefault(n)).OfType<GoldenArray>();
        _smallestScale = 1e-3 * gradients.Concat(hashed).Select(g => g.Largest).DefaultIfEmpty(0).Max();
    }

    /// <summary>All deviations of all runs.</summary>
    /// <param name="runs">Among them <see cref="Backend.Torch"/> in float64, which is what float64 gradients of other backends are compared with.</param>
    public static IReadOnlyList<Deviation> Compare(GoldenFile file, IGoldenKind kind, IReadOnlyList<GoldenRun> runs)
    {
        GoldenComparison comparison = new(file, kind, runs.First(r => r.Backend == Backend.Torch && r.Precision == ScalarType.Float64));
        foreach (GoldenRun run in runs)
        {
            comparison.Add(run);
        }

        return comparison._deviations;
    }

    private void Add(GoldenRun run)
    {
        bool isDouble = run.Precision == ScalarType.Float64;
        CompareOutputs(run, isDouble);
        CompareBuffers(run);
        foreach ((string name, Tensor reference) in _file.InputGradients)
        {
            CompareGradient(run, $"grad/input/{name}", run.InputGradients.GetValueOrDefault(name), GoldenArray.Of(reference));
        }

        foreach ((string name, Tensor reference) in _file.WeightGradients)
        {
            CompareGradient(run, $"grad/weight/{name}", run.WeightGradients.GetValueOrDefault(name), GoldenArray.Of(reference));
        }

        CompareHashed(run, isDouble);
        CheckUnreferenced(run);
        if (isDouble && run != _definition)
        {
            CompareBackends(run, "grad/input/", run.InputGradients, _definition.InputGradients);
            CompareBackends(run, "grad/weight/", run.WeightGradients, _definition.WeightGradients);
        }
    }

    private void CompareOutputs(GoldenRun run, bool isDouble)
    {
        bool has64 = isDouble && _file.Outputs64.Count > 0;
        string section = has64 ? "output64" : "output";
        foreach ((string name, Tensor tensor) in (has64 ? _file.Outputs64 : _file.Outputs).Where(o => !_ignored.Contains(o.Key)))
        {
            GoldenArray reference = GoldenArray.Of(tensor);
            double distance = run.Outputs.TryGetValue(name, out GoldenArray? actual) ? actual.Distance(reference) : double.PositiveInfinity;
            Report(DeviationKind.Output, run, $"{section}/{name}", Relative(distance, reference.Largest), has64 ? _float64Tolerance : OutputToleranceOf(run));
        }

        foreach (string name in run.Outputs.Keys.Except(_file.Outputs.Keys))
        {
            Report(DeviationKind.Output, run, $"output/{name} (not in the file)", double.PositiveInfinity, _outputTolerance);
        }
    }

    /// <summary>Buffers that the official forward pass changes, as the float32 run left them.</summary>
    private void CompareBuffers(GoldenRun run)
    {
        foreach ((string name, Tensor tensor) in _file.BuffersAfter)
        {
            GoldenArray reference = GoldenArray.Of(tensor);
            if (run.Buffers.TryGetValue(name, out GoldenArray? actual))
            {
                Report(DeviationKind.Output, run, $"buffer_after/{name}", Relative(actual.Distance(reference), reference.Largest), OutputToleranceOf(run));
            }
            else if (!_file.Weights.TryGetValue(name, out Tensor? before) || GoldenArray.Of(before).Distance(reference) > 0)
            {
                Report(DeviationKind.Output, run, $"buffer_after/{name} (not read)", double.PositiveInfinity, _outputTolerance);
            }
        }
    }

    /// <summary>A gradient that our model does not have counts as zero.</summary>
    private void CompareGradient(GoldenRun run, string name, GoldenArray? gradient, GoldenArray reference)
    {
        double distance = (gradient ?? GoldenArray.Zeros(reference.Shape)).Distance(reference);
        Report(DeviationKind.Gradient, run, name, Relative(distance, Math.Max(reference.Largest, _smallestScale)), GradientToleranceOf(run));
    }

    /// <summary>First entries and statistics of gradients that the file does not hold whole.</summary>
    private void CompareHashed(GoldenRun run, bool isDouble)
    {
        IReadOnlyDictionary<string, Tensor> heads = _file.GradientHeads;
        IReadOnlyDictionary<string, Tensor> statistics = _file.GradientStatistics;
        string[] parameters = [.. _file.Weights.Keys.Where(n => statistics.ContainsKey(n) || _withoutGradient.Contains(n))];
        for (int p = 0; p < parameters.Length; p++)
        {
            string name = parameters[p];
            if (!statistics.TryGetValue(name, out Tensor? tensor))
            {
                continue;
            }

            GoldenArray gradient = run.WeightGradients.GetValueOrDefault(name) ?? GoldenArray.Zeros(_file.Weights[name].shape);
            GoldenArray scale = _definition.WeightGradients.GetValueOrDefault(name) ?? gradient;
            if (heads.TryGetValue(name, out Tensor? head))
            {
                GoldenArray first = new(gradient.Values[..(int)Math.Min(head.numel(), gradient.Values.Length)], [head.numel()]);
                Report(DeviationKind.Gradient, run, $"gradhead/{name}", Relative(first.Distance(GoldenArray.Of(head)), Math.Max(scale.Largest, _smallestScale)), GradientToleranceOf(run));
            }

            // Sums are compared with the sum of absolute values: their terms cancel.
            double[] expected = GoldenArray.Of(tensor).Values;
            float[] h = _file.StatisticsVector(p, gradient.Values.Length);
            double absolute = Math.Max(scale.AbsoluteSum, _smallestScale);
            double[] errors =
            [
                Relative(Math.Abs(gradient.Values.Sum() - expected[0]), absolute),
                Relative(Math.Abs(gradient.Values.Sum(g => g * g) - expected[1]), Math.Max(expected[1], _smallestScale * _smallestScale)),
                Relative(Math.Abs(gradient.Values.Zip(h, (g, v) => g * v).Sum() - expected[2]), absolute),
            ];
            double worst = errors.Any(double.IsNaN) ? double.PositiveInfinity : errors.Max();
            Report(DeviationKind.Gradient, run, $"gradstat/{name}", worst, isDouble && _file.StatisticsAreFloat64 ? _float64GradientTolerance : GradientToleranceOf(run));
        }
    }

    /// <summary>Parameters that the official outputs do not depend on have gradient zero; every other gradient has a reference.</summary>
    private void CheckUnreferenced(GoldenRun run)
    {
        foreach ((string name, GoldenArray gradient) in run.WeightGradients)
        {
            if (!_file.WeightGradients.ContainsKey(name) && !_file.GradientStatistics.ContainsKey(name))
            {
                bool expected = _withoutGradient.Contains(name);
                double error = expected ? gradient.Distance(GoldenArray.Zeros(gradient.Shape)) : double.PositiveInfinity;
                Report(DeviationKind.Gradient, run, $"grad/weight/{name} ({(expected ? "has to be zero" : "not in the file")})", error, 0);
            }
        }
    }

    private void CompareBackends(GoldenRun run, string prefix, IReadOnlyDictionary<string, GoldenArray> gradients, IReadOnlyDictionary<string, GoldenArray> definition)
    {
        foreach (string name in gradients.Keys.Union(definition.Keys))
        {
            GoldenArray shape = gradients.GetValueOrDefault(name) ?? definition[name];
            GoldenArray expected = definition.GetValueOrDefault(name) ?? GoldenArray.Zeros(shape.Shape);
            double distance = (gradients.GetValueOrDefault(name) ?? GoldenArray.Zeros(shape.Shape)).Distance(expected);
            Report(DeviationKind.Gradient, run, $"{prefix}{name} (against {_definition.Name})", Relative(distance, Math.Max(expected.Largest, _smallestScale)), BackendTolerance);
        }
    }

    private void Report(DeviationKind kind, GoldenRun run, string tensor, double error, double tolerance) => _deviations.Add(new Deviation(kind, run.Name, tensor, error, tolerance));

    /// <summary>Against references in float32.</summary>
    private double OutputToleranceOf(GoldenRun run) => run.Precision == ScalarType.Float64 ? _outputTolerance : _float32OutputTolerance;

    /// <summary>Against references in float32.</summary>
    private double GradientToleranceOf(GoldenRun run) => run.Precision == ScalarType.Float64 ? _gradientTolerance : _float32GradientTolerance;

    private static double Relative(double distance, double scale) => scale > 0 ? distance / scale : distance;
}
