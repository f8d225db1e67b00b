using System.Collections.Immutable;
using System.Composition;
using Intertwine.CodeFixes.Editing;
using Intertwine.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Intertwine.CodeFixes;

/// <summary>EQV0033: removes an attribute, or an argument of one, that changes nothing.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveAttributeCodeFix)), Shared]
public sealed class RemoveAttributeCodeFix : TextCodeFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [ProblemIds.NoEffect];

    internal override IEnumerable<FixOffer> Offers(FixSite site, Diagnostic diagnostic)
    {
        if (site.Node(diagnostic).FirstAncestorOrSelf<AttributeArgumentSyntax>() is { NameEquals: { } name, Parent: AttributeArgumentListSyntax { Arguments: var arguments } list } argument)
        {
            yield return Offer($"Remove '{name.Name.Identifier.ValueText}'", arguments.Count == 1 ? list.Span : Item(arguments, argument));
        }
        else if (site.Attribute(diagnostic) is { Parent: AttributeListSyntax group } attribute)
        {
            yield return Offer($"Remove [{FixSite.Name(attribute)?.Identifier.ValueText}]", group.Attributes.Count == 1 ? Line(site, group) : Item(group.Attributes, attribute));
        }
    }

    private static FixOffer Offer(string title, TextSpan span) => new(title, nameof(RemoveAttributeCodeFix), [new TextChange(span, "")]);

    /// <summary>An item with the comma before it, or behind it where it is the first.</summary>
    private static TextSpan Item<T>(SeparatedSyntaxList<T> items, T item)
        where T : SyntaxNode
    {
        int index = items.IndexOf(item);
        return index > 0 ? TextSpan.FromBounds(items[index - 1].Span.End, item.Span.End) : TextSpan.FromBounds(item.SpanStart, items[1].SpanStart);
    }

    /// <summary>The brackets, with the white space up to what comes next.</summary>
    private static TextSpan Line(FixSite site, AttributeListSyntax list)
    {
        SyntaxToken next = list.GetLastToken().GetNextToken();
        return site.Text.ToString(TextSpan.FromBounds(list.Span.End, next.SpanStart)).Trim().Length == 0 ? TextSpan.FromBounds(list.SpanStart, next.SpanStart) : list.Span;
    }
}
