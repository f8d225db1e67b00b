using System.Collections.Immutable;
using System.Composition;
using Intertwine.CodeFixes.Editing;
using Intertwine.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Intertwine.CodeFixes;

/// <summary>EQV0012: gives the network a graph, as its first property.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddGraphCodeFix)), Shared]
public sealed class AddGraphCodeFix : TextCodeFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [ProblemIds.NeedsGraph];

    internal override IEnumerable<FixOffer> Offers(FixSite site, Diagnostic diagnostic)
    {
        if (site.Type(diagnostic) is { } type && type.Members.OfType<PropertyDeclarationSyntax>().FirstOrDefault() is { } first)
        {
            yield return new FixOffer("Add a graph", nameof(AddGraphCodeFix), [site.InsertBefore(first, $"[Graph] public partial EdgeSet {site.FreeName(type, "Edges")} {{ get; }}")]);
        }
    }
}
