using System.Numerics;

namespace Intertwine.Algebra;

/// <summary>A factor <c>Sym^m(Alt^i(V))</c> of the space that an irrep is found in, with the vectors v_1 … v_i whose power <c>(v_1 ∧ … ∧ v_i)^m</c> has the highest weight.</summary>
internal sealed record WeightColumn(int Multiplicity, IReadOnlyList<Complex[]> Vectors);

/// <summary>What there is to know of a real irrep before it is built.</summary>
/// <param name="Dimension">Real dimension.</param>
/// <param name="Type">What commutes with it.</param>
/// <param name="Columns">The product of these has the highest weight.</param>
/// <param name="Turned">The same columns under the element of the group that reverses the weights, where the highest weight is the negative of the lowest; null otherwise.</param>
/// <param name="Generators">Indices of infinitesimal generators that generate the Lie algebra.</param>
/// <param name="IsTwisted">Whether improper elements get an additional sign.</param>
internal sealed record HighestWeightSpec(
    int Dimension, IrrepType Type, IReadOnlyList<WeightColumn> Columns, IReadOnlyList<WeightColumn>? Turned, IReadOnlyList<int> Generators, bool IsTwisted = false)
{
    /// <summary>Number of components of the space that the irrep is found in.</summary>
    public long AmbientDimension(int n) => Columns.Aggregate(1L, (size, column) => Math.Min(int.MaxValue, size * MonomialBasis.Count(
        (int)MonomialBasis.Count(n, column.Vectors.Count, isAlternating: true), column.Multiplicity, isAlternating: false)));

    /// <summary>The irrep as the module that the highest weight vector generates over the real numbers.</summary>
    /// <remarks>
    /// The real part of a highest weight vector w generates the real form of M + conj(M): irreducible for the complex and quaternionic types, with the endomorphisms Re w → Im w and, where n reverses the weights,
    /// Re w → Re n w. For the real type M and conj(M) are the same where the group is real, and Re w + Re n w lies in a diagonal of the two otherwise.
    /// </remarks>
    public CyclicModule Build(Piece vector)
    {
        Piece ambient = Composites.Tensor([vector.Group.Trivial, .. Columns.Select(column => vector.Alternating(column.Vectors.Count).Symmetric(column.Multiplicity))]);
        Complex[] highest = Vector(Columns);
        double[] real = [.. highest.Select(value => value.Real)];
        List<double[]> seeds = [real];
        if (Type == IrrepType.Real && Turned is not null)
        {
            Complex[] turned = Vector(Turned);
            seeds = [[.. real.Select((value, i) => value + turned[i].Real)]];
        }
        else if (Type != IrrepType.Real)
        {
            seeds.Add([.. highest.Select(value => value.Imaginary)]);
            if (Type == IrrepType.Quaternionic)
            {
                seeds.Add([.. Vector(Turned!).Select(value => value.Real)]);
            }
        }

        return CyclicModule.Create(ambient, seeds, Generators, Dimension);
    }

    private static Complex[] Vector(IReadOnlyList<WeightColumn> columns)
    {
        Complex[] result = [Complex.One];
        foreach (WeightColumn column in columns)
        {
            Complex[] wedge = column.Vectors.Count == 1
                ? column.Vectors[0]
                : new MonomialBasis(column.Vectors[0].Length, column.Vectors.Count, isAlternating: true).Product(column.Vectors);
            Complex[] power = column.Multiplicity == 1
                ? wedge
                : new MonomialBasis(wedge.Length, column.Multiplicity, isAlternating: false).Product([.. Enumerable.Repeat(wedge, column.Multiplicity)]);
            result = [.. result.SelectMany(left => power.Select(right => left * right))];
        }

        return result;
    }
}
