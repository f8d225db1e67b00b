using Intertwine.Algebra;
using Intertwine.Analyzers.Tensors.Values;
using Intertwine.Generator;

namespace Intertwine.Analyzers.Tensors.Operations;

/// <summary>
/// <c>torch.autograd.grad</c>. E(rho(g) x) = E(x) gives (dE/dx)(rho(g) x) = rho(g)^-T (dE/dx)(x): the gradient of an invariant transforms by the dual of the representation of x, which is x's own where that is orthogonal. Positions may be
/// shifted, so forces are vectors. Gradients of pseudo-scalars change sign besides.
/// </summary>
internal sealed class GradientRule : IOperationRule
{
    public IEnumerable<string> Names => ["grad"];

    public AbstractValue? Apply(OperationCall call)
    {
        if (call.Tensors("outputs") is not { } outputs || call.Tensors("inputs") is not { } inputs)
        {
            return null;
        }

        // Outputs are weighted by what is given besides, or by 1.
        Piece sign = outputs[0].Type.Sign;
        bool isInvariant = outputs.All(output => !output.Type.IsZero && output.Type.Sign == sign && (output.Type with { Sign = call.Group.Trivial }).IsInvariant);
        bool isWeighted = call.Has("grad_outputs") && !(call.Tensors("grad_outputs") is { } weights && weights.All(weight => weight.Type.IsInvariant));
        return !isInvariant || isWeighted ? null
            : inputs.Select(input => Gradient(input.Type, sign)).ToArray() is var gradients && !gradients.Contains(null) ? SequenceValue.Of([.. gradients.Select(gradient => new TensorValue(gradient!))])
            : null;
    }

    private static TensorType? Gradient(TensorType type, Piece sign)
    {
        if (type.IsZero || Elementwise.Product(type.Sign, sign) is not { } product || type.ComponentAxes.Any(axis => type[axis].Components!.HasWildcard && !RepresentationActions.IsOrthogonal(type[axis].Components!)))
        {
            return null;
        }

        TensorAxis[] axes = [.. type.Axes.Select(axis => new TensorAxis(axis.Size, axis.Components is null || RepresentationActions.IsOrthogonal(axis.Components) ? axis.Components : Forms.Dual(axis.Components)))];
        return new TensorType(new EquatableArray<TensorAxis>(axes), type.Rank, product);
    }
}
