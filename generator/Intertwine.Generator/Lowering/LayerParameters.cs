using Intertwine.Algebra;
using Intertwine.Generator.Inference;
using Intertwine.Generator.Parsing;
using Intertwine.Generator.Solving;

namespace Intertwine.Generator.Lowering;

/// <summary>What each kind of layer learns, in the order of the state dictionary.</summary>
internal static partial class LayerParameters
{
    public static IEnumerable<ParameterSpec> Of(FeatureNode node, LayerGraph graph) => node.Layer switch
    {
        Layer.Linear linear => OfLinear(node, linear),
        Layer.Mlp mlp => OfMlp(node, mlp, graph.Features[node.Sources[0]].Type.Channels()),
        Layer.BatchNorm => OfBatchNorm(node),
        Layer.NormActivation { Bias: true } => [new ParameterSpec(node.Path + ".bias", node.Type.Channels(), 0, InitSpec.Zeros)],
        Layer.TensorProduct { Weights: not WeightOrigin.Given } product => OfProduct(node, product, graph),
        Layer.SymmetricContraction contraction => contraction.Contractions.Select(c => OfContraction(node, contraction, c, graph)),
        Layer.VectorMaxPool => OfDirections(node),
        Layer.VectorLinear linear => OfVectorLinear(node, linear, graph.Features[node.Sources[0]].Type),
        Layer.VectorRelu relu => OfVectorRelu(node, relu, graph.Features[node.Sources[node.Sources.Count - 1]].Type),
        Layer.VectorBatchNorm norm => OfNorm(node, InitSpec.Constant(norm.InitialWeight), InitSpec.Constant(norm.InitialBias)),
        Layer.VectorLayerNorm norm => OfNorm(node, InitSpec.Ones, norm.Bias ? InitSpec.Zeros : null),
        _ => [],
    };

    /// <summary>The weights of one degree and irrep of a symmetric contraction: a row for each channel, with species for each channel of each species; they begin as N(0, 1) over the number of paths.</summary>
    public static ParameterSpec OfContraction(FeatureNode node, Layer.SymmetricContraction layer, CoupledContraction contraction, LayerGraph graph)
    {
        RepresentationTerm term = node.Type.Terms[contraction.Output];
        int species = layer.HasSpecies ? graph.Features[node.Sources[1]].Type.Channels() : 1;
        string degree = contraction.Degree.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return new ParameterSpec($"{node.Path}.{PieceNames.Key(term.Piece)}.{degree}.weight", species * term.Multiplicity, contraction.Paths, new InitSpec("Normal", 1.0 / contraction.Paths));
    }

    /// <summary>How many channels are scalars.</summary>
    public static int Scalars(Representation type) => type.Terms.Sum(term => term.Piece.IsScalar() ? term.Multiplicity : 0);

    /// <summary>Pairs of an irrep of the source and a basis element that reach a term of the result.</summary>
    public static int Elements(Layer.Linear layer, int term) => layer.Basis.Blocks.Sum(block => block.ToTerm == term ? block.Basis.Dimension : 0);

    /// <summary>The weights of each path, or for each of them a row of what makes it from the scalars of an item.</summary>
    private static IEnumerable<ParameterSpec> OfProduct(FeatureNode node, Layer.TensorProduct product, LayerGraph graph)
    {
        Representation Type(int source) => graph.Features[node.Sources[source]].Type;
        int scalars = product.Weights == WeightOrigin.LinearIn ? Type(node.Sources.Count - 1).Channels() : 0;
        return ProductWeights.Of(node, product, Type(0), Type(product.IsSquare ? 0 : 1))
            .Select(w => scalars > 0 ? new ParameterSpec(w.Name, w.Shape.Rows, scalars, InitSpec.StandardNormal) : new ParameterSpec(w.Name, w.Rows, w.Columns, InitSpec.StandardNormal));
    }

