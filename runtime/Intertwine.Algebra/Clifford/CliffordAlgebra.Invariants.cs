namespace Intertwine.Algebra;

public sealed partial record CliffordAlgebra
{
    /// <summary>
    /// Signs s of the extended bilinear form: <c>b(x, y) = &lt;x~ y&gt;_0 = sum_i s_i x_i y_i</c>, where s_i is the product of the squares of the generators of blade i; 0 where one of them is null.
    /// Invariant under the orthogonal group of the metric (for degenerate metrics under its versors).
    /// </summary>
    public IReadOnlyList<int> InnerProductSigns => [.. Blades.Select(blade => Square(blade.Bitmap))];

    /// <summary>b(x, y) = &lt;x~ y&gt;_0.</summary>
    public double InnerProduct(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        Validate(x, nameof(x));
        Validate(y, nameof(y));
        double sum = 0;
        for (int i = 0; i < Size; i++)
        {
            sum += Square(Blades[i].Bitmap) * x[i] * y[i];
        }

        return sum;
    }

    /// <summary>q(x) = b(x, x), which may be negative.</summary>
    public double QuadraticForm(IReadOnlyList<double> x) => InnerProduct(x, x);

    /// <summary>q of the part of each grade.</summary>
    public double[] QuadraticForms(IReadOnlyList<double> x)
    {
        Validate(x, nameof(x));
        double[] forms = new double[Dimension + 1];
        for (int i = 0; i < Size; i++)
        {
            forms[Grades[i]] += Square(Blades[i].Bitmap) * x[i] * x[i];
        }

        return forms;
    }

    /// <summary>|x| = sqrt(|q(x)|).</summary>
    public double Norm(IReadOnlyList<double> x) => Math.Sqrt(Math.Abs(QuadraticForm(x)));

    /// <summary>The norm of the part of each grade.</summary>
    public double[] Norms(IReadOnlyList<double> x) => [.. QuadraticForms(x).Select(form => Math.Sqrt(Math.Abs(form)))];

    /// <summary>The norm with a smooth bottom, <c>(q(x)^2 + epsilon)^{1/4}</c>, differentiable where q vanishes; CGENN takes epsilon = 1e-16.</summary>
    public static double SmoothNorm(double quadraticForm, double epsilon = 1e-16) => Math.Sqrt(Math.Sqrt((quadraticForm * quadraticForm) + epsilon));

    /// <summary>The inverse <c>v~ / (v v~)</c> of a versor, a geometric product of vectors of non-zero square.</summary>
    /// <exception cref="ArgumentException">v v~ is not a scalar other than 0, so v is no invertible versor.</exception>
    public double[] VersorInverse(IReadOnlyList<double> versor)
    {
        double[] reversed = Reversal.Apply(versor);
        double[] square = Geometric.Apply(versor, reversed);
        double largest = 0;
        for (int i = 0; i < Size; i++)
        {
            if (i != _indices[0])
            {
                largest = Math.Max(largest, Math.Abs(square[i]));
            }
        }

        double scalar = square[_indices[0]];
        if (Math.Abs(scalar) < 1e-300 || largest > 1e-9 * Math.Abs(scalar))
        {
            throw new ArgumentException($"Expected a product of vectors with non-zero squares: v times its reverse is {NumberText.RoundTrip(scalar)} plus other grades up to {NumberText.RoundTrip(largest)}.", nameof(versor));
        }

        return [.. reversed.Select(value => value / scalar)];
    }

    /// <summary>
    /// The versor v acting on x: <c>v x v^-1</c> for even v, <c>v x^ v^-1</c> for odd v. A unit vector acts on vectors as the mirror along it; the action is an automorphism of the geometric product and keeps grades.
    /// </summary>
    public double[] Sandwich(IReadOnlyList<double> versor, IReadOnlyList<double> x)
    {
        Validate(versor, nameof(versor));
        bool odd = false;
        bool even = false;
        for (int i = 0; i < Size; i++)
        {
            odd |= versor[i] != 0 && Grades[i] % 2 == 1;
            even |= versor[i] != 0 && Grades[i] % 2 == 0;
        }

        if (odd && even)
        {
            throw new ArgumentException("Expected a versor, whose grades are all even or all odd.", nameof(versor));
        }

        return Geometric.Apply(Geometric.Apply(versor, odd ? GradeInvolution.Apply(x) : x), VersorInverse(versor));
    }
}
