namespace Intertwine.Algebra;

/// <summary>Dimensions of complex irreps by Weyl's formula, the product over positive roots α of (λ + ρ, α) / (ρ, α).</summary>
internal static class WeylDimension
{
    /// <summary>U(n), SU(n): <c>prod_{i&lt;j} (λ_i - λ_j + j - i) / (j - i)</c>.</summary>
    public static double Unitary(IReadOnlyList<int> weight)
    {
        double dimension = 1;
        for (int i = 0; i < weight.Count; i++)
        {
            for (int j = i + 1; j < weight.Count; j++)
            {
                dimension *= (double)(weight[i] - weight[j] + j - i) / (j - i);
            }
        }

        return Math.Round(dimension);
    }

    /// <summary>SO(n): with <c>l_i = λ_i + ρ_i</c>, ρ_i = n/2 - i, the product of <c>(l_i² - l_j²) / (ρ_i² - ρ_j²)</c>, for odd n times that of <c>l_i / ρ_i</c>.</summary>
    public static double Orthogonal(int n, IReadOnlyList<int> weight)
    {
        int rank = n / 2;
        double dimension = 1;
        for (int i = 0; i < rank; i++)
        {
            double rho = (n / 2.0) - i - 1;
            double l = rho + (i < weight.Count ? weight[i] : 0);
            dimension *= n % 2 == 1 ? l / rho : 1;
            for (int j = i + 1; j < rank; j++)
            {
                double otherRho = (n / 2.0) - j - 1;
                double other = otherRho + (j < weight.Count ? weight[j] : 0);
                dimension *= ((l * l) - (other * other)) / ((rho * rho) - (otherRho * otherRho));
            }
        }

        return Math.Round(dimension);
    }
}
