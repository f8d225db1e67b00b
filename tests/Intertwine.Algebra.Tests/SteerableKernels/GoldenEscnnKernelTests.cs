namespace Intertwine.Algebra.Tests;

/// <summary>
/// Filters of escnn's convolutions from its weights. For C_N and SO(2), where escnn has formulas, its weights are ours. Elsewhere it finds the Clebsch-Gordan coefficients numerically: then its sampled basis is an orthogonal map of ours, element
/// by element of the same irreps, harmonics and rings, which is read off the basis that the file holds.
/// </summary>
public sealed class GoldenEscnnKernelTests
{
    public static TheoryData<string> WithBasis => [.. Convolutions().Where(file => GoldenTensors.Load(file).Contains("const/basis"))];

    public static TheoryData<string> WithKnownSigns => [.. Convolutions().Where(file => GoldenTensors.Load(file).Metadata["group"] is ['C', .., not 'z'] or "SO2" or "D4")];

    public static TheoryData<string> OfRotations => [.. Convolutions().Where(file => GoldenTensors.Load(file).Metadata["group"] is ['C', .., not 'z'] or "SO2")];

    [Theory]
    [MemberData(nameof(OfRotations))]
    public void RotationsOfThePlane_TakeTheWeightsAsTheyAre(string file)
    {
        var convolution = new EscnnConvolution(file);
        double[] filter = convolution.Filters().Expand(convolution.Golden["weight/weights"].Values);
        AssertClose(convolution.Golden["const/filter"].Values, filter, 1e-6);
    }

    /// <summary>Without the sampled basis: the file with a frequency cut-off of its own has none.</summary>
    [Theory]
    [MemberData(nameof(WithKnownSigns))]
    public void KnownSigns_GiveTheFilterTheOutputAndTheGradient(string file)
    {
        var convolution = new EscnnConvolution(file);
        SteerableFilters filters = convolution.Filters();
        double[] signs = EscnnSigns.Of(filters)!;
        double[] filter = filters.Expand([.. convolution.Golden["weight/weights"].Values.Zip(signs, (weight, sign) => weight * sign)]);
        AssertClose(convolution.Golden["const/filter"].Values, filter, 2e-6);
        AssertConvolves(convolution, filter);
    }

