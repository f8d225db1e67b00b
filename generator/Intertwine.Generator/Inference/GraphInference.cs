using Intertwine.Algebra;
using Intertwine.Generator.Kernels;
using Intertwine.Generator.Parsing;
using Intertwine.Generator.Solving;

namespace Intertwine.Generator.Inference;

/// <summary>
/// <see cref="ModelSpec"/> → <see cref="LayerGraph"/>: expands blocks with their options, resolves every name, and infers domain and representation of every feature. A pure function; what is wrong
/// comes back as problems. A block on its own is inferred with its default options, all optional inputs fed, and some number for <c>*</c>.
/// </summary>
internal sealed partial class GraphInference
{
    /// <summary>More features than any network has: a guard against blocks repeated by mistake.</summary>
    private const int MaximumFeatures = 50_000;

    private const int MaximumCopies = 1000;

    /// <summary>What <c>MaximumBasisSize</c> may be raised to: larger constraints do not fit into the compiler's memory.</summary>
    private const int MaximumBasisSize = 1 << 24;

    /// <summary>What <c>*</c> stands for where a block is checked on its own.</summary>
    private const int SampleMultiplicity = 8;

    private readonly ModelSpec _model;
    private readonly CancellationToken _cancellation;
    private readonly Dictionary<string, ClassSpec> _blocks = new(StringComparer.Ordinal);
    private readonly List<FeatureNode> _features = [];

    /// <summary>The property of each feature, in the class or the copy of a block that declares it.</summary>
    private readonly List<(Scope Scope, MemberSpec Member)> _origins = [];
    private readonly List<Problem> _problems = [];
    private readonly HashSet<Problem> _reported = [];
    private readonly Group _group;
    private readonly int _maximumBasisSize;
    private readonly Dictionary<GroupSpec, Group?> _groups = [];
    private readonly List<(Scope Scope, MemberSpec Member)> _inProgress = [];
    private readonly bool _hasGraph;
    private bool _tooLarge;
    private int _copies;

    /// <summary>Whether something could not be resolved, also where the compiler reports it and no problem is needed.</summary>
    private bool _failed;

    private GraphInference(ModelSpec model, Group group, int maximumBasisSize, CancellationToken cancellation)
    {
        _model = model;
        _group = group;
        _maximumBasisSize = maximumBasisSize;
        _cancellation = cancellation;
        foreach (ClassSpec block in model.Blocks)
        {
            _blocks[block.FullName] = block;
        }

        _hasGraph = FindGraph();
    }

    public static InferenceResult Run(ModelSpec model, CancellationToken cancellation)
    {
        ClassSpec type = model.Class;
        if (!DeclaredGroups.Find(type.Group, cancellation).TryGet(out Group? group, out ParseError? error))
        {
            // A group that is declared wrongly is reported at its declaration.
            return type.Group switch
            {
                GroupSpec.Known known => Wrong(ProblemIds.UnknownGroup, "group", error.Position, error.Length, GroupHint(known.Text), known.Text, error.Message),
                GroupSpec.NotDeclared other => Wrong(ProblemIds.NotAGroup, null, -1, 0, [], other.Type),
                _ => new InferenceResult(null, EquatableArray<Problem>.Empty),
            };
        }

        Value limit = type.MaximumBasisSize;
        return limit switch
        {
            { Kind: ValueKind.Error } => new InferenceResult(null, EquatableArray<Problem>.Empty),
            { Kind: ValueKind.None } => new GraphInference(model, group, Intertwiners.DefaultMaximumSize, cancellation).Run(),
            { Number: >= 1 and <= MaximumBasisSize } => new GraphInference(model, group, (int)limit.Number, cancellation).Run(),
            _ => Wrong(ProblemIds.WrongValue, "MaximumBasisSize", -1, 0, [], "MaximumBasisSize", $"a number from 1 to {MaximumBasisSize}", limit.ToString()),
        };

        InferenceResult Wrong(string id, string? parameter, int start, int length, IEnumerable<Hint> hints, params string[] arguments) =>
            new(null, new([new Problem(id, type.FullName, null, new Place(type.Attribute, parameter, Start: start, Length: length), new(arguments), Hints: hints.ToEquatable())]));
    }

