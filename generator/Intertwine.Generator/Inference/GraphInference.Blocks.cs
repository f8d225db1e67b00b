using System.Globalization;
using Intertwine.Algebra;
using Intertwine.Generator.Kernels;
using Intertwine.Generator.Parsing;

namespace Intertwine.Generator.Inference;

/// <summary>Uses of blocks: copies, options, what feeds their inputs.</summary>
internal sealed partial class GraphInference
{
    /// <summary>What an input of a block declares that takes any representation without points.</summary>
    private const string AnyRepresentation = "*";

    /// <summary>The copies of the block that a property uses, made on first use; none where a condition fails, null where the use is wrong.</summary>
    private Scope[]? Use(Scope scope, MemberSpec member)
    {
        if (!scope.Uses.TryGetValue(member.Name, out Scope[]? copies))
        {
            // Present while it is being made, so that whatever asks for it again sees that it is not there.
            scope.Uses[member.Name] = null;
            copies = Exists(scope, member) switch
            {
                true => CreateUse(scope, member, (LayerSpec.Block)member.Layer!),
                false => [],
                null => null,
            };
            scope.Uses[member.Name] = copies;
            _failed |= copies is null;
        }

        return copies;
    }

    /// <summary>Whether all conditions of a member hold; null where one cannot be read.</summary>
    private bool? Exists(Scope scope, MemberSpec member)
    {
        bool? exists = true;
        for (int i = 0; i < member.Conditions.Count; i++)
        {
            bool? holds = Holds(scope, member, member.Conditions[i], i);
            exists = holds is null || exists is null ? null : exists.Value && holds.Value;
        }

        return exists;
    }

    private Scope[]? CreateUse(Scope scope, MemberSpec member, LayerSpec.Block use)
    {
        if (use.Class is null || !_blocks.TryGetValue(use.Class, out ClassSpec? block))
        {
            // The class itself, or a type that is no block: the compiler or the check of the property's type says so.
            if (use.Class == _model.Class.FullName)
            {
                Report(scope, member, ProblemIds.Cycle, Place.Declaration, $"{_model.Class.Name} -> {_model.Class.Name}");
            }

            return null;
        }

        for (Scope? outer = scope; outer is not null; outer = outer.Parent)
        {
            if (outer.Class.FullName == block.FullName)
            {
                Report(scope, member, ProblemIds.Cycle, Place.Declaration, $"{block.Name} -> {block.Name}");
                return null;
            }
        }

        if (!block.IsBlock)
        {
            Report(scope, member, ProblemIds.BlockUse, new Place(use.Attribute), block.Name, "it has no [EquivariantBlock]");
            return null;
        }

        if (GroupOf(block) is not { } group)
        {
            return null;
        }

        if (_group != group && !_group.IsSubgroupOf(group))
        {
            Report(scope, member, ProblemIds.BlockOfAnotherGroup, new Place(use.Attribute), block.Name, group.Name, _group.Name);
            return null;
        }

        int count = 1;
        if (use.Count.Kind != ValueKind.None)
        {
            Value value = Dereference(scope, use.Count);
            if (value.Kind == ValueKind.Error)
            {
                return null;
            }

            if (value.Kind != ValueKind.Integer || value.Number is < 1 or > MaximumCopies)
            {
                Report(scope, member, ProblemIds.WrongValue, new Place(use.Attribute, "count"), "count", $"1 to {MaximumCopies}, or nameof of an int option", value.ToString());
                return null;
            }

            count = (int)value.Number;
        }

        if (count > 1 && block.Members.Any(output => output.IsOutput) && !block.Members.Any(output => output is { IsOutput: true, Next: not null }))
        {
            Report(scope, member, ProblemIds.CopiesNotJoined, new Place(use.Attribute, "count"), block.Name, Text(count));
        }

        if (use.Along is not null && (Find(scope.Class, use.Along) is not { } edges || !IsEdgeSet(edges)))
        {
            Report(scope, member, ProblemIds.WrongEdgeSet, new Place(use.Attribute, "Along"), use.Attribute, use.Along, "an edge set", "something else");
            return null;
        }

        // Blocks in blocks multiply, also where they hold no feature at all.
        _copies += count;
        if (_copies > MaximumFeatures && !_tooLarge)
        {
            TooLarge(scope, member, MaximumFeatures);
        }

        if (_tooLarge)
        {
            return null;
        }

        if (Options(scope, member, use, block) is not { } options || Feeds(scope, member, use, block) is not { } feeds)
        {
            return null;
        }

        string path = scope.Path + member.Name + ".";
        string usedBy = scope.UsedBy ?? member.Name;
        var copies = new Scope[count];
        for (int i = 0; i < count; i++)
        {
            string copyPath = use.Count.Kind == ValueKind.None ? path : path + i.ToString(CultureInfo.InvariantCulture) + ".";
            var copy = new Scope(block, copyPath, scope, usedBy) { Along = use.Along, IsDescribed = scope.IsDescribed && i == count - 1 };
            foreach (KeyValuePair<string, Value> option in options)
            {
                copy.Options[option.Key] = option.Value;
            }

            foreach (KeyValuePair<string, Feed> feed in feeds)
            {
                copy.Feeds[feed.Key] = feed.Value;
            }

            if (i > 0)
            {
                foreach (MemberSpec output in block.Members)
                {
                    if (output.IsOutput && output.Next is not null)
                    {
                        copy.Feeds[output.Next] = new Feed(copies[i - 1], output.Name, scope, member, new Place(use.Attribute));
                    }
                }
            }

            copies[i] = copy;
        }

        return copies;
    }

