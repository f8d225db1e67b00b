using Intertwine.Algebra;
using Intertwine.Generator.Inference;
using Intertwine.Generator.Kernels;
using Intertwine.Generator.Parsing;
using Intertwine.Generator.Solving;

namespace Intertwine.Generator.Lowering;

/// <summary>Activations, gates, normalisation over the batch.</summary>
internal sealed partial class LayerLowering
{
    private IReadOnlyList<int> Activate(FeatureNode node, Layer.Activate layer) => Assemble(node.Type, Activated(SourceType(node), Source(node), layer.Scalars, layer.PseudoScalars));

    /// <summary>Scalars and pseudo-scalars through their functions, everything else as it is. Pseudo-scalars that become scalars come last.</summary>
    private List<(Piece, int)> Activated(Representation type, IReadOnlyList<int> values, ScaledActivation scalars, ScaledActivation pseudoScalars)
    {
        List<(Piece, int)> pieces = [];
        List<(Piece, int)> last = [];
        for (int i = 0; i < values.Count; i++)
        {
            Piece piece = type.Terms[i].Piece;
            if (piece.IsScalar())
            {
                pieces.Add((piece, Activate(values[i], scalars)));
            }
            else if (!piece.IsSign())
            {
                pieces.Add((piece, values[i]));
            }
            else if (pseudoScalars.Activation.IsEven())
            {
                last.Add((type.Group.Trivial, Activate(values[i], pseudoScalars)));
            }
            else
            {
                pieces.Add((piece, Activate(values[i], pseudoScalars)));
            }
        }

        pieces.AddRange(last);
        return pieces;
    }

    private IReadOnlyList<int> Gate(FeatureNode node, Layer.Gate layer)
    {
        Representation type = SourceType(node);
        IReadOnlyList<int> source = Source(node);
        int gated = type.Terms.Sum(term => term.Piece.IsScalar() || term.Piece.IsSign() ? 0 : term.Multiplicity);
        int scalars = LayerParameters.Scalars(type);
        List<RepresentationTerm> terms = [];
        List<int> values = [];
        int gates = -1;
        for (int i = 0; i < source.Count; i++)
        {
            if (!type.Terms[i].Piece.IsScalar() || gated == 0)
            {
                terms.Add(type.Terms[i]);
                values.Add(source[i]);
                continue;
            }

            gates = Activate(Builder.SliceChannels(source[i], scalars - gated, gated), layer.Gates);
            if (scalars > gated)
            {
                terms.Add(type.Terms[i] with { Multiplicity = scalars - gated });
                values.Add(Builder.SliceChannels(source[i], 0, scalars - gated));
            }
        }

        int first = 0;
        for (int i = 0; i < values.Count; i++)
        {
            if (!terms[i].Piece.IsScalar() && !terms[i].Piece.IsSign())
            {
                values[i] = Builder.Multiply(values[i], Builder.SliceChannels(gates, first, terms[i].Multiplicity));
                first += terms[i].Multiplicity;
            }
        }

        return Assemble(node.Type, Activated(new Representation(type.Group, terms), values, layer.Scalars, layer.PseudoScalars));
    }

    /// <summary>phi(n + b) x / n, or phi(n + b) x, with n = max(|x|, epsilon) or |x|.</summary>
    private IReadOnlyList<int> NormActivation(FeatureNode node, Layer.NormActivation layer)
    {
        int first = 0;
        return Each(Source(node), x =>
        {
            int channels = Builder[x].Shape.Channels;
            int square = Square(x, BilinearForm.Euclidean);
            square = layer.IsNormalized ? Builder.Clamp(square, layer.Epsilon * layer.Epsilon, double.PositiveInfinity) : square;
            int norm = Builder.Apply(ScalarFunction.Sqrt, square);
            int argument = layer.Bias ? Builder.AddBias(norm, Builder.SliceChannels(Builder.Parameter(node.Path + ".bias", new Shape(node.Type.Channels(), 1)), first, channels)) : norm;
            first += channels;
            int factor = Activate(argument, new ScaledActivation(layer.Activation, 1));
            return Builder.Multiply(x, layer.IsNormalized ? Builder.Multiply(factor, Builder.Apply(ScalarFunction.SafeReciprocalSqrt, square)) : factor);
        });
    }

