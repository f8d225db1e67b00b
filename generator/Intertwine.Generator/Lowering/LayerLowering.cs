using Intertwine.Algebra;
using Intertwine.Generator.Inference;
using Intertwine.Generator.Kernels;
using Intertwine.Generator.Parsing;
using Intertwine.Generator.Solving;

namespace Intertwine.Generator.Lowering;

/// <summary>One method per kind of layer: the formula that its attribute documents, in kernel instructions. A feature is a list of values, one per piece of its representation.</summary>
internal sealed partial class LayerLowering
{
    private readonly LayerGraph _graph;
    private readonly bool _training;
    private readonly IReadOnlyList<int>?[] _values;
    private readonly HashSet<int> _variables;
    private readonly Dictionary<string, (int? Mean, int Variance)> _statistics = new(StringComparer.Ordinal);

    /// <summary>Begins a program with all inputs and then all parameters.</summary>
    public LayerLowering(ModelBorder border, bool training)
    {
        _graph = border.Graph;
        _training = training;
        _values = new IReadOnlyList<int>?[_graph.Features.Count];
        _variables = VariablesOf(_graph);
        foreach (BorderSpec input in border.Inputs)
        {
            Builder.Input(input.Name, input.Domain, input.Shape);
        }

        if (training)
        {
            foreach (DropoutSpec dropout in border.Dropouts)
            {
                Mask(dropout.Path, dropout.Domain, dropout.Channels);
            }
        }
        else
        {
            foreach (BatchNormSpec norm in border.BatchNorms)
            {
                if (norm.Means > 0)
                {
                    Running(norm.Path, "mean", norm.Means);
                }

                Running(norm.Path, "var", norm.Channels);
            }
        }

        foreach (ParameterSpec parameter in border.Parameters)
        {
            Builder.Parameter(parameter.Name, parameter.Shape);
        }
    }

    public ProgramBuilder Builder { get; } = new();

    /// <summary>The values of a lowered feature, one per piece.</summary>
    public IReadOnlyList<int> Values(int feature) => _values[feature] ?? throw new InvalidOperationException($"{_graph.Features[feature].Path} was not lowered.");

    /// <summary>Batch mean of scalars, where there are any, and biased variance of a lowered batch normalisation.</summary>
    public (int? Mean, int Variance) Statistics(string path) => _statistics[path];

    /// <summary>Gives the batch statistics of lowered normalisations as results of the program.</summary>
    public void OutputStatistics(IReadOnlyList<BatchNormSpec> norms)
    {
        foreach (BatchNormSpec norm in norms)
        {
            (int? mean, int variance) = Statistics(norm.Path);
            if (mean is int value)
            {
                Builder.Output(norm.Path + ".batch_mean", value);
            }

            Builder.Output(norm.Path + ".batch_var", variance);
        }
    }

    /// <summary>States the values of a feature that is computed elsewhere.</summary>
    public void Provide(int feature, IReadOnlyList<int> values) => _values[feature] = values;

