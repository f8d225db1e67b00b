namespace Shapes;

/// <summary>Streams of random numbers: what is drawn from one does not change with what is drawn from another.</summary>
public static class Streams
{
    public const ulong TrainSolids = 1;
    public const ulong TestSolids = 2;
    public const ulong TrainMeshes = 3;
    public const ulong TestMeshes = 4;
    public const ulong Holdout = 5;
    public const ulong Augmentation = 6;
    public const ulong EvaluationPoints = 7;
    public const ulong EvaluationRotations = 8;
    public const ulong Views = 9;
}
