namespace Intertwine.Algebra;

/// <summary>
/// Infinitesimal generators that imply the constraints of the others: a map that satisfies <c>K A = A' K</c> and <c>K B = B' K</c> satisfies it for <c>[A, B]</c>. A generator is left out where its images are the same
/// multiple of the bracket of two others on both representations; these are kept themselves, or implied by kept ones. Brackets are compared entry by entry, so nothing is assumed of what the generators are.
/// </summary>
internal static class LieSubset
{
    /// <summary>Difference of the images of a generator and of a bracket, relative to their entries, that counts as rounding.</summary>
    private const double Tolerance = 1e-14;

    /// <summary>Below this part of what it could be, a bracket of vectors says nothing.</summary>
    private const double Small = 1e-6;

    private const int Seed = 7;

    /// <summary>Unknowns up to which all constraints are solved as they are: looking for brackets would cost more.</summary>
    private const int SmallSpace = 1000;

    /// <summary>The operands with as few infinitesimal generators as have the same intertwiners.</summary>
    public static (Operand From, Operand To) Reduce(Operand from, Operand to, CancellationToken cancellation)
    {
        if (from.IsAffine || to.IsAffine || from.Images.SparseInfinitesimal.Count < 3 || from.Dimension * to.Dimension <= SmallSpace)
        {
            return (from, to);
        }

        bool[] kept = Find(from.Images.SparseInfinitesimal, to.Images.SparseInfinitesimal, cancellation);
        return (Keep(from), Keep(to));

        Operand Keep(Operand operand)
            => operand with { Images = new GeneratorImages([.. operand.Images.SparseInfinitesimal.Where((_, k) => kept[k])], operand.Images.SparseDiscrete) };
    }

    /// <summary>For each infinitesimal generator whether its constraint has to be solved; sparse ones rather than others.</summary>
    private static bool[] Find(IReadOnlyList<SparseGenerator> from, IReadOnlyList<SparseGenerator> to, CancellationToken cancellation)
    {
        int count = from.Count;
        bool[] kept = new bool[count];
        // Vectors A x for a random x find the candidates: brackets of matrices are made only to prove one.
        var random = new Random(Seed);
        double[] probe = [.. Enumerable.Range(0, from[0].Size).Select(_ => random.NextNormal())];
        double[][] images = [.. from.Select(generator => Multiply(generator, probe))];
        int[] largest = Array.ConvertAll(images, Largest);
        double[] norms = [.. from.Select(static generator => generator.MaximumNorm)];
        double[] resultNorms = [.. to.Select(static generator => generator.MaximumNorm)];
        bool[] implied = new bool[count];
        List<int> closure = [];
        foreach (int next in Enumerable.Range(0, count).OrderBy(k => from[k].NonZeros + to[k].NonZeros))
        {
            if (implied[next])
            {
                continue;
            }

            kept[next] = true;
            implied[next] = true;
            closure.Add(next);
            for (int i = closure.Count - 1; i < closure.Count && closure.Count < count; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                for (int j = 0; j < i && closure.Count < count; j++)
                {
                    (int a, int b) = (closure[i], closure[j]);
                    double[] bracket = Multiply(from[a], images[b]);
                    double[] opposite = Multiply(from[b], images[a]);
                    for (int k = 0; k < bracket.Length; k++)
                    {
                        bracket[k] -= opposite[k];
                    }

                    // Most pairs commute.
                    double size = Math.Abs(bracket[Largest(bracket)]);
                    if (size <= Small * norms[a] * norms[b])
                    {
                        continue;
                    }

                    for (int c = 0; c < count; c++)
                    {
                        if (!implied[c] && Quotient(bracket, images[c], largest[c]) is { } factor
                            && IsBracket(from, a, b, c, factor, norms[a] * norms[b]) && IsBracket(to, a, b, c, factor, resultNorms[a] * resultNorms[b]))
                        {
                            implied[c] = true;
                            closure.Add(c);
                            break;
                        }
                    }
                }
            }
        }

        return kept;
    }

    private static int Largest(double[] vector)
    {
        int largest = 0;
        for (int i = 1; i < vector.Length; i++)
        {
            largest = Math.Abs(vector[i]) > Math.Abs(vector[largest]) ? i : largest;
        }

        return largest;
    }

    /// <summary>The number f that is not zero with x = f y, up to rounding; null where there is none.</summary>
    private static double? Quotient(double[] x, double[] y, int largest)
    {
        double factor = y[largest] == 0 ? 0 : x[largest] / y[largest];
        if (Math.Abs(factor) < Small)
        {
            return null;
        }

        double limit = 1e-9 * Math.Abs(x[largest]);
        for (int i = 0; i < x.Length; i++)
        {
            if (Math.Abs(x[i] - (factor * y[i])) > limit)
            {
                return null;
            }
        }

        return factor;
    }

    /// <summary>Whether <c>A B - B A = f C</c>, up to rounding.</summary>
    private static bool IsBracket(IReadOnlyList<SparseGenerator> generators, int a, int b, int c, double factor, double scale)
    {
        SparseGenerator left = generators[a];
        SparseGenerator right = generators[b];
        double[] row = new double[left.Size];
        List<int> touched = [];
        for (int i = 0; i < left.Size; i++)
        {
            Add(left.Rows[i], right, 1);
            Add(right.Rows[i], left, -1);
            foreach ((int j, double value) in generators[c].Rows[i])
            {
                row[j] -= factor * value;
                touched.Add(j);
            }

            bool zero = true;
            foreach (int j in touched)
            {
                zero &= Math.Abs(row[j]) <= Tolerance * left.Size * scale;
                row[j] = 0;
            }

            touched.Clear();
            if (!zero)
            {
                return false;
            }
        }

        return true;

        void Add((int Index, double Value)[] entries, SparseGenerator other, double sign)
        {
            foreach ((int k, double value) in entries)
            {
                foreach ((int j, double factorOfRow) in other.Rows[k])
                {
                    row[j] += sign * value * factorOfRow;
                    touched.Add(j);
                }
            }
        }
    }

    private static double[] Multiply(SparseGenerator generator, double[] vector)
    {
        double[] result = new double[vector.Length];
        for (int i = 0; i < result.Length; i++)
        {
            double sum = 0;
            foreach ((int j, double value) in generator.Rows[i])
            {
                sum += value * vector[j];
            }

            result[i] = sum;
        }

        return result;
    }
}
