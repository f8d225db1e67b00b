using System.Collections.Immutable;
using System.Composition;
using Intertwine.Algebra;
using Intertwine.Analyzers.Rules;
using Intertwine.CodeFixes.Editing;
using Intertwine.CodeFixes.Tensors;
using Intertwine.Generator.Inference;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Intertwine.CodeFixes;

/// <summary>
/// EQV1101: a function of the norm in the place of a function of components: phi(x) becomes x phi(|x|) / (|x| + 1e-8), which points where x points. Functions that leave positive numbers alone (relu, abs) would do nothing to a norm:
/// there the vector is gated instead, x sigmoid(|x|). Offered for parameters whose matrices are orthogonal, so that the norm along their axis is invariant.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NormNonlinearityCodeFix)), Shared]
public sealed class NormNonlinearityCodeFix : TextCodeFix
{
    private const string Epsilon = "1e-8";

    private static readonly HashSet<string> IdentityOnNorms = new(StringComparer.Ordinal) { "relu", "leaky_relu", "abs", "relu6", "elu", "selu", "celu" };

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [TensorRuleIds.PointwiseOnComponents];

    internal override IEnumerable<FixOffer> Offers(FixSite site, Diagnostic diagnostic)
    {
        if (site.Node(diagnostic).FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax vector, Name.Identifier.ValueText: var function } } call
            || EquivariantMethod.Around(call) is not { } method || AxisOf(method, vector.Identifier.ValueText) is not { } axis)
        {
            yield break;
        }

        string norm = $"{vector}.norm({axis}, keepdim: true)";
        string factor = IdentityOnNorms.Contains(function) ? $"{norm}.sigmoid()" : $"({norm}.{function}{call.ArgumentList} / ({norm} + {Epsilon}))";
        bool needsParentheses = call.Parent is MemberAccessExpressionSyntax or BinaryExpressionSyntax or PrefixUnaryExpressionSyntax or ElementAccessExpressionSyntax;
        string product = $"{vector} * {factor}";
        yield return new FixOffer("Use a function of the norm", nameof(NormNonlinearityCodeFix), [new TextChange(call.Span, needsParentheses ? $"({product})" : product)]);
    }

    /// <summary>The axis with the components of a parameter; null where there are several, or where lengths along it are not invariant.</summary>
    private static string? AxisOf(EquivariantMethod method, string name)
    {
        AttributeSyntax[] annotations =
            [.. method.Parameters.Parameters.Where(parameter => parameter.Identifier.ValueText == name).SelectMany(parameter => EquivariantMethod.Find(parameter.AttributeLists, "Rep"))];
        if (annotations.Length != 1 || EquivariantMethod.Representation(annotations[0]) is not { } written
            || !RepresentationParser.Parse(method.Group, written.Token.ValueText, allowWildcard: true).TryGet(out Representation? representation, out _) || representation.HasPoints() || !representation.IsOrthogonal())
        {
            return null;
        }

        return annotations[0].ArgumentList!.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == "Axis")?.Expression.ToString() ?? "-1";
    }
}
