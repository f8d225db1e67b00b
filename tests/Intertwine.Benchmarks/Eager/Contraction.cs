using static TorchSharp.torch;

namespace Intertwine.Benchmarks;

/// <summary>
/// An einsum of several operands as einsums of two, in the order with the fewest multiplications for the sizes of the first call: what <c>opt_einsum_fx</c> makes of e3nn's code. As there, the later operand of a pair
/// leads, and the axes of an intermediate result stand in the order in which the pair has them, which spares most transpositions (and makes the eager product several times faster than others do).
/// </summary>
/// <param name="equation">Such as <c>"uvw,ijk,zui,zvj->zwk"</c>.</param>
internal sealed class Contraction(string equation)
{
    private readonly string _output = equation.Split("->")[1];
    private (int Left, int Right, string Equation)[]? _steps;

    public Tensor Run(params Tensor[] operands)
    {
        _steps ??= Plan(operands);
        List<Tensor> left = [.. operands];
        foreach ((int i, int j, string step) in _steps)
        {
            Tensor product = einsum(step, left[j], left[i]);
            left.RemoveAt(j);
            left.RemoveAt(i);
            left.Add(product);
        }

        return left[0];
    }

    private (int, int, string)[] Plan(Tensor[] operands)
    {
        string[] terms = equation.Split("->")[0].Split(',');
        var sizes = new Dictionary<char, long>();
        for (int i = 0; i < terms.Length; i++)
        {
            for (int axis = 0; axis < terms[i].Length; axis++)
            {
                sizes[terms[i][axis]] = operands[i].shape[axis];
            }
        }

        return [.. Cheapest([.. terms], sizes).Steps];
    }

    private (double Cost, IEnumerable<(int, int, string)> Steps) Cheapest(List<string> terms, Dictionary<char, long> sizes)
    {
        if (terms.Count == 1)
        {
            return (0, []);
        }

        (double Cost, IEnumerable<(int, int, string)> Steps) best = (double.PositiveInfinity, []);
        for (int i = 0; i < terms.Count; i++)
        {
            for (int j = i + 1; j < terms.Count; j++)
            {
                List<string> others = [.. terms.Where((_, k) => k != i && k != j)];
                string all = string.Concat((terms[j] + terms[i]).Distinct());
                string kept = others.Count == 0 ? _output : string.Concat(all.Where(c => _output.Contains(c) || others.Any(o => o.Contains(c))));
                (double cost, IEnumerable<(int, int, string)> steps) = Cheapest([.. others, kept], sizes);
                cost += all.Aggregate(1.0, (product, axis) => product * sizes[axis]);
                if (cost < best.Cost)
                {
                    best = (cost, steps.Prepend((i, j, $"{terms[j]},{terms[i]}->{kept}")));
                }
            }
        }

        return best;
    }
}