    /// <summary>The options that a use sets; null where one is wrong.</summary>
    private Dictionary<string, Value>? Options(Scope scope, MemberSpec member, LayerSpec.Block use, ClassSpec block)
    {
        var options = new Dictionary<string, Value>(StringComparer.Ordinal);
        bool right = true;
        for (int i = 0; i < use.Options.Count; i++)
        {
            WithSpec with = use.Options[i];
            if (with.Option is null)
            {
                right = false;
                continue;
            }

            if (use.Options.Take(i).Any(other => other.Option == with.Option))
            {
                Report(scope, member, ProblemIds.SetTwice, new Place("With", "option", Occurrence: i), block.Name, "option", with.Option);
                right = false;
                continue;
            }

            if (Find(block, with.Option)?.Layer is not LayerSpec.Option { Default: Value otherwise })
            {
                ReportWith(
                    scope, member, ProblemIds.BlockUse, new Place("With", "option", Occurrence: i), NearestMember(block, with.Option, layer => layer is LayerSpec.Option), block.Name, $"it has no option '{with.Option}'");
                right = false;
                continue;
            }

            Value value = Dereference(scope, with.Value);
            if (value.Kind == ValueKind.Integer && otherwise.Kind == ValueKind.Real)
            {
                value = Value.Of(value.Number);
            }

            if (value.Kind == ValueKind.Error)
            {
                right = false;
            }
            else if (value.Kind != otherwise.Kind || (value.Kind == ValueKind.Choice && value.Text.LastIndexOf('.') is var dot && string.CompareOrdinal(value.Text, 0, otherwise.Text, 0, dot + 1) != 0))
            {
                Report(scope, member, ProblemIds.BlockUse, new Place("With", "value", Occurrence: i), block.Name, $"the option '{with.Option}' has values like {otherwise}, not {value}");
                right = false;
            }
            else
            {
                options[with.Option] = value;
            }
        }

        return right ? options : null;
    }

