namespace Intertwine.Algebra;

/// <summary>
/// Reads the notation of representations. Grammar, with white space anywhere between symbols:
/// <code>
/// representation = term { "+" term }
/// term           = [ multiplicity "x" ] product
/// multiplicity   = number from 1 | "*"                      (the wildcard only where it is allowed)
/// product        = factor { "*" factor }                    tensor product; binds tighter than the multiplicity: 3xV*V is three copies of V*V
/// factor         = primary { "'" | "^" number }             dual; tensor power
/// primary        = outer | "(" representation ")"           sums are multiplied out: (V+S)*V is V*V + V
///                | "T" "(" number "," number ")"            T(p,q): p copies of V, q of its dual
///                | ("Sym" | "Alt") "^" number "(" product ")"   symmetric, alternating power
///                | "det"                                    the determinant, where it is not 1
///                | "sum" "(" representation ")"             the direct sum as one piece: its terms are components of one channel
///                | "mv"                                     the multivectors of the group's Clifford algebra, where it has one
/// outer          = name { "@" name }                        in direct products of groups: one piece per factor
///                | "restricted" "(" group "," piece [ "," images ] ")"   a piece of a larger group
///                | "irrep" "(" piece "," number ")"         a part of a piece of a group whose irreps have no names, or of an outer product
/// name           = what the group knows: 1o, 2e (O(3), E(3)); 1, 2 (SO(3), SE(3)); S, V; point (E(n), SE(n)); [2,1], (1/2,1/2), …
/// </code>
/// </summary>
public static class RepresentationParser
{
    /// <summary>Largest multiplicity of a term.</summary>
    public const int MaximumMultiplicity = 1_000_000;

    /// <summary>Largest number of components of all terms together; a bound that keeps every size an int.</summary>
    public const int MaximumDimension = 1 << 24;

    /// <summary>Largest number of terms, after sums are multiplied out.</summary>
    public const int MaximumTerms = 4096;

    /// <summary>The representation of <paramref name="group"/> that <paramref name="text"/> denotes, or the first error in it.</summary>
    /// <param name="group">The group whose pieces are named.</param>
    /// <param name="text">For instance <c>16x0e + 8x1o</c>.</param>
    /// <param name="allowWildcard">Whether <c>*x0e</c>, any multiplicity, is allowed.</param>
    public static Result<Representation, ParseError> Parse(Group group, string text, bool allowWildcard = false)
    {
        var reader = new ExpressionReader(text);
        return reader.ReadSum(group, allowWildcard, closing: null) is { } terms ? new Representation(group, terms) : reader.Error!;
    }
}
