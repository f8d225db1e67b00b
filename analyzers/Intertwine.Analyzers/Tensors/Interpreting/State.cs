using Intertwine.Analyzers.Tensors.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace Intertwine.Analyzers.Tensors.Interpreting;

/// <summary>What is known of variables at a place. A variable that is not there has no value yet.</summary>
internal sealed class State
{
    private readonly Dictionary<ISymbol, AbstractValue> _variables;
    private readonly Dictionary<CaptureId, AbstractValue> _captures;

    public State()
    {
        _variables = new(SymbolEqualityComparer.Default);
        _captures = [];
    }

    private State(State original)
    {
        _variables = new(original._variables, SymbolEqualityComparer.Default);
        _captures = new(original._captures);
    }

    public AbstractValue? this[ISymbol variable]
    {
        get => _variables.TryGetValue(variable, out AbstractValue? value) ? value : null;
        set => _variables[variable] = value!;
    }

    public AbstractValue? this[CaptureId capture]
    {
        get => _captures.TryGetValue(capture, out AbstractValue? value) ? value : null;
        set => _captures[capture] = value!;
    }

    public State Copy() => new(this);

    /// <summary>What a lambda or local function leaves in the variables that are known here.</summary>
    public void TakeOver(State inner)
    {
        foreach (ISymbol variable in _variables.Keys.ToArray())
        {
            _variables[variable] = inner[variable] ?? _variables[variable];
        }
    }

    /// <summary>A tensor that was overwritten in place: every variable that holds the very same tensor changes with it.</summary>
    public void Replace(AbstractValue old, AbstractValue value)
    {
        foreach (ISymbol variable in _variables.Where(entry => ReferenceEquals(entry.Value, old)).Select(entry => entry.Key).ToArray())
        {
            _variables[variable] = value;
        }

        foreach (CaptureId capture in _captures.Where(entry => ReferenceEquals(entry.Value, old)).Select(entry => entry.Key).ToArray())
        {
            _captures[capture] = value;
        }
    }

    /// <summary>Adds what is known on another way to this place; says whether anything changed.</summary>
    /// <param name="widen">Whether what changes becomes unknown, so that loops come to an end.</param>
    public bool Join(State other, bool widen)
    {
        bool variables = Join(_variables, other._variables, widen);
        return Join(_captures, other._captures, widen) || variables;
    }

    private static bool Join<TKey>(Dictionary<TKey, AbstractValue> values, Dictionary<TKey, AbstractValue> others, bool widen)
        where TKey : notnull
    {
        bool changed = false;
        foreach (KeyValuePair<TKey, AbstractValue> entry in others)
        {
            if (!values.TryGetValue(entry.Key, out AbstractValue? value))
            {
                values[entry.Key] = entry.Value;
                changed = true;
            }
            else if (!ReferenceEquals(value, entry.Value) && AbstractValue.Join(value, entry.Value) is var joined && !joined.Equals(value))
            {
                values[entry.Key] = widen ? new UnknownValue("a variable that changes in a loop") : joined;
                changed |= !values[entry.Key].Equals(value);
            }
        }

        return changed;
    }
}
