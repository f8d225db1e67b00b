using System.Collections.Immutable;
using Intertwine.Algebra;
using Intertwine.Analyzers.Locating;
using Intertwine.Analyzers.Rules;
using Intertwine.Analyzers.Tensors.Values;
using Intertwine.Generator;
using Intertwine.Generator.Inference;
using Intertwine.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Intertwine.Analyzers.Tensors.Annotations;

/// <summary>[Equivariant], [Rep] and [Invariant] → <see cref="Contract"/>, or what is wrong with them.</summary>
internal sealed class ContractReader(Compilation compilation, TensorSymbols symbols, CancellationToken cancellation)
{
    /// <summary>The attribute [Equivariant] of a method; null where it has none.</summary>
    public static AttributeData? Equivariant(IMethodSymbol method)
    {
        foreach (AttributeData attribute in method.GetAttributes())
        {
            if (new AttributeReader(attribute).Name == "Equivariant")
            {
                return attribute;
            }
        }

        return null;
    }

    /// <summary>Null where the method has no [Equivariant], or names no group that there is.</summary>
    public Contract? Read(IMethodSymbol method, List<AnnotationProblem>? problems = null)
    {
        if (Equivariant(method) is not { } attribute || ReadGroup(attribute, problems) is not { } group)
        {
            return null;
        }

        AbstractValue[] parameters = [.. method.Parameters.Select(parameter =>
            Read(parameter.GetAttributes(), parameter.Type, group, $"parameter '{parameter.Name}'", problems))];
        AbstractValue returned = method.ReturnsVoid
            ? new ObjectValue()
            : Read(method.GetReturnTypeAttributes(), Awaited(method.ReturnType), group, "return value", problems);
        return new Contract(group, new EquatableArray<AbstractValue>(parameters), returned);
    }

    /// <summary>What the annotations of a field or property state.</summary>
    public AbstractValue Read(ISymbol member, ITypeSymbol type, Group group) => Read(member.GetAttributes(), type, group, $"'{member.Name}'", null);

    private Group? ReadGroup(AttributeData attribute, List<AnnotationProblem>? problems)
    {
        var reader = new AttributeReader(attribute);
        if (DeclaredGroupParser.ParseReference(reader, compilation, cancellation) is not { } spec)
        {
            return null;
        }

        if (DeclaredGroups.Find(spec, cancellation).TryGet(out Group? group, out ParseError? error))
        {
            return group;
        }

        problems?.Add(new AnnotationProblem(TensorRuleIds.UnknownGroup, Locate(attribute, "group", error), Arguments(spec.Name, Phrase(error)), error.Suggestion));
        return null;
    }

    private AbstractValue Read(ImmutableArray<AttributeData> attributes, ITypeSymbol type, Group group, string subject, List<AnnotationProblem>? problems)
    {
        List<AttributeData> annotations = [.. attributes.Where(attribute => new AttributeReader(attribute).Name is "Rep" or "Invariant")];
        if (symbols.IsTensor(type))
        {
            foreach (AttributeData attribute in annotations.Where(attribute => Item(attribute) >= 0))
            {
                problems?.Add(Misplaced(attribute, subject, "no Item, as it is a tensor", $"Item = {Item(attribute)}"));
            }

            return ReadTensor(annotations, group, subject, problems);
        }

        if (Elements(type) is { } elements)
        {
            foreach (AttributeData attribute in annotations.Where(attribute => Item(attribute) >= elements.Length))
            {
                problems?.Add(Misplaced(attribute, subject, $"an Item below {elements.Length}", $"Item = {Item(attribute)}"));
            }

            return SequenceValue.Of([.. elements.Select((element, i) => ReadElement(annotations, element, i, group, $"element {i} of the {subject}", problems))]);
        }

        if (Element(type) is { } item && symbols.IsTensor(item))
        {
            return new SequenceValue(null, ReadTensor(annotations, group, $"elements of the {subject}", problems));
        }

        if (type is ITypeParameterSymbol)
        {
            return new UnknownValue($"{subject}, which is of a generic type");
        }

        // A module keeps its parameters; numbers, texts and the like the group leaves alone.
        AbstractValue value = symbols.IsModule(type) ? new ModuleValue(type.Name, EquatableArray<ModuleArgument>.Empty) : HoldsNoTensor(type) ? new NumberValue(null) : new ObjectValue();
        if (annotations.FirstOrDefault(attribute => new AttributeReader(attribute).Name == "Rep") is { } wrong && value is not ModuleValue)
        {
            problems?.Add(Misplaced(wrong, subject, "a Tensor, or a tuple or array of them", $"'{type.ToMinimalDisplayString(compilation.GetSemanticModel(compilation.SyntaxTrees.First()), 0)}'"));
        }

        return value;
    }

