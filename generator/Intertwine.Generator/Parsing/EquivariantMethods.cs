using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Intertwine.Generator.Parsing;

/// <summary>Methods, local functions and lambdas with <c>[Equivariant]</c>: the group that they commute with, and what messages call their tensors.</summary>
internal static class EquivariantMethods
{
    public const string ReturnValue = "return value";

    /// <summary>The attribute; null where a method has none.</summary>
    public static AttributeData? Annotation(IMethodSymbol method)
    {
        foreach (AttributeData attribute in method.GetAttributes())
        {
            if (new AttributeReader(attribute).Name == "Equivariant")
            {
                return attribute;
            }
        }

        return null;
    }

    /// <summary>The group that the attribute names; null where it is no constant.</summary>
    public static GroupSpec? Group(AttributeData annotation, Compilation compilation, CancellationToken cancellation) => DeclaredGroupParser.ParseReference(new AttributeReader(annotation), compilation, cancellation);

    public static string Subject(IParameterSymbol parameter) => $"parameter '{parameter.Name}'";

    public static string Element(int index, string subject) => $"element {index.ToString(CultureInfo.InvariantCulture)} of the {subject}";
}
