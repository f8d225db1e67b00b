using System.Globalization;
using Intertwine.Samples;
using ScottPlot;

namespace NBody;

/// <summary>The pictures of a run.</summary>
public static class Plots
{
    private static readonly Color Positive = Color.FromHex("#C8432B");
    private static readonly Color Negative = Color.FromHex("#2B6CB8");
    private static readonly Color Reference = Color.FromHex("#777777");

    static Plots() => PlotDefaults.UsePlainFont();

    /// <summary>Training and validation loss by epoch, on a logarithmic scale, between the linear baseline and the published result.</summary>
    public static void LossCurves(string path, IReadOnlyList<EpochRecord> history, double linear, double published)
    {
        using var plot = new Plot();
        plot.Title("Charged particles: mean squared error of the predicted position", size: 18);
        plot.XLabel("epoch");
        plot.YLabel("mean squared error");

        AddReference(plot, linear, "straight line x + t v", LinePattern.Dotted);
        AddReference(plot, published, "EGNN, published (10,000 epochs)", LinePattern.Dashed);
        AddCurve(plot, [.. history.Select(r => (r.Epoch, r.Train))], "training", Negative, 1.5f);
        AddCurve(plot, [.. history.Where(r => r.Validation is not null).Select(r => (r.Epoch, r.Validation!.Value))], "validation", Positive, 2f);

        var values = history.SelectMany(r => new[] { r.Train, r.Validation ?? r.Train }).Append(linear).Append(published).Where(v => v > 0 && double.IsFinite(v)).ToArray();
        // A fifth of the height above all curves is the legend's.
        var (bottom, top) = (Math.Log10(values.Min()) - 0.08, Math.Log10(values.Max()) + 0.08);
        plot.Axes.SetLimits(0, Math.Max(history[^1].Epoch, 2), bottom, top + 0.2 * (top - bottom));
        plot.Axes.Left.TickGenerator = PlotDefaults.LogTicks(values.Min() / 2, values.Max() * 10);
        plot.Grid.MajorLineColor = Colors.Black.WithAlpha(0.08);
        var legend = plot.ShowLegend(Alignment.UpperRight);
        legend.SymbolWidth = 40;
        plot.SavePng(path, 1000, 620);
    }

    private static void AddCurve(Plot plot, (int Epoch, double Value)[] points, string label, Color color, float width)
    {
        var line = plot.Add.Scatter(Array.ConvertAll(points, p => (double)p.Epoch), Array.ConvertAll(points, p => Math.Log10(p.Value)), color);
        line.LegendText = label;
        line.LineWidth = width;
        // A line of one point is invisible.
        line.MarkerSize = points.Length < 30 ? 6 : 0;
    }

    private static void AddReference(Plot plot, double value, string label, LinePattern pattern)
    {
        var line = plot.Add.HorizontalLine(Math.Log10(value), 1.5f, Reference, pattern);
        line.LegendText = string.Create(CultureInfo.InvariantCulture, $"{label}: {value:0.0000}");
    }

    /// <summary>
    /// The motion of six test trajectories, from those that are predicted best to those that are predicted worst, projected on the x-y plane.
    /// </summary>
    /// <param name="predictions"><c>[trajectories, bodies, 3]</c>.</param>
    public static void Motions(string path, Trajectories trajectories, ReadOnlySpan<double> predictions)
    {
        double[] quantiles = [0.05, 0.25, 0.5, 0.75, 0.9, 0.99];
        var size = Simulation.Bodies * 3;
        var errors = new double[trajectories.Count];
        for (var k = 0; k < errors.Length; k++) errors[k] = MeanSquare(predictions.Slice(k * size, size), trajectories.Positions(k, Trajectories.Frames - 1));
        var ranked = Enumerable.Range(0, errors.Length).OrderBy(k => errors[k]).ToArray();

        var figure = new Multiplot();
        figure.AddPlots(quantiles.Length + 1);
        figure.Layout = new PanelsAboveLegend(rows: 2, columns: 3, legendHeight: 44);
        for (var panel = 0; panel < quantiles.Length; panel++)
        {
            var k = ranked[(int)(quantiles[panel] * (ranked.Length - 1))];
            var plot = figure.GetPlot(panel);
            var rank = quantiles[panel] == 0.5 ? "median error" : string.Create(CultureInfo.InvariantCulture, $"{quantiles[panel]:P0} have a smaller error").Replace(" %", "%");
            plot.Title(string.Create(CultureInfo.InvariantCulture, $"{rank}: {errors[k]:0.0000}"), size: 15);
            DrawMotion(plot, trajectories, k, predictions.Slice(k * size, size));
        }
        DrawLegend(figure.GetPlot(quantiles.Length));
        figure.SavePng(path, 1320, 930);
    }

