using System.Globalization;

namespace Intertwine.Algebra;

/// <summary>A reader of the grammar of <see cref="RepresentationParser"/>, by recursive descent. Methods return null where they set <see cref="Error"/>.</summary>
internal sealed class ExpressionReader(string text)
{
    /// <summary>Depth of parentheses; a bound of the stack.</summary>
    private const int MaximumDepth = 64;

    private int _position;
    private int _depth;

    /// <summary>The first error.</summary>
    public ParseError? Error { get; private set; }

    /// <summary><c>term { "+" term }</c> up to the end of the text, or up to and with <paramref name="closing"/>.</summary>
    public IReadOnlyList<RepresentationTerm>? ReadSum(Group group, bool allowWildcard, char? closing)
    {
        List<RepresentationTerm> terms = [];
        long dimension = 0;
        SkipWhiteSpace();
        while (true)
        {
            int start = _position;
            if (ReadTerm(group, allowWildcard) is not { } read)
            {
                return null;
            }

            foreach (RepresentationTerm term in read)
            {
                dimension += term.IsWildcard ? 0 : (long)term.Multiplicity * term.Piece.Dimension;
            }

            string source = text.Substring(start, _position - start).TrimEnd();
            if (dimension > RepresentationParser.MaximumDimension)
            {
                return Fail(new ParseError(start, source.Length, $"at most {RepresentationParser.MaximumDimension} components in all", $"'{source}'"));
            }

            terms.AddRange(read);
            if (terms.Count > RepresentationParser.MaximumTerms)
            {
                return Fail(new ParseError(start, source.Length, $"at most {RepresentationParser.MaximumTerms} terms", $"'{source}'"));
            }

            SkipWhiteSpace();
            if (_position >= text.Length ? closing is null : text[_position] == closing)
            {
                _position += closing is null ? 0 : 1;
                return terms;
            }

            if (_position >= text.Length || text[_position] != '+')
            {
                return FailAt($"'+' or {(closing is null ? "the end" : $"'{closing}'")} after '{terms[terms.Count - 1].Piece.Name}'");
            }

            _position++;
            SkipWhiteSpace();
        }
    }

    private IReadOnlyList<RepresentationTerm>? ReadTerm(Group group, bool allowWildcard)
    {
        int start = _position;
        int multiplicity = 1;
        if (Peek('*'))
        {
            if (!allowWildcard)
            {
                return FailAt("a number of copies ('*', any number, is for the inputs of blocks)");
            }

            _position++;
            SkipWhiteSpace();
            if (!Peek('x'))
            {
                return FailAt("'x' after '*'");
            }

            _position++;
            SkipWhiteSpace();
            multiplicity = RepresentationTerm.Wildcard;
        }
        else if (TryMultiplicity(out int number))
        {
            if (number is < 1 or > RepresentationParser.MaximumMultiplicity)
            {
                int length = DigitsEnd(start) - start;
                return Fail(new ParseError(start, length, $"a number of copies from 1 to {RepresentationParser.MaximumMultiplicity}", $"'{text.Substring(start, length)}'"));
            }

            multiplicity = number;
        }

        if (ReadProduct(group) is not { } terms)
        {
            return null;
        }

        if (multiplicity == 1)
        {
            return terms;
        }

        foreach (RepresentationTerm term in terms)
        {
            if (multiplicity == RepresentationTerm.Wildcard ? term.Multiplicity != 1 : (long)multiplicity * term.Multiplicity > RepresentationParser.MaximumMultiplicity)
            {
                string source = text.Substring(start, _position - start).TrimEnd();
                return Fail(new ParseError(start, source.Length, multiplicity == RepresentationTerm.Wildcard
                    ? "a wildcard of single copies"
                    : $"a number of copies from 1 to {RepresentationParser.MaximumMultiplicity}", $"'{source}'"));
            }
        }

        return [.. terms.Select(term => term with { Multiplicity = multiplicity == RepresentationTerm.Wildcard ? multiplicity : multiplicity * term.Multiplicity })];
    }

    private IReadOnlyList<RepresentationTerm>? ReadProduct(Group group)
    {
        int start = _position;
        IReadOnlyList<RepresentationTerm>? product = ReadFactor(group);
        while (product is not null)
        {
            int end = _position;
            SkipWhiteSpace();
            if (!Peek('*'))
            {
                _position = end;
                return product;
            }

            _position++;
            SkipWhiteSpace();
            if (ReadFactor(group) is not { } factor)
            {
                return null;
            }

            product = Checked(start, () => TermAlgebra.Multiply(product, factor));
        }

        return null;
    }

