using Intertwine.Algebra;
using Intertwine.Generator.Inference;
using Intertwine.Generator.Kernels;
using Intertwine.Generator.Parsing;
using Intertwine.Generator.Solving;

namespace Intertwine.Generator.Lowering;

/// <summary>Functions of vectors and distances.</summary>
internal sealed partial class LayerLowering
{
    /// <summary>P_0 = 1, P_1 = v, P_l+1 = T(P_l, v) / T[pole, pole, pole]: of norm 1 at the pole (0, 1, 0) and so on the whole sphere; then Y_l = f_l P_l.</summary>
    private IReadOnlyList<int> Harmonics(FeatureNode node, Layer.SphericalHarmonics layer)
    {
        Representation type = SourceType(node);
        var vector = (SphericalIrrep)type.Terms[0].Piece;
        int v = Source(node)[0];
        if (layer.IsNormalized)
        {
            v = Builder.Multiply(v, Builder.Apply(ScalarFunction.SafeReciprocalSqrt, Square(v, BilinearForm.Euclidean)));
        }

        List<(Piece, int)> pieces = [];
        int p = Builder.Constant(1, Builder[v].Domain, new Shape(Builder[v].Shape.Channels, 1));
        for (int l = 0; l <= layer.MaximumDegree; l++)
        {
            p = l switch
            {
                0 => p,
                1 => v,
                _ => Builder.Contract(p, v, Step(l - 1)),
            };
            double factor = layer.Normalization switch
            {
                SphericalNormalization.Component => Math.Sqrt((2 * l) + 1),
                SphericalNormalization.Integral => Math.Sqrt(((2 * l) + 1) / (4 * Math.PI)),
                _ => 1,
            };
            Parity parity = vector.Parity == Parity.Odd && l % 2 == 0 ? Parity.Even : vector.Parity;
            pieces.Add((new SphericalIrrep(vector.OrthogonalGroup, l, parity), Builder.Affine(p, factor)));
        }

        return Assemble(node.Type, pieces);
    }

    /// <summary>T of l (x) 1 → l + 1, scaled so that poles give the pole: at the pole only the middle component is not 0.</summary>
    private static SparseTensor Step(int l)
    {
        SparseTensor tensor = PieceProducts.Convert(Wigner3j.Real(l, 1, l + 1));
        double pole = tensor.Entries.First(e => e.Out == l + 1 && e.Left == l && e.Right == 1).Value;
        return tensor.Scaled(1 / pole);
    }

    private int RadialBasis(FeatureNode node, Layer.RadialBasis layer)
    {
        int x = Source(node)[0];
        double length = layer.End - layer.Start;
        if (layer.Basis == RadialFunctions.Bessel)
        {
            return Finish(Bessel(x, layer));
        }

        bool withEnds = !layer.Cutoff;
        double spacing = length / (withEnds ? layer.Number - 1 : layer.Number + 1);
        double wave = 1 / Math.Sqrt(0.25 + (layer.Number / 2.0));
        int[] values = new int[layer.Number];
        for (int i = 0; i < values.Length; i++)
        {
            double centre = layer.Start + ((withEnds ? i : i + 1) * spacing);
            double frequency = Math.PI * (i + 1) / length;
            values[i] = layer.Basis switch
            {
                RadialFunctions.Gaussian => Gaussian(Relative(centre)),
                RadialFunctions.Cosine => Builder.Multiply(Builder.Apply(ScalarFunction.Cos, Builder.Affine(Relative(centre), Math.PI / 2)), Within(Relative(centre), -1, 1)),
                RadialFunctions.SmoothFinite => Builder.Multiply(
                    Builder.Affine(SmoothStep(Builder.Affine(Relative(centre), 1, 1)), 1.14136 * Math.Exp(2)),
                    SmoothStep(Builder.Affine(Relative(centre), -1, 1))),
                RadialFunctions.Fourier when layer.Cutoff => Builder.Multiply(Builder.Affine(Sine(x, frequency), wave), Within(x, layer.Start, layer.End)),
                RadialFunctions.Fourier => Builder.Affine(Builder.Apply(ScalarFunction.Cos, Shifted(x, Math.PI * i / length)), wave),
                _ => throw new InvalidOperationException($"No functions {layer.Basis}."),
            };
        }

        return Finish(Builder.Concat(values));

        int Finish(int functions) => layer.Envelope == 0 ? Builder.Affine(functions, layer.Factor) : Builder.Multiply(Builder.Affine(functions, layer.Factor), Envelope(Builder.Affine(x, 1 / length, -layer.Start / length), layer.Envelope));

        int Relative(double centre) => Builder.Affine(x, 1 / spacing, -centre / spacing);

        int Shifted(int at, double factor) => Builder.Affine(at, factor, -factor * layer.Start);

        int Sine(int at, double frequency) => Builder.Apply(ScalarFunction.Sin, Shifted(at, frequency));
    }

