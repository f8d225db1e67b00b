using Intertwine.Generator.Kernels;
using Intertwine.Generator.Parsing;

namespace Intertwine.Generator.Inference;

/// <summary>The rule of each kind of layer: which sources it takes, on which domain its result lives, how the result transforms.</summary>
internal sealed partial class GraphInference
{
    private Resolution Infer(Scope scope, MemberSpec member, LayerSpec layer)
    {
        bool mayBeAbsent = layer is LayerSpec.Concat or LayerSpec.Add;
        if (!Sources(scope, member, layer, mayBeAbsent, out List<(SourceSpec Spec, int Feature)> sources))
        {
            return Resolution.Failed;
        }

        var site = new Site(this, scope, member, layer, sources);
        if (!AreNumbersRight(site, layer))
        {
            return Resolution.Failed;
        }

        int? node = layer switch
        {
            LayerSpec.Linear linear => Linear(site, linear),
            LayerSpec.Mlp mlp => Mlp(site, mlp),
            LayerSpec.Activate activate => Activate(site, activate),
            LayerSpec.GatherSource gather => Gather(site, EdgesOf(site, gather.Along, IndexMap.Source)),
            LayerSpec.GatherTarget gather => Gather(site, EdgesOf(site, gather.Along, IndexMap.Target)),
            LayerSpec.PerNode => PerNode(site),
            LayerSpec.Tokens tokens => Tokens(site, tokens),
            LayerSpec.Difference => Difference(site),
            LayerSpec.SquaredNorm => Invariant(site, forms => new Layer.SquaredNorm(forms)),
            LayerSpec.InnerProduct => InnerProduct(site),
            LayerSpec.Norm norm => Number(site, norm.Epsilon, "Epsilon", 0, double.MaxValue) is double epsilon ? Invariant(site, forms => new Layer.Norm(forms, epsilon), needsRoot: true) : null,
            LayerSpec.Normalize normalize => Normalize(site, normalize),
            LayerSpec.Scale scale => Scale(site, scale),
            LayerSpec.Custom custom => Custom(site, custom),
            LayerSpec.Concat => Concat(site),
            LayerSpec.Add add => Add(site, add),
            LayerSpec.Reduce reduce => Reduce(site, reduce),
            LayerSpec.Max max => Max(site, max),
            LayerSpec.VectorMaxPool pool => VectorMaxPool(site, pool),
            LayerSpec.Dropout dropout => Dropout(site, dropout),
            LayerSpec.BatchNorm norm => BatchNorm(site, norm),
            LayerSpec.Gate gate => Gate(site, gate),
            LayerSpec.NormActivation norm => NormActivation(site, norm),
            LayerSpec.Product product => Product(site, product),
            LayerSpec.SymmetricContraction contraction => SymmetricContraction(site, contraction),
            LayerSpec.SphericalHarmonics harmonics => Harmonics(site, harmonics),
            LayerSpec.S2Activation activation => S2Activation(site, activation),
            LayerSpec.RadialBasis basis => RadialBasis(site, basis),
            LayerSpec.Gradient gradient => Gradient(site, gradient),
            LayerSpec.VectorLinear linear => VectorLinear(site, linear),
            LayerSpec.VectorRelu relu => VectorRelu(site, relu),
            LayerSpec.VectorBatchNorm norm => VectorBatchNorm(site, norm),
            LayerSpec.VectorLayerNorm norm => VectorLayerNorm(site, norm),
            LayerSpec.InnerProducts => InnerProducts(site),
            LayerSpec.Orthonormalize frame => Orthonormalize(site, frame),
            LayerSpec.CrossProduct => CrossProduct(site),
            LayerSpec.EdgeFeatures edge => EdgeFeatures(site, edge),
            LayerSpec.Softmax softmax => Softmax(site, softmax),
            LayerSpec.VectorAttention attention => VectorAttention(site, attention),
            LayerSpec.EarlyFusion => EarlyFusion(site),
            LayerSpec.SplitFusion split => SplitFusion(site, split),
            _ => throw new InvalidOperationException($"No rule for {layer.GetType().Name}."),
        };
        return node is int feature ? Resolution.Of(feature) : Resolution.Failed;
    }

    private static int? Gather(Site site, IndexMap? map) => map is null ? null : site.Node(map.From, site.Type, new Layer.Gather(map));
}
