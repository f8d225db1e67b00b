using System.Globalization;
using Intertwine.Samples;
using ScottPlot;

namespace Molecules;

/// <summary>The pictures of a run.</summary>
public static class Plots
{
    // More points hide each other and make the picture slow.
    private const int MostPoints = 20_000;

    private static readonly Color Training = Color.FromHex("#2B6CB8");
    private static readonly Color Validation = Color.FromHex("#C8432B");
    private static readonly Color Reference = Color.FromHex("#777777");

    static Plots() => PlotDefaults.UsePlainFont();

    /// <summary>Root of the training loss and validation error by epoch, both axes logarithmic.</summary>
    /// <param name="unit">Of the validation error.</param>
    public static void LearningCurve(string path, IReadOnlyList<EpochRecord> history, string title, string unit)
    {
        using var plot = new Plot();
        plot.Title($"{title}: learning curve", size: 18);
        plot.XLabel("epoch");
        plot.YLabel(unit);
        AddCurve(plot, [.. history.Select(r => (r.Epoch, Math.Sqrt(r.Train)))], "training: root of the loss", Training, 1.5f);
        AddCurve(plot, [.. history.Where(r => r.Validation is not null).Select(r => (r.Epoch, r.Validation!.Value))], "validation: mean absolute error, averaged weights", Validation, 2f);
        var values = history.SelectMany(r => new[] { Math.Sqrt(r.Train), r.Validation ?? Math.Sqrt(r.Train) }).Where(v => v > 0 && double.IsFinite(v)).DefaultIfEmpty(1).ToArray();
        var last = Math.Max(history.Count > 0 ? history[^1].Epoch : 1, 2);
        plot.Axes.SetLimits(-0.02, Math.Log10(last) + 0.02, Math.Log10(values.Min()) - 0.1, Math.Log10(values.Max()) + 0.1);
        plot.Axes.Left.TickGenerator = PlotDefaults.LogTicks(values.Min() / 2, values.Max() * 2);
        plot.Axes.Bottom.TickGenerator = PlotDefaults.LogTicks(1, last);
        plot.Grid.MajorLineColor = Colors.Black.WithAlpha(0.08);
        plot.ShowLegend(Alignment.UpperRight);
        plot.SavePng(path, 1000, 620);
    }

    /// <summary>Computed against true energies and forces of a test set.</summary>
    public static void Parity(string path, ParityPoints points, string title)
    {
        var panels = points.TrueForces.Length > 0 ? 2 : 1;
        var figure = new Multiplot();
        figure.AddPlots(panels);
        figure.Layout = new ScottPlot.MultiplotLayouts.Columns();
        AddParity(figure.GetPlot(0), points.TrueEnergies, points.Energies, $"{title}: energy", "eV/atom");
        if (panels == 2) AddParity(figure.GetPlot(1), points.TrueForces, points.Forces, $"{title}: force components", "eV/Å");
        figure.SavePng(path, 620 * panels, 620);
    }

    /// <summary>Total energy along the dynamics.</summary>
    public static void Energy(string path, DynamicsRun run, string title)
    {
        using var plot = new Plot();
        plot.Title(string.Create(CultureInfo.InvariantCulture, $"{title}: total energy at constant energy, drift {run.Drift:0.0000} meV/atom/ps"), size: 16);
        plot.XLabel("time, fs");
        plot.YLabel("E - E(0), meV/atom");
        plot.Add.ScatterLine(run.Times.ToArray(), run.Energies.ToArray(), Training).LineWidth = 1;
        plot.Grid.MajorLineColor = Colors.Black.WithAlpha(0.08);
        plot.SavePng(path, 1000, 480);
    }

    private static void AddCurve(Plot plot, (int Epoch, double Value)[] points, string label, Color color, float width)
    {
        var line = plot.Add.Scatter(Array.ConvertAll(points, p => Math.Log10(p.Epoch)), Array.ConvertAll(points, p => Math.Log10(p.Value)), color);
        line.LegendText = label;
        line.LineWidth = width;
        // A line of one point is invisible.
        line.MarkerSize = points.Length < 30 ? 6 : 0;
    }

    private static void AddParity(Plot plot, double[] truth, double[] computed, string title, string unit)
    {
        var stride = Math.Max(1, truth.Length / MostPoints);
        var shown = Enumerable.Range(0, truth.Length).Where(k => k % stride == 0).ToArray();
        plot.Add.ScatterPoints(Array.ConvertAll(shown, k => truth[k]), Array.ConvertAll(shown, k => computed[k]), Training.WithAlpha(0.4)).MarkerSize = 3;
        var (least, most) = (truth.Min(), truth.Max());
        plot.Add.Line(least, least, most, most).LineColor = Reference;
        plot.Title(title, size: 16);
        plot.XLabel($"true, {unit}");
        plot.YLabel($"computed, {unit}");
        plot.Axes.SquareUnits();
        plot.Grid.MajorLineColor = Colors.Black.WithAlpha(0.08);
    }
}
