using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Intertwine.Generator.Parsing;

/// <summary><c>[Custom(nameof(Method), …)]</c> and the method that it names → <see cref="CustomMethodSpec"/>. Works on source and on metadata of referenced assemblies.</summary>
internal static class CustomMethodParser
{
    private const string Tensor = "TorchSharp.torch.Tensor";

    /// <summary>Where tensors of a layer have their components: <c>[items, channels, components]</c>.</summary>
    private const int Axes = 3;

    /// <param name="attribute">The attribute.</param>
    /// <param name="owner">The class that declares the feature.</param>
    /// <param name="compilation">Where it is seen from.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static CustomMethodSpec? Parse(AttributeReader attribute, INamedTypeSymbol owner, Compilation compilation, CancellationToken cancellation)
    {
        bool hasType = HasType(attribute);
        INamedTypeSymbol? type = hasType ? attribute.Type(0) : owner;
        if (type is null or { TypeKind: TypeKind.Error } || attribute.Text(hasType ? 1 : 0) is not { Length: > 0 } name)
        {
            return null;
        }

        string shown = hasType ? $"{type.Name}.{name}" : name;
        IMethodSymbol[] methods = [.. type.GetMembers(name).OfType<IMethodSymbol>().Where(method => method.MethodKind == MethodKind.Ordinary)];
        IMethodSymbol[] annotated = [.. methods.Where(method => EquivariantMethods.Annotation(method) is not null)];
        if (annotated.Length != 1)
        {
            return Unsuitable(methods.Length == 0
                ? Defect(ProblemIds.UnknownCustomMethod, type.Name)
                : annotated.Length == 0 ? Defect(ProblemIds.CustomMethodNotAnnotated) : Defect(ProblemIds.UnsuitableCustomMethod, "several methods of this name have [Equivariant]"));
        }

        IMethodSymbol chosen = annotated[0];
        if (Reason(chosen, owner, compilation) is { } reason)
        {
            return Unsuitable(Defect(ProblemIds.UnsuitableCustomMethod, reason));
        }

        List<AnnotatedTensor> parameters = [];
        foreach (IParameterSymbol parameter in chosen.Parameters)
        {
            if (IsTensor(parameter.Type) && !Read(parameter.GetAttributes(), -1, EquivariantMethods.Subject(parameter), parameter.Name, parameters, out CustomMethodDefect? defect))
            {
                return Unsuitable(defect);
            }
        }

        List<AnnotatedTensor> results = [];
        INamedTypeSymbol? tuple = chosen.ReturnType is INamedTypeSymbol { IsTupleType: true } several ? several : null;
        for (int i = 0; i < (tuple?.TupleElements.Length ?? 1); i++)
        {
            if (!Read(chosen.GetReturnTypeAttributes(), tuple is null ? -1 : i, tuple is null ? EquivariantMethods.ReturnValue : EquivariantMethods.Element(i, EquivariantMethods.ReturnValue), "", results, out CustomMethodDefect? defect))
            {
                return Unsuitable(defect);
            }
        }

        GroupSpec? group = EquivariantMethods.Group(EquivariantMethods.Annotation(chosen)!, compilation, cancellation);
        string code = $"{type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}.{(SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? "" : "@")}{name}";
        return new CustomMethodSpec(shown, code, null, group, parameters.ToEquatable(), results.ToEquatable(), tuple is not null);

        CustomMethodSpec Unsuitable(CustomMethodDefect? defect) =>
            new(shown, "", defect, null, EquatableArray<AnnotatedTensor>.Empty, EquatableArray<AnnotatedTensor>.Empty, false);
    }

    /// <summary>Whether the attribute names the type that has the method.</summary>
    public static bool HasType(AttributeReader attribute) => attribute.Type(0) is not null;

    /// <summary>Why generated code cannot call the method; null where it can.</summary>
    private static string? Reason(IMethodSymbol method, INamedTypeSymbol owner, Compilation compilation)
    {
        if (!method.IsStatic)
        {
            return "it is not static";
        }

        if (method.IsGenericMethod || method.ContainingType.IsUnboundGenericType)
        {
            return "it has type parameters";
        }

        if (!compilation.IsSymbolAccessibleWithin(method, owner))
        {
            return $"it is not visible from {owner.Name}";
        }

        // A block is computed by the model that uses it: what the block calls has to be visible from there.
        if (IsBlock(owner) && (method.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal || Visibility(method) < Visibility(owner)))
        {
            return $"the networks that use {owner.Name} do not see it: it must be as visible as {owner.Name} is";
        }

        foreach (IParameterSymbol parameter in method.Parameters)
        {
            if (parameter.RefKind is not (RefKind.None or RefKind.In))
            {
                return $"parameter '{parameter.Name}' is passed by reference";
            }

            if (!IsTensor(parameter.Type) && !parameter.HasExplicitDefaultValue)
            {
                return $"parameter '{parameter.Name}' is no Tensor and has no default value";
            }
        }

        bool returns = IsTensor(method.ReturnType) || (method.ReturnType is INamedTypeSymbol { IsTupleType: true } tuple && tuple.TupleElements.All(element => IsTensor(element.Type)));
        return returns ? null : "it returns neither a Tensor nor a tuple of them";
    }

    /// <summary>Adds what the annotations state about a tensor.</summary>
    /// <param name="item">The element of a tuple that is asked for, -1 for a tensor itself.</param>
    private static bool Read(ImmutableArray<AttributeData> attributes, int item, string subject, string parameter, List<AnnotatedTensor> tensors, out CustomMethodDefect? defect)
    {
        defect = null;
        TensorAnnotation[] annotations = [.. TensorAnnotation.Read(attributes).Where(annotation => annotation.IsAbout(item))];
        TensorAnnotation[] representations = [.. annotations.Where(annotation => annotation.IsRepresentation)];
        string? reason = annotations.Length == 0 ? "it has neither [Rep] nor [Invariant]"
            : annotations.Any(annotation => annotation.Rank is not (0 or Axes)) ? $"its Rank is not {Axes}"
            : representations.Length > 1 ? "it has components along several axes"
            : representations.Any(annotation => annotation.FromEnd(Axes) != -1) ? "its components are not along the last axis"
            : null;
        if (reason is not null)
        {
            defect = Defect(ProblemIds.CustomTensorNotAnnotated, subject, reason);
            return false;
        }

        tensors.Add(new AnnotatedTensor(subject, parameter, representations.Length == 0 ? null : representations[0].Text ?? ""));
        return true;
    }

    private static bool IsTensor(ITypeSymbol type) => type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString() == Tensor;

    private static bool IsBlock(INamedTypeSymbol type) => type.GetAttributes().Any(data => new AttributeReader(data).Name == "EquivariantBlock");

    /// <summary>From how far a symbol is seen: 0 from within its type, 1 from its assembly, 2 from everywhere.</summary>
    private static int Visibility(ISymbol symbol)
    {
        int visibility = 2;
        for (ISymbol? current = symbol; current is not null and not INamespaceSymbol; current = current.ContainingSymbol)
        {
            visibility = Math.Min(visibility, current.DeclaredAccessibility switch { Accessibility.Public => 2, Accessibility.Internal or Accessibility.ProtectedOrInternal => 1, _ => 0 });
        }

        return visibility;
    }

    private static CustomMethodDefect Defect(string id, params string[] arguments) => new(id, new EquatableArray<string>(arguments));
}
