using Intertwine.Samples;

namespace Shapes;

/// <summary>Which rotations shapes go through.</summary>
public enum RotationKind
{
    /// <summary>None: all shapes stand aligned.</summary>
    None,

    /// <summary>By a random angle about the vertical axis.</summary>
    Z,

    /// <summary>Any, uniformly distributed.</summary>
    So3,
}

/// <summary>A rotation of space, the matrix row by row.</summary>
public readonly record struct Rotation(double XX, double XY, double XZ, double YX, double YY, double YZ, double ZX, double ZY, double ZZ)
{
    public static Rotation Identity { get; } = new(1, 0, 0, 0, 1, 0, 0, 0, 1);

    public static Rotation AboutZ(double angle)
    {
        var (sin, cos) = Math.SinCos(angle);
        return new Rotation(cos, -sin, 0, sin, cos, 0, 0, 0, 1);
    }

    /// <summary>A random rotation. Those of all directions come from a normalised quaternion of four normal numbers, which is uniform on the sphere.</summary>
    public static Rotation Random(RotationKind kind, ref CounterRandom random)
    {
        switch (kind)
        {
            case RotationKind.None:
                return Identity;
            case RotationKind.Z:
                return AboutZ(2 * Math.PI * random.NextDouble());
            default:
                var (w, x, y, z) = (random.NextNormal(), random.NextNormal(), random.NextNormal(), random.NextNormal());
                var s = 2 / ((w * w) + (x * x) + (y * y) + (z * z));
                return new Rotation(
                    1 - (s * ((y * y) + (z * z))), s * ((x * y) - (w * z)), s * ((x * z) + (w * y)),
                    s * ((x * y) + (w * z)), 1 - (s * ((x * x) + (z * z))), s * ((y * z) - (w * x)),
                    s * ((x * z) - (w * y)), s * ((y * z) + (w * x)), 1 - (s * ((x * x) + (y * y))));
        }
    }

    public (double X, double Y, double Z) Apply(double x, double y, double z) =>
        ((XX * x) + (XY * y) + (XZ * z), (YX * x) + (YY * y) + (YZ * z), (ZX * x) + (ZY * y) + (ZZ * z));
}