    /// <summary>(x - mean) / sqrt(mean square + epsilon) * weight + bias; mean and bias of scalars only.</summary>
    private IReadOnlyList<int> BatchNorm(FeatureNode node, Layer.BatchNorm layer)
    {
        Domain domain = node.Domain;
        IndexMap map = layer.Instance ?? IndexMap.ToUnit(domain);
        bool ofBatch = _training || layer.Instance is not null;
        int channels = node.Type.Channels();
        int scalars = LayerParameters.Scalars(node.Type);
        int weight = Builder.Parameter(node.Path + ".weight", new Shape(channels, 1));
        int firstChannel = 0;
        int firstScalar = 0;
        List<int> means = [];
        List<int> variances = [];
        int[] values = new int[node.Type.Terms.Count];
        for (int i = 0; i < values.Length; i++)
        {
            RepresentationTerm term = node.Type.Terms[i];
            int x = Source(node)[i];
            if (term.Piece.IsScalar())
            {
                int mean = ofBatch ? Builder.ScatterMean(x, map) : Builder.SliceChannels(Running(node.Path, "mean", scalars), firstScalar, term.Multiplicity);
                means.Add(mean);
                x = Builder.Subtract(x, Builder.Gather(mean, map));
            }

            int variance = ofBatch
                ? Builder.ScatterMean(Builder.Affine(Square(x, BilinearForm.Euclidean), layer.Normalization == IrrepNormalization.Component ? 1.0 / term.Piece.Dimension : 1), map)
                : Builder.SliceChannels(Running(node.Path, "var", channels), firstChannel, term.Multiplicity);
            variances.Add(variance);
            int inverse = Builder.Apply(ScalarFunction.SafeReciprocalSqrt, Builder.Affine(variance, 1, layer.Epsilon));
            int factor = layer.Instance is null
                ? Builder.Gather(Builder.Multiply(Builder.SliceChannels(weight, firstChannel, term.Multiplicity), inverse), map)
                : Builder.Multiply(Builder.Gather(inverse, map), Builder.Gather(Builder.SliceChannels(weight, firstChannel, term.Multiplicity), IndexMap.ToUnit(domain)));
            values[i] = Builder.Multiply(x, factor);
            if (term.Piece.IsScalar())
            {
                values[i] = Builder.AddBias(values[i], Builder.SliceChannels(Builder.Parameter(node.Path + ".bias", new Shape(scalars, 1)), firstScalar, term.Multiplicity));
                firstScalar += term.Multiplicity;
            }

            firstChannel += term.Multiplicity;
        }

        if (layer.Instance is null)
        {
            _statistics[node.Path] = (means.Count > 0 ? Builder.Concat(means) : null, Builder.Concat(variances));
        }

        return values;
    }

    private int Activate(int x, ScaledActivation activation) => Builder.Affine(Activate(x, activation.Activation, activation.Slope), activation.Factor);

    private int Activate(int x, Activation activation, double slope) => activation switch
    {
        Activation.None => x,
        Activation.Silu => Builder.Apply(ScalarFunction.Silu, x),
        Activation.Relu => Builder.Apply(ScalarFunction.Relu, x),
        Activation.Tanh => Builder.Apply(ScalarFunction.Tanh, x),
        Activation.Sigmoid => Builder.Apply(ScalarFunction.Sigmoid, x),
        Activation.Softplus => Builder.Apply(ScalarFunction.Softplus, x),
        Activation.Gelu => Builder.Apply(ScalarFunction.Gelu, x),
        Activation.Exp => Builder.Apply(ScalarFunction.Exp, x),
        Activation.Abs => Builder.Apply(ScalarFunction.Abs, x),
        Activation.Sin => Builder.Apply(ScalarFunction.Sin, x),
        Activation.Cos => Builder.Apply(ScalarFunction.Cos, x),
        Activation.LeakyRelu => Builder.Add(Builder.Affine(x, slope), Builder.Affine(Builder.Apply(ScalarFunction.Relu, x), 1 - slope)),
        _ => throw new InvalidOperationException($"No function for {activation}."),
    };
}
