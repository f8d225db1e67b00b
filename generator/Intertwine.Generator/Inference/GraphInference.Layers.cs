using System.Globalization;
using Intertwine.Algebra;
using Intertwine.Generator.Kernels;
using Intertwine.Generator.Parsing;
using Intertwine.Generator.Solving;

namespace Intertwine.Generator.Inference;

/// <summary>The rule of each kind of layer: which sources it takes, on which domain its result lives, how the result transforms.</summary>
internal sealed partial class GraphInference
{
    private Resolution Infer(Scope scope, MemberSpec member, LayerSpec layer)
    {
        bool mayBeAbsent = layer is LayerSpec.Concat or LayerSpec.Add;
        if (!Sources(scope, member, layer, mayBeAbsent, out List<(SourceSpec Spec, int Feature)> sources))
        {
            return Resolution.Failed;
        }

        var site = new Site(this, scope, member, layer, sources);
        if (!AreNumbersRight(site, layer))
        {
            return Resolution.Failed;
        }

        int? node = layer switch
        {
            LayerSpec.Linear linear => Linear(site, linear),
            LayerSpec.Mlp mlp => Mlp(site, mlp),
            LayerSpec.Activate activate => Activate(site, activate),
            LayerSpec.GatherSource gather => Gather(site, EdgesOf(site, gather.Along, IndexMap.Source)),
            LayerSpec.GatherTarget gather => Gather(site, EdgesOf(site, gather.Along, IndexMap.Target)),
            LayerSpec.PerNode => PerNode(site),
            LayerSpec.Tokens tokens => Tokens(site, tokens),
            LayerSpec.Difference => Difference(site),
            LayerSpec.SquaredNorm => Invariant(site, forms => new Layer.SquaredNorm(forms)),
            LayerSpec.InnerProduct => InnerProduct(site),
            LayerSpec.Norm norm => Number(site, norm.Epsilon, "Epsilon", 0, double.MaxValue) is double epsilon ? Invariant(site, forms => new Layer.Norm(forms, epsilon), needsRoot: true) : null,
            LayerSpec.Normalize normalize => Normalize(site, normalize),
            LayerSpec.Scale scale => Scale(site, scale),
            LayerSpec.Custom custom => Custom(site, custom),
            LayerSpec.Concat => Concat(site),
            LayerSpec.Add add => Add(site, add),
            LayerSpec.Reduce reduce => Reduce(site, reduce),
            LayerSpec.Max max => Max(site, max),
            LayerSpec.VectorMaxPool pool => VectorMaxPool(site, pool),
            LayerSpec.Dropout dropout => Dropout(site, dropout),
            LayerSpec.BatchNorm norm => BatchNorm(site, norm),
            LayerSpec.Gate gate => Gate(site, gate),
            LayerSpec.NormActivation norm => NormActivation(site, norm),
            LayerSpec.Product product => Product(site, product),
            LayerSpec.SymmetricContraction contraction => SymmetricContraction(site, contraction),
            LayerSpec.SphericalHarmonics harmonics => Harmonics(site, harmonics),
            LayerSpec.RadialBasis basis => RadialBasis(site, basis),
            LayerSpec.Gradient gradient => Gradient(site, gradient),
            LayerSpec.VectorLinear linear => VectorLinear(site, linear),
            LayerSpec.VectorRelu relu => VectorRelu(site, relu),
            LayerSpec.VectorBatchNorm norm => VectorBatchNorm(site, norm),
            LayerSpec.VectorLayerNorm norm => VectorLayerNorm(site, norm),
            LayerSpec.InnerProducts => InnerProducts(site),
            LayerSpec.Orthonormalize frame => Orthonormalize(site, frame),
            LayerSpec.CrossProduct => CrossProduct(site),
            LayerSpec.EdgeFeatures edge => EdgeFeatures(site, edge),
            LayerSpec.Softmax softmax => Softmax(site, softmax),
            LayerSpec.VectorAttention attention => VectorAttention(site, attention),
            LayerSpec.EarlyFusion => EarlyFusion(site),
            LayerSpec.SplitFusion split => SplitFusion(site, split),
            _ => throw new InvalidOperationException($"No rule for {layer.GetType().Name}."),
        };
        return node is int feature ? Resolution.Of(feature) : Resolution.Failed;
    }

