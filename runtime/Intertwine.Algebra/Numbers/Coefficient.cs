namespace Intertwine.Algebra;

/// <summary>A constant of a basis: its double, and its exact form where it has one.</summary>
/// <param name="Value">The number to compute with; the double nearest to <paramref name="Exact"/> where that is known.</param>
/// <param name="Exact">The signed square root of a rational that the number is, or null where it is not recognised as one.</param>
public readonly record struct Coefficient(double Value, ExactNumber? Exact)
{
    public static Coefficient One => new(1, ExactNumber.One);

    /// <summary>Rounds to the exact form within <see cref="ExactNumber.Tolerance"/>; keeps the double as it is where there is none.</summary>
    public static Coefficient Round(double value) => ExactNumber.TryRecognize(value, out ExactNumber exact) ? new(exact.Value, exact) : new(value, null);

    public static Coefficient operator -(Coefficient coefficient) => new(-coefficient.Value, coefficient.Exact is { } exact ? -exact : null);

    /// <summary>The product, exact where both are and it fits.</summary>
    public static Coefficient operator *(Coefficient left, Coefficient right)
        => left.Exact is { } a && right.Exact is { } b && ExactNumber.TryMultiply(a, b, out ExactNumber product) ? new(product.Value, product) : new(left.Value * right.Value, null);

    /// <summary>The exact form, or else the digits that parse back to <see cref="Value"/>.</summary>
    public override string ToString() => Exact?.ToString() ?? NumberText.RoundTrip(Value);
}
