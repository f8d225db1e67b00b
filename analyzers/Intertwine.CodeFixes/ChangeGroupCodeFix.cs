using System.Collections.Immutable;
using System.Composition;
using System.Text.RegularExpressions;
using Intertwine.Algebra;
using Intertwine.CodeFixes.Editing;
using Intertwine.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Group = Intertwine.Algebra.Group;

namespace Intertwine.CodeFixes;

/// <summary>
/// Declares the rotations alone where only reflections forbid something (<c>O(3)</c> becomes <c>SO(3)</c>), and rewrites the representations of the class, which lose their parities; or the group with translations where a
/// point stands. Offered where the class and its group are written in one file.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ChangeGroupCodeFix)), Shared]
public sealed class ChangeGroupCodeFix : TextCodeFix
{
    /// <summary>A degree with its parity, alone or behind a number of copies.</summary>
    private static readonly Regex Parity = new("(?<=^|[^A-Za-z0-9_]|[0-9* ]x)([0-9]+)[eo](?![A-Za-z0-9_])", RegexOptions.CultureInvariant);

    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
    [
        ProblemIds.WrongGroup, ProblemIds.ZeroIntertwinerSpace, ProblemIds.UnreachableOutput, ProblemIds.PointwiseOnNonScalar, ProblemIds.WrongRepresentation, ProblemIds.DifferentRepresentations,
        ProblemIds.CrossProductUnderReflections, ProblemIds.MaxOfNonScalar, ProblemIds.LogitsNotInvariant,
    ];

    internal override IEnumerable<FixOffer> Offers(FixSite site, Diagnostic diagnostic)
    {
        if (site.Type(diagnostic) is not { } type || GroupOf(site, type) is not { } written)
        {
            yield break;
        }

        if (diagnostic.Properties.TryGetValue(Hint.Rotations, out string? rotations) && rotations is not null && Group.Parse(written.Token.ValueText).TryGet(out Group? group, out _))
        {
            List<TextChange> changes = [new TextChange(written.Span, FixSite.Quoted(rotations))];
            changes.AddRange(Representations(type, group).Select(literal => new TextChange(literal.Span, FixSite.Quoted(WithoutParities(literal.Token.ValueText)))));
            yield return new FixOffer($"Change the group to {rotations}", nameof(ChangeGroupCodeFix) + "Rotations", changes);
        }

        if (diagnostic.Properties.TryGetValue(Hint.Translations, out string? translations) && translations is not null)
        {
            yield return new FixOffer($"Change the group to {translations}", nameof(ChangeGroupCodeFix) + "Translations", [new TextChange(written.Span, FixSite.Quoted(translations))]);
        }
    }

    /// <summary>The literal with the group of a model that stands in one file; null where it is elsewhere.</summary>
    private static LiteralExpressionSyntax? GroupOf(FixSite site, TypeDeclarationSyntax type)
    {
        if (site.Model.GetDeclaredSymbol(type, site.Cancellation) is not { } symbol || symbol.DeclaringSyntaxReferences.Count(part => part.SyntaxTree == type.SyntaxTree || !IsGenerated(part.SyntaxTree)) > 1)
        {
            return null;
        }

        AttributeSyntax? attribute = type.AttributeLists.SelectMany(list => list.Attributes)
            .FirstOrDefault(candidate => FixSite.Name(candidate)?.Identifier.ValueText is "EquivariantModel" or "EquivariantModelAttribute");
        return attribute?.ArgumentList?.Arguments.FirstOrDefault(argument => argument.NameEquals is null)?.Expression as LiteralExpressionSyntax;
    }

    private static bool IsGenerated(SyntaxTree tree) => tree.FilePath.EndsWith(".g.cs", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// String literals of the class that are representations of its group with a parity. Values that a use of a block sets are in the notation of the block's group and stay as they are.
    /// </summary>
    private static IEnumerable<LiteralExpressionSyntax> Representations(TypeDeclarationSyntax type, Group group) =>
        type.DescendantNodes(node => node == type || node is not TypeDeclarationSyntax)
            .OfType<LiteralExpressionSyntax>()
            .Where(literal => literal.IsKind(SyntaxKind.StringLiteralExpression)
                && Parity.IsMatch(literal.Token.ValueText)
                && literal.FirstAncestorOrSelf<AttributeSyntax>()?.Name.ToString() is not ("With" or "WithAttribute")
                && RepresentationParser.Parse(group, literal.Token.ValueText, allowWildcard: true).IsSuccess);

    /// <summary>A representation of the rotations: degrees alone.</summary>
    internal static string WithoutParities(string representation) => Parity.Replace(representation, "$1");
}
