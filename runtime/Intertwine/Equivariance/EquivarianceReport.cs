using System.Globalization;

namespace Intertwine;

/// <summary>How far one output of a model is from equivariant.</summary>
/// <param name="Name">As in <see cref="ModelDefinition.Outputs"/>.</param>
/// <param name="RelativeError">max |f(g x) - g f(x)| / max |g f(x)|, the largest over the trials.</param>
public sealed record OutputEquivariance(string Name, double RelativeError);

/// <summary>What <see cref="Equivariance.Measure"/> found.</summary>
public sealed record EquivarianceReport(string Model, string Group, int Trials, IReadOnlyList<OutputEquivariance> Outputs)
{
    /// <summary>The error of an output.</summary>
    public double this[string output] => Outputs.FirstOrDefault(o => o.Name == output)?.RelativeError
        ?? throw new ArgumentException($"{Model} has no output '{output}'; it has {string.Join(", ", Outputs.Select(o => o.Name))}.", nameof(output));

    /// <summary>The largest error of all outputs.</summary>
    public double Worst => Outputs.Count == 0 ? 0 : Outputs.Max(o => o.RelativeError);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Model} under {Group}, {Trials} random elements: {string.Join(", ", Outputs.Select(o => string.Create(CultureInfo.InvariantCulture, $"{o.Name} {o.RelativeError:0.0e+0}")))}");
}