    private int? Linear(Site site, LayerSpec.Linear layer)
    {
        Representation source = site.Type;
        if (source.HasPoints())
        {
            return site.Fail(ProblemIds.WrongRepresentation, "source", "Linear", "features without points (subtract them first)", source.ToString());
        }

        Representation? target = source;
        if (layer.Representation is not null)
        {
            target = Represented(site, layer.Representation, "representation");
            if (target is null)
            {
                return null;
            }

            if (target.HasPoints())
            {
                return site.Fail(ProblemIds.WrongRepresentation, "representation", "Linear", "a result without points", target.ToString());
            }
        }

        if (layer.Channels.Kind != ValueKind.None)
        {
            if (Width(site, layer.Channels, new Place("Linear", "Channels")) is not int channels)
            {
                return null;
            }

            target = target.WithChannels(channels);
        }

        if (layer.Target.OnlyReachable)
        {
            if (!Intertwiners.Between(site.Type, target, _maximumBasisSize, _cancellation).TryGet(out IntertwinerBlocks? maps, out SolveFailure? failure))
            {
                return site.Fail(ProblemIds.NotSolved, "representation", failure.Message);
            }

            Piece[] reached = [.. maps.Blocks.Select(block => maps.To.Terms[block.ToTerm].Piece)];
            if (reached.Length == 0)
            {
                return site.FailWith(
                    RotationHint(rotations => IsReachable(rotations, site.Type, target)), ProblemIds.ZeroIntertwinerSpace, "representation", _group.Name, site.Type.ToString(), target.ToString());
            }

            target = Target(target, layer.Target, reached.Contains);
        }
        else
        {
            target = Target(target, layer.Target, _ => true);
        }

        EquatableArray<IntertwinerBasis> bias = EquatableArray<IntertwinerBasis>.Empty;
        if (layer.Bias != false)
        {
            if (Bias(site, target) is not { } invariants)
            {
                return null;
            }

            bias = invariants;
            if (bias.Count == 0 && layer.Bias == true)
            {
                return site.Fail(ProblemIds.BiasOnNonScalar, "Bias", target.ToString());
            }
        }

        return Basis(site, target) is { } basis ? site.Node(target, new Layer.Linear(basis, bias, layer.Init, layer.Gain, layer.Normalization)) : null;
    }

    /// <summary>The invariant vectors of every piece of <paramref name="target"/>; empty where no piece has any. Null where they could not be found.</summary>
    private EquatableArray<IntertwinerBasis>? Bias(Site site, Representation target)
    {
        List<IntertwinerBasis> bases = [];
        foreach (RepresentationTerm term in target.Terms)
        {
            if (!Intertwiners.Between(target.Group.Trivial, term.Piece, _maximumBasisSize, _cancellation).TryGet(out IntertwinerBasis? basis, out SolveFailure? failure))
            {
                site.Fail(ProblemIds.NotSolved, "representation", failure.Message);
                return null;
            }

            bases.Add(basis);
        }

        return bases.Exists(basis => !basis.IsEmpty) ? bases.ToEquatable() : EquatableArray<IntertwinerBasis>.Empty;
    }

    /// <summary>The intertwiners from the source to <paramref name="target"/>; null where a piece of the result would always be 0.</summary>
    private IntertwinerBlocks? Basis(Site site, Representation target)
    {
        if (!Intertwiners.Between(site.Type, target, _maximumBasisSize, _cancellation).TryGet(out IntertwinerBlocks? basis, out SolveFailure? failure))
        {
            site.Fail(ProblemIds.NotSolved, "representation", failure.Message);
            return null;
        }

        if (basis.Blocks.Count == 0)
        {
            site.FailWith(
                RotationHint(rotations => IsReachable(rotations, site.Type, target)), ProblemIds.ZeroIntertwinerSpace, "representation", _group.Name, site.Type.ToString(), target.ToString());
            return null;
        }

        for (int i = 0; i < target.Terms.Count; i++)
        {
            bool reached = false;
            foreach (IntertwinerBlock block in basis.Blocks)
            {
                reached |= block.ToTerm == i;
            }

            if (!reached)
            {
                site.FailWith(
                    RotationHint(rotations => IsReachable(rotations, site.Type, target)), ProblemIds.UnreachableOutput, "representation", target.Terms[i].ToString(), site.Type.ToString(), _group.Name);
                return null;
            }
        }

        return basis;
    }

