namespace Intertwine.Algebra;

/// <summary>One monomial of one output of a <see cref="SymmetricTensor"/>: <c>coefficient * x[I1] x[I2] x[I3] x[I4]</c>, with as many factors as the degree.</summary>
/// <param name="I1">Smallest index.</param>
/// <param name="I2">Next index; -1 beyond the degree.</param>
/// <param name="I3">Next index; -1 beyond the degree.</param>
/// <param name="I4">Largest index; -1 beyond the degree.</param>
/// <param name="Output">Component of the output.</param>
/// <param name="Coefficient">Factor of the monomial, which stands once.</param>
public readonly record struct SymmetricEntry(int I1, int I2, int I3, int I4, int Output, Coefficient Coefficient)
{
    public double Value => Coefficient.Value;

    /// <summary>The indices, ascending.</summary>
    public IReadOnlyList<int> Indices => (I2, I3, I4) switch
    {
        ( < 0, _, _) => [I1],
        (_, < 0, _) => [I1, I2],
        (_, _, < 0) => [I1, I2, I3],
        _ => [I1, I2, I3, I4],
    };

    /// <summary>Number of different orders of the indices: the entries of the tensor that the monomial collects.</summary>
    public int Orders => MonomialBlock.Orders(Indices);
}

/// <summary>
/// A symmetric tensor U with <paramref name="Degree"/> equal arguments, <c>z[k] = sum U[i1, …, iν, k] x[i1] … x[iν]</c>, as the polynomial map that it is: every monomial once, with the sum of the entries of all its orders.
/// Equal by value.
/// </summary>
/// <param name="InputDimension">Components of x.</param>
/// <param name="Degree">ν, from 1 to 4.</param>
/// <param name="OutputDimension">Components of z.</param>
/// <param name="Entries">Non-zeros ordered by their indices, then by output.</param>
public sealed record SymmetricTensor(int InputDimension, int Degree, int OutputDimension, IReadOnlyList<SymmetricEntry> Entries)
{
    /// <summary>Whether every coefficient has an exact form.</summary>
    public bool IsExact => Entries.All(entry => entry.Coefficient.Exact is not null);

    /// <summary>The root of the sum of the squares of all entries of U.</summary>
    public double FrobeniusNorm => Math.Sqrt(InnerProduct(this));

    /// <summary>The polynomial map at x.</summary>
    public double[] Apply(IReadOnlyList<double> x)
    {
        if (x.Count != InputDimension)
        {
            throw new ArgumentException($"Expected {InputDimension} components, came {x.Count}.", nameof(x));
        }

        double[] result = new double[OutputDimension];
        foreach (SymmetricEntry entry in Entries)
        {
            double product = entry.Value * x[entry.I1];
            product *= entry.I2 < 0 ? 1 : x[entry.I2];
            product *= entry.I3 < 0 ? 1 : x[entry.I3];
            product *= entry.I4 < 0 ? 1 : x[entry.I4];
            result[entry.Output] += product;
        }

        return result;
    }

    /// <summary>The sum of the products of equal entries of the two tensors U.</summary>
    public double InnerProduct(SymmetricTensor other)
    {
        if (InputDimension != other.InputDimension || Degree != other.Degree || OutputDimension != other.OutputDimension)
        {
            throw new ArgumentException($"Expected a tensor of degree {Degree} from {InputDimension} to {OutputDimension} components, came one of degree {other.Degree} from {other.InputDimension} to {other.OutputDimension}.", nameof(other));
        }

        var values = other.Entries.ToDictionary(entry => entry with { Coefficient = default }, entry => entry.Value);
        double sum = 0;
        foreach (SymmetricEntry entry in Entries)
        {
            if (values.TryGetValue(entry with { Coefficient = default }, out double value))
            {
                // An entry of U is the coefficient over the number of orders, and there are as many entries.
                sum += entry.Value * value / entry.Orders;
            }
        }

        return sum;
    }

    /// <summary>All entries of U, row-major: <c>[i1, …, iν, k]</c>.</summary>
    public double[] ToArray()
    {
        int size = OutputDimension;
        for (int factor = 0; factor < Degree; factor++)
        {
            size = checked(size * InputDimension);
        }

        double[] result = new double[size];
        foreach (SymmetricEntry entry in Entries)
        {
            foreach (IReadOnlyList<int> order in MonomialBlock.Permutations(entry.Indices))
            {
                int index = 0;
                foreach (int i in order)
                {
                    index = (index * InputDimension) + i;
                }

                result[(index * OutputDimension) + entry.Output] = entry.Value / entry.Orders;
            }
        }

        return result;
    }

    public bool Equals(SymmetricTensor? other)
        => other is not null && InputDimension == other.InputDimension && Degree == other.Degree && OutputDimension == other.OutputDimension && Sequences.AreEqual(Entries, other.Entries);

    public override int GetHashCode() => Sequences.Combine(Sequences.Combine(InputDimension, Degree), Sequences.Hash(Entries));
}
