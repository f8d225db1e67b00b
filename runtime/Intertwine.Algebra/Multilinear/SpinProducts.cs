namespace Intertwine.Algebra;

/// <summary>
/// The bilinear maps between irreps of SU(2) from Clebsch-Gordan coefficients: <c>j1 ⊗ j2 = |j1 - j2| + … + (j1 + j2)</c> over the complex numbers. Whole spins: the tensors of <see cref="Wigner3j"/>. With a half-integer and a
/// whole spin there is one map and its products with the quaternions. Two half-integer spins reach every whole one four times over the real numbers: by the real and imaginary parts of C(x, y) and of C(x, ε y).
/// </summary>
internal static class SpinProducts
{
    /// <summary>All irreps in a product, smallest spin first.</summary>
    public static Result<TensorProduct, SolveFailure> Paths(Irrep left, Irrep right, int twice1, int twice2)
    {
        if (twice1 + twice2 > SpinIrrep.MaximumTwiceSpin)
        {
            return new SolveFailure(
                SolveFailureKind.TooLarge,
                $"The tensor product of the spins {left} and {right} holds spins up to {HighestWeightIrrep.SpinName(twice1 + twice2)}; the limit is {HighestWeightIrrep.SpinName(SpinIrrep.MaximumTwiceSpin)}.");
        }

        var group = (UnitaryGroup)left.Group;
        List<TensorProductPath> paths = [];
        for (int twice3 = Math.Abs(twice1 - twice2); twice3 <= twice1 + twice2; twice3 += 2)
        {
            Irrep output = SpinIrrep.Of(group, twice3);
            IReadOnlyList<SparseTensor3> tensors = Tensors(twice1, twice2, twice3);
            if (twice1 != twice2)
            {
                paths.Add(new TensorProductPath(left, right, output, ExchangeSymmetry.None, tensors, 0));
                continue;
            }

            // Exchanging x and y changes C(x, y) by (-1)^(2 j - j3), and C(x, ε y) by the negative of that and by a complex conjugation: of half-integers only the real part of the latter has the other sign.
            bool isSymmetric = (twice1 - (twice3 / 2)) % 2 == 0;
            IReadOnlyList<SparseTensor3> others = tensors.Count == 4 ? [tensors[2]] : [];
            tensors = tensors.Count == 4 ? [tensors[0], tensors[1], tensors[3]] : tensors;
            foreach (bool symmetric in (bool[])[true, false])
            {
                IReadOnlyList<SparseTensor3> kept = symmetric == isSymmetric ? tensors : others;
                if (kept.Count > 0)
                {
                    paths.Add(new TensorProductPath(left, right, output, symmetric ? ExchangeSymmetry.Symmetric : ExchangeSymmetry.Antisymmetric, kept, 0));
                }
            }
        }

        return new TensorProduct(left, right, paths);
    }

    /// <summary>All maps onto one irrep, none where the spins do not couple.</summary>
    public static IReadOnlyList<SparseTensor3> Tensors(int twice1, int twice2, int twice3)
    {
        if (twice3 < Math.Abs(twice1 - twice2) || twice3 > twice1 + twice2 || (twice1 + twice2 + twice3) % 2 != 0)
        {
            return [];
        }

        if (twice1 % 2 == 0 && twice2 % 2 == 0)
        {
            return [Wigner3j.Real(twice1 / 2, twice2 / 2, twice3 / 2)];
        }

        var coefficients = new SpinClebschGordan(twice1, twice2, twice3);
        (SpinForm left, SpinForm right, SpinForm output) = (new SpinForm(twice1), new SpinForm(twice2), new SpinForm(twice3));
        return twice3 % 2 == 0
            ? [Tensor(right.Values, output.Real), Tensor(right.Values, output.Imaginary), Tensor(right.Conjugates, output.Real), Tensor(right.Conjugates, output.Imaginary)]
            : [Tensor(right.Values, output.Real), Tensor(right.Values, output.TimesI), Tensor(right.Values, output.TimesEpsilon), Tensor(right.Values, output.TimesIEpsilon)];

        // Over the square root of 2, so that the norm is 1: x runs over real and imaginary parts.
        SparseTensor3 Tensor(Func<int, IReadOnlyList<SpinTerm>> second, Func<int, IReadOnlyList<SpinTerm>> third)
        {
            List<SparseEntry3> entries = [];
            for (int order1 = -twice1; order1 <= twice1; order1 += 2)
            {
                for (int order2 = Math.Max(-twice2, -twice3 - order1); order2 <= Math.Min(twice2, twice3 - order1); order2 += 2)
                {
                    var found = new Coefficient?[2];
                    foreach (SpinTerm a in left.Values(order1))
                    {
                        foreach (SpinTerm b in second(order2))
                        {
                            foreach (SpinTerm c in third(order1 + order2))
                            {
                                int phase = a.Phase + b.Phase;
                                phase = ((c.IsConjugate ? -phase : phase) + c.Phase) & 3;
                                int halvings = a.Halvings + b.Halvings + c.Halvings;
                                if (phase % 2 != 0)
                                {
                                    continue;
                                }

                                Coefficient value = found[halvings] ??= coefficients.Of(order1, order2, 1 + halvings);
                                if (value.Value != 0)
                                {
                                    entries.Add(new SparseEntry3(a.Index, b.Index, c.Index, phase == 0 ? value : -value));
                                }
                            }
                        }
                    }
                }
            }

            return new SparseTensor3(left.Dimension, right.Dimension, output.Dimension, [.. entries.OrderBy(entry => entry.I).ThenBy(entry => entry.J).ThenBy(entry => entry.K)]);
        }
    }

