using Intertwine;
using TorchSharp;
using static TorchSharp.torch;

namespace Synthetic;

/// <summary>I = sum_i m_i (|r_i|² 1 - r_i r_iᵀ) of five point masses m = softplus(N(0, 1)) at normally distributed places; the error is the mean over the nine entries.</summary>
public sealed class InertiaTask : SyntheticTask
{
    private const int Bodies = 5;

    public override string Name => "inertia";

    public override string Title => "O(3)-equivariant inertia tensor";

    public override double Goal => 0.15;

    public override IReadOnlyList<PublishedError> Published { get; } =
    [
        new("EMLP-O(3)", 0.136), new("EMLP-SO(3)", 0.0604), new("MLP", 3.24), new("MLP with augmentation", 0.13),
    ];

    public override string NetworkName => nameof(InertiaNet);

    public override EquivariantModel CreateModel(ScalarType precision) => new InertiaNet(dtype: precision);

    public override Tensor Predict(EquivariantModel model, Batch batch) => ((InertiaNet)model).forward(masses: batch.Inputs[0], positions: batch.Inputs[1]).reshape(-1, 9);

    protected override Batch Draw(int count, NormalNumbers normal)
    {
        var masses = nn.functional.softplus(normal.Next(count, Bodies));
        var r = normal.Next(count, Bodies, 3);
        var squares = (masses * r.square().sum(-1)).sum(1).view(-1, 1, 1) * eye(3, dtype: ScalarType.Float64);
        var products = r.transpose(1, 2).matmul(masses.unsqueeze(-1) * r);
        return new Batch([masses, r], (squares - products).view(count, 9));
    }
}