    private IReadOnlyList<RepresentationTerm>? ReadFactor(Group group)
    {
        int start = _position;
        IReadOnlyList<RepresentationTerm>? factor = ReadPrimary(group);
        while (factor is not null)
        {
            IReadOnlyList<RepresentationTerm> operand = factor;
            int end = _position;
            SkipWhiteSpace();
            if (Peek('\''))
            {
                _position++;
                factor = Checked(start, () => TermAlgebra.Dual(operand));
            }
            else if (Peek('^'))
            {
                _position++;
                factor = ReadNumber("an exponent", 0, CompositePiece.MaximumPower) is { } power ? Checked(start, () => TermAlgebra.Power(group, operand, power)) : null;
            }
            else
            {
                _position = end;
                return factor;
            }
        }

        return null;
    }

    private IReadOnlyList<RepresentationTerm>? ReadPrimary(Group group)
    {
        if (group is ProductGroup product && OuterAtoms() is { Count: > 1 } atoms)
        {
            return ReadOuter(product, atoms);
        }

        int start = _position;
        if (Peek('(') && NameScanner.LabelEnd(text, _position) < 0)
        {
            return ReadParentheses(group);
        }

        int end = NameScanner.End(text, _position, out ParseError? unclosed);
        if (unclosed is not null)
        {
            return Fail(unclosed);
        }

        if (end == start)
        {
            return FailAt($"a piece of {group}, such as {string.Join(", ", group.ExampleNames)}");
        }

        string name = text.Substring(start, end - start);
        _position = end;
        switch (name)
        {
            case "Sym" or "Alt" when Peek('^'):
                return ReadSymmetrised(group, start, isAlternating: name == "Alt");
            case DeterminantIrrep.Notation:
                return Single(group.Determinant);
            case MultivectorPiece.Notation:
                return MultivectorPiece.Of(group, start).TryGet(out Piece? multivectors, out ParseError? refusal) ? Single(multivectors) : Fail(refusal);
            case not null when name.StartsWith("T(", StringComparison.Ordinal):
                return ReadTensor(group, start);
            case not null when name.StartsWith(DirectSumPiece.Prefix, StringComparison.Ordinal):
                _position = start + DirectSumPiece.Prefix.Length - 1;
                return ReadParentheses(group) is { } summands ? Checked(start, () => TermAlgebra.Join(summands)) : null;
            case not null when name.StartsWith(RestrictedPiece.Prefix, StringComparison.Ordinal):
                return RestrictedPiece.Parse(group, name, start).TryGet(out Piece? restricted, out ParseError? mismatch) ? Single(restricted) : Fail(mismatch);
            case not null when name.StartsWith(SplitIrrep.Prefix, StringComparison.Ordinal) && group is not ProductGroup:
                return SplitIrrep.Parse(group, name, start).TryGet(out Piece? part, out ParseError? missing) ? Single(part) : Fail(missing);
            default:
                return group.ParsePiece(name!, start).TryGet(out Piece? piece, out ParseError? error) ? Single(piece) : Fail(error);
        }
    }

    private IReadOnlyList<RepresentationTerm>? ReadParentheses(Group group)
    {
        if (_depth == MaximumDepth)
        {
            return FailAt($"at most {MaximumDepth} parentheses within each other");
        }

        _depth++;
        _position++;
        IReadOnlyList<RepresentationTerm>? terms = ReadSum(group, allowWildcard: false, closing: ')');
        _depth--;
        return terms;
    }

    /// <summary><c>T(p,q)</c>, of which <c>T</c> begins at <paramref name="start"/>.</summary>
    private IReadOnlyList<RepresentationTerm>? ReadTensor(Group group, int start)
    {
        _position = start + 2;
        if (ReadNumber("a number of copies of V", 0, CompositePiece.MaximumPower) is not { } contravariant)
        {
            return null;
        }

        SkipWhiteSpace();
        if (!Peek(','))
        {
            return FailAt("',' and the number of copies of the dual of V");
        }

        _position++;
        if (ReadNumber("a number of copies of the dual of V", 0, CompositePiece.MaximumPower) is not { } covariant)
        {
            return null;
        }

        SkipWhiteSpace();
        if (!Peek(')'))
        {
            return FailAt("')'");
        }

        _position++;
        return Checked(start, () => Single(group.Defining.Differences.TensorOf(contravariant, covariant))!);
    }

    /// <summary><c>Sym^p(…)</c> or <c>Alt^p(…)</c>, read up to the exponent.</summary>
    private IReadOnlyList<RepresentationTerm>? ReadSymmetrised(Group group, int start, bool isAlternating)
    {
        _position++;
        if (ReadNumber("an exponent", 0, CompositePiece.MaximumPower) is not { } power)
        {
            return null;
        }

        SkipWhiteSpace();
        return !Peek('(')
            ? FailAt("'(' and a representation")
            : ReadParentheses(group) is { } terms ? Checked(start, () => TermAlgebra.Symmetrise(group, terms, power, isAlternating)) : null;
    }

