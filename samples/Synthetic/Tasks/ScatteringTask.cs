using Intertwine;
using TorchSharp;
using static TorchSharp.torch;

namespace Synthetic;

/// <summary>
/// The squared matrix element of electron-muon scattering, y = 4 L_e^{mn} L_mu,mn with L_e = p_1 p_3 - (p_1·p_3 - p_1·p_1) η and L_mu the same of p_2 and p_4 with lowered indices; momenta are N(0, 1) / 4, off the mass shell.
/// </summary>
public sealed class ScatteringTask : SyntheticTask
{
    /// <summary>Momenta enter the network in units of their standard deviation.</summary>
    private const double Deviation = 0.25;

    public override string Name => "scattering";

    public override string Title => "Lorentz-invariant matrix element";

    public override double Goal => 5e-4;

    public override IReadOnlyList<PublishedError> Published { get; } =
    [
        new("EMLP-O(1,3)", 3.3e-4), new("EMLP-SO+(1,3)", 3.3e-4), new("MLP", 0.364), new("MLP with augmentation", 0.0125),
    ];

    public override string NetworkName => nameof(MatrixElementNet);

    public override EquivariantModel CreateModel(ScalarType precision) => new MatrixElementNet(dtype: precision);

    public override Tensor Predict(EquivariantModel model, Batch batch) => ((MatrixElementNet)model).forward(momenta: batch.Inputs[0]);

    protected override (double Input, double Shift, double Factor) Units(Batch train) => (1 / Deviation, 0, 1);

    protected override Batch Draw(int count, NormalNumbers normal)
    {
        var p = normal.Next(count, 4, 4) * Deviation;
        var metric = tensor(new double[] { 1, -1, -1, -1 });
        var (p1, p2, p3, p4) = (p.select(1, 0), p.select(1, 1), p.select(1, 2), p.select(1, 3));
        var electron = Leptons(p1, p3, p1, p3);
        var muon = Leptons(p2, p4, p2 * metric, p4 * metric);
        return new Batch([p], 4 * (electron * muon).sum([1, 2]).unsqueeze(1));

        // Incoming a, outgoing b; upper or lower indices as the last two have them. η is its own inverse.
        Tensor Leptons(Tensor a, Tensor b, Tensor rows, Tensor columns)
        {
            var trace = (a * metric * b).sum(1) - (a * metric * a).sum(1);
            return rows.unsqueeze(2) * columns.unsqueeze(1) - trace.view(-1, 1, 1) * diag(metric);
        }
    }
}