    public void Lower(int feature)
    {
        FeatureNode node = _graph.Features[feature];
        FindEdges(node.Domain);
        IReadOnlyList<int> values = node.Layer switch
        {
            Layer.Input => Input(node.Name, node),
            Layer.Custom => Input(node.Path, node),
            Layer.Linear linear => Linear(node, linear),
            Layer.Mlp mlp => [Mlp(node, mlp)],
            Layer.Activate activate => Activate(node, activate),
            Layer.Gate gate => Gate(node, gate),
            Layer.NormActivation norm => NormActivation(node, norm),
            Layer.SymmetricContraction contraction => SymmetricContraction(node, contraction),
            Layer.SphericalHarmonics harmonics => Harmonics(node, harmonics),
            Layer.S2Activation activation => S2Activation(node, activation),
            Layer.RadialBasis basis => [RadialBasis(node, basis)],
            Layer.TensorProduct product => TensorProduct(node, product),
            Layer.Gather gather => Each(Source(node), x => Builder.Gather(x, gather.Map)),
            Layer.Difference => Difference(node),
            Layer.SquaredNorm square => [Builder.Concat(EachPair(Source(node), square.Forms, Square))],
            Layer.InnerProduct product => [InnerProduct(node, product)],
            Layer.Norm norm => [Builder.Concat(EachPair(Source(node), norm.Forms, (x, form) => Builder.Apply(ScalarFunction.Sqrt, Builder.Affine(Square(x, form), 1, norm.Epsilon))))],
            Layer.Normalize normalize => EachPair(Source(node), normalize.Forms, (x, form) => Normalize(x, form, normalize)),
            Layer.Scale scale => Scale(node, scale),
            Layer.Concat => Concat(node),
            Layer.Add => Add(node),
            Layer.Reduce reduce => Each(Source(node), x => Reduce(x, reduce)),
            Layer.Max max => Each(Source(node), x => Builder.SegmentLargest(x, max.Map)),
            Layer.VectorMaxPool pool => VectorMaxPool(node, pool),
            Layer.Dropout dropout => Dropout(node, dropout),
            Layer.BatchNorm norm => BatchNorm(node, norm),
            Layer.Tokens => Tokens(node),
            Layer.Gradient gradient => Gradient(node, gradient),
            Layer.VectorLinear linear => VectorLinear(node, linear),
            Layer.VectorRelu relu => VectorRelu(node, relu),
            Layer.VectorBatchNorm norm => VectorBatchNorm(node, norm),
            Layer.VectorLayerNorm norm => VectorLayerNorm(node, norm),
            Layer.InnerProducts products => [InnerProducts(node, products)],
            Layer.Orthonormalize frame => [Orthonormalize(node, frame)],
            Layer.CrossProduct => [CrossProduct(Source(node)[0], Source(node, 1)[0])],
            Layer.EdgeFeatures edge => EdgeFeatures(node, edge),
            Layer.Softmax softmax => [Softmax(node, softmax)],
            Layer.VectorAttention attention => VectorAttention(node, attention),
            Layer.EarlyFusion => [EarlyFusion(node)],
            Layer.SplitFusion => [SplitFusion(node)],
            _ => throw new InvalidOperationException($"No lowering for {node.Layer.GetType().Name}."),
        };
        _values[feature] = _variables.Contains(feature) ? Variables(node, values) : values;
    }

    private IReadOnlyList<int> Source(FeatureNode node, int source = 0) => Values(node.Sources[source]);

    private Representation SourceType(FeatureNode node, int source = 0) => _graph.Features[node.Sources[source]].Type;

    private static IReadOnlyList<int> Each(IReadOnlyList<int> values, Func<int, int> operation)
    {
        int[] results = new int[values.Count];
        for (int i = 0; i < results.Length; i++)
        {
            results[i] = operation(values[i]);
        }

        return results;
    }

    private static IReadOnlyList<int> EachPair(IReadOnlyList<int> values, EquatableArray<BilinearForm> forms, Func<int, BilinearForm, int> operation) =>
        [.. values.Zip(forms, operation)];

    /// <summary>What the model is given, or a method written by hand computes.</summary>
    private IReadOnlyList<int> Input(string name, FeatureNode node)
    {
        int[] values = new int[node.Type.Terms.Count];
        for (int i = 0; i < values.Length; i++)
        {
            RepresentationTerm term = node.Type.Terms[i];
            values[i] = Builder.Input(PieceNames.Tensor(name, node.Type, i), node.Domain, new Shape(term.Multiplicity, term.Piece.Dimension));
        }

        return values;
    }

    /// <summary>Per piece of the result: y = f W [B_1 x_1, B_2 x_1, …, B_k x_n] + b, with a factor f or one for each block, and b a combination of invariant vectors for each channel.</summary>
    private IReadOnlyList<int> Linear(FeatureNode node, Layer.Linear layer)
    {
        IReadOnlyList<int> source = Source(node);
        int[] values = new int[node.Type.Terms.Count];
        for (int i = 0; i < values.Length; i++)
        {
            RepresentationTerm term = node.Type.Terms[i];
            List<int> channels = [];
            int paths = LayerParameters.Elements(layer, i);
            foreach (IntertwinerBlock block in layer.Basis.Blocks)
            {
                if (block.ToTerm == i)
                {
                    int copies = layer.Basis.From.Terms[block.FromTerm].Multiplicity;
                    double factor = layer.Normalization == PathNormalization.Path ? 1 / Math.Sqrt((double)copies * paths) : 1;
                    foreach (SparseMatrix element in block.Basis.Elements)
                    {
                        channels.Add(Builder.Affine(Builder.MapComponents(source[block.FromTerm], ToTensor(element)), factor));
                    }
                }
            }

            int x = Builder.Concat(channels);
            double common = layer.Normalization == PathNormalization.Element ? 1 / Math.Sqrt(Builder[x].Shape.Channels) : 1;
            string prefix = LayerParameters.Prefix(node, term);
            values[i] = Affine(x, prefix, term.Multiplicity, false, common);
            if (LayerParameters.Bias(layer, i) is { } bias)
            {
                int coefficients = Builder.Parameter(prefix + ".bias", new Shape(term.Multiplicity, bias.Dimension));
                values[i] = Builder.AddBias(values[i], Builder.MapComponents(coefficients, ToTensor(bias.Elements)));
            }
        }

        return values;
    }

