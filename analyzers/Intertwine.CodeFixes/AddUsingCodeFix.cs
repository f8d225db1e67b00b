using System.Collections.Immutable;
using System.Composition;
using Intertwine.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Intertwine.CodeFixes;

/// <summary>CS0246, CS0103: adds <c>using Intertwine;</c> where the name that the compiler does not find is an attribute, a block, a feature type or another public type of the library.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddUsingCodeFix)), Shared]
public sealed class AddUsingCodeFix : TextCodeFix
{
    private const string Library = "Intertwine";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["CS0246", "CS0103"];

    internal override IEnumerable<FixOffer> Offers(FixSite site, Diagnostic diagnostic)
    {
        if (site.Node(diagnostic).FirstAncestorOrSelf<SimpleNameSyntax>() is { } name && site.Root is CompilationUnitSyntax unit && IsOfTheLibrary(site.Model.Compilation, name))
        {
            yield return new FixOffer($"using {Library};", nameof(AddUsingCodeFix), [Using(site, unit)]);
        }
    }

    private static bool IsOfTheLibrary(Compilation compilation, SimpleNameSyntax name)
    {
        int arity = name is GenericNameSyntax generic ? generic.Arity : 0;
        INamespaceSymbol? library = compilation.GlobalNamespace.GetNamespaceMembers().FirstOrDefault(space => space.Name == Library);
        string text = name.Identifier.ValueText;
        IEnumerable<INamedTypeSymbol> types = library is null ? [] : library.GetTypeMembers(text).Concat(library.GetTypeMembers(text + "Attribute"));
        return types.Any(type => type.DeclaredAccessibility == Accessibility.Public && type.Arity == arity);
    }

    /// <summary>Behind the last using, or before everything else.</summary>
    private static TextChange Using(FixSite site, CompilationUnitSyntax unit)
    {
        if (unit.Usings.Count > 0)
        {
            UsingDirectiveSyntax last = unit.Usings.Last();
            return new TextChange(new TextSpan(last.Span.End, 0), $"{site.NewLine}using {Library};");
        }

        SyntaxToken first = unit.GetFirstToken(includeZeroWidth: true);
        SyntaxTrivia comment = first.LeadingTrivia.FirstOrDefault(trivia => trivia.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineDocumentationCommentTrivia));
        int position = comment.IsKind(SyntaxKind.None) ? first.SpanStart : comment.FullSpan.Start;
        return new TextChange(new TextSpan(position, 0), $"using {Library};{site.NewLine}{site.NewLine}");
    }
}
