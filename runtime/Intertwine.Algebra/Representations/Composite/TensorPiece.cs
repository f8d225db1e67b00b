using System.Globalization;
using System.Text;

namespace Intertwine.Algebra;

/// <summary>
/// The tensor product of pieces, <c>V*V*V'</c>: <c>rho(g) = rho_1(g) ⊗ … ⊗ rho_p(g)</c>, <c>d rho(A) = sum_i 1 ⊗ … ⊗ d rho_i(A) ⊗ … ⊗ 1</c>. Components in row-major order, the last factor fastest.
/// Made by <see cref="Composites.Tensor(IReadOnlyList{Piece})"/>.
/// </summary>
public sealed record TensorPiece : CompositePiece
{
    internal TensorPiece(IReadOnlyList<Piece> factors)
        : base(factors[0].Group)
        => Factors = factors;

    /// <summary>The factors in their order: two or more, none of them trivial or a product itself.</summary>
    public IReadOnlyList<Piece> Factors { get; }

    /// <summary><c>V*V</c>, <c>V^3*V'</c>: three and more equal neighbours as a power.</summary>
    public override string Name
    {
        get
        {
            var text = new StringBuilder();
            for (int i = 0; i < Factors.Count;)
            {
                int end = i + 1;
                while (end < Factors.Count && Factors[end] == Factors[i])
                {
                    end++;
                }

                string name = FactorName(Factors[i]);
                text.Append(i == 0 ? "" : "*").Append(name);
                if (end - i > 2)
                {
                    text.Append('^').Append((end - i).ToString(CultureInfo.InvariantCulture));
                }
                else if (end - i == 2)
                {
                    text.Append('*').Append(name);
                }

                i = end;
            }

            return text.ToString();
        }
    }

    public override int Dimension => Factors.Aggregate(1, (product, factor) => product * factor.Dimension);

    public override bool IsOrthogonal => Factors.All(factor => factor.IsOrthogonal) || base.IsOrthogonal;

    internal override bool HasAtomicName => false;

    public override double Character(GroupElement element) => Factors.Aggregate(1.0, (product, factor) => product * factor.Character(element));

    public bool Equals(TensorPiece? other) => other is not null && Group == other.Group && Sequences.AreEqual(Factors, other.Factors);

    public override int GetHashCode() => Sequences.Combine(Group.GetHashCode(), Sequences.Hash(Factors));

    internal override Piece? RestrictTo(Group subgroup)
    {
        var factors = new Piece[Factors.Count];
        for (int i = 0; i < factors.Length; i++)
        {
            if (Factors[i].RestrictTo(subgroup) is not { } factor)
            {
                return null;
            }

            factors[i] = factor;
        }

        return Composites.Tensor(factors);
    }

    private protected override Matrix Evaluate(GroupElement element)
    {
        Matrix? result = null;
        Matrix? last = null;
        for (int i = 0; i < Factors.Count; i++)
        {
            last = i > 0 && Factors[i] == Factors[i - 1] ? last! : Factors[i].Represent(element);
            result = result is null ? last : result.Kronecker(last);
        }

        return result!;
    }

    private protected override GeneratorImages CreateImages()
    {
        IReadOnlyList<GeneratorImages> images = [.. Factors.Select(factor => factor.GeneratorImages)];
        return new GeneratorImages(
            [.. Enumerable.Range(0, Group.InfinitesimalCount).Select(k => KroneckerImages.Sum([.. images.Select(image => image.SparseInfinitesimal[k])]))],
            [.. Enumerable.Range(0, Group.DiscreteCount).Select(k => KroneckerImages.Product([.. images.Select(image => image.SparseDiscrete[k])]))]);
    }
}
