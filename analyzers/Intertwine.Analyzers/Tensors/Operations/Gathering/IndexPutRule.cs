using Intertwine.Algebra;
using Intertwine.Analyzers.Rules;
using Intertwine.Analyzers.Tensors.Values;

namespace Intertwine.Analyzers.Tensors.Operations;

/// <summary>
/// Writing through an indexer: <c>v[mask] = w</c>, <c>out[.., ..16] = scalars</c>. What is written must transform as what stands there; zero does always, one component alone never.
/// </summary>
internal sealed class IndexPutRule : IOperationRule
{
    public IEnumerable<string> Names => ["index_put"];

    public AbstractValue? Apply(OperationCall call)
    {
        if (call.First is not TensorValue { Type: var type } value || call.Value("indices") is not { } indices || IndexEntries.Read([indices]) is not { } entries || call.Value("value") is not { } written)
        {
            return null;
        }

        TensorType? source = (written as TensorValue)?.Type;
        bool isZero = source?.IsZero ?? written is NumberValue { Constant: 0 };
        if (IndexEntries.Resolve(type, entries) is not { } part)
        {
            return type.IsInvariant && (source is null || source.IsInvariant) ? new TensorValue(type with { IsZero = false }) : null;
        }

        string text = source?.ToString() ?? "a number";
        if (type.IsZero)
        {
            return isZero ? value : source is null || source.IsInvariant ? InvariantParts(type, part, source) : Filled(type, part, source);
        }

        if (part.BrokenAxis is not null)
        {
            return call.Broken(TensorRuleIds.ComponentsOverwritten, null, "index_put", type.ToString(), text);
        }

        if (part.Type is not { } stated)
        {
            return null;
        }

        if (isZero)
        {
            return type.Translation == 0 ? value : null;
        }

        if (source is null)
        {
            return stated.IsInvariant ? value : call.Broken(TensorRuleIds.ComponentsOverwritten, null, "index_put", type.ToString(), text);
        }

        return TensorTypes.Matches(stated, source) switch
        {
            Decision.Yes => value with { Entries = null, Form = null },
            // What is not initialised, or is overwritten whole, is no invariant that anything is added to.
            Decision.No when type.IsInvariant && type.IsConstant => Filled(type, part, source) is null ? null : new UnknownValue("a tensor that is filled part by part"),
            Decision.No => call.Broken(TensorRuleIds.ComponentsOverwritten, null, "index_put", type.ToString(), text),
            _ => null,
        };
    }

    /// <summary>Invariants written into zeros: what comes of it depends on what else is written.</summary>
    private static AbstractValue InvariantParts(TensorType type, IndexedTensor part, TensorType? source) =>
        part.Type is not null && part.Sources.Count > 0 && part.Sources[part.Sources.Count - 1] == -1 && part.Type[-1] == type[-1] && source is not null
            ? new TensorValue(type with { IsZero = false, IsConstant = type.IsConstant && source.IsConstant })
            : new UnknownValue("a tensor that is filled component by component");

    /// <summary>Components written into zeros: they lie along the axes that they are written to, if these are taken whole.</summary>
    private static AbstractValue? Filled(TensorType type, IndexedTensor part, TensorType source)
    {
        if (part.Type is not { } target || source.Translation != 0)
        {
            return null;
        }

        TensorType result = source with { Axes = type.Axes, Rank = type.Rank };
        foreach (int axis in source.ComponentAxes)
        {
            int at = part.Sources.Count + axis;
            if (at < 0 || part.Sources[at] is not { } own || target[axis] != type[own])
            {
                return null;
            }

            result = result.WithAxis(own, source[axis]);
        }

        return new TensorValue(result with { IsZero = false });
    }
}