    /// <summary>Where the names of an outer product <c>a @ b</c> begin and end, none where the text goes on differently.</summary>
    private List<(int Start, int End)> OuterAtoms()
    {
        List<(int Start, int End)> atoms = [];
        int next = _position;
        while (true)
        {
            int start = NameScanner.SkipWhiteSpace(text, next);
            int end = NameScanner.OperandEnd(text, start);
            atoms.Add((start, end));
            next = NameScanner.SkipWhiteSpace(text, end);
            if (end == start || next >= text.Length || text[next] != '@')
            {
                return atoms;
            }

            next++;
        }
    }

    private IReadOnlyList<RepresentationTerm>? ReadOuter(ProductGroup group, List<(int Start, int End)> atoms)
    {
        int start = _position;
        if (atoms.Count != group.Factors.Count)
        {
            int end = atoms[atoms.Count - 1].End;
            return Fail(new ParseError(start, end - start, $"{group.Factors.Count} pieces with '@' between them, one for each factor of {group}", $"'{text.Substring(start, end - start)}'"));
        }

        IReadOnlyList<RepresentationTerm>? outer = null;
        for (int i = 0; i < atoms.Count; i++)
        {
            _position = atoms[i].Start;
            if (ReadFactor(group.Factors[i]) is not { } terms)
            {
                return null;
            }

            if (_position != atoms[i].End)
            {
                return FailAt(i + 1 < atoms.Count ? "'@'" : "'+', '*' or the end");
            }

            int factor = i;
            IReadOnlyList<RepresentationTerm> embedded = [.. terms.Select(term => term with { Piece = OuterPiece.FromFactor(group, factor, term.Piece) })];
            outer = outer is null ? embedded : Checked(start, () => TermAlgebra.Combine(outer, embedded, OuterPiece.Merge));
            if (outer is null)
            {
                return null;
            }
        }

        return outer;
    }

    /// <summary>Products and powers that are too large, or of points, are errors at the text they come from.</summary>
    private IReadOnlyList<RepresentationTerm>? Checked(int start, Func<IReadOnlyList<RepresentationTerm>> operation)
    {
        try
        {
            return operation();
        }
        catch (CompositeException exception)
        {
            return Fail(new ParseError(start, _position - start, exception.Expected, $"'{text.Substring(start, _position - start)}'"));
        }
    }

    private static IReadOnlyList<RepresentationTerm> Single(Piece piece) => [new RepresentationTerm(1, piece)];

    private int? ReadNumber(string what, int minimum, int maximum)
    {
        SkipWhiteSpace();
        int start = _position;
        int end = DigitsEnd(start);
        string range = string.Format(CultureInfo.InvariantCulture, " from {0} to {1}", minimum, maximum);
        if (end == start)
        {
            FailAt(what + range);
            return null;
        }

        int number = Number(start, end);
        if (number < minimum || number > maximum)
        {
            Fail(new ParseError(start, end - start, what + range, $"'{text.Substring(start, end - start)}'"));
            return null;
        }

        _position = end;
        return number;
    }

    /// <summary>Digits count as a multiplicity only when 'x' follows: <c>2x1</c> is two copies of l = 1, <c>2</c> is l = 2.</summary>
    private bool TryMultiplicity(out int number)
    {
        int end = DigitsEnd(_position);
        int x = NameScanner.SkipWhiteSpace(text, end);
        number = 0;
        if (end == _position || x >= text.Length || text[x] != 'x')
        {
            return false;
        }

        number = Number(_position, end);
        _position = x + 1;
        SkipWhiteSpace();
        return true;
    }

    /// <summary>The digits' value, or a bound that every limit is below.</summary>
    private int Number(int start, int end)
    {
        long number = 0;
        for (int i = start; i < end; i++)
        {
            number = Math.Min(int.MaxValue, (number * 10) + (text[i] - '0'));
        }

        return (int)number;
    }

    private int DigitsEnd(int position)
    {
        while (position < text.Length && text[position] is >= '0' and <= '9')
        {
            position++;
        }

        return position;
    }

    private bool Peek(char character) => _position < text.Length && text[_position] == character;

    private void SkipWhiteSpace() => _position = NameScanner.SkipWhiteSpace(text, _position);

    private IReadOnlyList<RepresentationTerm>? FailAt(string expected) => Fail(ParseError.At(text, _position, expected));

    private IReadOnlyList<RepresentationTerm>? Fail(ParseError error)
    {
        Error = error;
        return null;
    }
}
