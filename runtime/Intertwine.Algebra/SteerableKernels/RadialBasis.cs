namespace Intertwine.Algebra;

/// <summary>A radial profile with the harmonics that it is multiplied with.</summary>
/// <param name="Profile">R(r).</param>
/// <param name="MaximumDegree">Largest degree (frequency) of the harmonics; grids cannot tell higher ones apart.</param>
public sealed record RadialShell(RadialProfile Profile, int MaximumDegree)
{
    public int MaximumDegree { get; } = MaximumDegree >= 0 ? MaximumDegree : throw new ArgumentOutOfRangeException(nameof(MaximumDegree), MaximumDegree, "Expected a degree from 0.");
}

/// <summary>The radial part of a basis of kernels. Equal by value.</summary>
public sealed record RadialBasis(IReadOnlyList<RadialShell> Shells)
{
    // Computed once: bases are parts of the keys of caches.
    private readonly int _hash = Sequences.Hash(Shells);

    public IReadOnlyList<RadialShell> Shells { get; } = Shells;

    /// <summary>Largest degree of all shells.</summary>
    public int MaximumDegree => Shells.Count == 0 ? 0 : Shells.Max(shell => shell.MaximumDegree);

    /// <summary>
    /// Gaussian rings for a grid of <paramref name="kernelSize"/> points along each axis, <paramref name="dilation"/> apart: ceil(K / 2) rings at equal distances from 0 to floor((K - 1) / 2), of width 0.6, the last one
    /// 0.4, and 0.005 at the centre. Radii are multiplied by the dilation, widths are not. These are the defaults of escnn.
    /// </summary>
    /// <param name="kernelSize">K, from 1.</param>
    /// <param name="limit">Largest degree at a radius; fractions are rounded down.</param>
    /// <param name="dilation">Distance between neighbouring points.</param>
    public static RadialBasis Rings(int kernelSize, Func<double, double> limit, int dilation = 1)
    {
        if (kernelSize < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(kernelSize), kernelSize, "Expected a kernel size from 1.");
        }

        int count = (kernelSize + 1) / 2;
        double[] radii = [.. Enumerable.Range(0, count).Select(i => count == 1 ? 0 : (double)dilation * i * ((kernelSize - 1) / 2) / (count - 1))];
        return Rings(radii, [.. radii.Select((radius, i) => radius == 0 ? 0.005 : i == count - 1 ? 0.4 : 0.6)], limit);
    }

    /// <summary>Gaussian rings of given radii and widths.</summary>
    public static RadialBasis Rings(IReadOnlyList<double> radii, IReadOnlyList<double> widths, Func<double, double> limit)
        => radii.Count == widths.Count
            ? new RadialBasis([.. radii.Select((radius, i) => new RadialShell(new GaussianRing(radius, widths[i]), (int)Math.Floor(Math.Max(0, limit(radius)))))])
            : throw new ArgumentException($"Expected as many widths as radii ({radii.Count}), came {widths.Count}.", nameof(widths));

    /// <summary>Bessel functions 1 … <paramref name="count"/> under a polynomial cut-off, all with harmonics up to one degree: for kernels on point clouds.</summary>
    public static RadialBasis Bessel(int count, double cutOff, int maximumDegree, int power = 6)
        => new([.. Enumerable.Range(1, count).Select(n => new RadialShell(new RadialProduct(new BesselProfile(n, cutOff), new PolynomialCutOff(cutOff, power)), maximumDegree))]);

    public bool Equals(RadialBasis? other) => ReferenceEquals(this, other) || (other is not null && _hash == other._hash && Sequences.AreEqual(Shells, other.Shells));

    public override int GetHashCode() => _hash;
}

/// <summary>How large a degree a ring of points on a grid can carry: the functions of the radius that <see cref="RadialBasis.Rings(int, Func{double, double}, int)"/> takes.</summary>
public static class FrequencyLimits
{
    /// <summary>escnn's limit on pixels: 0 at the centre, 2 on the ring that touches the border (r = floor(K / 2)), else the smaller of 2 r and 2 r - ((r + 1) mod 2).</summary>
    public static Func<double, double> Pixels(int kernelSize) => radius => radius == 0 ? 0 : Math.Min(2 * radius, radius == kernelSize / 2 ? 2 : (2 * radius) - ((radius + 1) % 2));

    /// <summary>escnn's limit on voxels: the smaller of 2 r and floor(K / 2) - r + 2.</summary>
    public static Func<double, double> Voxels(int kernelSize) => radius => Math.Min(2 * radius, (kernelSize / 2) - radius + 2);

    /// <summary>escnn's stricter limit: 1 on the ring that touches the border.</summary>
    public static Func<double, double> Strict(int kernelSize) => radius => radius == 0 ? 0 : Math.Min(2 * radius, radius == kernelSize / 2 ? 1 : (2 * radius) - ((radius + 1) % 2));

    /// <summary>escnn's strictest limit: 0 at the centre, 1 on the ring that touches the border, 2 between.</summary>
    public static Func<double, double> Strictest(int kernelSize) => radius => radius == 0 ? 0 : radius == kernelSize / 2 ? 1 : 2;

    /// <summary>A multiple of the radius.</summary>
    public static Func<double, double> Proportional(double factor) => radius => factor * radius;

    /// <summary>The default for pixels or voxels.</summary>
    public static Func<double, double> Default(int dimension, int kernelSize) => dimension == 2 ? Pixels(kernelSize) : Voxels(kernelSize);
}
