using Intertwine.Kernels;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Benchmarks;

/// <summary>A classifier of point clouds made of vector neurons, as it is trained: 8 clouds of 1024 points, statistics of the batch.</summary>
internal abstract class VectorNetwork : GraphNetwork
{
    protected const int Clouds = 8;
    protected const int Points = 1024;
    protected const int Neighbours = 20;
    protected const int Classes = 40;

    protected VectorNetwork() => Items = Cloud.transpose(1, 2).reshape(-1, 3).contiguous();

    /// <summary>On the unit sphere, x [clouds, 3, points].</summary>
    protected Tensor Cloud { get; } = nn.functional.normalize(randn(Clouds, 3, Points), dim: 1);

    /// <summary>The same as [clouds * points, 3].</summary>
    protected Tensor Items { get; }

    public override Graph? Graph { get; } = Intertwine.Graph.Clouds(Clouds, Points);

    /// <summary>Rounding decides between nearest neighbours, kinks and maxima that nearly tie.</summary>
    protected override double Tolerance => 1e-2;

    public override long[] Counts
    {
        get
        {
            KernelSignature signature = ProgramOf(ScalarType.Float32).Signature;
            long[] counts = new long[signature.Domains.Count];
            CountsOf(Graph!).CopyTo(counts, 0);
            foreach (KernelSet set in signature.Sets)
            {
                counts[set.Domain] = set.Items.Count(Graph!.Table("nodeGraph"));
            }

            return counts;
        }
    }
}

/// <summary>VN-PointNet.</summary>
internal sealed class VectorPointNetNetwork : VectorNetwork
{
    private readonly VectorPointNetNet _declared = new(Backend.Simd);
    private readonly EagerVectorPointNet _eager = new(Neighbours, maxPooling: false, Classes, dropout: 0);

    public VectorPointNetNetwork() => VectorNames.PointNet.Copy(_eager, _declared, nameof(VectorPointNetNet.Network));

    public override string Key => "vn-pointnet";

    public override string Title => "VN-PointNet (8 x 1024 points)";

    protected override double? Target => 3;

    protected override EquivariantModel DeclaredModule => _declared;

    protected override nn.Module EagerModule => _eager;

    public override KernelProgram ProgramOf(ScalarType type) => VectorPointNetNetKernels.For(type, training: true)!;

    protected override Tensor RunDeclared() => nn.functional.log_softmax(_declared.forward(Graph!, Items), -1);

    protected override Tensor RunEager() => _eager.forward(Cloud);
}

/// <summary>VN-DGCNN.</summary>
internal sealed class VectorDgcnnNetwork : VectorNetwork
{
    private readonly VectorDgcnnNet _declared = new(Backend.Simd);
    private readonly EagerVectorDgcnn _eager = new(Neighbours, maxPooling: false, Classes, dropout: 0);

    public VectorDgcnnNetwork() => VectorNames.Dgcnn.Copy(_eager, _declared, nameof(VectorDgcnnNet.Network));

    public override string Key => "vn-dgcnn";

    public override string Title => "VN-DGCNN (8 x 1024 points)";

    protected override double? Target => 2;

    protected override EquivariantModel DeclaredModule => _declared;

    protected override nn.Module EagerModule => _eager;

    public override KernelProgram ProgramOf(ScalarType type) => VectorDgcnnNetKernels.For(type, training: true)!;

    protected override Tensor RunDeclared() => _declared.forward(Graph!, Items);

    protected override Tensor RunEager() => _eager.forward(Cloud);
}
