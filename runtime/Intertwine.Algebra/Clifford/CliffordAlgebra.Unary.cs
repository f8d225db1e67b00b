namespace Intertwine.Algebra;

public sealed partial record CliffordAlgebra
{
    /// <summary>Reversal x~: factors in the other order, sign (-1)^{g (g - 1) / 2} on grade g. (x y)~ = y~ x~.</summary>
    public SignedPermutation Reversal => GradeSigns(static grade => grade * (grade - 1) / 2);

    /// <summary>Grade involution x^: every generator to its negative, sign (-1)^g. (x y)^ = x^ y^.</summary>
    public SignedPermutation GradeInvolution => GradeSigns(static grade => grade);

    /// <summary>Clifford conjugation: reversal and grade involution, sign (-1)^{g (g + 1) / 2}.</summary>
    public SignedPermutation Conjugation => GradeSigns(static grade => grade * (grade + 1) / 2);

    /// <summary>The right complement: <c>b ∧ dual(b)</c> is the pseudoscalar for every blade b. Needs no metric. In Cl(3,0,1) the dual of GATr.</summary>
    public SignedPermutation Dual => Complement(static (blade, complement) => Blade.SortingSign(blade, complement));

    /// <summary>The left complement, <c>undual(b) ∧ b</c> is the pseudoscalar: the inverse of <see cref="Dual"/>.</summary>
    public SignedPermutation Undual => Complement(static (blade, complement) => Blade.SortingSign(complement, blade));

    /// <summary>The part of grade <paramref name="grade"/>, zero elsewhere.</summary>
    public double[] Project(IReadOnlyList<double> x, int grade)
    {
        Validate(x, nameof(x));
        double[] result = new double[Size];
        for (int i = 0; i < Size; i++)
        {
            result[i] = Grades[i] == grade ? x[i] : 0;
        }

        return result;
    }

    private SignedPermutation GradeSigns(Func<int, int> exponent)
        => new([.. Enumerable.Range(0, Size)], [.. Grades.Select(grade => exponent(grade) % 2 == 0 ? 1 : -1)]);

    private SignedPermutation Complement(Func<Blade, Blade, int> sign)
    {
        int[] sources = new int[Size];
        int[] signs = new int[Size];
        for (int i = 0; i < Size; i++)
        {
            var complement = new Blade(Blades[i].Bitmap ^ (Size - 1));
            int target = _indices[complement.Bitmap];
            sources[target] = i;
            signs[target] = sign(Blades[i], complement);
        }

        return new SignedPermutation(sources, signs);
    }
}
