using System.Globalization;

namespace Intertwine.Golden;

/// <summary>The outcome for one file.</summary>
/// <param name="Problem">Why there was nothing to compare; null where there was.</param>
internal sealed record GoldenVerdict(string File, bool KnownKind, IReadOnlyList<Deviation> Deviations, string? Problem = null)
{
    /// <summary>Files of unknown kinds do not fail. A file without anything to compare does.</summary>
    public bool Failed => KnownKind && (Problem is not null || Deviations.Count == 0 || Deviations.Any(d => !d.Passed));

    public IEnumerable<Deviation> Failures => Deviations.Where(d => !d.Passed);

    /// <summary>One line: name, worst errors in float32 and in float64, outcome; for failures why.</summary>
    public string Line
    {
        get
        {
            if (!KnownKind)
            {
                return $"{File}: unknown kind";
            }

            if (Problem is not null)
            {
                return $"{File}: failed: {Problem.ReplaceLineEndings(" ")}";
            }

            string numbers = $"{File}: outputs {Worst(DeviationKind.Output, "float32")}, gradients {Worst(DeviationKind.Gradient, "float32")}; " +
                $"float64 outputs {Worst(DeviationKind.Output, "float64")}, gradients between backends {WorstBetweenBackends}";
            Deviation[] failures = [.. Failures.OrderByDescending(d => d.Error / d.Tolerance)];
            string rest = failures.Length > 3 ? $" and {failures.Length - 3} more" : string.Empty;
            return failures.Length == 0 ? $"{numbers}: passed" : $"{numbers}: failed: {string.Join("; ", failures.Take(3))}{rest}";
        }
    }

    private string WorstBetweenBackends => Format(Deviations.Where(d => d.Tensor.Contains("(against", StringComparison.Ordinal)));

    private string Worst(DeviationKind kind, string precision) => Format(Deviations.Where(d => d.Kind == kind && d.Run.EndsWith(precision, StringComparison.Ordinal)));

    private static string Format(IEnumerable<Deviation> deviations) => deviations.Select(d => d.Error).DefaultIfEmpty(0).Max().ToString("0.0e+0", CultureInfo.InvariantCulture);
}