    [Theory]
    [MemberData(nameof(WithBasis))]
    public void Bases_AreThoseOfEscnnUpToAnOrthogonalMap(string file)
    {
        var convolution = new EscnnConvolution(file);
        SteerableFilters filters = convolution.Filters();
        BasisAlignment alignment = Align(convolution, filters);
        Assert.Equal(convolution.Golden["weight/weights"].Values.Length, filters.Dimension);
        Assert.True(alignment.Residual < 1e-6, $"{alignment.Residual}");
        Matrix map = alignment.Map;
        Assert.True(((map * map.Transpose()) - Matrix.Identity(filters.Dimension)).MaximumNorm() < 2e-5);
        // Only elements of the same kinds of channels, harmonics and rings mix.
        (int Group, int Copy, int Degree, int Shell)[] places = [.. Places(filters)];
        for (int b = 0; b < places.Length; b++)
        {
            for (int a = 0; a < places.Length; a++)
            {
                Assert.True(places[a] == places[b] || Math.Abs(map[b, a]) < 2e-5, $"{b} {a}: {map[b, a]}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(WithBasis))]
    public void Weights_GiveTheFilterTheOutputAndTheGradient(string file)
    {
        var convolution = new EscnnConvolution(file);
        SteerableFilters filters = convolution.Filters();
        GoldenTensors golden = convolution.Golden;
        double[] filter = filters.Expand(Align(convolution, filters).Convert(golden["weight/weights"].Values));
        filter = EscnnChannels.Reorder(convolution, filter, toTheirs: true);
        AssertClose(golden["const/filter"].Values, filter, 2e-6);
        AssertConvolves(convolution, filter);
    }

    /// <summary>A linear layer is a convolution with a kernel of one point. Its elements have frequency 0, where escnn's signs are ours.</summary>
    [Theory]
    [InlineData("escnn/Linear_C8")]
    [InlineData("escnn/Linear_D4")]
    public void LinearLayers_AreKernelsOfOnePoint(string file)
    {
        var layer = new EscnnConvolution(file, kernelSize: 1);
        GoldenTensors golden = layer.Golden;
        SteerableFilters filters = layer.Filters();
        Assert.Equal(golden["const/basis"].Shape[0], filters.Dimension);
        Assert.True(((Align(layer, filters).Map) - Matrix.Identity(filters.Dimension)).MaximumNorm() < 1e-5);
        double[] weights = golden[golden.Names.Single(name => name.StartsWith("weight/weights", StringComparison.Ordinal))].Values;
        double[] matrix = filters.Expand(weights);
        AssertClose(golden["const/matrix"].Values, matrix, 1e-6);
        GoldenTensor x = golden["input/x"];
        (int rows, int columns) = (layer.To.Dimension, layer.From.Dimension);
        double[] bias = Bias(layer);
        double[] y = [.. Enumerable.Range(0, x.Shape[0] * rows).Select(i => bias[i % rows] + Enumerable.Range(0, columns).Sum(c => matrix[(i % rows * columns) + c] * x[i / rows, c]))];
        AssertClose(golden["output/y"].Values, y, 1e-5);
    }

    private static void AssertConvolves(EscnnConvolution convolution, double[] filter)
    {
        GoldenTensors golden = convolution.Golden;
        GoldenTensor x = golden["input/x"];
        int dimension = convolution.Action.Dimension;
        var direct = new DirectConvolution(
            filter, convolution.To.Dimension, convolution.From.Dimension, convolution.KernelSize, dimension, convolution.Padding, convolution.Stride, convolution.Dilation);
        double[] y = direct.Forward(x.Values, x.Shape[0], x.Shape[2]);
        double[] bias = Bias(convolution);
        int points = y.Length / (x.Shape[0] * bias.Length);
        for (int i = 0; i < y.Length; i++)
        {
            y[i] += bias[i / points % bias.Length];
        }

        AssertClose(golden["output/y"].Values, y, 1e-5);
        AssertClose(golden["grad/input/x"].Values, direct.Backward(golden["cotangent/y"].Values, x.Shape[0], x.Shape[2]), 1e-5);
    }

    /// <summary>One number per trivial irrep of the output: an invariant vector of length 1 each.</summary>
    private static double[] Bias(EscnnConvolution convolution)
    {
        List<double> bias = [];
        double[] weights = convolution.Golden["weight/bias"].Values;
        int used = 0;
        foreach (RepresentationTerm term in convolution.To.Terms)
        {
            int size = term.Piece.Dimension;
            IReadOnlyList<SparseMatrix> invariants = IntertwinerSolver.InvariantBias(Representation.Of(term.Piece)).Value!.Elements;
            double[] part = new double[size];
            foreach (SparseMatrix invariant in invariants)
            {
                double norm = Math.Sqrt(invariant.Entries.Sum(entry => entry.Value * entry.Value));
                foreach (SparseEntry entry in invariant.Entries)
                {
                    part[entry.Row] += weights[used] * entry.Value / norm;
                }

                used++;
            }

            bias.AddRange(part);
        }

        Assert.Equal(weights.Length, used);
        return [.. bias];
    }

    private static BasisAlignment Align(EscnnConvolution convolution, SteerableFilters filters)
    {
        List<double> ours = [];
        for (int b = 0; b < filters.Dimension; b++)
        {
            double[] weights = new double[filters.Dimension];
            weights[b] = 1;
            ours.AddRange(EscnnChannels.Reorder(convolution, filters.Expand(weights), toTheirs: true));
        }

        GoldenTensor theirs = convolution.Golden["const/basis"];
        return BasisAlignment.Between(theirs.Values, theirs.Shape[0], ours, filters.Dimension);
    }

    private static IEnumerable<(int Group, int Copy, int Degree, int Shell)> Places(SteerableFilters filters)
        => filters.Groups.SelectMany((group, index) => Enumerable.Range(0, group.Weights).Select(weight =>
        {
            SteerableElement element = group.Basis.Elements[weight % group.Basis.Dimension];
            return (index, weight / group.Basis.Dimension, element.Degree, element.Shell);
        }));

    private static IEnumerable<string> Convolutions() => GoldenTensors.List("escnn").Where(file => file.Contains("Conv_", StringComparison.Ordinal));

    private static void AssertClose(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        double scale = Math.Max(1, expected.Max(Math.Abs));
        double error = expected.Zip(actual, (a, b) => Math.Abs(a - b)).Max();
        Assert.True(error <= tolerance * scale, $"{error}");
    }
}