    private AbstractValue ReadElement(List<AttributeData> annotations, ITypeSymbol type, int index, Group group, string subject, List<AnnotationProblem>? problems) =>
        symbols.IsTensor(type) ? ReadTensor([.. annotations.Where(attribute => Item(attribute) < 0 || Item(attribute) == index)], group, subject, problems) : new NumberValue(null);

    private AbstractValue ReadTensor(List<AttributeData> annotations, Group group, string subject, List<AnnotationProblem>? problems)
    {
        int? rank = annotations.Select(attribute => (int)new AttributeReader(attribute).NamedNumber("Rank", 0)).FirstOrDefault(stated => stated > 0) is > 0 and var known ? known : null;
        TensorType? type = null;
        foreach (AttributeData attribute in annotations)
        {
            var reader = new AttributeReader(attribute);
            if (reader.Name == "Invariant")
            {
                type ??= TensorType.Invariant(group, rank);
                continue;
            }

            if (ReadRepresentation(attribute, group, subject, problems) is not { } representation)
            {
                return UnknownValue.Reported;
            }

            int axis = (int)reader.NamedNumber("Axis", -1);
            axis = axis >= 0 && rank is { } axes ? axis - axes : axis;
            if (axis >= 0 || (rank is { } count && -axis > count))
            {
                problems?.Add(Misplaced(attribute, subject, rank is null ? "an axis counted from the end, or a Rank" : $"an axis of {rank}", $"Axis = {reader.NamedNumber("Axis", -1)}"));
                return UnknownValue.Reported;
            }

            if (TensorTypes.With(type ?? TensorType.Invariant(group, rank), axis, representation) is not { } with)
            {
                return new UnknownValue($"points beside other pieces in '{representation}'");
            }

            type = with;
        }

        return type is null ? new UnknownValue($"{subject}, which has no [Rep] or [Invariant]") : new TensorValue(type);
    }

    private static Representation? ReadRepresentation(AttributeData attribute, Group group, string subject, List<AnnotationProblem>? problems)
    {
        if (new AttributeReader(attribute).Text(0) is not { } text)
        {
            return null;
        }

        if (RepresentationParser.Parse(group, text, allowWildcard: true).TryGet(out Representation? representation, out ParseError? error))
        {
            return representation;
        }

        problems?.Add(new AnnotationProblem(TensorRuleIds.WrongAnnotation, Locate(attribute, "representation", error), Arguments(subject, text, Phrase(error)), error.Suggestion));
        return null;
    }

    private static AnnotationProblem Misplaced(AttributeData attribute, string subject, string expected, string actual) =>
        new(TensorRuleIds.MisplacedAnnotation, attribute.ApplicationSyntaxReference is { } reference ? reference.SyntaxTree.GetLocation(reference.Span) : Location.None, Arguments(subject, expected, actual));

    /// <summary>The place of an error inside the string that an attribute gives to a parameter.</summary>
    private static Location Locate(AttributeData attribute, string parameter, ParseError error)
    {
        if (attribute.ApplicationSyntaxReference?.GetSyntax() is not AttributeSyntax syntax)
        {
            return Location.None;
        }

        ExpressionSyntax? expression = AttributeArguments.For(syntax, attribute, parameter).FirstOrDefault()?.Expression;
        return expression is null ? syntax.GetLocation()
            : StringLiteral.Locate(expression, error.Position, error.Length) is { } span ? Location.Create(syntax.SyntaxTree, span)
            : expression.GetLocation();
    }

    private static EquatableArray<string> Arguments(params string[] arguments) => new(arguments);

    private static string Phrase(ParseError error) => error.Message.TrimEnd('.');

    private static int Item(AttributeData attribute) => (int)new AttributeReader(attribute).NamedNumber("Item", -1);

    /// <summary>What a task gives.</summary>
    private static ITypeSymbol Awaited(ITypeSymbol type) => type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: [var result] } ? result : type;

    private static ImmutableArray<ITypeSymbol>? Elements(ITypeSymbol type) =>
        type is INamedTypeSymbol { IsTupleType: true } tuple ? [.. tuple.TupleElements.Select(element => element.Type)] : null;

    private static ITypeSymbol? Element(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => array.ElementType,
        INamedTypeSymbol { TypeArguments: [var element] } sequence when sequence.AllInterfaces.Concat([sequence]).Any(i => i.SpecialType == SpecialType.System_Collections_IEnumerable) => element,
        _ => null,
    };

    private bool HoldsNoTensor(ITypeSymbol type) => type is { IsValueType: true } or { SpecialType: SpecialType.System_String } || symbols.IsScalar(type);
}