    /// <summary>
    /// sqrt(2/c) w sin(u) / u for all frequencies w at once, u = w (x - a) as components. Where u is up to 1 the quotient is its series to u^16, since sin(u) / u and its derivatives lose all their digits near 0.
    /// </summary>
    private int Bessel(int x, Layer.RadialBasis layer)
    {
        double length = layer.End - layer.Start;
        int distance = Builder.Clamp(Builder.Affine(x, 1, -layer.Start), 0, double.PositiveInfinity);
        int u = Builder.MapComponents(distance, new SparseTensor(layer.Number, 1, 1, Frequencies(n => new TensorEntry(n, 0, 0, 1))));

        // Either form is held constant well inside the range of the other, so that what is not chosen is finite and what is chosen has its derivatives.
        int far = Builder.Clamp(u, 0.5, double.PositiveInfinity);
        int quotient = Builder.Multiply(Builder.Apply(ScalarFunction.Sin, far), Builder.Apply(ScalarFunction.Reciprocal, far));
        int near = Builder.Clamp(u, double.NegativeInfinity, 1.5);
        int square = Builder.Multiply(near, near);
        double coefficient = 1 / 355687428096000.0;
        int series = Builder.Affine(square, coefficient, -coefficient * 16 * 17);
        coefficient *= -16 * 17;
        for (int power = 14; power > 0; power -= 2)
        {
            coefficient *= -power * (power + 1);
            series = Builder.Affine(Builder.Multiply(series, square), 1, coefficient);
        }

        int isFar = Builder.Apply(ScalarFunction.Step, Builder.Affine(u, 1, -1));
        int values = Builder.Add(series, Builder.Multiply(isFar, Builder.Subtract(quotient, series)));
        values = Builder.MapComponents(values, new SparseTensor(layer.Number, layer.Number, 1, Frequencies(n => new TensorEntry(n, n, 0, Math.Sqrt(2 / length)))));
        values = layer.Cutoff ? Builder.Multiply(values, Within(x, layer.Start, layer.End)) : values;
        return Builder.Reshape(values, new Shape(layer.Number, 1));

        EquatableArray<TensorEntry> Frequencies(Func<int, TensorEntry> entry) =>
            Enumerable.Range(0, layer.Number).Select(n => entry(n) with { Value = entry(n).Value * Math.PI * (n + 1) / length }).ToEquatable();
    }

    /// <summary>
    /// u(t) = 1 - (p+1)(p+2)/2 t^p + p(p+2) t^(p+1) - p(p+1)/2 t^(p+2) for t in [0, 1], 1 below and 0 beyond: at t = 1 it vanishes with its first and second derivatives.
    /// </summary>
    private int Envelope(int t, int p)
    {
        t = Builder.Clamp(t, 0, 1);
        int power = t;
        for (int bit = HighestBit(p) >> 1; bit > 0; bit >>= 1)
        {
            power = Builder.Multiply(power, power);
            power = (p & bit) != 0 ? Builder.Multiply(power, t) : power;
        }

        int linear = Builder.Affine(t, -p * (p + 1) / 2.0, p * (p + 2.0));
        int quadratic = Builder.Affine(Builder.Multiply(t, linear), 1, -(p + 1) * (p + 2) / 2.0);
        return Builder.Affine(Builder.Multiply(power, quadratic), 1, 1);
    }

    private static int HighestBit(int number)
    {
        int bit = 1;
        while (bit <= number / 2)
        {
            bit <<= 1;
        }

        return bit;
    }

    /// <summary>e^(-d^2) / 1.12.</summary>
    private int Gaussian(int d) => Builder.Affine(Builder.Apply(ScalarFunction.Exp, Builder.Negate(Builder.Multiply(d, d))), 1 / 1.12);

    /// <summary>1 for low &lt; x &lt; high, else 0.</summary>
    private int Within(int x, double low, double high) => Builder.Multiply(
        Builder.Apply(ScalarFunction.Step, Builder.Affine(x, 1, -low)),
        Builder.Apply(ScalarFunction.Step, Builder.Affine(x, -1, high)));

    /// <summary>e^(-1/t) for t &gt; 0, else 0. Below 1/100 it is less than 1e-43 with all derivatives, and taken as constant, so that nothing is divided by 0.</summary>
    private int SmoothStep(int t) => Builder.Multiply(
        Builder.Apply(ScalarFunction.Exp, Builder.Negate(Builder.Apply(ScalarFunction.Reciprocal, Builder.Clamp(t, 0.01, double.PositiveInfinity)))),
        Builder.Apply(ScalarFunction.Step, t));
}
