using ScottPlot;
using ScottPlot.TickGenerators;
using SkiaSharp;

namespace Intertwine.Benchmarks;

/// <summary>The roofline as a picture: operations per second over operations per byte, both logarithmic.</summary>
internal static class RooflinePlot
{
    private static readonly Color[] Palette = [Color.FromHex("#2B6CB8"), Color.FromHex("#C8432B"), Color.FromHex("#3C8D40"), Color.FromHex("#8B5BB0"), Color.FromHex("#C78A1B"), Color.FromHex("#22888C")];

    static RooflinePlot() => Fonts.Default = Array.Find(["DejaVu Sans", "Segoe UI", "Helvetica", "Liberation Sans", "Arial"], SKFontManager.Default.FontFamilies.Contains) ?? Fonts.Default;

    public static void Write(string path, MachineRates rates, IReadOnlyList<PassTime> passes)
    {
        using var plot = new Plot();
        plot.Title("Kernels under the roofline: large marks are passes, small ones their loops", size: 18);
        plot.XLabel("floating-point operations per byte");
        plot.YLabel("GFLOP/s");
        PassTime[] known = [.. passes.Where(p => p.Flops > 0)];
        // Loops that hardly compute lie left of the picture: the roofs of the memory say all about them.
        const double left = 0.1;
        double right = Math.Max(100, 2 * known.Max(p => p.Loops.Max(l => l.Flops / l.Bytes)));
        foreach (MemoryLevel level in rates.Levels)
        {
            double ridge = rates.Peak / level.Rate;
            double[] x = [Math.Log10(left), Math.Log10(ridge), Math.Log10(right)];
            double[] y = [Math.Log10(left * level.Rate / 1e9), Math.Log10(rates.Peak / 1e9), Math.Log10(rates.Peak / 1e9)];
            var roof = plot.Add.ScatterLine(x, y, Colors.Black.WithAlpha(0.5));
            roof.LineWidth = 1.5f;
            var label = plot.Add.Text($"{level.Name} {level.Rate / 1e9:f0} GB/s", Math.Log10(left) + 0.04, Math.Log10(left * level.Rate / 1e9) + 0.09);
            label.LabelFontSize = 13;
            label.LabelFontColor = Colors.Black.WithAlpha(0.7);
            label.LabelAlignment = Alignment.LowerLeft;
        }

        var peak = plot.Add.Text($"multiply-adds in registers: {rates.Peak / 1e9:f0} GFLOP/s", Math.Log10(right) - 0.04, Math.Log10(rates.Peak / 1e9) + 0.03);
        peak.LabelFontSize = 13;
        peak.LabelAlignment = Alignment.LowerRight;
        Network[] networks = [.. known.Select(p => p.Network).Distinct()];
        for (int n = 0; n < networks.Length; n++)
        {
            Color color = Palette[n % Palette.Length];
            PassTime[] own = [.. known.Where(p => p.Network == networks[n])];
            foreach (LoopTime loop in own.SelectMany(p => p.Loops).Where(l => l.Flops > 0))
            {
                plot.Add.Marker(Math.Log10(loop.Flops / loop.Bytes), Math.Log10(loop.Flops / loop.Seconds / 1e9), MarkerShape.FilledCircle, 4, color.WithAlpha(0.35));
            }

            MarkerShape[] shapes = [MarkerShape.FilledCircle, MarkerShape.FilledSquare, MarkerShape.FilledDiamond];
            for (int p = 0; p < own.Length; p++)
            {
                var marker = plot.Add.Marker(Math.Log10(own[p].Intensity), Math.Log10(own[p].Flops / own[p].Seconds / 1e9), shapes[p % shapes.Length], 14, color);
                marker.LegendText = $"{networks[n].Key}: {own[p].Pass.Name}";
            }
        }

        double lowest = Math.Min(1, known.Min(p => p.Flops / p.Seconds / 1e9));
        plot.Axes.SetLimits(Math.Log10(left), Math.Log10(right), Math.Log10(lowest) - 0.1, Math.Log10(rates.Peak / 1e9) + 0.25);
        plot.Axes.Bottom.TickGenerator = LogTicks(left, right);
        plot.Axes.Left.TickGenerator = LogTicks(lowest / 2, rates.Peak / 1e9 * 2);
        plot.Grid.MajorLineColor = Colors.Black.WithAlpha(0.08);
        plot.ShowLegend(Alignment.LowerRight);
        plot.SavePng(path, 1100, 720);
    }

    private static NumericManual LogTicks(double low, double high)
    {
        var ticks = new NumericManual();
        for (int exponent = (int)Math.Floor(Math.Log10(low)); exponent <= Math.Ceiling(Math.Log10(high)); exponent++)
        {
            ticks.AddMajor(exponent, exponent < 0 ? Math.Pow(10, exponent).ToString("0.####") : Math.Pow(10, exponent).ToString("0"));
            for (int digit = 2; digit < 10; digit++)
            {
                ticks.AddMinor(exponent + Math.Log10(digit));
            }
        }

        return ticks;
    }
}