    /// <summary>What feeds the inputs of the first copy; null where it does not fit the block.</summary>
    private Dictionary<string, Feed>? Feeds(Scope scope, MemberSpec member, LayerSpec.Block use, ClassSpec block)
    {
        var feeds = new Dictionary<string, Feed>(StringComparer.Ordinal);
        bool right = true;
        for (int i = 0; i < use.Feeds.Count; i++)
        {
            FeedSpec feed = use.Feeds[i];
            if (feed.Input is null || feed.Source is null)
            {
                right = false;
            }
            else if (use.Feeds.Take(i).Any(other => other.Input == feed.Input))
            {
                Report(scope, member, ProblemIds.SetTwice, new Place("Feed", "input", Occurrence: i), block.Name, "input", feed.Input);
                right = false;
            }
            else if (Find(block, feed.Input)?.Layer is not LayerSpec.Input)
            {
                ReportWith(
                    scope, member, ProblemIds.BlockUse, new Place("Feed", "input", Occurrence: i), NearestMember(block, feed.Input, layer => layer is LayerSpec.Input), block.Name, $"it has no input '{feed.Input}'");
                right = false;
            }
            else
            {
                feeds[feed.Input] = new Feed(scope, feed.Source, scope, member, new Place("Feed", "source", Occurrence: i));
            }
        }

        int next = 0;
        List<string> missing = [];
        foreach (MemberSpec input in block.Members)
        {
            if (input.Layer is not LayerSpec.Input { Optional: false } || feeds.ContainsKey(input.Name))
            {
                continue;
            }

            if (next < use.Sources.Count)
            {
                feeds[input.Name] = new Feed(scope, use.Sources[next].Name, scope, member, new Place(use.Attribute, "sources", next));
                next++;
            }
            else
            {
                missing.Add(input.Name);
            }
        }

        if (missing.Count > 0)
        {
            Report(scope, member, ProblemIds.BlockUse, new Place(use.Attribute, "sources"), block.Name, $"nothing feeds its input{(missing.Count > 1 ? "s" : "")} {string.Join(", ", missing)}");
            right = false;
        }

        if (next < use.Sources.Count)
        {
            Report(
                scope, member, ProblemIds.BlockUse, new Place(use.Attribute, "sources", next), block.Name,
                $"it has {next} input{(next == 1 ? "" : "s")} to feed by position, and {use.Sources.Count} came; optional inputs are fed by name with [Feed]");
            right = false;
        }

        return right ? feeds : null;
    }

    /// <summary>Inputs of nodes and graphs in a model that nothing tells which belong together.</summary>
    private void CheckDomains(Scope root)
    {
        if (_hasGraph || _usesGraph)
        {
            return;
        }

        Domain? first = null;
        foreach (MemberSpec member in root.Class.Members)
        {
            if (member.Layer is LayerSpec.Input { Per: Per.Graph or Per.Node } input)
            {
                first ??= DomainOf(input.Per);
                if (DomainOf(input.Per) != first)
                {
                    Report(root, member, ProblemIds.NeedsGraph, new Place("Input", "per"), "Input", $"to know which {Domain.Nodes} belong to which {Domain.Graphs}");
                    return;
                }
            }
        }
    }

    private void CheckNext(Scope root)
    {
        foreach (MemberSpec member in root.Class.Members)
        {
            if (member.Next is not null && Find(root.Class, member.Next)?.Layer is not LayerSpec.Input)
            {
                Report(root, member, ProblemIds.BlockUse, new Place("Output", "Next"), root.Class.Name, $"it has no input '{member.Next}'");
            }
        }
    }

    /// <summary>The member of a block that was perhaps meant.</summary>
    private static IEnumerable<Hint> NearestMember(ClassSpec block, string name, Func<LayerSpec?, bool> which) =>
        NearestName.Of(name, [.. block.Members.Where(member => which(member.Layer)).Select(member => member.Name)], caseMatters: false) is { } nearest ? [new Hint(Hint.Suggestion, $"nameof({block.Name}.{nearest})")] : [];

    private static MemberSpec? Find(ClassSpec type, string name)
    {
        foreach (MemberSpec member in type.Members)
        {
            if (member.Name == name)
            {
                return member;
            }
        }

        return null;
    }

    /// <summary>The value of an option where <paramref name="value"/> names one, else the value itself.</summary>
    private static Value Dereference(Scope scope, Value value) =>
        value.Kind == ValueKind.Name && scope.Options.TryGetValue(value.Text, out Value option) ? option : value;
}