    private int? Mlp(Site site, LayerSpec.Mlp layer)
    {
        if (!site.Type.IsScalar())
        {
            return site.FailWith(ScalarUnderRotations(site.Type).Concat(InvariantHint(site.Type)), ProblemIds.WrongRepresentation, "source", "Mlp", "scalars", site.Type.ToString());
        }

        if (layer.Widths.Count == 0)
        {
            return site.Fail(ProblemIds.WrongValue, "widths", "widths", "at least one", "none");
        }

        int[] widths = new int[layer.Widths.Count];
        for (int i = 0; i < widths.Length; i++)
        {
            if (Width(site, layer.Widths[i], new Place("Mlp", "widths", i)) is not int width)
            {
                return null;
            }

            widths[i] = width;
        }

        if (Scaled(site, layer.Activation, layer.ActivationScale) is not ScaledActivation activation || Scaled(site, layer.OutputActivation, layer.ActivationScale) is not ScaledActivation outputActivation)
        {
            return null;
        }

        return site.Node(
            FeatureTypes.Scalars(_group, widths[widths.Length - 1]),
            new Layer.Mlp(
                new(widths), activation, layer.ActivateOutput, layer.Bias, layer.Bias && layer.OutputBias, outputActivation, layer.OutputInit, layer.OutputGain, layer.Normalization != PathNormalization.None));
    }

    private static int? Gather(Site site, IndexMap? map) => map is null ? null : site.Node(map.From, site.Type, new Layer.Gather(map));

    private int? PerNode(Site site)
    {
        _usesGraph = true;
        return site.Domain == Domain.Graphs
            ? Gather(site, IndexMap.ToGraphs(Domain.Nodes))
            : site.Fail(ProblemIds.WrongDomain, "source", site.Layer.Attribute, Domain.Graphs.Name, site.Domain.Name);
    }

    private static int? Difference(Site site)
    {
        if (!site.SameDomain() || !site.SameType())
        {
            return null;
        }

        return site.Node(site.Type.PointsToVectors(), new Layer.Difference());
    }

    /// <summary>One scalar per channel.</summary>
    /// <param name="needsRoot">Whether the square root of <c>&lt;x, x&gt;</c> is taken.</param>
    private int? Invariant(Site site, Func<EquatableArray<BilinearForm>, Layer> layer, bool needsRoot = false)
    {
        if (site.Type.HasPoints())
        {
            return site.Fail(ProblemIds.WrongRepresentation, site.Count > 1 ? "left" : "source", site.Layer.Attribute, "features without points (subtract them first)", site.Type.ToString());
        }

        return Forms(site, needsRoot) is { } forms ? site.Node(FeatureTypes.Scalars(_group, site.Type.Channels()), layer(forms)) : null;
    }

    /// <summary>The invariant form of every piece of the source; reports where a piece has none, or none with square roots where these are needed.</summary>
    private EquatableArray<BilinearForm>? Forms(Site site, bool needsRoot) => Forms(site, needsRoot, site.Count > 1 ? "left" : "source");

    private EquatableArray<BilinearForm>? Forms(Site site, bool needsRoot, string parameter)
    {
        List<BilinearForm> forms = [];
        foreach (RepresentationTerm term in site.Type.Terms)
        {
            if (!BilinearForms.Of(term.Piece, _maximumBasisSize, _cancellation).TryGet(out BilinearForm? form, out FormFailure? failure))
            {
                site.Fail(
                    failure.IsLimit ? ProblemIds.NotSolved : ProblemIds.WrongRepresentation, parameter,
                    failure.IsLimit ? [failure.Message] : [site.Layer.Attribute, $"one invariant inner product on each piece ({failure.Message})", site.Type.ToString()]);
                return null;
            }

            if (needsRoot && !form.IsPositive)
            {
                site.Fail(
                    ProblemIds.WrongRepresentation, parameter, site.Layer.Attribute,
                    $"lengths, but <x, x> on '{term.Piece}' may be negative under {_group} (SquaredNorm gives <x, x> itself)", site.Type.ToString());
                return null;
            }

            forms.Add(form);
        }

        return forms.ToEquatable();
    }

