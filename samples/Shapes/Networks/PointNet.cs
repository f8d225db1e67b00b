using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Shapes;

/// <summary>
/// PointNet of Qi, Su, Mo and Guibas (2017), written by hand in TorchSharp: the classifier with the transform of the input (a small network of the same kind predicts a matrix that the points are multiplied by), shared layers
/// w, w, w, 2w, 16w on each point, the maximum over points, layers 8w, 4w and the classes; batch normalisation and ReLU after each, dropout of 0.3 before the last. The published w is 64. The transform of the features,
/// which the paper has besides, is left out.
/// </summary>
public sealed class PointNet : Module<Tensor, int, int, Tensor>
{
    private readonly InputTransform transform;
    private readonly Sequential shared;
    private readonly Sequential head;

    /// <param name="width">w.</param>
    public PointNet(int classes, int width = 64, ScalarType dtype = ScalarType.Float32)
        : base(nameof(PointNet))
    {
        transform = new InputTransform(width, dtype);
        shared = Sequential([.. Layer(3, width, dtype), .. Layer(width, width, dtype), .. Layer(width, width, dtype), .. Layer(width, 2 * width, dtype), .. Layer(2 * width, 16 * width, dtype)]);
        head = Sequential([.. Layer(16 * width, 8 * width, dtype), .. Layer(8 * width, 4 * width, dtype), Dropout(0.3), Linear(4 * width, classes, dtype: dtype)]);
        RegisterComponents();
    }

    /// <param name="points"><c>[clouds * pointsPerCloud, 3]</c>.</param>
    /// <returns>Logits, <c>[clouds, classes]</c>.</returns>
    public override Tensor forward(Tensor points, int clouds, int pointsPerCloud)
    {
        using var scope = NewDisposeScope();
        var matrix = transform.forward(points, clouds, pointsPerCloud);
        var moved = points.view(clouds, pointsPerCloud, 3).bmm(matrix).view(-1, 3);
        return head.forward(Largest(shared.forward(moved), clouds, pointsPerCloud)).MoveToOuterDisposeScope();
    }

    /// <summary>The maximum over the points of each cloud, channel by channel.</summary>
    private static Tensor Largest(Tensor features, int clouds, int pointsPerCloud) => features.view(clouds, pointsPerCloud, -1).amax([1]);

    private static Module<Tensor, Tensor>[] Layer(int from, int to, ScalarType dtype) => [Linear(from, to, dtype: dtype), BatchNorm1d(to, dtype: dtype), ReLU()];

    /// <summary>Predicts a matrix from the points; at first the unit matrix.</summary>
    private sealed class InputTransform : Module<Tensor, int, int, Tensor>
    {
        private readonly Sequential shared;
        private readonly Sequential head;
        private readonly Linear matrix;

        public InputTransform(int width, ScalarType dtype)
            : base(nameof(InputTransform))
        {
            shared = Sequential([.. Layer(3, width, dtype), .. Layer(width, 2 * width, dtype), .. Layer(2 * width, 16 * width, dtype)]);
            head = Sequential([.. Layer(16 * width, 8 * width, dtype), .. Layer(8 * width, 4 * width, dtype)]);
            matrix = Linear(4 * width, 9, dtype: dtype);
            RegisterComponents();
            using var noGradient = no_grad();
            matrix.weight.zero_();
            matrix.bias!.zero_();
            foreach (var diagonal in (ReadOnlySpan<int>)[0, 4, 8]) matrix.bias[diagonal] = 1;
        }

        /// <returns><c>[clouds, 3, 3]</c>.</returns>
        public override Tensor forward(Tensor points, int clouds, int pointsPerCloud) =>
            matrix.forward(head.forward(Largest(shared.forward(points), clouds, pointsPerCloud))).view(clouds, 3, 3);
    }
}
