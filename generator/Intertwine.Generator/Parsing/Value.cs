using System.Globalization;

namespace Intertwine.Generator.Parsing;

internal enum ValueKind
{
    /// <summary>Not given.</summary>
    None,

    /// <summary>Given, but not a constant (half-written code): the compiler reports it.</summary>
    Error,

    Integer,
    Real,
    Boolean,

    /// <summary>A string: the name of an option or feature, or a representation.</summary>
    Name,

    /// <summary>A member of an enumeration; <see cref="Value.Text"/> is its full C# name.</summary>
    Choice,
}

/// <summary>A constant of an attribute argument.</summary>
internal readonly record struct Value(ValueKind Kind, double Number = 0, string Text = "")
{
    public static Value None => default;

    public static Value Error => new(ValueKind.Error);

    public static Value Of(int value) => new(ValueKind.Integer, value);

    public static Value Of(bool value) => new(ValueKind.Boolean, value ? 1 : 0);

    public static Value Of(double value) => new(ValueKind.Real, value);

    public static Value Of<TEnum>(TEnum choice) where TEnum : struct, Enum => new(ValueKind.Choice, 0, choice.ToString());

    public bool IsTrue => Kind == ValueKind.Boolean && Number != 0;

    /// <summary>The member name of a <see cref="ValueKind.Choice"/>.</summary>
    public string Choice => Text.Substring(Text.LastIndexOf('.') + 1);

    /// <summary>The value as a C# expression.</summary>
    public string ToCode() => Kind switch
    {
        ValueKind.Integer => Number.ToString("R", CultureInfo.InvariantCulture),
        ValueKind.Real => IndentedWriter.Literal(Number),
        ValueKind.Boolean => IsTrue ? "true" : "false",
        ValueKind.Choice => Text,
        ValueKind.Name => Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(Text, quote: true),
        _ => "null",
    };

    public override string ToString() => Kind switch
    {
        ValueKind.Name => $"\"{Text}\"",
        ValueKind.Choice => Choice,
        ValueKind.None or ValueKind.Error => "nothing",
        _ => ToCode(),
    };
}