    private int? InnerProduct(Site site) => site.SameDomain() && site.SameType() ? Invariant(site, forms => new Layer.InnerProduct(forms)) : null;

    private int? Normalize(Site site, LayerSpec.Normalize layer)
    {
        if (site.Type.HasPoints())
        {
            return site.Fail(ProblemIds.WrongRepresentation, "source", "Normalize", "features without points (subtract them first)", site.Type.ToString());
        }

        Value detach = Dereference(site.Scope, layer.DetachNorm);
        if (detach.Kind != ValueKind.Boolean)
        {
            return detach.Kind == ValueKind.Error ? null : site.Fail(ProblemIds.WrongValue, "DetachNorm", "DetachNorm", "true, false, or nameof of a bool option", detach.ToString());
        }

        return Number(site, layer.Offset, "Offset", 0, double.MaxValue) is double offset && Forms(site, needsRoot: true) is { } forms
            ? site.Node(site.Type, new Layer.Normalize(forms, offset, detach.IsTrue))
            : null;
    }

    private int? Scale(Site site, LayerSpec.Scale layer)
    {
        if (site.Type.HasPoints())
        {
            return site.Fail(ProblemIds.WrongRepresentation, "value", "Scale", "features without points (a scaled point depends on the origin)", site.Type.ToString());
        }

        if (Number(site, layer.Factor, "Factor", layer.Exponent == 1 ? -double.MaxValue : double.Epsilon, double.MaxValue) is not double number)
        {
            return null;
        }

        double factor = layer.Exponent == 1 ? number : Math.Pow(number, layer.Exponent);

        if (site.Count == 2)
        {
            Representation by = site.TypeOf(1);
            if (!by.IsScalar())
            {
                bool fits = by.Channels() == 1 || by.Channels() == site.Type.Channels();
                return site.FailWith(
                    ScalarUnderRotations(by).Concat(fits ? InvariantHint(by) : []), ProblemIds.WrongRepresentation, "by", "Scale", "scalars to multiply by", by.ToString());
            }

            if (!site.SameDomain())
            {
                return null;
            }

            if (by.Channels() != 1 && by.Channels() != site.Type.Channels())
            {
                string expected = site.Type.Channels() == 1 ? "1 channel" : $"1 or {Text(site.Type.Channels())} channels";
                return site.Fail(ProblemIds.WidthMismatch, "by", "Scale", expected, Text(by.Channels()));
            }
        }

        return site.Node(site.Type, new Layer.Scale(factor));
    }

    private static int? Concat(Site site)
    {
        if (!site.SameDomain())
        {
            return null;
        }

        Representation sum = site.Type;
        for (int i = 1; i < site.Count; i++)
        {
            sum += site.TypeOf(i);
        }

        return site.Node(sum.Regrouped(), new Layer.Concat());
    }

    private int? Add(Site site, LayerSpec.Add layer)
    {
        if (!site.SameDomain())
        {
            return null;
        }

        int points = 0;
        for (int i = 0; i < site.Count; i++)
        {
            points += site.TypeOf(i).HasPoints() ? 1 : 0;
        }

        if (points > 1)
        {
            return site.Fail(ProblemIds.PointsAdded, "sources", "Add", site.SourceNames());
        }

        if (points == 0 && layer.MissingAsZero)
        {
            return Union(site) is { } union ? site.Node(union, new Layer.Add()) : null;
        }

        if (points == 0)
        {
            return site.SameType() ? site.Node(site.Type, new Layer.Add()) : null;
        }

        // One point plus vectors: the vectors must match what the point's differences are.
        int point = 0;
        while (!site.TypeOf(point).HasPoints())
        {
            point++;
        }

        Representation vectors = site.TypeOf(point).PointsToVectors();
        for (int i = 0; i < site.Count; i++)
        {
            if (i != point && !site.Matches(vectors, i))
            {
                return null;
            }
        }

        return site.Node(site.TypeOf(point), new Layer.Add());
    }

