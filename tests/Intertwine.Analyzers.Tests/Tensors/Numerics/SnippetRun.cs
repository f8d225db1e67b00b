using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using Intertwine.Algebra;
using TorchSharp;

namespace Intertwine.Analyzers.Tests.Tensors;

/// <summary>Runs an annotated method on random inputs in float64, and on the inputs moved by elements of its group.</summary>
internal sealed class SnippetRun(object? instance, MethodInfo method, string shapes, int seed)
{
    /// <summary>Numbers below are rounding of larger ones: inputs are of size 1.</summary>
    private const double Smallest = 1e-3;

    private readonly Random _random = new(seed);

    /// <summary>The largest difference between f(g x) and g f(x) over some elements g, relative to the values; infinite where one is no number or has another shape.</summary>
    public double Violation(int elements)
    {
        Group group = Group.Parse(method.GetCustomAttribute<EquivariantAttribute>()!.Group).OrThrow();
        using var scope = torch.NewDisposeScope();
        object?[] inputs = Inputs();
        IReadOnlyList<(torch.Tensor Value, RepAttribute[] Reps)> outputs = Outputs(inputs);
        double worst = 0;
        foreach (GroupElement element in GroupAction.Elements(group, _random, elements))
        {
            object?[] moved = [.. inputs.Select((input, i) => input is torch.Tensor tensor ? GroupAction.Apply(tensor, method.GetParameters()[i].GetCustomAttributes<RepAttribute>(), element) : input)];
            IReadOnlyList<(torch.Tensor Value, RepAttribute[] Reps)> actual = Outputs(moved);
            for (int i = 0; i < outputs.Count; i++)
            {
                worst = Math.Max(worst, Difference(actual[i].Value, outputs[i], element));
            }
        }

        return worst;
    }

    private static double Difference(torch.Tensor actual, (torch.Tensor Value, RepAttribute[] Reps) output, GroupElement element)
    {
        torch.Tensor expected;
        try
        {
            expected = GroupAction.Apply(output.Value, output.Reps, element);
        }
        catch (ShapeException)
        {
            return double.PositiveInfinity;
        }

        if (!expected.shape.SequenceEqual(actual.shape))
        {
            return double.PositiveInfinity;
        }

        double[] a = actual.data<double>().ToArray(), b = expected.data<double>().ToArray();
        double scale = Math.Max(Smallest, a.Concat(b).Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max());
        return a.Zip(b, (x, y) => double.IsNaN(x) && double.IsNaN(y) || x == y ? 0 : double.IsFinite(x) && double.IsFinite(y) ? Math.Abs(x - y) / scale : double.PositiveInfinity).DefaultIfEmpty(0).Max();
    }

    private List<(torch.Tensor Value, RepAttribute[] Reps)> Outputs(object?[] inputs)
    {
        // Dropout draws the same numbers each time; what is written in place is written into a copy.
        torch.manual_seed(seed);
        object? result;
        try
        {
            result = method.Invoke(instance, [.. inputs.Select(input => input is torch.Tensor tensor ? tensor.clone() : input)]);
        }
        catch (TargetInvocationException failure)
        {
            throw new InvalidOperationException($"{method.DeclaringType!.Name} does not run: {failure.InnerException!.Message}", failure.InnerException);
        }

        RepAttribute[] annotations = [.. method.ReturnParameter.GetCustomAttributes<RepAttribute>()];
        List<(torch.Tensor, RepAttribute[])> outputs = [];
        int item = 0;
        foreach (object? part in Parts(result))
        {
            torch.Tensor value = part as torch.Tensor ?? torch.tensor(System.Convert.ToDouble(part, CultureInfo.InvariantCulture));
            outputs.Add((value.detach().to(torch.float64).contiguous(), [.. annotations.Where(annotation => annotation.Item < 0 || annotation.Item == item)]));
            item++;
        }

        return outputs;
    }

    private static IEnumerable<object?> Parts(object? result) => result switch
    {
        ITuple tuple => Enumerable.Range(0, tuple.Length).Select(i => tuple[i]),
        torch.Tensor => [result],
        IEnumerable sequence => sequence.Cast<object?>(),
        _ => [result],
    };

    private object?[] Inputs()
    {
        Dictionary<string, string> specifications = shapes.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(entry => entry.Split(':', StringSplitOptions.TrimEntries))
            .ToDictionary(entry => entry[0], entry => entry[1]);
        return [.. method.GetParameters().Select(parameter => specifications.TryGetValue(parameter.Name!, out string? specification) ? Input(specification, parameter.ParameterType)
            : parameter.HasDefaultValue ? parameter.DefaultValue
            : throw new InvalidOperationException($"{method.DeclaringType!.Name} states no shape of '{parameter.Name}'."))];
    }

    private object Input(string specification, Type type)
    {
        if (specification[0] == '=')
        {
            return System.Convert.ChangeType(specification[1..], type, CultureInfo.InvariantCulture);
        }

        string[] words = specification.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        long[] shape = [.. words.Where(word => char.IsAsciiDigit(word[0])).Select(word => long.Parse(word, CultureInfo.InvariantCulture))];
        double scale = words.Where(word => word[0] == '*').Select(word => double.Parse(word[1..], CultureInfo.InvariantCulture)).FirstOrDefault(1);
        int count = (int)shape.Aggregate(1L, (product, length) => product * length);
        return words[0] switch
        {
            var word when word.StartsWith("int<", StringComparison.Ordinal) => torch.tensor([.. Draw(() => (long)_random.Next(int.Parse(word[4..^1], CultureInfo.InvariantCulture)))], shape),
            "bool" => torch.tensor([.. Draw(() => _random.Next(2) == 1)], shape),
            "abs" => torch.tensor([.. Draw(() => scale * (0.1 + _random.NextDouble()))], shape),
            _ => torch.tensor([.. Draw(() => scale * Normal())], shape),
        };

        T[] Draw<T>(Func<T> next) => [.. Enumerable.Range(0, count).Select(_ => next())];
    }

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}