    private static double MeanSquare(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (var c = 0; c < a.Length; c++) sum += (a[c] - b[c]) * (a[c] - b[c]);
        return sum / a.Length;
    }

    private static void DrawMotion(Plot plot, Trajectories trajectories, int trajectory, ReadOnlySpan<double> prediction)
    {
        for (var body = 0; body < Simulation.Bodies; body++)
        {
            var color = trajectories.Charges(trajectory)[body] > 0 ? Positive : Negative;
            var x = new double[Trajectories.Frames];
            var y = new double[Trajectories.Frames];
            for (var frame = 0; frame < Trajectories.Frames; frame++)
            {
                x[frame] = trajectories.Positions(trajectory, frame)[3 * body];
                y[frame] = trajectories.Positions(trajectory, frame)[3 * body + 1];
            }
            plot.Add.ScatterLine(x, y, color).LineWidth = 2;
            var start = plot.Add.Marker(x[0], y[0], MarkerShape.OpenCircle, 8, color);
            start.MarkerLineWidth = 2;
            plot.Add.Marker(x[^1], y[^1], MarkerShape.FilledCircle, 10, color);
            var predicted = plot.Add.Marker(prediction[3 * body], prediction[3 * body + 1], MarkerShape.Eks, 12, Colors.Black);
            predicted.MarkerLineWidth = 2;
        }
        plot.XLabel("x");
        plot.YLabel("y");
        plot.Axes.Margins(0.12, 0.12);
        plot.Axes.SquareUnits();
        plot.Grid.MajorLineColor = Colors.Black.WithAlpha(0.08);
    }

    private static void DrawLegend(Plot plot)
    {
        plot.Layout.Frameless();
        plot.HideGrid();
        LegendItem[] items =
        [
            new() { LabelText = "positive charge", LineColor = Positive, LineWidth = 3 },
            new() { LabelText = "negative charge", LineColor = Negative, LineWidth = 3 },
            new() { LabelText = $"start (frame {Simulation.FirstFrame})", MarkerShape = MarkerShape.OpenCircle, MarkerColor = Reference, MarkerSize = 9, MarkerLineWidth = 2 },
            new() { LabelText = "true path", LineColor = Reference, LineWidth = 3 },
            new() { LabelText = $"true end (frame {Simulation.LastFrame})", MarkerShape = MarkerShape.FilledCircle, MarkerColor = Reference, MarkerSize = 10 },
            new() { LabelText = "predicted end", MarkerShape = MarkerShape.Eks, MarkerColor = Colors.Black, MarkerSize = 11, MarkerLineWidth = 2 },
        ];
        var legend = plot.ShowLegend(items, Alignment.MiddleCenter);
        legend.Orientation = Orientation.Horizontal;
        legend.FontSize = 14;
        legend.TightHorizontalWrapping = true;
        legend.OutlineWidth = 0;
        legend.ShadowColor = Colors.Transparent;
        legend.InterItemPadding = new PixelPadding(0, 16, 0, 0);
    }

    /// <summary>A grid of panels and below it a strip for the last plot, the legend.</summary>
    private sealed class PanelsAboveLegend(int rows, int columns, float legendHeight) : IMultiplotLayout
    {
        public PixelRect[] GetSubplotRectangles(SubplotCollection subplots, PixelRect figure)
        {
            var strip = figure.Bottom - legendHeight;
            var width = figure.Width / columns;
            var height = (strip - figure.Top) / rows;
            var panels =
                from row in Enumerable.Range(0, rows)
                from column in Enumerable.Range(0, columns)
                let left = figure.Left + column * width
                let top = figure.Top + row * height
                select new PixelRect(left, left + width, top + height, top);
            return [.. panels, new PixelRect(figure.Left, figure.Right, figure.Bottom, strip)];
        }
    }
}