    private InferenceResult Run()
    {
        var root = new Scope(_model.Class, "", null, null);
        if (_model.Class.IsBlock)
        {
            CheckNext(root);
        }

        ResolveAll(root);
        List<GraphOutput> outputs = Outputs(root);
        CheckDomains(root);
        CheckUnused(root);
        CheckErrorBudget();
        bool wrong = _failed || outputs.Count == 0 || _model.Problems.Count > 0 || _problems.Exists(p => ProblemIds.IsError(p.Id));
        if (!wrong)
        {
            Advise(root, outputs);
        }

        if (wrong)
        {
            return new InferenceResult(null, _problems.ToEquatable());
        }

        List<int> declared = [];
        List<FeatureAlias> aliases = [];
        Collect(root, new HashSet<int>(), declared, aliases);
        var graph = new LayerGraph(
            _model.Class.Name, _group, (_model.Class.Group as GroupSpec.Declared)?.Group.Type.Code, _features.ToEquatable(), declared.ToEquatable(), outputs.ToEquatable(), aliases.ToEquatable(), _sets.ToEquatable(), _hasGraph || _usesGraph);
        return _model.Class.IsBlock ? new InferenceResult(null, _problems.ToEquatable()) { Example = graph } : new InferenceResult(graph, _problems.ToEquatable());
    }

    private void ResolveAll(Scope scope)
    {
        foreach (MemberSpec member in scope.Class.Members)
        {
            _cancellation.ThrowIfCancellationRequested();
            if (_tooLarge)
            {
                return;
            }

            switch (member.Layer)
            {
                case null or LayerSpec.Graph or LayerSpec.Option:
                    break;
                case LayerSpec.Block:
                    if (Use(scope, member) is { } copies)
                    {
                        foreach (Scope copy in copies)
                        {
                            ResolveAll(copy);
                        }
                    }

                    break;
                default:
                    Resolve(scope, member);
                    break;
            }
        }
    }

    /// <summary>The feature of a member, computed on first use.</summary>
    private Resolution Resolve(Scope scope, MemberSpec member)
    {
        if (scope.Resolved.TryGetValue(member.Name, out Resolution known))
        {
            return known;
        }

        if (_tooLarge)
        {
            return Resolution.Failed;
        }

        int first = _inProgress.FindIndex(other => other.Scope == scope && other.Member == member);
        if (first >= 0)
        {
            ReportCycle(first);
            // Other ways around the same cycle find the answer and say nothing more.
            scope.Resolved[member.Name] = Resolution.Failed;
            return Resolution.Failed;
        }

        if (_inProgress.Count > MaximumDepth || _features.Count > MaximumFeatures)
        {
            return TooLarge(scope, member, _inProgress.Count > MaximumDepth ? MaximumDepth : MaximumFeatures);
        }

        _inProgress.Add((scope, member));
        if (_inProgress.Count % Stride == 0)
        {
            ResolveFromTheEnd(scope, member);
        }

        Resolution resolution = Compute(scope, member);
        _inProgress.RemoveAt(_inProgress.Count - 1);
        scope.Resolved[member.Name] = resolution;
        _failed |= resolution.Kind == ResolutionKind.Failed;
        return resolution;
    }