    /// <summary>Every piece of any source, each with the channels that all sources with this piece have; reports where these differ.</summary>
    private Representation? Union(Site site)
    {
        List<RepresentationTerm> terms = [];
        for (int i = 0; i < site.Count; i++)
        {
            foreach (RepresentationTerm term in site.TypeOf(i).Terms)
            {
                int known = terms.FindIndex(other => other.Piece == term.Piece);
                if (known < 0)
                {
                    terms.Add(term);
                }
                else if (terms[known].Multiplicity != term.Multiplicity)
                {
                    site.Fail(ProblemIds.WidthMismatch, "sources", "Add", terms[known].ToString(), term.ToString());
                    return null;
                }
            }
        }

        return new Representation(_group, terms).Regrouped();
    }

    private int? Reduce(Site site, LayerSpec.Reduce layer)
    {
        Value choice = Dereference(site.Scope, layer.Aggregation);
        if (choice.Kind != ValueKind.Choice || !Enum.TryParse(choice.Choice, out Aggregation aggregation))
        {
            return choice.Kind == ValueKind.Error ? null : site.Fail(ProblemIds.WrongValue, "aggregation", "aggregation", "nameof of an option of type Aggregation", choice.ToString());
        }

        if (Segments(site, layer.Over) is not { } segments)
        {
            return null;
        }

        // The mean over no neighbour at all is 0, which is not a point; a graph has nodes.
        if (site.Type.HasPoints() && (aggregation == Aggregation.Sum || layer.Over == Over.Neighbours || site.Domain.IsEdges))
        {
            bool isGraph = layer is { Attribute: "Sum", Over: Over.Graph } && !site.Domain.IsEdges;
            return site.FailWith(isGraph ? [new Hint(Hint.Layers, "Mean")] : [], ProblemIds.PointsAdded, "source", layer.Attribute, site.SourceNames());
        }

        return site.Node(segments.To, site.Type, new Layer.Reduce(segments, aggregation));
    }

    private int? Dropout(Site site, LayerSpec.Dropout layer)
    {
        if (site.Type.HasPoints())
        {
            return site.Fail(ProblemIds.WrongRepresentation, "source", "Dropout", "features without points (a point set to 0 depends on the origin)", site.Type.ToString());
        }

        if (Number(site, layer.Rate, "rate", 0, 1) is not double rate)
        {
            return null;
        }

        return rate < 1 ? site.Node(site.Type, new Layer.Dropout(rate)) : site.Fail(ProblemIds.WrongValue, "rate", "rate", "at least 0 and below 1", "1");
    }

    /// <summary>Channels: a constant, an int option, or as many as a feature has.</summary>
    private int? Width(Site site, Value value, Place place)
    {
        Value width = Dereference(site.Scope, value);
        if (width.Kind == ValueKind.Name && site.Scope.Members.TryGetValue(width.Text, out MemberSpec? member) && member.Kind == MemberKind.Feature)
        {
            Resolution feature = Lookup(site.Scope, site.Scope, site.Member, width.Text, place);
            if (feature.IsFeature)
            {
                return _features[feature.Feature].Type.Channels();
            }

            if (feature.Kind == ResolutionKind.Failed)
            {
                return null;
            }
        }

        if (width is { Kind: ValueKind.Integer, Number: >= 1 and <= RepresentationParser.MaximumMultiplicity })
        {
            return (int)width.Number;
        }

        if (width.Kind is not (ValueKind.Error or ValueKind.None))
        {
            Report(site.Scope, site.Member, ProblemIds.WrongValue, place, place.Parameter!, "a positive number of channels, or nameof of an int option or of a feature", width.ToString());
        }

        return null;
    }

    /// <summary>A number: a constant or an option.</summary>
    private double? Number(Site site, Value value, string parameter, double low, double high)
    {
        Value number = Dereference(site.Scope, value);
        if (number.Kind is ValueKind.Real or ValueKind.Integer && number.Number >= low && number.Number <= high)
        {
            return number.Number;
        }

        if (number.Kind != ValueKind.Error)
        {
            string expected = low > 0 && high == double.MaxValue ? "a positive number" : high < double.MaxValue ? $"a number from {Text(low)} to {Text(high)}" : low == 0 ? "a number that is not negative" : "a finite number";
            Report(site.Scope, site.Member, ProblemIds.WrongValue, new Place(site.Layer.Attribute, parameter), parameter, expected, number.ToString());
        }

        return null;
    }

