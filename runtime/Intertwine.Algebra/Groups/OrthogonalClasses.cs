namespace Intertwine.Algebra;

/// <summary>Quadrature over the conjugacy classes of SO(n) and O(n) up to n = 3, by the trapezoidal rule in the angle, which is exact for trigonometric polynomials of a degree below the number of points.</summary>
internal static class OrthogonalClasses
{
    /// <summary>
    /// SO(2): all angles. O(2): one half of them, and for the other half any reflection, as all are conjugate. SO(3): rotations about one axis with density <c>1 - cos t</c>; O(3): the same, one half inverted.
    /// </summary>
    public static IReadOnlyList<ClassNode> Quadrature(OrthogonalGroup group, int degree) => group.Dimension switch
    {
        1 => group.IsSpecial ? [new ClassNode(GroupElement.Identity(group), 1)] : [new ClassNode(GroupElement.Identity(group), 0.5), new ClassNode(GroupElement.Discrete(group, 0), 0.5)],
        2 => Planar(group, degree),
        _ => Spatial(group, degree),
    };

    private static List<ClassNode> Planar(OrthogonalGroup group, int degree)
    {
        int points = degree + 1;
        double share = group.IsSpecial ? 1 : 0.5;
        List<ClassNode> nodes = [.. Enumerable.Range(0, points).Select(k => new ClassNode(Rotation(group, 0, k, points), share / points))];
        if (!group.IsSpecial)
        {
            nodes.Add(new ClassNode(GroupElement.Discrete(group, 0), 0.5));
        }

        return nodes;
    }

    private static List<ClassNode> Spatial(OrthogonalGroup group, int degree)
    {
        int points = degree + 2;
        double share = group.IsSpecial ? 1 : 0.5;
        List<ClassNode> nodes = [];
        for (int k = 1; k < points; k++)
        {
            // About y, the polar axis. The angle 0 has no weight.
            GroupElement rotation = Rotation(group, 1, k, points);
            double weight = share * (1 - Math.Cos(2 * Math.PI * k / points)) / points;
            nodes.Add(new ClassNode(rotation, weight));
            if (!group.IsSpecial)
            {
                nodes.Add(new ClassNode(rotation * GroupElement.Discrete(group, 0), weight));
            }
        }

        return nodes;
    }

    private static GroupElement Rotation(OrthogonalGroup group, int generator, int numerator, int denominator)
    {
        double[] coefficients = new double[group.InfinitesimalCount];
        coefficients[generator] = 2 * Math.PI * numerator / denominator;
        return GroupElement.Exponential(group, coefficients);
    }
}