    private int Mlp(FeatureNode node, Layer.Mlp layer)
    {
        int x = Source(node)[0];
        for (int i = 0; i < layer.Widths.Count; i++)
        {
            bool last = i == layer.Widths.Count - 1;
            double factor = layer.Normalized ? 1 / Math.Sqrt(Builder[x].Shape.Channels) : 1;
            x = Affine(x, $"{node.Path}.{i.ToString(System.Globalization.CultureInfo.InvariantCulture)}", layer.Widths[i], last ? layer.OutputBias : layer.Bias, factor);
            x = last && !layer.ActivateOutput ? x : Activate(x, layer.Activation);
        }

        return Activate(x, layer.OutputActivation);
    }

    /// <summary>factor W x + b.</summary>
    private int Affine(int x, string prefix, int channels, bool bias, double factor)
    {
        int y = Builder.Affine(Builder.Mix(Builder.Parameter(prefix + ".weight", new Shape(channels, Builder[x].Shape.Channels)), x), factor);
        return bias ? Builder.AddBias(y, Builder.Parameter(prefix + ".bias", new Shape(channels, 1))) : y;
    }

    private IReadOnlyList<int> Difference(FeatureNode node)
    {
        IReadOnlyList<int> left = Source(node);
        IReadOnlyList<int> right = Source(node, 1);
        Representation type = SourceType(node);
        List<(Piece, int)> pieces = [];
        for (int i = 0; i < left.Count; i++)
        {
            Piece piece = type.Terms[i].Piece;
            pieces.Add((piece.Differences, Builder.Subtract(left[i], right[i])));
        }

        return Assemble(node.Type, pieces);
    }

    /// <summary>x_c^T B x_c for every channel c: sum_d x_cd^2 where B is the identity.</summary>
    private int Square(int x, BilinearForm form) => InnerProduct(x, x, form);

    /// <summary>x_c^T B y_c for every channel c.</summary>
    private int InnerProduct(int x, int y, BilinearForm form) =>
        Builder.SumComponents(Builder.Multiply(x, form.Matrix is null ? y : Builder.MapComponents(y, ToTensor(form.Matrix))));

    private int InnerProduct(FeatureNode node, Layer.InnerProduct layer)
    {
        IReadOnlyList<int> left = Source(node);
        IReadOnlyList<int> right = Source(node, 1);
        int[] products = new int[left.Count];
        for (int i = 0; i < products.Length; i++)
        {
            products[i] = InnerProduct(left[i], right[i], layer.Forms[i]);
        }

        return Builder.Concat(products);
    }

    /// <summary>x / (|x| + offset); without offset 0 stays 0.</summary>
    private int Normalize(int x, BilinearForm form, Layer.Normalize layer)
    {
        int square = Square(x, form);
        if (layer.Offset == 0)
        {
            int inverse = Builder.Apply(ScalarFunction.SafeReciprocalSqrt, square);
            return Builder.Multiply(x, layer.DetachNorm ? Builder.StopGradient(inverse) : inverse);
        }

        int norm = Builder.Apply(ScalarFunction.Sqrt, square);
        norm = layer.DetachNorm ? Builder.StopGradient(norm) : norm;
        return Builder.Multiply(x, Builder.Apply(ScalarFunction.Reciprocal, Builder.Affine(norm, 1, layer.Offset)));
    }

    private IReadOnlyList<int> Scale(FeatureNode node, Layer.Scale layer)
    {
        IReadOnlyList<int> values = Each(Source(node), x => Builder.Affine(x, layer.Factor));
        return node.Sources.Count == 1 ? values : ByChannels(values, Source(node, 1)[0]);
    }

    /// <summary>Each channel times its scalar, or all times one scalar.</summary>
    private IReadOnlyList<int> ByChannels(IReadOnlyList<int> values, int scalars)
    {
        int first = 0;
        return Each(values, x =>
        {
            int channels = Builder[x].Shape.Channels;
            int factor = Builder[scalars].Shape.Channels == 1 ? scalars : Builder.SliceChannels(scalars, first, channels);
            first += channels;
            return Builder.Multiply(x, factor);
        });
    }

    private IReadOnlyList<int> Concat(FeatureNode node)
    {
        List<(Piece, int)> pieces = [];
        for (int i = 0; i < node.Sources.Count; i++)
        {
            IReadOnlyList<int> values = Source(node, i);
            for (int term = 0; term < values.Count; term++)
            {
                pieces.Add((SourceType(node, i).Terms[term].Piece, values[term]));
            }
        }

        return Assemble(node.Type, pieces);
    }