    /// <summary>A real component times <c>i^Phase / sqrt2^Halvings</c>, of the value or of its conjugate.</summary>
    private readonly record struct SpinTerm(int Index, int Phase, int Halvings, bool IsConjugate = false);

    /// <summary>The complex components of a spin by the real ones, and the real ones by the complex ones; orders are twice m.</summary>
    private readonly struct SpinForm(int twice)
    {
        private readonly int _twice = twice;

        public int Dimension => _twice % 2 == 0 ? _twice + 1 : 2 * (_twice + 1);

        /// <summary>v_m as a sum of real components.</summary>
        public IReadOnlyList<SpinTerm> Values(int order) => _twice % 2 == 0 ? Whole(order, 1) : [new(Index(order), 0, 0), new(Index(order) + _twice + 1, 1, 0)];

        /// <summary>(ε v)_m = (-1)^(j + m) conj(v_-m).</summary>
        public IReadOnlyList<SpinTerm> Conjugates(int order) => [new(Index(-order), Sign(order), 0), new(Index(-order) + _twice + 1, Sign(order) + 3, 0)];

        /// <summary>The components that v_m |m> has: of a half-integer spin, or in the real basis of a whole one, where what remains is the imaginary part.</summary>
        public IReadOnlyList<SpinTerm> Real(int order) => _twice % 2 == 0 ? Whole(order, -1) : [new(Index(order), 0, 0), new(Index(order) + _twice + 1, 3, 0)];

        /// <summary>The imaginary parts in the real basis of a whole spin.</summary>
        public IReadOnlyList<SpinTerm> Imaginary(int order) => [.. Whole(order, -1).Select(term => term with { Phase = term.Phase + 3 })];

        public IReadOnlyList<SpinTerm> TimesI(int order) => [new(Index(order), 1, 0), new(Index(order) + _twice + 1, 0, 0)];

        /// <summary>ε carries |m> to (-1)^(j - m) |-m>.</summary>
        public IReadOnlyList<SpinTerm> TimesEpsilon(int order)
            => [new(Index(-order), Sign(-order), 0, IsConjugate: true), new(Index(-order) + _twice + 1, Sign(-order) + 3, 0, IsConjugate: true)];

        public IReadOnlyList<SpinTerm> TimesIEpsilon(int order)
            => [new(Index(-order), Sign(-order) + 1, 0, IsConjugate: true), new(Index(-order) + _twice + 1, Sign(-order), 0, IsConjugate: true)];

        private int Index(int order) => (_twice - order) / 2;

        /// <summary>The power of i that is (-1)^(j + m).</summary>
        private int Sign(int order) => (_twice + order) / 2 % 2 == 0 ? 0 : 2;

        /// <summary>Column k = ±m of the change <c>(-i)^l q</c> to the complex basis, or of its conjugate.</summary>
        private IReadOnlyList<SpinTerm> Whole(int order, int conjugation)
        {
            (int l, int m) = (_twice / 2, order / 2);
            int halvings = m == 0 ? 0 : 1;
            int first = conjugation * (Wigner3j.Phase(m, m) - l);
            return m == 0 ? [new(l, first, halvings)] : [new(l + m, first, halvings), new(l - m, conjugation * (Wigner3j.Phase(m, -m) - l), halvings)];
        }
    }
}
