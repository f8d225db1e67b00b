using System.Diagnostics.CodeAnalysis;

namespace Intertwine.Algebra;

/// <summary>A value or the reason why there is none. User errors travel as values: the compiler calls this library on half-written code all the time.</summary>
/// <typeparam name="TValue">What a success carries.</typeparam>
/// <typeparam name="TError">What a failure carries.</typeparam>
public readonly record struct Result<TValue, TError>
    where TValue : class
    where TError : class
{
    private Result(TValue? value, TError? error)
    {
        Value = value;
        Error = error;
    }

    /// <summary>The value; null on failure.</summary>
    public TValue? Value { get; }

    /// <summary>The failure; null on success.</summary>
    public TError? Error { get; }

    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsSuccess => Value is not null;

    public static implicit operator Result<TValue, TError>(TValue value) => new(value, null);

    public static implicit operator Result<TValue, TError>(TError error) => new(null, error);

    /// <summary>Either <paramref name="value"/> or <paramref name="error"/> is set; the return value says which.</summary>
    public bool TryGet([NotNullWhen(true)] out TValue? value, [NotNullWhen(false)] out TError? error)
    {
        value = Value;
        error = Error;
        return IsSuccess;
    }

    /// <summary>The value, for what the program itself wrote and knows to be right.</summary>
    /// <exception cref="FormatException">There is none, because a text could not be read; the message is the failure's.</exception>
    /// <exception cref="InvalidOperationException">There is none for another reason, such as a space that is too large; the message is the failure's.</exception>
    public TValue OrThrow() => Value ?? throw (Error is ParseError wrong
        ? new FormatException(wrong.ToString())
        : new InvalidOperationException(Error?.ToString() ?? "The result is uninitialised: it has neither a value nor a failure."));

    /// <summary>The text of the value, or of the failure.</summary>
    public override string ToString() => Value?.ToString() ?? Error?.ToString() ?? "";
}
