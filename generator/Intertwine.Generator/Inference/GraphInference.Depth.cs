using Intertwine.Generator.Parsing;

namespace Intertwine.Generator.Inference;

/// <summary>
/// Features resolve recursively, each on first use, and declarations may stand in any order. A chain of thousands in reverse order would overflow the small stacks of compiler threads, so that at some depth
/// the rest of the chain is resolved from its end.
/// </summary>
internal sealed partial class GraphInference
{
    /// <summary>A level of recursion takes up to 3 KB of stack; threads have 1 MB or more.</summary>
    private const int MaximumDepth = 200;

    private const int Stride = 50;

    /// <summary>Resolves everything that a member names in its class, directly or through others, sources before what needs them.</summary>
    private void ResolveFromTheEnd(Scope scope, MemberSpec member)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { member.Name };
        var pending = new Stack<(MemberSpec Member, bool HasSources)>();
        pending.Push((member, false));
        while (pending.Count > 0)
        {
            _cancellation.ThrowIfCancellationRequested();
            (MemberSpec next, bool hasSources) = pending.Pop();
            if (hasSources)
            {
                Resolve(scope, next);
                continue;
            }

            if (next != member)
            {
                pending.Push((next, true));
            }

            foreach (string name in NamesOf(next))
            {
                if (scope.Members.TryGetValue(name, out MemberSpec? source)
                    && source.Layer is not (null or LayerSpec.Graph or LayerSpec.Option or LayerSpec.Block)
                    && !scope.Resolved.ContainsKey(name)
                    && seen.Add(name))
                {
                    pending.Push((source, false));
                }
            }
        }
    }

    private static IEnumerable<string> NamesOf(MemberSpec member)
    {
        foreach (WhenSpec condition in member.Conditions)
        {
            if (condition.Otherwise is not null)
            {
                yield return condition.Otherwise;
            }
        }

        foreach (SourceSpec source in member.Layer!.Sources)
        {
            if (source.Name is not null)
            {
                yield return source.Name;
            }
        }

        if (member.Layer is IAlongEdges { Along: { } edges })
        {
            yield return edges;
        }

        foreach (Value value in Values(member.Layer))
        {
            if (value.Kind == ValueKind.Name)
            {
                yield return value.Text;
            }
        }
    }
}
