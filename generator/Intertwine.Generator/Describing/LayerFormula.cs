using System.Globalization;
using Intertwine.Algebra;
using Intertwine.Generator.Inference;
using Intertwine.Generator.Kernels;
using Intertwine.Generator.Parsing;

namespace Intertwine.Generator.Describing;

/// <summary>
/// The formula of a layer with the names of its sources, as hover texts, tables and diagrams show it: <c>W₁ silu(W₀ Pair + b₀) + b₁</c>. One line of plain text; the attributes' own documentation says more. Along edges j → i a feature of
/// the nodes is x_j or x_i.
/// </summary>
internal static partial class LayerFormula
{
    private const string Subscripts = "₀₁₂₃₄₅₆₇₈₉";

    /// <summary>Perceptrons with more layers are written as a recursion.</summary>
    private const int NestedLayers = 3;

    /// <summary>Empty for an input.</summary>
    public static string Of(FeatureNode node, LayerGraph graph)
    {
        string X(int source) => source < node.Sources.Count ? NameOf(graph.Features[node.Sources[source]].Path, node.Path) : "?";
        string all = string.Join(", ", node.Sources.Select((_, i) => X(i)));
        return node.Layer switch
        {
            Layer.Input => "",
            Layer.Linear linear => Linear(linear, X(0)),
            Layer.Mlp mlp => Mlp(mlp, X(0)),
            Layer.Activate activate => Activate(activate, X(0)),
            Layer.Gate gate => $"{Apply(gate.Scalars, "s")} and {Apply(gate.Gates, "g")} v of {X(0)} = (s, g, v)",
            Layer.NormActivation norm => $"{Name(norm.Activation)}(|x|{(norm.Bias ? " + b" : "")}) x{(norm.IsNormalized ? " / |x|" : "")}, x = {X(0)}",
            Layer.Gather gather => gather.Map.To.IsUnit || gather.Map.To == Domain.Graphs ? $"{X(0)} of the graph" : $"{X(0)}_{(gather.Map == IndexMap.Target(gather.Map.From) ? "i" : "j")}",
            Layer.Difference => $"{X(0)} - {X(1)}",
            Layer.SquaredNorm => $"|{X(0)}|²",
            Layer.InnerProduct => $"⟨{X(0)}, {X(1)}⟩",
            Layer.Norm { Epsilon: 0 } => $"|{X(0)}|",
            Layer.Norm norm => $"√(|{X(0)}|² + {Number(norm.Epsilon)})",
            Layer.Normalize normalize => $"{X(0)} / {(normalize.Offset == 0 ? $"|{X(0)}|" : $"(|{X(0)}| + {Number(normalize.Offset)})")}{(normalize.DetachNorm ? ", the norm constant in derivatives" : "")}",
            Layer.Scale scale => $"{Factor(scale.Factor)}{(node.Sources.Count > 1 ? $"{X(1)} " : "")}{X(0)}",
            Layer.Concat => $"[{all}]",
            Layer.Add => string.Join(" + ", node.Sources.Select((_, i) => X(i))),
            Layer.Reduce reduce => $"{(reduce.Aggregation == Aggregation.Mean ? "mean of " : "Σ ")}{X(0)} {Over(reduce.Map)}",
            Layer.Max max => $"max of {X(0)} {Over(max.Map)}",
            Layer.Tokens => $"channels of {X(0)}, divided among its tokens",
            Layer.Dropout { Rate: 0 } => X(0),
            Layer.Dropout dropout => $"{X(0)}, in training each channel 0 with probability {Number(dropout.Rate)}",
            Layer.BatchNorm norm => BatchNorm(node, norm, X(0)),
            Layer.SymmetricContraction contraction => Contraction(contraction, X(0), contraction.HasSpecies ? X(1) : null),
            Layer.SphericalHarmonics harmonics => $"Y_l({X(0)}{(harmonics.IsNormalized ? $" / |{X(0)}|" : "")}), l = 0 … {Number(harmonics.MaximumDegree)}",
            Layer.S2Activation sphere => $"coefficients of {Apply(sphere.Activation, $"Σ {X(0)}_lm Y_lm(r)")} on {Number(sphere.Grid.BetaCount)} x {Number(sphere.Grid.AlphaCount)} points r, l = 0 … {Number(sphere.MaximumDegree)}",
            Layer.RadialBasis radial => Radial(radial, X(0)),
            Layer.TensorProduct product => Product(product, node, X),
            Layer.Gradient gradient => $"{(gradient.Factor == -1 ? "-" : Factor(gradient.Factor))}∂(Σ {X(0)}) / ∂{X(1)}",
            Layer.Custom custom => $"{custom.Method}({all})",
            _ => OfVectors(node, X) ?? $"{node.Layer.GetType().Name}({all})",
        };
    }

    /// <summary>The name of a feature seen from another one: that of its property where both stand in the same class, else its path.</summary>
    public static string NameOf(string path, string from)
    {
        int scope = from.LastIndexOf('.') + 1;
        return string.CompareOrdinal(path, 0, from, 0, scope) == 0 && path.IndexOf('.', scope) < 0 ? path.Substring(scope) : path;
    }

