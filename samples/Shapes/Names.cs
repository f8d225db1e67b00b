namespace Shapes;

/// <summary>What things are called on the command line, in tables and in files.</summary>
public static class Names
{
    /// <summary>On the command line and in file names.</summary>
    public static string Of(ModelKind model) => model switch
    {
        ModelKind.PointNet => "pointnet",
        ModelKind.VnPointNet => "vn-pointnet",
        ModelKind.VnDgcnn => "vn-dgcnn",
        ModelKind.VnTransformer => "vn-transformer",
        _ => throw new ArgumentOutOfRangeException(nameof(model), model, $"Expected a network; got {model}."),
    };

    /// <summary>In tables.</summary>
    public static string TitleOf(ModelKind model) => model switch
    {
        ModelKind.PointNet => "PointNet",
        ModelKind.VnPointNet => "VN-PointNet",
        ModelKind.VnDgcnn => "VN-DGCNN",
        ModelKind.VnTransformer => "VN-Transformer",
        _ => throw new ArgumentOutOfRangeException(nameof(model), model, $"Expected a network; got {model}."),
    };

    /// <summary>As papers write it.</summary>
    public static string Of(RotationKind rotation) => rotation switch
    {
        RotationKind.None => "I",
        RotationKind.Z => "z",
        RotationKind.So3 => "SO(3)",
        _ => throw new ArgumentOutOfRangeException(nameof(rotation), rotation, $"Expected a kind of rotation; got {rotation}."),
    };

    /// <summary>Rotations in training and in the test, as papers write it: z/SO(3).</summary>
    public static string Protocol(RotationKind train, RotationKind test) => $"{Of(train)}/{Of(test)}";
}
