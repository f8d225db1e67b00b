using System.Globalization;
using Intertwine.Samples;
using ScottPlot;

namespace Shapes;

/// <summary>The curves and matrices of a run.</summary>
public static class Plots
{
    private static readonly Color[] Palette = [Color.FromHex("#777777"), Color.FromHex("#2B6CB8"), Color.FromHex("#C8432B"), Color.FromHex("#3B8A4E")];

    static Plots() => PlotDefaults.UsePlainFont();

    /// <summary>Training loss and accuracy on the held-out shapes by epoch, side by side.</summary>
    public static void LearningCurves(string path, Results results)
    {
        var figure = new Multiplot();
        figure.AddPlots(2);
        figure.Layout = new ScottPlot.MultiplotLayouts.Columns();
        Curves(figure.GetPlot(0), results, $"{results.Title}: training loss", "cross entropy", record => record.Train);
        Curves(figure.GetPlot(1), results, "accuracy on held-out shapes, training's rotations", "percent", record => 100 * (1 - record.Validation));
        figure.GetPlot(1).Axes.SetLimitsY(0, 102);
        figure.GetPlot(1).ShowLegend(Alignment.LowerRight);
        figure.SavePng(path, 1280, 500);
    }

    /// <summary>Accuracies of all networks under all tests, as bars.</summary>
    public static void Accuracies(string path, Results results)
    {
        using var plot = new Plot();
        var tests = results.Models[0].Tests;
        var width = 0.8 / results.Models.Count;
        for (var m = 0; m < results.Models.Count; m++)
        {
            var model = results.Models[m];
            var bars = plot.Add.Bars(
                tests.Select((_, t) => t + ((m - ((results.Models.Count - 1) / 2.0)) * width)).ToArray(),
                model.Tests.Select(t => 100 * t.Accuracy).ToArray());
            bars.LegendText = Names.TitleOf(model.Model);
            foreach (var bar in bars.Bars)
            {
                bar.Size = 0.92 * width;
                bar.FillColor = Palette[(int)model.Model % Palette.Length];
                bar.LineWidth = 0;
                bar.Label = bar.Value.ToString("0.0", CultureInfo.InvariantCulture);
            }
            bars.ValueLabelStyle.FontSize = 13;
        }
        plot.Title($"{results.Title}, {results.Points} points", size: 17);
        plot.YLabel("test accuracy, percent");
        plot.Axes.Bottom.SetTicks([.. Enumerable.Range(0, tests.Count).Select(t => (double)t)], [.. tests.Select(t => Names.Protocol(results.TrainRotation, t.Rotation))]);
        plot.Axes.Bottom.TickLabelStyle.FontSize = 15;
        plot.Axes.Bottom.MajorTickStyle.Length = 0;
        plot.Axes.SetLimits(-0.5, tests.Count - 0.5, 0, 108);
        plot.Grid.XAxisStyle.IsVisible = false;
        plot.ShowLegend(Edge.Right);
        plot.SavePng(path, 900, 480);
    }

    /// <summary>Which classes a network takes shapes for, one panel for each test.</summary>
    public static void Confusion(string path, Results results, ModelResult model)
    {
        var figure = new Multiplot();
        figure.AddPlots(model.Tests.Count);
        figure.Layout = new ScottPlot.MultiplotLayouts.Columns();
        for (var t = 0; t < model.Tests.Count; t++) Matrix(figure.GetPlot(t), results, model, model.Tests[t]);
        var side = Math.Clamp(260 + (42 * results.Classes.Count), 420, 1100);
        figure.SavePng(path, side * model.Tests.Count, side);
    }

    private static void Matrix(Plot plot, Results results, ModelResult model, TestResult test)
    {
        var n = results.Classes.Count;
        var shares = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            var shapes = Math.Max(1, test.Confusion[i].Sum());
            for (var j = 0; j < n; j++) shares[i, j] = (double)test.Confusion[i][j] / shapes;
        }
        var map = plot.Add.Heatmap(shares);
        map.Colormap = new ScottPlot.Colormaps.CustomInterpolated([Colors.White, Color.FromHex("#9DBDE0"), Color.FromHex("#2B6CB8"), Color.FromHex("#12305A")]);
        map.ManualRange = new ScottPlot.Range(0, 1);
        // Beyond so many classes numbers no longer fit into their cells.
        for (var i = 0; i < n && n <= 20; i++)
        {
            for (var j = 0; j < n; j++)
            {
                if (test.Confusion[i][j] == 0) continue;
                var text = plot.Add.Text($"{test.Confusion[i][j]}", j, n - 1 - i);
                text.LabelAlignment = Alignment.MiddleCenter;
                text.LabelFontSize = 13;
                text.LabelFontColor = shares[i, j] > 0.45 ? Colors.White : Colors.Black;
            }
        }
        double[] places = [.. Enumerable.Range(0, n).Select(c => (double)c)];
        plot.Axes.Bottom.SetTicks(places, [.. results.Classes]);
        plot.Axes.Left.SetTicks(places, [.. results.Classes.Reverse()]);
        plot.Axes.Bottom.TickLabelStyle.Rotation = 45;
        plot.Axes.Bottom.TickLabelStyle.Alignment = Alignment.MiddleLeft;
        plot.Axes.Bottom.TickLabelStyle.OffsetX = 3;
        plot.Axes.Bottom.TickLabelStyle.OffsetY = 6;
        plot.Axes.Bottom.MinimumSize = 26 + (5.5f * results.Classes.Max(name => name.Length));
        plot.Axes.Right.MinimumSize = 3.5f * results.Classes[^1].Length;
        plot.Axes.Bottom.MajorTickStyle.Length = plot.Axes.Left.MajorTickStyle.Length = 0;
        plot.Axes.SetLimits(-0.5, n - 0.5, -0.5, n - 0.5);
        plot.HideGrid();
        plot.XLabel("taken for");
        plot.YLabel("is");
        plot.Title(string.Create(CultureInfo.InvariantCulture, $"{Names.TitleOf(model.Model)}, {Names.Protocol(results.TrainRotation, test.Rotation)}: {100 * test.Accuracy:0.0} %"), size: 17);
    }

    private static void Curves(Plot plot, Results results, string title, string unit, Func<EpochRecord, double?> value)
    {
        foreach (var model in results.Models)
        {
            var points = model.History.Where(record => value(record) is not null).ToArray();
            var line = plot.Add.Scatter(Array.ConvertAll(points, p => (double)p.Epoch), Array.ConvertAll(points, p => value(p)!.Value), Palette[(int)model.Model % Palette.Length]);
            line.LegendText = Names.TitleOf(model.Model);
            line.LineWidth = 1.8f;
            // A line of one point is invisible.
            line.MarkerSize = points.Length < 30 ? 5 : 0;
        }
        plot.Title(title, size: 16);
        plot.XLabel("epoch");
        plot.YLabel(unit);
        plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.NumericAutomatic { IntegerTicksOnly = true };
        plot.Grid.MajorLineColor = Colors.Black.WithAlpha(0.08);
        plot.HideLegend();
    }
}
