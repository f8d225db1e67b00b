using System.Globalization;
using Intertwine.Algebra;
using Intertwine.Generator.Kernels;
using Intertwine.Generator.Parsing;

namespace Intertwine.Generator.Inference;

/// <summary>The layer at hand with its sources, and its arguments read with their bounds.</summary>
internal sealed partial class GraphInference
{
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
