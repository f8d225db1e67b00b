using Intertwine;
using TorchSharp;
using static TorchSharp.torch;

namespace Synthetic;

/// <summary>y = sin|r_1| - |r_2|³ / 2 + cos(r_1, r_2) of two vectors of R⁵ with normal components; x divided by its root mean square, y standardised.</summary>
public sealed class InvariantTask : SyntheticTask
{
    public override string Name => "invariant";

    public override string Title => "O(5)-invariant function";

    public override double Goal => 0.02;

    public override IReadOnlyList<PublishedError> Published { get; } =
    [
        new("EMLP-O(5)", 0.017), new("EMLP-SO(5)", 0.0198), new("MLP", 0.0892), new("MLP with augmentation", 0.0633),
    ];

    public override string NetworkName => nameof(InvariantNet);

    public override EquivariantModel CreateModel(ScalarType precision) => new InvariantNet(dtype: precision);

    public override Tensor Predict(EquivariantModel model, Batch batch) => ((InvariantNet)model).forward(vectors: batch.Inputs[0]);

    protected override Batch Draw(int count, NormalNumbers normal)
    {
        var r = normal.Next(count, 2, 5);
        var (first, second) = (r.select(1, 0), r.select(1, 1));
        var (a, b) = (first.square().sum(1).sqrt(), second.square().sum(1).sqrt());
        return new Batch([r], (a.sin() - 0.5 * b.pow(3) + (first * second).sum(1) / (a * b)).unsqueeze(1));
    }

    protected override (double Input, double Shift, double Factor) Units(Batch train)
        => (1 / train.Inputs[0].square().mean().sqrt().item<double>(), train.Target.mean().item<double>(), 1 / train.Target.std(unbiased: false).item<double>());
}
