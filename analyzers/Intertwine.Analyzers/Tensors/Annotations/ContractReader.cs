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
    /// <summary>Null where the method has no [Equivariant], or names no group that there is.</summary>
    public Contract? Read(IMethodSymbol method, List<AnnotationProblem>? problems = null)
    {
        if (EquivariantMethods.Annotation(method) is not { } attribute || ReadGroup(attribute, problems) is not { } group)
        {
            return null;
        }

        AbstractValue[] parameters = [.. method.Parameters.Select(parameter =>
            Read(parameter.GetAttributes(), parameter.Type, group, EquivariantMethods.Subject(parameter), problems))];
        AbstractValue returned = method.ReturnsVoid
            ? new ObjectValue()
            : Read(method.GetReturnTypeAttributes(), Awaited(method.ReturnType), group, EquivariantMethods.ReturnValue, problems);
        return new Contract(group, new EquatableArray<AbstractValue>(parameters), returned);
    }

    /// <summary>What the annotations of a field or property state.</summary>
    public AbstractValue Read(ISymbol member, ITypeSymbol type, Group group) => Read(member.GetAttributes(), type, group, $"'{member.Name}'", null);

    private Group? ReadGroup(AttributeData attribute, List<AnnotationProblem>? problems)
    {
        if (EquivariantMethods.Group(attribute, compilation, cancellation) is not { } spec)
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
        IReadOnlyList<TensorAnnotation> annotations = TensorAnnotation.Read(attributes);
        if (symbols.IsTensor(type))
        {
            foreach (TensorAnnotation annotation in annotations.Where(annotation => annotation.Item >= 0))
            {
                problems?.Add(Misplaced(annotation, subject, "no Item, as it is a tensor", $"Item = {annotation.Item}"));
            }

            return ReadTensor(annotations, group, subject, problems);
        }

        if (Elements(type) is { } elements)
        {
            foreach (TensorAnnotation annotation in annotations.Where(annotation => annotation.Item >= elements.Length))
            {
                problems?.Add(Misplaced(annotation, subject, $"an Item below {elements.Length}", $"Item = {annotation.Item}"));
            }

            return SequenceValue.Of([.. elements.Select((element, i) => ReadElement(annotations, element, i, group, EquivariantMethods.Element(i, subject), problems))]);
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
        if (annotations.FirstOrDefault(annotation => annotation.IsRepresentation) is { IsRepresentation: true } wrong && value is not ModuleValue)
        {
            problems?.Add(Misplaced(wrong, subject, "a Tensor, or a tuple or array of them", $"'{type.ToMinimalDisplayString(compilation.GetSemanticModel(compilation.SyntaxTrees.First()), 0)}'"));
        }

        return value;
    }

    private AbstractValue ReadElement(IReadOnlyList<TensorAnnotation> annotations, ITypeSymbol type, int index, Group group, string subject, List<AnnotationProblem>? problems) =>
        symbols.IsTensor(type) ? ReadTensor([.. annotations.Where(annotation => annotation.IsAbout(index))], group, subject, problems) : new NumberValue(null);

    private static AbstractValue ReadTensor(IReadOnlyList<TensorAnnotation> annotations, Group group, string subject, List<AnnotationProblem>? problems)
    {
        int? rank = TensorAnnotation.RankOf(annotations);
        TensorType? type = null;
        foreach (TensorAnnotation annotation in annotations)
        {
            if (annotation.Rank > 0 && annotation.Rank != rank)
            {
                problems?.Add(Misplaced(annotation, subject, $"the Rank of the other annotation, {rank}", $"Rank = {annotation.Rank}"));
                return UnknownValue.Reported;
            }

            if (!annotation.IsRepresentation)
            {
                type ??= TensorType.Invariant(group, rank);
                continue;
            }

            if (ReadRepresentation(annotation, group, subject, problems) is not { } representation)
            {
                return UnknownValue.Reported;
            }

            if (annotation.FromEnd(rank) is not { } axis)
            {
                problems?.Add(Misplaced(annotation, subject, rank is null ? "an axis counted from the end, or a Rank" : $"an axis of {rank}", $"Axis = {annotation.Axis}"));
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

    private static Representation? ReadRepresentation(TensorAnnotation annotation, Group group, string subject, List<AnnotationProblem>? problems)
    {
        if (annotation.Text is not { } text)
        {
            return null;
        }

        if (RepresentationParser.Parse(group, text, allowWildcard: true).TryGet(out Representation? representation, out ParseError? error))
        {
            return representation;
        }

        problems?.Add(new AnnotationProblem(TensorRuleIds.WrongAnnotation, Locate(annotation.Attribute, "representation", error), Arguments(subject, text, Phrase(error)), error.Suggestion));
        return null;
    }

    private static AnnotationProblem Misplaced(TensorAnnotation annotation, string subject, string expected, string actual) =>
        new(TensorRuleIds.MisplacedAnnotation, annotation.Attribute.ApplicationSyntaxReference is { } reference ? reference.SyntaxTree.GetLocation(reference.Span) : Location.None, Arguments(subject, expected, actual));

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
