using Intertwine.Algebra;
using Intertwine.Generator.Parsing;
using Intertwine.Generator.Solving;

namespace Intertwine.Generator.Inference;

/// <summary>What code fixes need to know. Everything here is computed where something is wrong, and only there.</summary>
internal sealed partial class GraphInference
{
    /// <summary>A text with several mistakes is corrected one by one, as often as this.</summary>
    private const int MaximumCorrections = 8;

    private Group? _rotations;
    private bool _soughtRotations;

    /// <summary>The rotations of the plane or of space where the group has reflections too, else null.</summary>
    private Group? RotationsOnly
    {
        get
        {
            if (!_soughtRotations)
            {
                _soughtRotations = true;
                _rotations = _group.Name is "O(2)" or "O(3)" or "E(2)" or "E(3)" && Group.Parse("S" + _group.Name).TryGet(out Group? rotations, out _) ? rotations : null;
            }

            return _rotations;
        }
    }

    /// <summary>Names the group without reflections where <paramref name="holds"/> for it.</summary>
    private IEnumerable<Hint> RotationHint(Func<Group, bool> holds) =>
        RotationsOnly is { } rotations && !_model.Class.IsBlock && holds(rotations) ? [new Hint(Hint.Rotations, rotations.Name)] : [];

    /// <summary>Whether a linear layer reaches every piece of the result where reflections do not count.</summary>
    private bool IsReachable(Group rotations, Representation from, Representation to) =>
        from.Restrict(rotations) is { } source && to.Restrict(rotations) is { } target
        && Intertwiners.Between(source.Regrouped(), target.Regrouped(), _maximumBasisSize, _cancellation).TryGet(out IntertwinerBlocks? maps, out _)
        && maps.Blocks.Select(block => block.ToTerm).Distinct().Count() == maps.To.Terms.Count;

