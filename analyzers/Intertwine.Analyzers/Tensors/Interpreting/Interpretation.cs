using Intertwine.Analyzers.Tensors.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace Intertwine.Analyzers.Tensors.Interpreting;

/// <summary>
/// Follows the control flow of one method. States meet at the beginning of each block (<see cref="State.Join"/>); blocks run until nothing changes, silently, and then once more to report, so that what is reported holds on every
/// way to that place as far as it is known.
/// </summary>
/// <param name="graph">The method, local function or lambda.</param>
/// <param name="evaluator">Evaluates its expressions, and reports.</param>
/// <param name="isInlined">Whether it runs as part of another method: then what it returns is not compared with anything.</param>
internal sealed class Interpretation(ControlFlowGraph graph, Evaluator evaluator, CancellationToken cancellation, bool isInlined = false)
{
    /// <summary>Visits of a block after which what still changes becomes unknown.</summary>
    private const int VisitsBeforeWidening = 6;

    /// <summary>Blocks visited in all, in half-written or generated monsters.</summary>
    private const int MaximumVisits = 20_000;

    private readonly State?[] _before = new State?[graph.Blocks.Length];

    /// <summary>The last pass: states are those of the fixed point.</summary>
    private bool _isLast;

    /// <summary>What is returned, on any way; null where nothing is.</summary>
    public AbstractValue? Returned { get; private set; }

    /// <summary>What is known behind the last statement.</summary>
    public State? Exit { get; private set; }

    /// <summary>Why a branch is taken or not, where that is not known: then nothing is known of what is returned either.</summary>
    private UnknownValue? _undecided;

    /// <summary>False where it took too long: then nothing is known.</summary>
    public bool Run(State entry)
    {
        _before[0] = entry;
        var visits = new int[graph.Blocks.Length];
        var work = new SortedSet<int> { 0 };
        for (int total = 0; work.Count > 0 && total < MaximumVisits; total++)
        {
            cancellation.ThrowIfCancellationRequested();
            int ordinal = work.Min;
            work.Remove(ordinal);
            visits[ordinal]++;
            foreach ((int next, State state) in Execute(graph.Blocks[ordinal], evaluator.Silently()))
            {
                if (_before[next] is not { } known)
                {
                    _before[next] = state.Copy();
                    work.Add(next);
                }
                else if (known.Join(state, visits[next] > VisitsBeforeWidening))
                {
                    work.Add(next);
                }
            }
        }

        if (work.Count > 0)
        {
            // Not all is known, so nothing is said.
            return false;
        }

        // Returns may stand before the branch that is not understood.
        foreach (BasicBlock block in graph.Blocks.Where(block => block.ConditionalSuccessor is not null && _before[block.Ordinal] is not null))
        {
            Execute(block, evaluator.Silently());
        }

        _isLast = true;
        foreach (BasicBlock block in graph.Blocks.Where(block => _before[block.Ordinal] is not null))
        {
            cancellation.ThrowIfCancellationRequested();
            Execute(block, evaluator);
        }

        return true;
    }

    /// <summary>Runs a block from what is known before it; gives what is known at the blocks that may follow.</summary>
    private List<(int Block, State State)> Execute(BasicBlock block, Evaluator evaluator)
    {
        State state = _before[block.Ordinal]!.Copy();
        List<(int, State)> next = [];
        AddHandlers(block, state, next);
        foreach (IOperation operation in block.Operations)
        {
            evaluator.Evaluate(operation, state);
        }

        double? condition = null;
        if (block.BranchValue is { } value)
        {
            AbstractValue branch = evaluator.Evaluate(value, state);
            if (block.ConditionalSuccessor is not null)
            {
                evaluator.CheckCondition(value, branch);
                condition = (branch as NumberValue)?.Constant;
                _undecided ??= branch is UnknownValue { IsReported: false } unknown ? unknown : null;
            }
            else if (block.FallThroughSuccessor?.Semantics == ControlFlowBranchSemantics.Return)
            {
                Return(value, branch);
            }
        }

        if (_isLast && block.FallThroughSuccessor?.Destination?.Kind == BasicBlockKind.Exit)
        {
            Leave(state);
        }

        bool? taken = condition is { } constant ? constant != 0 == (block.ConditionKind == ControlFlowConditionKind.WhenTrue) : null;
        if (taken != false)
        {
            Add(block.ConditionalSuccessor, state, next);
        }

        if (block.ConditionalSuccessor is null || taken != true)
        {
            Add(block.FallThroughSuccessor, state, next);
        }

        AddHandlers(block, state, next);
        return next;
    }

    private void Return(IOperation operation, AbstractValue value)
    {
        AbstractValue returned = _undecided is not null && value is not UnknownValue { IsReported: true } ? _undecided : value;
        if (_isLast)
        {
            Returned = Returned is { } before ? AbstractValue.Join(before, returned) : returned;
            if (!isInlined)
            {
                evaluator.CheckReturn(operation, returned);
            }
        }
    }

    private void Leave(State state)
    {
        if (Exit is { } exit)
        {
            exit.Join(state, widen: false);
        }
        else
        {
            Exit = state.Copy();
        }
    }

    private static void Add(ControlFlowBranch? branch, State state, List<(int, State)> next)
    {
        if (branch is null)
        {
            return;
        }

        foreach (ControlFlowRegion region in branch.FinallyRegions)
        {
            next.Add((region.FirstBlockOrdinal, state));
        }

        if (branch.Destination is { } destination)
        {
            next.Add((destination.Ordinal, state));
        }
    }

    /// <summary>An exception may come before and after anything in a protected region.</summary>
    private static void AddHandlers(BasicBlock block, State state, List<(int, State)> next)
    {
        for (ControlFlowRegion? region = block.EnclosingRegion; region is not null; region = region.EnclosingRegion)
        {
            if (region is { Kind: ControlFlowRegionKind.Try, EnclosingRegion: { } whole })
            {
                foreach (ControlFlowRegion handler in whole.NestedRegions.Where(nested => nested.Kind is ControlFlowRegionKind.Catch or ControlFlowRegionKind.FilterAndHandler or ControlFlowRegionKind.Filter))
                {
                    next.Add((handler.FirstBlockOrdinal, state.Copy()));
                }
            }
        }
    }
}
