using Intertwine.Algebra;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine;

/// <summary>Measures equivariance: a model f has to satisfy f(g x) = g f(x) for every element g of its group.</summary>
public static class Equivariance
{
    /// <summary>
    /// Draws random elements of the model's group, transforms every input by its representation, and compares the outputs with the transformed outputs. The model is evaluated as in inference: without dropout, with running
    /// statistics. A sound model gives about 1e-6 in float32 and 1e-14 in float64.
    /// </summary>
    /// <param name="graph">The graph; null only for models without one.</param>
    /// <param name="inputs">In the order of the arguments of <c>forward</c>. Outputs near zero make a relative error meaningless: use inputs of the size that the model is for.</param>
    /// <param name="trials">How many group elements.</param>
    /// <param name="seed">The elements are the same for the same seed.</param>
    /// <param name="translationScale">Standard deviation of each component of the translations, in groups that have them.</param>
    public static EquivarianceReport Measure(EquivariantModel model, Graph? graph, IReadOnlyList<Tensor> inputs, int trials = 5, int seed = 0, double translationScale = 1)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        ModelDefinition definition = model.Definition;
        Group group = definition.Symmetry;
        Random random = new(seed);
        double[] worst = new double[definition.Outputs.Length];
        bool training = model.training;
        model.eval();
        try
        {
            using DisposeScope scope = torch.NewDisposeScope();
            using IDisposable noGradient = torch.no_grad();
            Tensor[] outputs = model.Evaluate(graph, [.. inputs]);
            for (int trial = 0; trial < trials; trial++)
            {
                using DisposeScope trialScope = torch.NewDisposeScope();
                GroupElement element = GroupElements.Random(group, random, translationScale);
                Tensor[] moved = [.. inputs.Select((x, i) => Transform(x, definition.Inputs[i].Representation, definition.Inputs[i].Components, element))];
                Tensor[] actual = model.Evaluate(graph, moved);
                for (int i = 0; i < worst.Length; i++)
                {
                    Tensor expected = Transform(outputs[i].to(ScalarType.Float64), definition.Outputs[i].Representation, definition.Outputs[i].Components, element);
                    worst[i] = Math.Max(worst[i], RelativeError(actual[i].to(ScalarType.Float64), expected));
                }
            }
        }
        finally
        {
            model.train(training);
        }

        return new EquivarianceReport(definition.Name, definition.Group, trials, [.. worst.Select((error, i) => new OutputEquivariance(definition.Outputs[i].Name, error))]);
    }

    /// <summary>rho(g) x, item by item and channel by channel. Computed in float64 and rounded to the type of x.</summary>
    /// <param name="representation">Of one irrep type: <c>8x1o</c>, <c>point</c>.</param>
    private static Tensor Transform(Tensor x, string representation, int components, GroupElement element)
    {
        Piece irrep = Representation.Parse(element.Group, representation).SinglePiece
            ?? throw new ArgumentException($"Expected one irrep type per tensor; got '{representation}'.", nameof(representation));
        AffineMap action = irrep.Action(element);
        double[] transposed = new double[components * components];
        for (int row = 0; row < components; row++)
        {
            for (int column = 0; column < components; column++)
            {
                transposed[(column * components) + row] = action.Linear[row, column];
            }
        }

        Tensor linear = torch.tensor(transposed, dtype: ScalarType.Float64, device: x.device).reshape(components, components);
        Tensor shift = torch.tensor(action.Shift.ToArray(), dtype: ScalarType.Float64, device: x.device);
        return (torch.matmul(x.to(ScalarType.Float64).reshape(-1, components), linear) + shift).to(x.dtype).reshape(x.shape);
    }

    private static double RelativeError(Tensor actual, Tensor expected)
    {
        if (expected.numel() == 0)
        {
            return 0;
        }

        double scale = expected.abs().max().item<double>();
        double error = (actual - expected).abs().max().item<double>();
        return scale > 0 ? error / scale : error;
    }
}
