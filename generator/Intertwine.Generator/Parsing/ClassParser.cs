using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Intertwine.Generator.Parsing;

/// <summary>One declared class, its own members only → <see cref="ClassSpec"/>. Works on source and on metadata of referenced assemblies.</summary>
internal static class ClassParser
{
    private static readonly SymbolDisplayFormat TypeFormat = SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <param name="compilation">Where it is seen from.</param>
    /// <param name="problems">Receives what is wrong with the class and its properties taken one by one; null where nobody asks (a block that another class uses).</param>
    /// <param name="blocks">Receives the blocks that its properties use.</param>
    public static ClassSpec Parse(INamedTypeSymbol type, Compilation compilation, List<Problem>? problems, List<INamedTypeSymbol> blocks, CancellationToken cancellation)
    {
        string fullName = TypeParser.FullName(type);
        GroupSpec? group = null;
        Value maximumBasisSize = Value.None;
        Value errorBudget = Value.None;
        bool isBlock = false;
        foreach (AttributeData data in type.GetAttributes())
        {
            var attribute = new AttributeReader(data);
            if (attribute.Name is "EquivariantModel" or "EquivariantBlock")
            {
                group = DeclaredGroupParser.ParseReference(attribute, compilation, cancellation);
                maximumBasisSize = attribute.Named("MaximumBasisSize");
                errorBudget = attribute.Named("ErrorBudget");
                isBlock = attribute.Name == "EquivariantBlock";
                break;
            }
        }

        void Report(string id, string? member, Place place, params string[] arguments) => problems?.Add(new Problem(id, fullName, member, place, new EquatableArray<string>(arguments)));

        bool canEmit = CheckClass(type, isBlock, Report, out bool hasBase, out bool canDerive);
        List<MemberSpec> members = [];
        List<(IPropertySymbol, MemberSpec)> declared = [];

        // Of two properties of one name the compiler reports the second; the first is the declaration.
        HashSet<string> names = [];
        foreach (ISymbol symbol in type.GetMembers())
        {
            cancellation.ThrowIfCancellationRequested();
            if (symbol is IPropertySymbol { IsIndexer: false } property && names.Add(property.Name) && ParseMember(property, compilation, blocks, Report, cancellation) is { } member)
            {
                members.Add(member);
                declared.Add((property, member));
            }
        }

        if (problems is not null)
        {
            MemberChecks.Check(type, isBlock, declared, compilation, Report);
        }

        return new ClassSpec(
            TypeParser.Parse(type, canEmit),
            SyntaxFacts.GetText(type.DeclaredAccessibility),
            isBlock,
            hasBase,
            HasConstructor(type),
            canDerive,
            group,
            maximumBasisSize,
            errorBudget,
            members.ToEquatable());
    }

    /// <summary>Whether generated code can be a part of the class.</summary>
    private static bool CheckClass(INamedTypeSymbol type, bool isBlock, ReportProblem report, out bool hasBase, out bool canDerive)
    {
        string expected = isBlock ? KnownNames.BlockBase : KnownNames.ModelBase;
        INamedTypeSymbol? baseType = type.BaseType;
        hasBase = false;
        for (INamedTypeSymbol? ancestor = baseType; ancestor is not null && !hasBase; ancestor = ancestor.BaseType)
        {
            hasBase = ancestor.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) == expected;
        }

        bool canEmit = true;
        foreach (string name in TypeParser.NotPartial(type))
        {
            report(ProblemIds.ClassNotPartial, null, Place.Declaration, name);
            canEmit = false;
        }

        string? reason = type.IsStatic || type.TypeKind != TypeKind.Class ? "it must be a class with instances"
            : type.IsFileLocal ? "a class that only its file sees has no other half"
            : type.IsRecord ? "a record cannot derive from a module"
            : HasPrimaryConstructor(type) ? "a primary constructor leaves no room for the generated one"
            : !hasBase && baseType is { SpecialType: not SpecialType.System_Object, TypeKind: not TypeKind.Error }
                ? $"it derives from {baseType.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}, and must be free to derive from {expected.Substring("global::".Length)}"
            : null;
        canDerive = reason is null;
        if (reason is not null)
        {
            report(ProblemIds.UnsuitableClass, null, Place.Declaration, type.Name, reason);
            canEmit &= !type.IsStatic && !type.IsFileLocal && type.TypeKind == TypeKind.Class;
        }