    /// <summary>Stops the expansion.</summary>
    private Resolution TooLarge(Scope scope, MemberSpec member, int limit)
    {
        _tooLarge = true;
        Report(scope, member, ProblemIds.TooLarge, Place.Declaration, limit.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return Resolution.Failed;
    }

    /// <summary>Reports a cycle at its first feature in the class itself, where it has one: there the wiring can be changed.</summary>
    private void ReportCycle(int first)
    {
        List<(Scope Scope, MemberSpec Member)> cycle = _inProgress.GetRange(first, _inProgress.Count - first);
        int start = Math.Max(0, cycle.FindIndex(step => step.Scope.Parent is null));
        List<string> names = [];
        for (int i = 0; i <= cycle.Count; i++)
        {
            (Scope scope, MemberSpec member) = cycle[(start + i) % cycle.Count];
            names.Add(scope.Path + member.Name);
        }

        Report(cycle[start].Scope, cycle[start].Member, ProblemIds.Cycle, Place.Declaration, string.Join(" -> ", names));
    }

    private Resolution Compute(Scope scope, MemberSpec member)
    {
        for (int i = 0; i < member.Conditions.Count; i++)
        {
            WhenSpec condition = member.Conditions[i];
            bool? holds = Holds(scope, member, condition, i);
            if (holds is null)
            {
                return Resolution.Failed;
            }

            if (holds == false)
            {
                return condition.Otherwise is null ? Resolution.Absent : Lookup(scope, scope, member, condition.Otherwise, new Place("When", "Otherwise", Occurrence: i));
            }
        }

        return member.Layer switch
        {
            null => Resolution.Failed,
            LayerSpec.Input input => Input(scope, member, input),
            LayerSpec.AllPairs or LayerSpec.Nearest => EdgeSet(scope, member),
            LayerSpec.Alias alias => Alias(scope, member, alias.Sources[0]),
            _ => Infer(scope, member, member.Layer),
        };
    }

    /// <summary>Whether a condition holds; null where it cannot be read.</summary>
    private bool? Holds(Scope scope, MemberSpec member, WhenSpec condition, int occurrence)
    {
        if (condition.Condition is null || condition.Is.Kind == ValueKind.Error)
        {
            return null;
        }

        bool holds;
        if (scope.Options.TryGetValue(condition.Condition, out Value option) && (option.Kind == ValueKind.Boolean || condition.Is.Kind != ValueKind.None))
        {
            if (condition.Is.Kind != ValueKind.None && (condition.Is.Kind == ValueKind.Real ? ValueKind.Integer : condition.Is.Kind) != (option.Kind == ValueKind.Real ? ValueKind.Integer : option.Kind))
            {
                Report(scope, member, ProblemIds.WrongValue, new Place("When", "Is", Occurrence: occurrence), "Is", $"a value like {option}", condition.Is.ToString());
                return null;
            }

            holds = condition.Is.Kind == ValueKind.None ? option.IsTrue : Same(option, condition.Is);
        }
        else if (scope.Members.TryGetValue(condition.Condition, out MemberSpec? other) && other.Layer is LayerSpec.Input { Optional: true })
        {
            holds = Resolve(scope, other).Kind != ResolutionKind.Absent;
        }
        else if (!scope.Members.ContainsKey(condition.Condition))
        {
            Report(scope, member, ProblemIds.UnknownSource, new Place("When", "condition", Occurrence: occurrence), condition.Condition, scope.Class.Name);
            return null;
        }
        else
        {
            Report(scope, member, ProblemIds.WrongValue, new Place("When", "condition", Occurrence: occurrence), "condition", "a bool option, an optional input, or an option with 'Is'", condition.Condition);
            return null;
        }

        return holds != condition.Not;
    }

    private static bool Same(Value left, Value right) => left.Kind is ValueKind.Choice or ValueKind.Name || right.Kind is ValueKind.Choice or ValueKind.Name ? left.Text == right.Text : left.Number == right.Number;

    private int Node(Scope scope, MemberSpec member, Domain domain, Representation type, Layer layer, params IReadOnlyList<int> sources)
    {
        _features.Add(new FeatureNode(member.Name, scope.Path + member.Name, domain, type, layer, sources.ToEquatable()));
        _origins.Add((scope, member));
        return _features.Count - 1;
    }

    private bool FindGraph()
    {
        string? first = null;
        foreach (MemberSpec member in _model.Class.Members)
        {
            if (member.Layer is LayerSpec.Graph)
            {
                if (first is not null)
                {
                    _problems.Add(new Problem(ProblemIds.SeveralGraphs, _model.Class.FullName, member.Name, Place.Declaration, new([member.Name, first])));
                }

                first ??= member.Name;
            }
        }

        return first is not null || _model.Class.IsBlock;
    }

    /// <summary>The group of the model or of a block; null where it is wrong, which its own class reports.</summary>
    private Group? GroupOf(ClassSpec type)
    {
        if (type.Group is not { } spec)
        {
            return null;
        }

        if (!_groups.TryGetValue(spec, out Group? group))
        {
            DeclaredGroups.Find(spec, _cancellation).TryGet(out group, out _);
            _groups.Add(spec, group);
        }

        return group;
    }

    private void Report(Scope scope, MemberSpec member, string id, Place place, params string[] arguments) => ReportWith(scope, member, id, place, [], arguments);

    /// <summary>Reports with what a fix needs to know.</summary>
    private void ReportWith(Scope scope, MemberSpec member, string id, Place place, IEnumerable<Hint> hints, params string[] arguments)
    {
        var problem = new Problem(id, scope.Class.FullName, member.Name, place, new EquatableArray<string>(arguments), scope.UsedBy, hints.ToEquatable());
        if (_reported.Add(problem))
        {
            _problems.Add(problem);
        }
    }

    private void ReportClass(string id, params string[] arguments) => _problems.Add(new Problem(id, _model.Class.FullName, null, Place.Declaration, new EquatableArray<string>(arguments)));
}
