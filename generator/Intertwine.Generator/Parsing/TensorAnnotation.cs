using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Intertwine.Generator.Parsing;

/// <summary>
/// One <c>[Rep]</c> or <c>[Invariant]</c> of a parameter, return value, field or property: what it states about one axis of a tensor. Layers written by hand and the analysis of tensor code both read annotations here.
/// </summary>
/// <param name="Attribute">For its place.</param>
/// <param name="IsRepresentation">Whether it is [Rep].</param>
/// <param name="Text">The representation as it is written; null for [Invariant], and in half-written code.</param>
/// <param name="Item">The element of a tuple that it is about; negative for a tensor itself, or for all elements.</param>
/// <param name="Axis">The axis of the components as it is written: -1 is the last.</param>
/// <param name="Rank">The number of axes; 0 where it is not stated.</param>
internal readonly record struct TensorAnnotation(AttributeData Attribute, bool IsRepresentation, string? Text, int Item, int Axis, int Rank)
{
    /// <summary>The annotations among attributes, in their order.</summary>
    public static IReadOnlyList<TensorAnnotation> Read(ImmutableArray<AttributeData> attributes)
    {
        List<TensorAnnotation> annotations = [];
        foreach (AttributeData attribute in attributes)
        {
            var reader = new AttributeReader(attribute);
            if (reader.Name is "Rep" or "Invariant")
            {
                bool isRepresentation = reader.Name == "Rep";
                annotations.Add(new TensorAnnotation(
                    attribute, isRepresentation, isRepresentation ? reader.Text(0) : null, (int)reader.NamedNumber(nameof(Item), -1), (int)reader.NamedNumber(nameof(Axis), -1), Math.Max(0, (int)reader.NamedNumber(nameof(Rank), 0))));
            }
        }

        return annotations;
    }

    /// <summary>The number of axes that annotations of one tensor state; null where none does.</summary>
    public static int? RankOf(IEnumerable<TensorAnnotation> annotations) => annotations.Select(annotation => annotation.Rank).FirstOrDefault(rank => rank > 0) is > 0 and var stated ? stated : null;

    /// <summary>Whether it is about an element of a tuple, or about a tensor itself (-1).</summary>
    public bool IsAbout(int item) => Item < 0 || Item == item;

    /// <summary>The axis of the components, counted from the end; null where a tensor of so many axes does not have it, or where that needs a number that is not stated.</summary>
    public int? FromEnd(int? rank)
    {
        int? axis = Axis < 0 ? Axis : Axis - rank;
        return axis < 0 && !(-axis > rank) ? axis : null;
    }
}
