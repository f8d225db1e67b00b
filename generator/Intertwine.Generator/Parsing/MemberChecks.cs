using Microsoft.CodeAnalysis;

namespace Intertwine.Generator.Parsing;

/// <summary>Reports something about a member of the class at hand, or about the class.</summary>
internal delegate void ReportProblem(string id, string? member, Place place, params string[] arguments);

/// <summary>What is wrong with the properties of a class beside their layers: names that are taken, forms that have no other half, attributes that change nothing.</summary>
internal static class MemberChecks
{
    public static void Check(INamedTypeSymbol type, bool isBlock, IReadOnlyList<(IPropertySymbol Property, MemberSpec Member)> declared, Compilation compilation, ReportProblem report)
    {
        int outputs = declared.Count(pair => pair.Member.IsOutput);
        foreach ((IPropertySymbol property, MemberSpec member) in declared)
        {
            if (MemberNames.OwnerOf(property, isBlock, !isBlock && member.IsOutput && outputs > 1, compilation) is { } owner)
            {
                report(ProblemIds.NameTaken, member.Name, Place.Declaration, owner);
            }

            if (member.Layer is not null && Misform(property, isBlock) is { } form)
            {
                report(ProblemIds.WrongForm, member.Name, Place.Declaration, form);
            }

            CheckEffects(property, member, isBlock, report);
        }

        if (!isBlock)
        {
            foreach (ISymbol other in type.GetMembers())
            {
                if (other is { IsImplicitlyDeclared: false } and not IPropertySymbol && MemberNames.Hides(other) && other.Locations.Any(IsWritten))
                {
                    report(ProblemIds.NameTaken, other.Name, Place.Declaration, "a member that is generated");
                }
            }
        }
    }

    /// <summary>What keeps generated code from being the other half of a property; null where nothing does.</summary>
    private static string? Misform(IPropertySymbol property, bool isBlock) =>
        !property.IsPartialDefinition ? null
        : property.GetMethod is null ? "it has no getter"
        : property.RefKind != RefKind.None ? "it returns a reference"
        : property.IsAbstract ? "it is abstract"
        : property.IsStatic && isBlock ? "it is static, and each use of a block has its own features"
        : property.SetMethod is { } setter && setter.DeclaredAccessibility != property.DeclaredAccessibility ? "its setter is less accessible than the property"
        : property.GetMethod.DeclaredAccessibility != property.DeclaredAccessibility ? "its getter is less accessible than the property"
        : null;

    private static void CheckEffects(IPropertySymbol property, MemberSpec member, bool isBlock, ReportProblem report)
    {
        if (member.Layer is not { } layer)
        {
            return;
        }

        Dictionary<string, int> occurrences = new(StringComparer.Ordinal);
        foreach (AttributeData data in property.GetAttributes())
        {
            var attribute = new AttributeReader(data);
            if (attribute.Name is not { } name)
            {
                continue;
            }

            occurrences.TryGetValue(name, out int occurrence);
            occurrences[name] = occurrence + 1;
            (string? parameter, string? reason) = name switch
            {
                "Path" when layer is not LayerSpec.Product { Attribute: "TensorProduct" } => (null, $"beside [{layer.Attribute}]: it chooses a path of a [TensorProduct]"),
                "Feed" or "With" when layer is not LayerSpec.Block => (null, $"beside [{layer.Attribute}]: it belongs to the use of a block"),
                "When" when layer is LayerSpec.Graph or LayerSpec.Option => ((string?)null, (string?)$"beside [{layer.Attribute}]: conditions are about what the network computes"),
                "When" when layer is LayerSpec.Block && attribute.Named("Otherwise").Kind != ValueKind.None => ("Otherwise", $"beside [{layer.Attribute}]: a feature is no block"),
                "Output" when !isBlock && attribute.Named("Next").Kind != ValueKind.None => ("Next", "in a model: it joins copies of a block"),
                "Input" when !isBlock && attribute.Named("Example").Kind != ValueKind.None => ("Example", "in a model: it stands for '*' where a block is checked on its own"),
                "Activate" when attribute.Named("Slope").Kind != ValueKind.None && attribute.Choice(1, Activation.None) != Activation.LeakyRelu => ("Slope", $"on {attribute.Choice(1, Activation.None)}: it is that of LeakyRelu"),
                _ => (null, null),
            };
            if (reason is not null)
            {
                report(ProblemIds.NoEffect, member.Name, new Place(name, parameter, Occurrence: occurrence), parameter is null ? $"[{name}]" : $"'{parameter}'", reason);
            }
        }
    }

    /// <summary>Analyzers see what the generator wrote as well.</summary>
    private static bool IsWritten(Location location) => location.SourceTree is { } tree && tree.FilePath.IndexOf(typeof(IntertwineGenerator).FullName!, StringComparison.Ordinal) < 0;
}
