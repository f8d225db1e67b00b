namespace Intertwine.Algebra;

/// <summary>
/// Means of class functions by Weyl's integration formula: over a maximal torus with the density <c>prod_α |e^{iα(θ)/2} - e^{-iα(θ)/2}|²</c>. By the trapezoidal rule in each angle, which is exact for trigonometric
/// polynomials of a degree below the number of points. Points that the Weyl group carries into each other are taken once.
/// </summary>
internal static class TorusQuadrature
{
    /// <summary>Most nodes of a quadrature.</summary>
    private const int MaximumNodes = 200_000;

    /// <summary>SO(n), O(n) for n ≥ 4.</summary>
    public static IReadOnlyList<ClassNode> Orthogonal(OrthogonalGroup group, int degree)
    {
        int n = group.Dimension;
        int rank = n / 2;
        List<ClassNode> proper = Normalised(OrthogonalNodes(group, degree, rank, isImproper: false));
        if (group.IsSpecial)
        {
            return proper;
        }

        // Odd n: the inversion commutes with all. Even n: improper elements have the eigenvalues 1 and -1 and n/2 - 1 angles.
        List<ClassNode> improper = n % 2 == 1
            ? [.. proper.Select(node => node with { Element = node.Element * GroupElement.Discrete(group, 0) })]
            : Normalised(OrthogonalNodes(group, degree, rank - 1, isImproper: true));
        return [.. proper.Concat(improper).Select(node => node with { Weight = node.Weight / 2 })];
    }

    /// <summary>U(n) and SU(n).</summary>
    public static IReadOnlyList<ClassNode> Unitary(UnitaryGroup group, int degree)
    {
        int n = group.ComplexDimension;
        int free = group.IsSpecial ? n - 1 : n;
        int points = degree + (group.IsSpecial ? 2 * (n - 1) : n - 1) + 1;
        List<ClassNode> nodes = [];
        foreach (int[] indices in Multisets(group, points, free))
        {
            double[] phases = new double[n];
            for (int k = 0; k < free; k++)
            {
                phases[k] = 2 * Math.PI * indices[k] / points;
                phases[n - 1] -= group.IsSpecial ? phases[k] : 0;
            }

            double density = Permutations(indices);
            for (int i = 0; i < n; i++)
            {
                for (int j = i + 1; j < n; j++)
                {
                    density *= 2 - (2 * Math.Cos(phases[i] - phases[j]));
                }
            }

            if (density > 1e-12)
            {
                nodes.Add(new ClassNode(group.Diagonal(phases), density));
            }
        }

        return Normalised(nodes);
    }

    private static List<ClassNode> OrthogonalNodes(OrthogonalGroup group, int degree, int rank, bool isImproper)
    {
        int n = group.Dimension;
        int points = degree + (2 * rank) + 2;
        List<ClassNode> nodes = [];
        // Angles up to pi: signs belong to the Weyl group, but for even n only pairs of them.
        foreach (int[] indices in Multisets(group, (points / 2) + 1, rank))
        {
            double[] angles = [.. indices.Select(index => 2 * Math.PI * index / points)];
            double weight = Permutations(indices);
            foreach (int index in indices)
            {
                weight *= index == 0 || 2 * index == points ? 1 : 2;
            }

            for (int i = 0; i < rank; i++)
            {
                double sine = Math.Sin(angles[i]);
                weight *= isImproper ? sine * sine : n % 2 == 1 ? 1 - Math.Cos(angles[i]) : 1;
                for (int j = i + 1; j < rank; j++)
                {
                    double difference = Math.Cos(angles[i]) - Math.Cos(angles[j]);
                    weight *= difference * difference;
                }
            }

            if (weight <= 1e-14)
            {
                continue;
            }

            bool hasMirror = n % 2 == 0 && !isImproper && group.IsSpecial && indices.All(index => index != 0 && 2 * index != points);
            nodes.Add(new ClassNode(Element(group, angles, isImproper), hasMirror ? weight / 2 : weight));
            if (hasMirror)
            {
                angles[0] = -angles[0];
                nodes.Add(new ClassNode(Element(group, angles, isImproper), weight / 2));
            }
        }

        return nodes;
    }

    /// <summary>Rotations in the planes (0, 1), (2, 3), …; for improper elements after the mirror, which is of the first or of the last axis, in the planes that it leaves alone.</summary>
    private static GroupElement Element(OrthogonalGroup group, double[] angles, bool isImproper)
    {
        int first = isImproper && group.DiscreteGenerators[0][0, 0] < 0 ? 1 : 0;
        double[] coefficients = new double[group.InfinitesimalCount];
        for (int k = 0; k < angles.Length; k++)
        {
            (int index, int sign) = group.Plane(first + (2 * k), first + (2 * k) + 1);
            coefficients[index] = sign * angles[k];
        }

        var rotation = GroupElement.Exponential(group, coefficients);
        return isImproper ? rotation * GroupElement.Discrete(group, 0) : rotation;
    }

    /// <summary>Non-decreasing lists of numbers below <paramref name="count"/>.</summary>
    private static IEnumerable<int[]> Multisets(Group group, int count, int length)
    {
        if (MonomialBasis.Count(count, length, isAlternating: false) > MaximumNodes)
        {
            throw new NotSupportedException($"A mean over the classes of {group} to this degree needs more than {MaximumNodes} elements.");
        }

        int[] indices = new int[length];
        while (true)
        {
            yield return (int[])indices.Clone();
            int last = length - 1;
            while (last >= 0 && indices[last] == count - 1)
            {
                last--;
            }

            if (last < 0)
            {
                yield break;
            }

            int value = indices[last] + 1;
            for (int k = last; k < length; k++)
            {
                indices[k] = value;
            }
        }
    }

    /// <summary>Number of different orders of a list that does not decrease.</summary>
    private static double Permutations(int[] sorted)
    {
        double count = 1;
        int run = 0;
        for (int k = 0; k < sorted.Length; k++)
        {
            run = k > 0 && sorted[k] == sorted[k - 1] ? run + 1 : 1;
            count *= (k + 1.0) / run;
        }

        return count;
    }

    private static List<ClassNode> Normalised(List<ClassNode> nodes)
    {
        double total = nodes.Sum(node => node.Weight);
        return [.. nodes.Select(node => node with { Weight = node.Weight / total })];
    }
}
