namespace Intertwine.Golden.Kinds;

/// <summary>The kinds that the harness knows. A new system adds its kind here.</summary>
internal static class GoldenKinds
{
    public static IReadOnlyList<IGoldenKind> All { get; } =
    [
        new EgnnVelocityKind(), new EgnnPlainKind(), new EgnnQm9Kind(),
        new E3nnLinearKind(), new E3nnFullyConnectedNetKind(), new E3nnActivationKind(), new E3nnGateKind(), new E3nnS2ActivationKind(), new E3nnNormKind(), new E3nnNormActivationKind(), new E3nnBatchNormKind(),
        new E3nnTensorProductKind(), new E3nnTensorSquareKind(), new E3nnSphericalHarmonicsKind(), new E3nnRadialKind(), new E3nnMessagePassingKind(), new E3nnSimpleNetworkKind(),
        new VnnLinearKind(), new VnnLeakyReluKind(), new VnnLinearLeakyReluKind(), new VnnBatchNormKind(), new VnnStdFeatureKind(), new VnnMaxPoolKind(),
        new VnnGraphFeatureKind(), new VnnPointNetKind(), new VnnDgcnnKind(),
        new VnLinearKind(), new VnReluKind(), new VnLayerNormKind(), new VnFeedForwardKind(), new VnInvariantKind(), new VnWeightedPoolKind(), new VnAttentionKind(), new VnEncoderKind(), new VnTransformerKind(),
    ];

    public static IGoldenKind? Of(GoldenConfig config) => All.FirstOrDefault(kind => kind.Matches(config));
}