    /// <summary>A member of an enumeration: itself or an option.</summary>
    private TEnum? Choice<TEnum>(Site site, Value value, string parameter)
        where TEnum : struct, Enum
    {
        Value choice = Dereference(site.Scope, value);
        if (choice.Kind == ValueKind.Choice && Enum.TryParse(choice.Choice, out TEnum member))
        {
            return member;
        }

        if (choice.Kind != ValueKind.Error)
        {
            site.Fail(ProblemIds.WrongValue, parameter, parameter, $"a value of {typeof(TEnum).Name}, or nameof of an option of this type", choice.ToString());
        }

        return null;
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A layer with its sources, where rules look and report.</summary>
    private readonly struct Site(GraphInference inference, Scope scope, MemberSpec member, LayerSpec layer, List<(SourceSpec Spec, int Feature)> sources)
    {
        public Scope Scope => scope;

        public MemberSpec Member => member;

        public LayerSpec Layer => layer;

        public int Count => sources.Count;

        /// <summary>Domain of the first source.</summary>
        public Domain Domain => inference._features[sources[0].Feature].Domain;

        /// <summary>Representation of the first source.</summary>
        public Representation Type => TypeOf(0);

        public Domain DomainOf(int source) => inference._features[sources[source].Feature].Domain;

        public Representation TypeOf(int source) => inference._features[sources[source].Feature].Type;

        public int Source(int source) => sources[source].Feature;

        public string SourceName(int source) => sources[source].Spec.Name!;

        public string SourceNames() => string.Join(", ", layer.Sources.Select(s => s.Name));

        public int? Node(Representation type, Layer result) => Node(Domain, type, result);

        public int? Node(Domain domain, Representation type, Layer result) => inference.Node(scope, member, domain, type, result, [.. sources.Select(s => s.Feature)]);

        public int? Fail(string id, string? parameter, params string[] arguments) => FailWith([], id, parameter, arguments);

        /// <summary>Reports with what a fix needs to know.</summary>
        public int? FailWith(IEnumerable<Hint> hints, string id, string? parameter, params string[] arguments)
        {
            inference.ReportWith(scope, member, id, new Place(layer.Attribute, parameter), hints, arguments);
            return null;
        }

        /// <summary>Whether all sources live on the domain of the first; reports where not.</summary>
        public bool SameDomain()
        {
            for (int i = 1; i < sources.Count; i++)
            {
                FeatureNode feature = inference._features[sources[i].Feature];
                if (feature.Domain != Domain)
                {
                    FailAt(i, ProblemIds.WrongDomain, [], layer.Attribute, $"all on {Domain.Name}", $"{feature.Name} on {feature.Domain.Name}");
                    return false;
                }
            }

            return true;
        }

        /// <summary>Whether all sources have the representation of the first; reports where not.</summary>
        public bool SameType()
        {
            for (int i = 1; i < sources.Count; i++)
            {
                if (!Matches(Type, i))
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>Whether source <paramref name="i"/> has this representation; reports where not.</summary>
        public bool Matches(Representation expected, int i)
        {
            Representation actual = TypeOf(i);
            if (!expected.SamePieces(actual))
            {
                IEnumerable<Hint> hints = inference.RotationHint(rotations => expected.Restrict(rotations)?.Regrouped() is { } left && left == actual.Restrict(rotations)?.Regrouped());
                FailAt(i, ProblemIds.DifferentRepresentations, hints, layer.Attribute, $"{expected} and {actual}");
                return false;
            }

            if (expected != actual)
            {
                FailAt(i, ProblemIds.WidthMismatch, [], layer.Attribute, expected.ToString(), actual.ToString());
                return false;
            }

            return true;
        }

        public void FailAt(int i, string id, IEnumerable<Hint> hints, params string[] arguments) =>
            inference.ReportWith(scope, member, id, new Place(layer.Attribute, sources[i].Spec.Parameter, sources[i].Spec.Element), hints, arguments);
    }
}
