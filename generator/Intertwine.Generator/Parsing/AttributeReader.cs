using Microsoft.CodeAnalysis;

namespace Intertwine.Generator.Parsing;

/// <summary>
/// Reads the arguments of one attribute. Half-written code gives attributes with missing, null or erroneous arguments and without constructor: every method then returns a value that says so.
/// </summary>
internal readonly struct AttributeReader(AttributeData data)
{
    /// <summary>The name without suffix if this is one of the language's attributes, else null.</summary>
    public string? Name
    {
        get
        {
            const string Suffix = "Attribute";
            INamedTypeSymbol? type = data.AttributeClass;
            return type is { Name: string name, ContainingNamespace: { Name: KnownNames.Namespace, ContainingNamespace.IsGlobalNamespace: true } } && name.EndsWith(Suffix, StringComparison.Ordinal)
                ? name.Substring(0, name.Length - Suffix.Length)
                : null;
        }
    }

    public bool IsGeneric => data.AttributeClass is { IsGenericType: true };

    /// <summary>The type argument of a generic attribute, if it is a named type.</summary>
    public INamedTypeSymbol? TypeArgument => data.AttributeClass is { TypeArguments: { Length: 1 } arguments } ? arguments[0] as INamedTypeSymbol : null;

    /// <summary>How many constructor arguments there are; 0 where the constructor is not known.</summary>
    public int Count => data.ConstructorArguments.IsDefault ? 0 : data.ConstructorArguments.Length;

    public Value Positional(int index) => index < Count ? ToValue(data.ConstructorArguments[index]) : Value.Error;

    /// <summary>The elements of a params array; empty where it is missing.</summary>
    public EquatableArray<Value> PositionalArray(int index) => index < Count && Elements(data.ConstructorArguments[index]) is { } elements ? elements : EquatableArray<Value>.Empty;

    /// <summary>The types of a params array; empty where it is missing.</summary>
    public IReadOnlyList<INamedTypeSymbol> TypeArray(int index) =>
        index < Count && data.ConstructorArguments[index] is { Kind: TypedConstantKind.Array, IsNull: false, Values: { IsDefault: false } values }
            ? [.. values.Where(value => value.Kind == TypedConstantKind.Type).Select(value => value.Value).OfType<INamedTypeSymbol>()]
            : [];

    /// <summary>A string argument; null where it is missing, null, or not a constant.</summary>
    public string? Text(int index) => Positional(index) is { Kind: ValueKind.Name } value ? value.Text : null;

    /// <summary>A type argument of the constructor; null where it is something else.</summary>
    public INamedTypeSymbol? Type(int index) =>
        index < Count && data.ConstructorArguments[index] is { Kind: TypedConstantKind.Type, Value: INamedTypeSymbol type } ? type : null;

    public SourceSpec Source(int index, string parameter) => new(Text(index), parameter);

    public EquatableArray<SourceSpec> Sources(int index, string parameter)
    {
        EquatableArray<Value> values = PositionalArray(index);
        var result = new SourceSpec[values.Count];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = new SourceSpec(values[i].Kind == ValueKind.Name ? values[i].Text : null, parameter, i);
        }

        return new EquatableArray<SourceSpec>(result);
    }

    /// <summary>A property set in the attribute, or <see cref="Value.None"/>.</summary>
    public Value Named(string name)
    {
        foreach (KeyValuePair<string, TypedConstant> argument in data.NamedArguments)
        {
            if (argument.Key == name)
            {
                return ToValue(argument.Value);
            }
        }

        return Value.None;
    }

    /// <summary>The elements of an array set in the attribute; null where it is not set.</summary>
    public EquatableArray<Value>? NamedArray(string name)
    {
        foreach (KeyValuePair<string, TypedConstant> argument in data.NamedArguments)
        {
            if (argument.Key == name)
            {
                return Elements(argument.Value);
            }
        }

        return null;
    }

    public string? NamedText(string name) => Named(name) is { Kind: ValueKind.Name } value ? value.Text : null;

    public bool NamedFlag(string name, bool otherwise = false) => Named(name) is { Kind: ValueKind.Boolean } value ? value.IsTrue : otherwise;

    public double NamedNumber(string name, double otherwise) => Named(name) is { Kind: ValueKind.Real or ValueKind.Integer } value ? value.Number : otherwise;

    public TEnum NamedChoice<TEnum>(string name, TEnum otherwise) where TEnum : struct => Choice(Named(name), otherwise);

    public TEnum Choice<TEnum>(int index, TEnum otherwise) where TEnum : struct => Choice(Positional(index), otherwise);

    private static TEnum Choice<TEnum>(Value value, TEnum otherwise) where TEnum : struct =>
        value.Kind == ValueKind.Choice && Enum.TryParse(value.Choice, out TEnum choice) ? choice : otherwise;

    private static EquatableArray<Value>? Elements(TypedConstant constant)
    {
        if (constant is not { Kind: TypedConstantKind.Array, IsNull: false, Values: { IsDefault: false } values })
        {
            return null;
        }

        var result = new Value[values.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = ToValue(values[i]);
        }

        return new EquatableArray<Value>(result);
    }

    private static Value ToValue(TypedConstant constant) => constant.Kind switch
    {
        TypedConstantKind.Error => Value.Error,
        _ when constant.IsNull => Value.None,
        TypedConstantKind.Enum => ToChoice(constant),
        TypedConstantKind.Primitive => constant.Value switch
        {
            bool flag => Value.Of(flag),
            string text => new Value(ValueKind.Name, 0, text),
            double real => Value.Of(real),
            float real => Value.Of((double)real),
            int or short or sbyte or byte or ushort or uint or long => new Value(ValueKind.Integer, Convert.ToDouble(constant.Value, System.Globalization.CultureInfo.InvariantCulture)),
            _ => Value.Error,
        },
        _ => Value.Error,
    };

    private static Value ToChoice(TypedConstant constant)
    {
        if (constant.Type is INamedTypeSymbol type)
        {
            foreach (ISymbol member in type.GetMembers())
            {
                if (member is IFieldSymbol { HasConstantValue: true } field && Equals(field.ConstantValue, constant.Value))
                {
                    return new Value(ValueKind.Choice, 0, $"{type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}.{field.Name}");
                }
            }
        }

        return Value.Error;
    }
}
