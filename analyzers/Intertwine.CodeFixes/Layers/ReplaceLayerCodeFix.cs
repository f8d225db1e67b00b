using System.Collections.Immutable;
using System.Composition;
using Intertwine.CodeFixes.Editing;
using Intertwine.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Intertwine.CodeFixes;

/// <summary>
/// Puts the layer that does the same without breaking the symmetry in place of one that works on components: EQV1002 a function of norms (<c>[NormActivation]</c>), EQV1030 the farthest vector (<c>[VectorMaxPool]</c>),
/// EQV1001 the mean of points.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReplaceLayerCodeFix)), Shared]
public sealed class ReplaceLayerCodeFix : TextCodeFix
{
    /// <summary>Arguments of an activation that say what to do with parts that the norm of every part makes alike.</summary>
    private static readonly string[] WithoutMeaning = ["PseudoScalars", "KeepOthers"];

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [ProblemIds.PointwiseOnNonScalar, ProblemIds.MaxOfNonScalar, ProblemIds.PointsAdded];

    internal override IEnumerable<FixOffer> Offers(FixSite site, Diagnostic diagnostic)
    {
        if (!diagnostic.Properties.TryGetValue(Hint.Layers, out string? layers) || layers is null || site.Attribute(diagnostic) is not { } attribute || FixSite.Name(attribute) is not { } name)
        {
            yield break;
        }

        foreach (string layer in layers.Split(','))
        {
            List<AttributeArgumentSyntax> named = [.. attribute.ArgumentList?.Arguments.Where(argument => argument.NameEquals is not null) ?? []];
            if (diagnostic.Id == ProblemIds.PointwiseOnNonScalar && named.Exists(argument => !WithoutMeaning.Contains(argument.NameEquals!.Name.Identifier.ValueText)))
            {
                continue;
            }

            List<TextChange> changes = [new TextChange(name.Span, layer)];
            SeparatedSyntaxList<AttributeArgumentSyntax> arguments = attribute.ArgumentList!.Arguments;
            if (diagnostic.Id == ProblemIds.PointwiseOnNonScalar && named.Count > 0)
            {
                // Named arguments are the last ones.
                changes.Add(new TextChange(TextSpan.FromBounds(arguments[arguments.Count - named.Count - 1].Span.End, arguments.Last().Span.End), ""));
            }

            yield return new FixOffer($"Use [{layer}]", nameof(ReplaceLayerCodeFix) + layer, changes);
        }
    }
}
