namespace Shapes;

/// <summary>Published accuracies on ModelNet40 with 1,024 points, in percent.</summary>
/// <param name="Model">Architecture.</param>
/// <param name="Parameters">As the source states them.</param>
/// <param name="UprightUpright">z/z.</param>
/// <param name="UprightAny">z/SO(3).</param>
/// <param name="AnyAny">SO(3)/SO(3).</param>
/// <param name="Source">Where they stand.</param>
public sealed record PublishedAccuracy(string Model, string Parameters, double? UprightUpright, double? UprightAny, double? AnyAny, string Source);

/// <summary>What others have measured, all on ModelNet40, whose 40 classes are harder than ModelNet10's.</summary>
public static class Published
{
    // The accuracy of VN-Transformer stands in its source column: which rotations it belongs to we could not look up.
    private const string VectorNeurons = "Deng et al. 2021";

    public static IReadOnlyList<PublishedAccuracy> Rows { get; } =
    [
        new("PointNet", "", 85.9, 19.6, 74.7, VectorNeurons),
        new("DGCNN", "", 90.3, 33.8, 88.6, VectorNeurons),
        new("VN-DGCNN", "", 89.5, 89.5, 90.2, VectorNeurons),
        new("VN-DGCNN, public code", "", 78.8, null, 73.4, "FlyingGiraffe/vnn, issue 6"),
        new("VN-Transformer", "0.04M", null, null, null, "Assaad et al. 2023: 90.8"),
        new("VN-Transformer, reimplemented", "", null, null, 82.7, "dmklee/vn-transformer"),
    ];
}
