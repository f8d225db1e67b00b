using Intertwine.Generator.Parsing;
using Intertwine.Generator.Solving;

namespace Intertwine.Generator.Inference;

/// <summary>Layers of vector neurons.</summary>
internal abstract partial record Layer
{
    /// <summary>y = W x, piece by piece.</summary>
    /// <param name="ApproximateBias">Length of the bias; 0 for none.</param>
    public sealed record VectorLinear(double ApproximateBias, VectorBias BiasForm) : Layer;

    /// <summary>y = x - (1 - slope) min(&lt;x, d&gt;, 0) d / n with d = D z, z the last source.</summary>
    /// <param name="Forms">One for each piece, positive.</param>
    public sealed record VectorRelu(EquatableArray<BilinearForm> Forms, double Slope, bool Shared, double Epsilon, VectorProjection Projection) : Layer;

    /// <param name="Forms">One for each piece, positive.</param>
    /// <param name="InitialWeight">Weight and bias of every channel before training.</param>
    public sealed record VectorBatchNorm(EquatableArray<BilinearForm> Forms, double Epsilon, double Momentum, double NormEpsilon, double InitialWeight, double InitialBias) : Layer;

    /// <param name="Forms">One for each piece, positive.</param>
    public sealed record VectorLayerNorm(EquatableArray<BilinearForm> Forms, bool Bias, double Epsilon, double NormEpsilon, bool AddNormEpsilon) : Layer;

    /// <param name="Forms">One for each piece.</param>
    public sealed record InnerProducts(EquatableArray<BilinearForm> Forms) : Layer;

    /// <param name="Form">Positive; the identity where a vector is added.</param>
    public sealed record Orthonormalize(BilinearForm Form, bool Complete, double Epsilon) : Layer;

    public sealed record CrossProduct : Layer;

    public sealed record EdgeFeatures(bool Cross) : Layer;
}