    private static string Linear(Layer.Linear linear, string x)
    {
        // By Schur's lemma there is one B, a multiple of the identity, between equal irreps.
        bool isPlain = linear.Basis.Blocks.All(block => block.Basis.Dimension <= 1);
        bool hasBias = linear.Bias.Any(bias => !bias.IsEmpty);
        string factor = linear.Normalization == PathNormalization.None ? "" : isPlain ? "f " : "f_k ";
        return (isPlain ? $"{factor}W {x}" : $"Σ_k {factor}W_k B_k {x}") + (hasBias ? " + b" : "");
    }

    private static string Mlp(Layer.Mlp mlp, string x)
    {
        int last = mlp.Widths.Count - 1;
        string root = mlp.Normalized ? " / √n" : "";
        if (last >= NestedLayers)
        {
            string end = mlp.ActivateOutput ? ", also after the last" : mlp.OutputActivation.Activation != Activation.None ? $", then {Apply(mlp.OutputActivation, "x")}" : "";
            return $"{Number(mlp.Widths.Count)} layers x → {Apply(mlp.Activation, $"W x{root}{(mlp.Bias ? " + b" : "")}")} of {x}, the last without {Name(mlp.Activation.Activation)}{end}";
        }

        string formula = x;
        for (int i = 0; i <= last; i++)
        {
            string subscript = last == 0 ? "" : Subscripts[i].ToString();
            bool hasBias = i == last ? mlp.OutputBias : mlp.Bias;
            formula = $"W{subscript} {formula}{root}{(hasBias ? $" + b{subscript}" : "")}";
            if (i < last || mlp.ActivateOutput)
            {
                formula = Apply(mlp.Activation, formula);
            }
        }

        return mlp.OutputActivation.Activation == Activation.None ? formula : Apply(mlp.OutputActivation, formula);
    }

    private static string Activate(Layer.Activate activate, string x)
    {
        string scalars = Apply(activate.Scalars, x);
        return activate.PseudoScalars.Activation == Activation.None ? scalars : $"{scalars}, of pseudo-scalars {Apply(activate.PseudoScalars, x)}";
    }

    private static string BatchNorm(FeatureNode node, Layer.BatchNorm norm, string x)
    {
        bool isScalar = node.Type.Terms.All(term => term.Piece.IsScalar());
        string over = norm.Instance is null ? "the batch" : "each graph";
        return isScalar
            ? $"({x} - mean) / √(var + {Number(norm.Epsilon)}) w + b, statistics of {over}"
            : $"{x} / √(mean |{x}|² + {Number(norm.Epsilon)}) w, statistics of {over}";
    }

    private static string Contraction(Layer.SymmetricContraction contraction, string a, string? species)
    {
        int degree = contraction.Contractions.Count == 0 ? 1 : contraction.Contractions.Max(c => c.Degree);
        return $"Σ over degrees v = 1 … {Number(degree)} of {(species is null ? "" : $"{species} ")}W_v U_v({a}, …, {a})";
    }

    private static string Radial(Layer.RadialBasis radial, string x)
    {
        string f = radial.Basis switch
        {
            RadialFunctions.Bessel => $"√(2/c) sin(π k {x}/c) / {x}",
            RadialFunctions.Gaussian => $"exp(-({x} - x_k)² / s²) / 1.12",
            RadialFunctions.Cosine => $"cos(π ({x} - x_k) / 2s)",
            RadialFunctions.Fourier => $"Fourier function k of {x}",
            _ => $"smooth finite function k of {x}",
        };
        string envelope = radial.Envelope > 0 ? $" u_{Number(radial.Envelope)}({x})" : "";
        return $"{Factor(radial.Factor)}{f}{envelope}, k = 1 … {Number(radial.Number)}, on [{Number(radial.Start)}, {Number(radial.End)}]";
    }

    private static string Product(Layer.TensorProduct product, FeatureNode node, Func<int, string> x)
    {
        string right = product.IsSquare ? x(0) : x(1);
        string weights = product.Weights switch
        {
            WeightOrigin.Given => $"{x(node.Sources.Count - 1)}_p ",
            WeightOrigin.LinearIn => $"(L_p {x(node.Sources.Count - 1)}) ",
            _ => product.Paths.Any(path => path.HasWeight) ? "W_p " : "",
        };
        return $"Σ_p {weights}T_p({x(0)}, {right}) over {Number(product.Paths.Count)} path{(product.Paths.Count == 1 ? "" : "s")}";
    }

    private static string Over(IndexMap map) => map.To == Domain.Graphs || map.To.IsUnit ? $"over the {(map.From.IsEdges ? "edges" : map.From.IsTokens ? "tokens" : "nodes")} of the graph" : "over the edges j → i";

    private static string Apply(ScaledActivation activation, string x)
    {
        string value = activation.Activation switch
        {
            Activation.None => x,
            Activation.Abs => $"|{x}|",
            Activation.LeakyRelu => $"leakyRelu({x}; {Number(activation.Slope)})",
            var function => $"{Name(function)}({x})",
        };
        return activation.Activation == Activation.None ? value : Factor(activation.Factor) + value;
    }

    private static string Name(Activation activation) => activation.ToString().ToLowerInvariant();

    /// <summary>Nothing for 1.</summary>
    private static string Factor(double factor) => factor == 1 ? "" : factor == -1 ? "-" : Number(factor) + " ";

    /// <summary>Four digits: the exact number stands in the declaration.</summary>
    private static string Number(double value) => value.ToString("G4", CultureInfo.InvariantCulture);

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