    /// <summary>Channels of the same piece one after the other, piece by piece of <paramref name="type"/>.</summary>
    private IReadOnlyList<int> Assemble(Representation type, IReadOnlyList<(Piece Piece, int Value)> pieces)
    {
        int[] values = new int[type.Terms.Count];
        for (int i = 0; i < values.Length; i++)
        {
            List<int> channels = [];
            foreach ((Piece piece, int value) in pieces)
            {
                if (piece == type.Terms[i].Piece)
                {
                    channels.Add(value);
                }
            }

            values[i] = Builder.Concat(channels);
        }

        return values;
    }

    private IReadOnlyList<int> Add(FeatureNode node)
    {
        int?[] sum = new int?[node.Type.Terms.Count];
        for (int i = 0; i < node.Sources.Count; i++)
        {
            Representation type = SourceType(node, i);
            IReadOnlyList<int?> values = type == node.Type ? [.. Source(node, i)]
                : node.Type.HasPoints() ? [.. AsDisplacement(node.Type, type, Source(node, i))]
                : [.. node.Type.Terms.Select(term => PieceOf(type, Source(node, i), term.Piece))];
            for (int term = 0; term < sum.Length; term++)
            {
                sum[term] = values[term] is not int value ? sum[term] : sum[term] is int other ? Builder.Add(other, value) : value;
            }
        }

        return [.. sum.Select(value => value!.Value)];
    }

    /// <summary>The value of a piece; null where the representation lacks it.</summary>
    private static int? PieceOf(Representation type, IReadOnlyList<int> values, Piece piece)
    {
        for (int i = 0; i < values.Count; i++)
        {
            if (type.Terms[i].Piece == piece)
            {
                return values[i];
            }
        }

        return null;
    }

    /// <summary>Vectors in the layout of <paramref name="type"/>, which has points: the vectors that move points stand behind those that add to vectors.</summary>
    private IReadOnlyList<int> AsDisplacement(Representation type, Representation vectors, IReadOnlyList<int> values)
    {
        int[] result = new int[type.Terms.Count];
        for (int i = 0; i < result.Length; i++)
        {
            RepresentationTerm term = type.Terms[i];
            Piece piece = term.Piece.Differences;
            int source = 0;
            while (vectors.Terms[source].Piece != piece)
            {
                source++;
            }

            int first = term.Piece.IsAffine ? vectors.Terms[source].Multiplicity - term.Multiplicity : 0;
            result[i] = Builder.SliceChannels(values[source], first, term.Multiplicity);
        }

        return result;
    }

    private int Reduce(int x, Layer.Reduce layer) => layer.Aggregation == Aggregation.Sum ? Builder.ScatterSum(x, layer.Map) : Builder.ScatterMean(x, layer.Map);

    private IReadOnlyList<int> Dropout(FeatureNode node, Layer.Dropout layer) =>
        _training && layer.Rate > 0 ? ByChannels(Source(node), Mask(node.Path, node.Domain, node.Type.Channels())) : Source(node);

    private int Mask(string path, Domain domain, int channels) => Builder.Input(path + ".mask", domain, new Shape(channels, 1));

    private int Running(string path, string statistic, int channels) => Builder.Input($"{path}.running_{statistic}", Domain.Unit, new Shape(channels, 1));

    /// <summary>Columns side by side: from coefficients to the combination of invariant vectors.</summary>
    private static SparseTensor ToTensor(IReadOnlyList<SparseMatrix> vectors)
    {
        List<TensorEntry> entries = [];
        for (int k = 0; k < vectors.Count; k++)
        {
            foreach (SparseEntry entry in vectors[k].Entries)
            {
                entries.Add(new TensorEntry(entry.Row, k, 0, entry.Value));
            }
        }

        return new SparseTensor(vectors[0].Rows, vectors.Count, 1, entries.OrderBy(entry => entry.Out).ThenBy(entry => entry.Left).ToEquatable());
    }

    private static SparseTensor ToTensor(SparseMatrix matrix)
    {
        var entries = new TensorEntry[matrix.Entries.Count];
        for (int i = 0; i < entries.Length; i++)
        {
            SparseEntry entry = matrix.Entries[i];
            entries[i] = new TensorEntry(entry.Row, entry.Column, 0, entry.Value);
        }

        return new SparseTensor(matrix.Rows, matrix.Columns, 1, new EquatableArray<TensorEntry>(entries));
    }
}