    /// <summary>Whether a product of the factors has this piece where reflections do not count.</summary>
    private bool IsProductReachable(Group rotations, Representation left, Representation right, Piece output)
    {
        if (left.Restrict(rotations) is not { } a || right.Restrict(rotations) is not { } b || Representation.Of(output, 1).Restrict(rotations) is not { Terms.Count: 1 } target)
        {
            return false;
        }

        foreach (RepresentationTerm first in a.Terms)
        {
            foreach (RepresentationTerm second in b.Terms)
            {
                if (PieceProducts.Between(first.Piece, second.Piece, target.Terms[0].Piece, _maximumBasisSize, _cancellation).TryGet(out IReadOnlyList<PieceProduct>? products, out _) && products.Count > 0)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Whether all is scalars where reflections do not count.</summary>
    private IEnumerable<Hint> ScalarUnderRotations(Representation type) => RotationHint(rotations => type.Restrict(rotations)?.Regrouped().IsScalar() == true);

    /// <summary>The layers that make a scalar of each channel.</summary>
    private IEnumerable<Hint> InvariantHint(Representation type) =>
        !HasForms(type, positive: false) ? [] : [new Hint(Hint.Invariants, HasForms(type, positive: true) ? "SquaredNorm,Norm" : "SquaredNorm")];

    /// <summary>How to activate what is not scalar: by its norm, by gates, or after taking invariants.</summary>
    private IEnumerable<Hint> ActivationHints(Representation type)
    {
        foreach (Hint hint in ScalarUnderRotations(type).Concat(InvariantHint(type)))
        {
            yield return hint;
        }

        if (type.HasPoints())
        {
            yield break;
        }

        if (type.IsOrthogonal())
        {
            yield return new Hint(Hint.Layers, "NormActivation");
        }

        int gated = type.Terms.Sum(term => term.Piece.IsScalar() || term.Piece.IsSign() ? 0 : term.Multiplicity);
        if (gated > 0 && HasForms(type, positive: false))
        {
            yield return new Hint(Hint.Gated, Text(gated));
            yield return new Hint(Hint.Scalars, Text(type.Terms.Sum(term => term.Piece.IsScalar() ? term.Multiplicity : 0)));
        }
    }

    /// <summary>Whether every piece has one invariant form, perhaps one with square roots.</summary>
    private bool HasForms(Representation type, bool positive) =>
        !type.HasPoints() && type.Terms.All(term => BilinearForms.Of(term.Piece, _maximumBasisSize, _cancellation).TryGet(out BilinearForm? form, out _) && (form.IsPositive || !positive));

    /// <summary>
    /// The text with every wrong piece replaced by the one that was perhaps meant, where there is one for each; and the same with the other parity where the only mistake is a missing one.
    /// </summary>
    internal static IEnumerable<Hint> Corrections(Group group, string text, bool allowWildcard)
    {
        string? corrected = Corrected(group, text, allowWildcard, otherParity: false);
        if (corrected is null)
        {
            yield break;
        }

        yield return new Hint(Hint.Suggestion, corrected);
        if (Corrected(group, text, allowWildcard, otherParity: true) is { } other && other != corrected)
        {
            yield return new Hint(Hint.Alternative, other);
        }
    }

    private static string? Corrected(Group group, string text, bool allowWildcard, bool otherParity)
    {
        for (int i = 0; i < MaximumCorrections; i++)
        {
            if (RepresentationParser.Parse(group, text, allowWildcard).TryGet(out _, out ParseError? error))
            {
                return i > 0 ? text : null;
            }

            (int start, int end) = NameAt(text, error.Position);
            if (start == end || Replacement(group, text.Substring(start, end - start), error, otherParity) is not { } name)
            {
                return null;
            }

            text = text.Substring(0, start) + name + text.Substring(end);
        }

        return null;
    }

    /// <summary>The letters and digits around a position, without the number of copies before them.</summary>
    private static (int Start, int End) NameAt(string text, int position)
    {
        int start = Math.Min(position, text.Length);
        while (start > 0 && char.IsLetterOrDigit(text[start - 1]) && !IsCopies(text, start - 1))
        {
            start--;
        }

        int end = Math.Min(position, text.Length);
        while (end < text.Length && char.IsLetterOrDigit(text[end]))
        {
            end++;
        }

        return (start, end);
    }

    /// <summary>Whether the character is the <c>x</c> behind a number of copies.</summary>
    private static bool IsCopies(string text, int position)
    {
        int digit = position - 1;
        while (digit >= 0 && text[digit] is ' ')
        {
            digit--;
        }

        return text[position] == 'x' && digit >= 0 && text[digit] is (>= '0' and <= '9') or '*';
    }

    private static string? Replacement(Group group, string name, ParseError error, bool otherParity)
    {
        string? replacement = error.Suggestion is { } known && group.ParsePiece(known).IsSuccess ? known : Nearest(group, name);
        bool lacksParity = replacement is not null && replacement.Length == name.Length + 1 && replacement.StartsWith(name, StringComparison.Ordinal) && replacement[name.Length] is 'e' or 'o';
        return otherParity && lacksParity ? name + (replacement![name.Length] == 'e' ? 'o' : 'e') : replacement;
    }

    /// <summary>The piece of the nearest spelling, of the degrees with and without parity and of those by which the group introduces itself; of the latter also one with another number.</summary>
    private static string? Nearest(Group group, string name)
    {
        string lower = name.ToLowerInvariant().Replace('l', '1').Replace('i', '1');
        string degree = new([.. lower.Where(c => c is >= '0' and <= '9')]);
        int number = degree.Length is > 0 and < 4 ? int.Parse(degree, System.Globalization.CultureInfo.InvariantCulture) : -1;
        string[] written = number < 0 ? [] : [$"{number}{(lower.Contains('e') ? "e" : lower.Contains('o') || number % 2 == 1 ? "o" : "e")}", $"{number}"];
        string[] known = [.. group.ExampleNames.Where(candidate => group.ParsePiece(candidate).IsSuccess)];
        return written.FirstOrDefault(candidate => group.ParsePiece(candidate).IsSuccess)
            ?? NearestName.Of(name, known, caseMatters: false)
            ?? known.FirstOrDefault(candidate => Letters(candidate).Length > 0 && string.Equals(Letters(candidate), Letters(name), StringComparison.OrdinalIgnoreCase));
    }

    private static string Letters(string name) => new([.. name.Where(char.IsLetter)]);

    /// <summary>The group that was perhaps meant: the same letters and numbers in the notation of a known one, else the nearest of the usual ones.</summary>
    internal static IEnumerable<Hint> GroupHint(string text)
    {
        string letters = new([.. text.TakeWhile(c => !(c is >= '0' and <= '9')).Where(c => char.IsLetter(c) || c == '+')]);
        string[] numbers = [.. Numbers(text)];
        string upper = letters.ToUpperInvariant();
        string list = string.Join(",", numbers);
        string[] candidates = numbers.Length == 0 ? [$"{upper}(3)"] : [$"{letters}({list})", $"{upper}({list})", $"{letters}_{list}", $"{upper}_{list}"];
        string? group = candidates.FirstOrDefault(candidate => Group.Parse(candidate).IsSuccess)
            ?? NearestName.Of(text.Trim(), ["O(3)", "SO(3)", "E(3)", "SE(3)", "O(2)", "SO(2)", "E(2)", "SE(2)", "SO(1,3)", "O(1,3)", "octahedral", "tetrahedral", "icosahedral"], caseMatters: false);
        return group is null ? [] : [new Hint(Hint.Suggestion, group)];
    }

    private static IEnumerable<string> Numbers(string text)
    {
        int start = -1;
        for (int i = 0; i <= text.Length; i++)
        {
            bool isDigit = i < text.Length && text[i] is >= '0' and <= '9';
            if (isDigit && start < 0)
            {
                start = i;
            }
            else if (!isDigit && start >= 0)
            {
                yield return text.Substring(start, i - start);
                start = -1;
            }
        }
    }
}
