using System.Collections.Immutable;
using System.Composition;
using Intertwine.Analyzers.Rules;
using Intertwine.CodeFixes.Editing;
using Intertwine.CodeFixes.Tensors;
using Intertwine.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Intertwine.CodeFixes;

/// <summary>EQV1113: states the rotations alone where only the parity of what a method returns is another one, with the representations of its tensors.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ChangeMethodGroupCodeFix)), Shared]
public sealed class ChangeMethodGroupCodeFix : TextCodeFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [TensorRuleIds.WrongReturn];

    internal override IEnumerable<FixOffer> Offers(FixSite site, Diagnostic diagnostic)
    {
        if (diagnostic.Properties.TryGetValue(Hint.Rotations, out string? rotations) && rotations is not null && EquivariantMethod.Around(site.Node(diagnostic)) is { } method)
        {
            yield return new FixOffer(
                $"Change the group to {rotations}",
                nameof(ChangeMethodGroupCodeFix),
                [
                    new TextChange(method.Written.Span, FixSite.Quoted(rotations)),
                    .. method.Representations.Select(literal => new TextChange(literal.Span, FixSite.Quoted(ChangeGroupCodeFix.WithoutParities(literal.Token.ValueText)))),
                ]);
        }
    }
}