    private static IEnumerable<ParameterSpec> OfBatchNorm(FeatureNode node)
    {
        yield return new ParameterSpec(node.Path + ".weight", node.Type.Channels(), 0, InitSpec.Ones);
        if (Scalars(node.Type) is > 0 and int scalars)
        {
            yield return new ParameterSpec(node.Path + ".bias", scalars, 0, InitSpec.Zeros);
        }
    }

    /// <summary>Prefix of the parameters that make one piece of a linear layer's result.</summary>
    public static string Prefix(FeatureNode node, RepresentationTerm term) => node.Type.Terms.Count == 1 ? node.Path : $"{node.Path}.{PieceNames.Key(term.Piece)}";

    /// <summary>The invariant vectors of piece <paramref name="term"/> of the result that its bias combines; null where it has no bias.</summary>
    public static IntertwinerBasis? Bias(Layer.Linear layer, int term) => layer.Bias.Count > term && !layer.Bias[term].IsEmpty ? layer.Bias[term] : null;

    /// <summary>Per piece one matrix over the channels of everything that can make it: copy by copy of the sources, element by element of the basis.</summary>
    private static IEnumerable<ParameterSpec> OfLinear(FeatureNode node, Layer.Linear layer)
    {
        for (int i = 0; i < node.Type.Terms.Count; i++)
        {
            RepresentationTerm term = node.Type.Terms[i];
            int fanIn = 0;
            foreach (IntertwinerBlock block in layer.Basis.Blocks)
            {
                fanIn += block.ToTerm == i ? layer.Basis.From.Terms[block.FromTerm].Multiplicity * block.Basis.Dimension : 0;
            }

            foreach (ParameterSpec parameter in OfAffine(Prefix(node, term), fanIn, term.Multiplicity, Bias(layer, i)?.Dimension ?? 0, layer.Init, layer.Gain, layer.Normalization != PathNormalization.None))
            {
                yield return parameter;
            }
        }
    }

    /// <summary>Per piece the matrix of directions among its channels.</summary>
    private static IEnumerable<ParameterSpec> OfDirections(FeatureNode node) => node.Type.Terms.SelectMany(term =>
        OfAffine(Prefix(node, term), term.Multiplicity, term.Multiplicity, 0, Init.Default, 1, normalized: false));

    private static IEnumerable<ParameterSpec> OfMlp(FeatureNode node, Layer.Mlp layer, int width)
    {
        for (int i = 0; i < layer.Widths.Count; i++)
        {
            bool last = i == layer.Widths.Count - 1;
            string prefix = $"{node.Path}.{i.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
            foreach (ParameterSpec parameter in OfAffine(prefix, width, layer.Widths[i], (last ? layer.OutputBias : layer.Bias) ? 1 : 0, last ? layer.OutputInit : Init.Default, layer.OutputGain, layer.Normalized))
            {
                yield return parameter;
            }

            width = layer.Widths[i];
        }
    }

    /// <summary>W [out, in] and b [out], or [out, vectors] where a bias combines several invariant vectors; by default all uniform in ±1/sqrt(in), normalised W of N(0, 1) and b = 0.</summary>
    /// <param name="bias">How many vectors a bias combines; 0 for no bias.</param>
    private static IEnumerable<ParameterSpec> OfAffine(string prefix, int fanIn, int fanOut, int bias, Init init, double gain, bool normalized)
    {
        if (normalized)
        {
            yield return new ParameterSpec(prefix + ".weight", fanOut, fanIn, InitSpec.StandardNormal);
            if (bias > 0)
            {
                yield return new ParameterSpec(prefix + ".bias", fanOut, bias > 1 ? bias : 0, InitSpec.Zeros);
            }

            yield break;
        }

        InitSpec uniform = init == Init.Zeros ? InitSpec.Zeros : new InitSpec("Uniform", 1 / Math.Sqrt(fanIn));
        yield return new ParameterSpec(prefix + ".weight", fanOut, fanIn, init == Init.XavierUniform ? new InitSpec("XavierUniform", gain, fanIn, fanOut) : uniform);
        if (bias > 0)
        {
            yield return new ParameterSpec(prefix + ".bias", fanOut, bias > 1 ? bias : 0, uniform);
        }
    }
}
