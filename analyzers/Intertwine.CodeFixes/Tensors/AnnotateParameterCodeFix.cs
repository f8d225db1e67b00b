using System.Collections.Immutable;
using System.Composition;
using System.Globalization;
using Intertwine.Analyzers.Rules;
using Intertwine.CodeFixes.Editing;
using Intertwine.CodeFixes.Tensors;
using Intertwine.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Intertwine.CodeFixes;

/// <summary>
/// EQV9010: annotates a parameter of which nothing is known: with the representation that its use asks for (it is given to a parameter that states one, added to a parameter that has one, or returned), or as invariant.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AnnotateParameterCodeFix)), Shared]
public sealed class AnnotateParameterCodeFix : TextCodeFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [TensorRuleIds.Undecided];

    internal override IEnumerable<FixOffer> Offers(FixSite site, Diagnostic diagnostic)
    {
        if (EquivariantMethod.Around(site.Node(diagnostic)) is not { } method)
        {
            yield break;
        }

        string message = diagnostic.GetMessage(CultureInfo.InvariantCulture);
        foreach (ParameterSyntax parameter in method.Parameters.Parameters)
        {
            string name = parameter.Identifier.ValueText;
            if (!message.Contains($"parameter '{name}'") || EquivariantMethod.Find(parameter.AttributeLists, "Rep").Concat(EquivariantMethod.Find(parameter.AttributeLists, "Invariant")).Any())
            {
                continue;
            }

            if (FromUse(site, method, name) is { } representation)
            {
                yield return Offer(parameter, $"Rep({representation})", "Use");
            }

            yield return Offer(parameter, "Invariant", "Invariant");
        }
    }

    private static FixOffer Offer(ParameterSyntax parameter, string annotation, string key) =>
        new($"Annotate '{parameter.Identifier.ValueText}' with [{annotation}]", nameof(AnnotateParameterCodeFix) + key, [new TextChange(new TextSpan(parameter.SpanStart, 0), $"[{annotation}] ")]);

    /// <summary>The arguments of the annotation that a use asks for, all uses that ask for one agreeing.</summary>
    private static string? FromUse(FixSite site, EquivariantMethod method, string name)
    {
        HashSet<string> wanted = new(StringComparer.Ordinal);
        foreach (IdentifierNameSyntax use in method.Declaration.DescendantNodes().OfType<IdentifierNameSyntax>().Where(use => use.Identifier.ValueText == name))
        {
            string? found = use.Parent switch
            {
                ArgumentSyntax argument => OfArgument(site, argument),
                BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression or (int)SyntaxKind.SubtractExpression } sum => OfParameter(method, sum.Left == use ? sum.Right : sum.Left),
                ReturnStatementSyntax or ArrowExpressionClauseSyntax => Arguments(EquivariantMethod.Find(method.Attributes, "Rep")),
                _ => null,
            };
            if (found is not null)
            {
                wanted.Add(found);
            }
        }

        return wanted.Count == 1 ? wanted.First() : null;
    }

    /// <summary>What the method that is called states of its parameter.</summary>
    private static string? OfArgument(FixSite site, ArgumentSyntax argument)
    {
        if (argument.Parent?.Parent is not InvocationExpressionSyntax call || site.Model.GetSymbolInfo(call, site.Cancellation).Symbol is not IMethodSymbol target)
        {
            return null;
        }

        IParameterSymbol? parameter = argument.NameColon is { } named
            ? target.Parameters.FirstOrDefault(candidate => candidate.Name == named.Name.Identifier.ValueText)
            : target.Parameters.ElementAtOrDefault(call.ArgumentList.Arguments.IndexOf(argument));
        AttributeData[] stated = [.. (parameter?.GetAttributes() ?? []).Where(attribute => new AttributeReader(attribute).Name == "Rep")];
        return stated.Length == 1 && stated[0].ApplicationSyntaxReference?.GetSyntax(site.Cancellation) is AttributeSyntax syntax ? Arguments([syntax])
            : stated.Length == 1 && new AttributeReader(stated[0]).Text(0) is { } text ? FixSite.Quoted(text)
            : null;
    }

    private static string? OfParameter(EquivariantMethod method, ExpressionSyntax other) =>
        other is IdentifierNameSyntax { Identifier.ValueText: var name }
            ? Arguments(method.Parameters.Parameters.Where(parameter => parameter.Identifier.ValueText == name).SelectMany(parameter => EquivariantMethod.Find(parameter.AttributeLists, "Rep")))
            : null;

    private static string? Arguments(IEnumerable<AttributeSyntax> annotations) => annotations.ToArray() is [{ ArgumentList: { } list }] ? list.Arguments.ToString() : null;
}
