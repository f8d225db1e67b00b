using Intertwine.Analyzers.Rules;
using Intertwine.Analyzers.Tensors.Values;

namespace Intertwine.Analyzers.Tensors.Operations;

/// <summary>
/// Dropout: entries become 0 at random, others are scaled. Of single components it is no multiple of 1; of whole channels, (N, C, L) for <c>dropout1d</c> and one or two axes more for the others, it is where the components lie behind the
/// channel.
/// </summary>
internal sealed class DropoutRule : IPendingRule
{
    public IEnumerable<string> Names => ["dropout", "alpha_dropout", "feature_alpha_dropout", "dropout1d", "dropout2d", "dropout3d"];

    public AbstractValue? Apply(OperationCall call)
    {
        if (call.First is PendingValue pending)
        {
            return call.Name == "dropout" && IsIdle(call) ? pending : Pending.Report(call, pending);
        }

        if (call.First is not TensorValue { Type: { IsZero: false } type } || IsIdle(call))
        {
            return call.First is TensorValue ? call.First : null;
        }

        if (type.IsInvariant)
        {
            // Other numbers, no two of them equal.
            return new TensorValue(Elementwise.Bare(type) with { Axes = new([.. type.Axes.Select(axis => new TensorAxis(axis.Size, null))]) });
        }

        if (call.Name is "dropout1d" or "dropout2d" or "dropout3d")
        {
            int behind = call.Name[7] - '0';
            return type.Rank == behind + 2 && type.ComponentAxes.All(axis => axis >= -behind) && type.Translation == 0 ? call.First
                : type.Rank is null || type.Rank == behind + 1 || type.Translation != 0 ? null
                : call.Broken(TensorRuleIds.NormalizedByComponent, null, call.Name, type.ToString());
        }

        return call.Name == "dropout" && !type.ComponentAxes.Any() && type.Translation == 0 ? call.First
            : call.Name == "dropout" && Reduction.Permute(type, type.ComponentAxes) ? null
            : call.Broken(TensorRuleIds.NormalizedByComponent, null, call.Name, type.ToString());
    }

    /// <summary>With p = 0, or outside training, nothing happens.</summary>
    private static bool IsIdle(OperationCall call) => call.Number("p", 0.5) == 0 || call.Number("training", 1) == 0;
}
