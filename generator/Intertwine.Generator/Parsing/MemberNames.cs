using Microsoft.CodeAnalysis;

namespace Intertwine.Generator.Parsing;

/// <summary>Names that the generated half of a class, or its base class, has for itself.</summary>
internal static class MemberNames
{
    private const string Forward = "forward";

    /// <summary>Elements of a tuple that have a meaning of their own; <c>ItemN</c> besides.</summary>
    private static readonly HashSet<string> TupleElements = new(StringComparer.Ordinal) { "Rest", "CompareTo", "Deconstruct" };

    /// <summary>Whose a property's name is, in words; null where the property may have it.</summary>
    /// <param name="property">Of a model or a block.</param>
    /// <param name="isBlock">Which of them.</param>
    /// <param name="isTupleElement">Whether the property is one of several outputs of a model.</param>
    public static string? OwnerOf(IPropertySymbol property, bool isBlock, bool isTupleElement, Compilation compilation)
    {
        if (!isBlock && IsGenerated(property.Name))
        {
            return "a member that is generated";
        }

        string baseName = isBlock ? KnownNames.BlockBase : KnownNames.ModelBase;
        for (INamedTypeSymbol? type = compilation.GetTypeByMetadataName(baseName.Substring("global::".Length)); type is not null; type = type.BaseType)
        {
            if (type.GetMembers(property.Name).Any(member => member.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal))
            {
                return $"a member of '{type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}', from which the class derives";
            }
        }

        return isTupleElement && (TupleElements.Contains(property.Name) || IsItem(property.Name)) ? "a member of every tuple, and the results of several outputs are a tuple" : null;
    }

    /// <summary>Whether something other than a property takes a name that generated code needs: a field called <c>forward</c>, but not a method, which may be another overload.</summary>
    public static bool Hides(ISymbol member) => IsGenerated(member.Name) && !(member.Name == Forward && member.Kind == SymbolKind.Method);

    private static bool IsGenerated(string name) => name is Forward or "ParameterCount" or "__Network" or "__Steps";

    private static bool IsItem(string name) => name.Length > 4 && name.StartsWith("Item", StringComparison.Ordinal) && name.Skip(4).All(c => c is >= '0' and <= '9') && name[4] != '0';
}
