using System.Globalization;
using ScottPlot;
using ScottPlot.TickGenerators;
using SkiaSharp;

namespace Intertwine.Samples;

/// <summary>What the pictures of all samples have in common.</summary>
public static class PlotDefaults
{
    /// <summary>Whether the system has fonts at all. Without one the pictures are drawn without text.</summary>
    public static bool HasFonts => SKFontManager.Default.FontFamilyCount > 0;

    /// <summary>ScottPlot's own choice among the fonts of a bare Linux is a serif face.</summary>
    public static void UsePlainFont() =>
        Fonts.Default = Array.Find(["DejaVu Sans", "Segoe UI", "Helvetica", "Liberation Sans", "Arial"], SKFontManager.Default.FontFamilies.Contains) ?? Fonts.Default;

    /// <summary>Ticks at 1, 2, 5 times the powers of ten, for values that are plotted as their logarithm.</summary>
    public static NumericManual LogTicks(double least, double greatest)
    {
        var ticks = new NumericManual();
        for (var decade = Math.Pow(10, Math.Floor(Math.Log10(least))); decade <= greatest; decade *= 10)
        {
            foreach (var digit in (ReadOnlySpan<int>)[1, 2, 5])
            {
                ticks.AddMajor(Math.Log10(digit * decade), (digit * decade).ToString("0.######", CultureInfo.InvariantCulture));
            }
        }
        return ticks;
    }
}
