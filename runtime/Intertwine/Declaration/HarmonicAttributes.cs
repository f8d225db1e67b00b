namespace Intertwine;

/// <summary>
/// The real spherical harmonics of vectors, Y_0, Y_1, …, Y_L: polynomials of the components, y the polar axis, l = 1 proportional to (x, y, z); Y_l is the irrep of degree l, of the parity of l vectors (<c>0e + 1o + 2e + 3o</c>
/// for <c>1o</c>). Computed by Y_l+1 = c_l T(Y_l, v) with the Clebsch-Gordan tensor of l (x) 1 → l + 1, which is exact to any derivative.
/// </summary>
/// <param name="source">v, vectors in three dimensions: <c>1o</c>, <c>1e</c> or, under SO(3), <c>1</c>; each channel has harmonics of its own.</param>
/// <param name="maximumDegree">L: a number, or <c>nameof</c> of an int option.</param>
/// <remarks>e3nn's <c>o3.SphericalHarmonics</c>.</remarks>
public sealed class SphericalHarmonicsAttribute(string source, object maximumDegree) : DefinitionAttribute
{
    public string Source { get; } = source;

    public object MaximumDegree { get; } = maximumDegree;

    /// <summary>What the squared norm of Y_l of a unit vector is.</summary>
    public HarmonicNormalization Normalization { get; set; }

    /// <summary>Whether the harmonics are those of v / |v|, the direction (0 for v = 0, but for Y_0). If not, Y_l grows as |v|^l.</summary>
    public bool Normalize { get; set; } = true;
}

/// <summary>What the squared norm of spherical harmonics of degree l on the unit sphere is.</summary>
public enum HarmonicNormalization
{
    /// <summary>2 l + 1: components of mean square 1.</summary>
    Component,

    /// <summary>1.</summary>
    Norm,

    /// <summary>(2 l + 1) / (4 pi): the integral of the square of a component over the sphere is 1.</summary>
    Integral,
}

/// <summary>A number x, such as a distance, as N numbers f_k(x), k = 1 … N, on an interval [a, b].</summary>
/// <param name="source">x, one scalar.</param>
/// <param name="number">N: a number, or <c>nameof</c> of an int option.</param>
/// <param name="basis">f.</param>
/// <param name="end">b: a number, or <c>nameof</c> of an option.</param>
/// <remarks>
/// With centres x_k and spacing s: between a and b where <see cref="Cutoff"/> is on (x_k = a + k s, s = (b - a) / (N + 1)), from a to b where it is off. e3nn's <c>math.soft_one_hot_linspace</c>.
/// </remarks>
public sealed class RadialBasisAttribute(string source, object number, RadialFunctions basis, object end) : DefinitionAttribute
{
    public string Source { get; } = source;

    public object Number { get; } = number;

    public RadialFunctions Basis { get; } = basis;

    public object End { get; } = end;

    /// <summary>a: a number, or <c>nameof</c> of an option.</summary>
    public object Start { get; set; } = 0.0;

    /// <summary>Whether the functions vanish at both ends and beyond, for those whose definition says so.</summary>
    public bool Cutoff { get; set; } = true;

    /// <summary>
    /// p of the polynomial cut-off u(t) = 1 - (p+1)(p+2)/2 t^p + p(p+2) t^(p+1) - p(p+1)/2 t^(p+2), t = (x - a) / (b - a), 0 beyond b, that multiplies all functions: they vanish at b with their first and second derivatives (Gasteiger,
    /// Groß, Günnemann 2020). A number, <c>nameof</c> of an int option, or 0 for none.
    /// </summary>
    public object Envelope { get; set; } = 0;

    /// <summary>A factor on all functions; e3nn's networks have sqrt(N).</summary>
    public double Factor { get; set; } = 1;
}

/// <summary>Families of functions on an interval [a, b] of length c, with centres x_k of spacing s and d = (x - x_k) / s.</summary>
public enum RadialFunctions
{
    /// <summary>e^(-d^2) / 1.12.</summary>
    Gaussian,

    /// <summary>cos(pi d / 2) for -1 &lt; d &lt; 1, else 0.</summary>
    Cosine,

    /// <summary>1.14136 e^2 u(d + 1) u(1 - d) with u(t) = e^(-1/t) for t &gt; 0, else 0: differentiable everywhere.</summary>
    SmoothFinite,

    /// <summary>sin(pi k (x - a) / c) / sqrt(1/4 + N/2) on the interval, else 0; without cutoff cos(pi (k - 1) (x - a) / c) / sqrt(1/4 + N/2).</summary>
    Fourier,

    /// <summary>sqrt(2/c) sin(pi k (x - a) / c) / (x - a); with cutoff 0 outside the interval (Gasteiger, Groß, Günnemann 2020).</summary>
    Bessel,
}
