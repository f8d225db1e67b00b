using Intertwine.Generator.Inference;
using Intertwine.Generator.Parsing;

namespace Intertwine.Generator.Describing;

/// <summary>Vector neurons and attention.</summary>
internal static partial class LayerFormula
{
    /// <summary>Null where the layer is none of these.</summary>
    private static string? OfVectors(FeatureNode node, Func<int, string> x) => node.Layer switch
    {
        Layer.VectorLinear linear => $"W {x(0)}{(linear.ApproximateBias == 0 ? "" : $" + {Number(linear.ApproximateBias)} b / |b|, equivariant up to the bias")}",
        Layer.VectorRelu relu => Rectifier(relu, x(0), x(node.Sources.Count - 1)),
        Layer.VectorBatchNorm => $"{x(0)} / n BN(n), n = |{x(0)}|",
        Layer.VectorLayerNorm => $"{x(0)} / |{x(0)}| LN(|{x(0)}|)",
        Layer.InnerProducts => $"⟨{x(0)}_a, {x(1)}_b⟩ for all channels a, b",
        Layer.Orthonormalize orthonormalize => $"Gram-Schmidt of {x(0)}{(orthonormalize.Complete ? ", the last vector of the frame added" : "")}",
        Layer.CrossProduct => $"{x(0)} × {x(1)}",
        Layer.EdgeFeatures features => $"[{x(0)}_j - {x(0)}_i, {x(0)}_i{(features.Cross ? $", {x(0)}_j × {x(0)}_i" : "")}]",
        Layer.VectorMaxPool pool => $"{x(0)} with the largest ⟨{x(0)}, D {x(0)}⟩ {Over(pool.Map)}",
        Layer.Softmax softmax => $"exp({x(0)}) / Σ exp({x(0)}) {Over(softmax.Segments)}",
        Layer.VectorAttention attention => Attention(node, attention, x),
        Layer.EarlyFusion => $"every channel of {x(0)} with {x(1)}",
        Layer.SplitFusion => $"components {node.Type} of {x(0)}",
        _ => null,
    };

    private static string Rectifier(Layer.VectorRelu relu, string x, string z)
    {
        string n = relu.Projection switch
        {
            VectorProjection.Clamped => $"max(|d|, {Number(relu.Epsilon)})²",
            VectorProjection.HalfNormalized => $"max(|d|, {Number(relu.Epsilon)})",
            _ => $"(|d|² + {Number(relu.Epsilon)})",
        };
        return $"{x} - {(relu.Slope == 0 ? "" : $"{Number(1 - relu.Slope)} ")}min(⟨{x}, d⟩, 0) d / {n}, d = D {z}";
    }

    private static string Attention(FeatureNode node, Layer.VectorAttention attention, Func<int, string> x)
    {
        (string q, string k) = (x(0) + "_i", x(1) + "_j");
        string logits = attention.Distance switch
        {
            AttentionDistance.SquaredDistance => $"-{Factor(attention.Factor)}|{q} - {k}|²",
            AttentionDistance.HalfScaled => $"{Factor(2 * attention.Factor)}⟨{q}, {k}⟩ - |{q}|² - |{k}|²",
            _ => $"{Factor(attention.Factor)}⟨{q}, {k}⟩",
        };
        string mask = node.Sources.Count > 3 ? $", masked by {x(3)}" : "";
        return $"Σ_j softmax_j({logits}) {x(2)}_j{(attention.Heads > 1 ? $", {Number(attention.Heads)} heads" : "")}{mask}";
    }
}
