using Intertwine.Analyzers.Rules;
using Intertwine.Analyzers.Tensors.Values;

namespace Intertwine.Analyzers.Tensors.Operations;

/// <summary>Whole tensors overwritten in place: by zeros, which are vectors of any kind; by a number, which is a constant; by another tensor, which has to transform as the one whose place it takes (others may look at it).</summary>
internal sealed class OverwriteRule : IPendingRule
{
    public IEnumerable<string> Names => ["zero", "fill", "copy", "normal", "uniform", "random", "exponential", "log_normal", "cauchy", "geometric"];

    public AbstractValue? Apply(OperationCall call)
    {
        if (call.Name is not ("zero" or "fill" or "copy"))
        {
            return new UnknownValue("random numbers, which are no function of the input");
        }

        if (!call.IsInPlace || Elementwise.TypeOf(call, call.First is PendingValue pending ? new TensorValue(pending.Type) : call.First) is not { } old)
        {
            return null;
        }

        if (call.Name == "zero")
        {
            return new TensorValue(Elementwise.Bare(old) with { IsZero = true, IsConstant = true });
        }

        if (call.Arguments.Count < 2)
        {
            return null;
        }

        AbstractValue value = call.Arguments[1].Value;
        if (value is PendingValue waiting)
        {
            return old.IsZero || old.IsInvariant ? waiting : null;
        }

        if (Elementwise.TypeOf(call, value) is not { } type)
        {
            return null;
        }

        TensorType result = type.IsZero ? Elementwise.Bare(old) with { IsZero = true, IsConstant = true } : type.ComponentAxes.Any() ? Broadcasting.Widen(type, Elementwise.Bare(old)) : Filled(old, type);
        bool isSame = type.IsZero || old.IsZero || TensorTypes.TransformAlike(old, type);
        bool isFixed = type.IsInvariant && old.Sign.IsTrivial && old.ComponentAxes.Any(axis => !RepresentationActions.HasNoFixedVectors(old[axis].Components!));
        return isSame ? new TensorValue(result)
            : isFixed || (old.IsInvariant && !old.IsConstant) || call.First is PendingValue ? null
            : old.IsInvariant ? new TensorValue(result)
            : call.Broken(TensorRuleIds.ComponentsOverwritten, null, call.Name, old.ToString(), Elementwise.What(value));
    }

    private static TensorType Filled(TensorType old, TensorType type) => Broadcasting.Widen(type, Elementwise.Bare(old)) with { IsConstant = type.IsConstant };
}
