using System.Globalization;
using Intertwine.Samples;
using ScottPlot;

namespace Shapes;

/// <summary>A picture of some shapes, turned this way and that, with what each network takes them for.</summary>
public static class ViewPicture
{
    private const int CellWidth = 250;
    private const int CloudHeight = 230;
    private const int LineHeight = 19;

    private static readonly Color Near = Color.FromHex("#12305A");
    private static readonly Color Far = Color.FromHex("#B7CDE6");
    private static readonly Color Right = Color.FromHex("#2E7D40");
    private static readonly Color Wrong = Color.FromHex("#C0311E");

    static ViewPicture() => PlotDefaults.UsePlainFont();

    /// <param name="guesses">Of each network, shape by shape.</param>
    public static void Save(string path, Views views, IReadOnlyList<string> classes, IReadOnlyList<(ModelKind Model, IReadOnlyList<Guess[]> Guesses)> guesses)
    {
        var figure = new Multiplot();
        figure.AddPlots(views.Labels.Count * Views.Rotations);
        figure.Layout = new ScottPlot.MultiplotLayouts.Grid(views.Labels.Count, Views.Rotations);
        for (var shape = 0; shape < views.Labels.Count; shape++)
        {
            for (var view = 0; view < Views.Rotations; view++)
            {
                var plot = figure.GetPlot((shape * Views.Rotations) + view);
                var label = views.Labels[shape];
                Cloud(plot, views.Clouds[shape][view], guesses.Count);
                plot.Title(view == 0 ? $"{classes[label]}, upright" : "rotated", size: 14);
                for (var m = 0; m < guesses.Count; m++)
                {
                    var guess = guesses[m].Guesses[shape][view];
                    var text = plot.Add.Annotation(string.Create(CultureInfo.InvariantCulture, $"{Names.TitleOf(guesses[m].Model)}: {classes[guess.Class]} {100 * guess.Probability:0} %"), Alignment.LowerCenter);
                    text.OffsetY = LineHeight * (guesses.Count - 1 - m);
                    text.LabelFontColor = guess.Class == label ? Right : Wrong;
                    text.LabelFontSize = 12;
                    text.LabelBackgroundColor = text.LabelBorderColor = text.LabelShadowColor = Colors.Transparent;
                    text.LabelBold = guess.Class != label;
                }
            }
        }
        figure.SavePng(path, CellWidth * Views.Rotations, CellHeight(guesses.Count) * views.Labels.Count);
    }

    private static int CellHeight(int lines) => CloudHeight + (LineHeight * lines);

    /// <summary>The cloud seen from a point above the horizon, without perspective, the nearest points darkest and last.</summary>
    private static void Cloud(Plot plot, float[] cloud, int lines)
    {
        var (sinTurn, cosTurn) = Math.SinCos(0.6);
        var (sinTilt, cosTilt) = Math.SinCos(0.4);
        var points = new (double X, double Y, double Depth)[cloud.Length / 3];
        for (var p = 0; p < points.Length; p++)
        {
            var (x, y, z) = (cloud[3 * p], cloud[(3 * p) + 1], cloud[(3 * p) + 2]);
            var (across, depth) = ((cosTurn * x) - (sinTurn * y), (sinTurn * x) + (cosTurn * y));
            points[p] = (across, (cosTilt * z) + (sinTilt * depth), (cosTilt * depth) - (sinTilt * z));
        }
        Array.Sort(points, (a, b) => b.Depth.CompareTo(a.Depth));
        const int Layers = 12;
        foreach (var layer in points.Chunk(Math.Max(1, (points.Length + Layers - 1) / Layers)).Select((layer, i) => (layer, i)))
        {
            var colour = Far.InterpolateRgb(Near, (double)layer.i / (Layers - 1));
            var markers = plot.Add.ScatterPoints(Array.ConvertAll(layer.layer, p => p.X), Array.ConvertAll(layer.layer, p => p.Y), colour);
            markers.MarkerSize = 3.2f + (1.6f * layer.i / Layers);
        }
        plot.HideAxesAndGrid();
        // Room for the lines of text below.
        var scale = 2.1 / (CloudHeight - 40);
        plot.Axes.SetLimits(-CellWidth * scale / 2, CellWidth * scale / 2, -1.05 - (LineHeight * lines * scale), 1.05);
    }
}