        return canEmit;
    }

    private static MemberSpec? ParseMember(IPropertySymbol property, Compilation compilation, List<INamedTypeSymbol> blocks, ReportProblem report, CancellationToken cancellation)
    {
        List<AttributeReader> attributes = [];
        foreach (AttributeData data in property.GetAttributes())
        {
            var attribute = new AttributeReader(data);
            if (attribute.Name is not null)
            {
                attributes.Add(attribute);
            }
        }

        bool needsImplementation = property.IsPartialDefinition && (property.PartialImplementationPart is null || IsGenerated(property.PartialImplementationPart));
        if (attributes.Count == 0 && !needsImplementation)
        {
            return null;
        }

        LayerSpec? layer = null;
        int definitions = 0;
        bool isOutput = false;
        string? next = null;
        List<WhenSpec> conditions = [];
        foreach (AttributeReader attribute in attributes)
        {
            switch (attribute.Name)
            {
                case "When":
                    conditions.Add(LayerParser.ParseCondition(attribute));
                    continue;
                case "Output":
                    isOutput = true;
                    next = attribute.NamedText("Next");
                    break;
            }

            if (LayerParser.Parse(attribute, attributes) is { } parsed)
            {
                layer = parsed is LayerSpec.Custom custom ? custom with { Method = CustomMethodParser.Parse(attribute, property.ContainingType, compilation, cancellation) } : parsed;
                definitions++;
                if (LayerParser.BlockType(attribute) is { } block)
                {
                    blocks.Add(block);
                }
            }
        }

        if (definitions != 1)
        {
            layer = null;
            report(ProblemIds.NotOneDefinition, property.Name, Place.Declaration, property.Name, definitions.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        if (layer is LayerSpec.Option { Default: { Kind: ValueKind.Integer } whole } && property.Type.SpecialType == SpecialType.System_Double)
        {
            layer = new LayerSpec.Option(Value.Of(whole.Number));
        }

        MemberKind kind = Kind(property.Type);
        CheckKind(property, kind, layer, report);
        PropertyDeclarationSyntax? syntax = Syntax(property);
        if (definitions > 0 && syntax is not null && !property.IsPartialDefinition)
        {
            report(ProblemIds.PropertyNotPartial, property.Name, Place.Declaration, property.Name);
        }

        return new MemberSpec(
            property.Name,
            kind,
            property.Type.ToDisplayString(TypeFormat),
            needsImplementation && syntax is not null ? string.Join(" ", syntax.Modifiers.Select(m => m.Text)) : "",
            property.SetMethod is null ? "" : property.SetMethod.IsInitOnly ? "init" : "set",
            needsImplementation,
            layer,
            isOutput,
            next,
            conditions.ToEquatable());
    }

    private static MemberKind Kind(ITypeSymbol type)
    {
        string name = type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        return name == KnownNames.Feature ? MemberKind.Feature
            : name == KnownNames.EdgeSet ? MemberKind.EdgeSet
            : type is INamedTypeSymbol { TypeKind: TypeKind.Class, SpecialType: SpecialType.None } named && IsBlock(named) ? MemberKind.Block
            : MemberKind.Other;
    }

    private static bool IsBlock(INamedTypeSymbol type)
    {
        foreach (AttributeData data in type.GetAttributes())
        {
            if (new AttributeReader(data).Name == "EquivariantBlock")
            {
                return true;
            }
        }

        return false;
    }

    private static void CheckKind(IPropertySymbol property, MemberKind kind, LayerSpec? layer, ReportProblem report)
    {
        string? expected = layer switch
        {
            null => null,
            LayerSpec.Graph or LayerSpec.AllPairs or LayerSpec.Nearest => kind == MemberKind.EdgeSet ? null : nameof(MemberKind.EdgeSet),
            LayerSpec.Block block => kind == MemberKind.Block && (block.Class is null || (property.Type is INamedTypeSymbol type && TypeParser.FullName(type) == block.Class)) ? null : block.Class ?? "a block class",
            LayerSpec.Option option => OptionFits(property.Type, option.Default) ? null : "int, double, bool, string or an enumeration, with a default value of that type",
            _ => kind == MemberKind.Feature ? null : nameof(MemberKind.Feature),
        };
        if (expected is not null && property.Type.TypeKind != TypeKind.Error)
        {
            report(ProblemIds.WrongPropertyType, property.Name, Place.Declaration, property.Name, layer!.Attribute, expected, property.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat));
        }
    }

    private static bool OptionFits(ITypeSymbol type, Value value) => value.Kind switch
    {
        ValueKind.Error => true,
        ValueKind.Integer => type.SpecialType == SpecialType.System_Int32,
        ValueKind.Real => type.SpecialType == SpecialType.System_Double,
        ValueKind.Boolean => type.SpecialType == SpecialType.System_Boolean,
        ValueKind.Name => type.SpecialType == SpecialType.System_String,
        ValueKind.Choice => value.Text.StartsWith(type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) + ".", StringComparison.Ordinal),
        _ => false,
    };

    private static PropertyDeclarationSyntax? Syntax(IPropertySymbol property) =>
        property.DeclaringSyntaxReferences.Length > 0 ? property.DeclaringSyntaxReferences[0].GetSyntax() as PropertyDeclarationSyntax : null;

    /// <summary>Whether this generator wrote it: analyzers see its output, and must find the same declaration as it did.</summary>
    private static bool IsGenerated(IPropertySymbol property) =>
        property.DeclaringSyntaxReferences.Length > 0
        && property.DeclaringSyntaxReferences[0].SyntaxTree.FilePath.IndexOf(typeof(IntertwineGenerator).FullName!, StringComparison.Ordinal) >= 0;

    private static bool HasPrimaryConstructor(INamedTypeSymbol type)
    {
        foreach (SyntaxReference reference in type.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax() is TypeDeclarationSyntax { ParameterList: not null })
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasConstructor(INamedTypeSymbol type)
    {
        foreach (IMethodSymbol constructor in type.InstanceConstructors)
        {
            if (!constructor.IsImplicitlyDeclared && constructor.Parameters.Length == 3 && constructor.Parameters[0].Type.Name == "Backend")
            {
                return true;
            }
        }

        return false;
    }
}
