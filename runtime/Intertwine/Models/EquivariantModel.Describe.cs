using System.Globalization;
using System.Text;

namespace Intertwine;

public abstract partial class EquivariantModel
{
    /// <summary>
    /// The model as a table of text: every feature with its representation, shape, learnt numbers and floating-point operations per item, in the order of the declaration.
    /// </summary>
    public string Describe()
    {
        string[] heads = ["feature", "representation", "shape", "parameters", "flops per item"];
        List<string[]> rows = [.. Definition.Features.Where(f => f.Exists).Select(f => (string[])[f.Path, f.Representation, f.Shape, Number(f.ParameterCount), Flops(f)])];
        int[] widths = [.. heads.Select((head, i) => rows.Select(r => r[i].Length).Append(head.Length).Max())];
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{Definition.Name}: equivariant under {Definition.Group}, {Number(Definition.ParameterCount)} parameters\n");
        foreach (string[] row in (List<string[]>)[heads, [.. widths.Select(w => new string('-', w))], .. rows])
        {
            text.Append(string.Join("  ", row.Select((cell, i) => i < 3 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]))).TrimEnd()).Append('\n');
        }

        return text.ToString();
    }

    /// <summary><c>3,648</c>, <c>192 + 25,000 per edge</c>.</summary>
    private static string Flops(Feature feature) =>
        string.Join(" + ", [Number(feature.Flops), .. feature.FlopsElsewhere.Select(f => f.ToString())]);

    private static string Number(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);
}
