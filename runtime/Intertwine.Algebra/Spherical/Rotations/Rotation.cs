namespace Intertwine.Algebra;

/// <summary>
/// A rotation of three-dimensional space, held as a unit quaternion <c>w + x i + y j + z k</c>: by the angle t about the unit vector n, w = cos(t/2), (x, y, z) = sin(t/2) n. Right-handed.
/// Of the two quaternions of a rotation it is the one whose first component that is not zero is positive, so that equal rotations compare equal.
/// </summary>
public sealed record Rotation
{
    private Rotation(double w, double x, double y, double z)
    {
        bool negative = w < 0 || (w == 0 && (x < 0 || (x == 0 && (y < 0 || (y == 0 && z < 0)))));
        // Adding zero turns -0 into 0.
        (W, X, Y, Z) = negative ? (-w + 0.0, -x + 0.0, -y + 0.0, -z + 0.0) : (w + 0.0, x + 0.0, y + 0.0, z + 0.0);
    }

    public static Rotation Identity { get; } = new(1, 0, 0, 0);

    /// <summary>cos(angle / 2), not negative.</summary>
    public double W { get; }

    public double X { get; }

    public double Y { get; }

    public double Z { get; }

    /// <summary>The angle, from 0 to pi.</summary>
    public double Angle => 2 * Math.Atan2(Length(X, Y, Z), W);

    /// <summary>The unit vector that stays where it is, with the angle right-handed about it; (0, 1, 0) for the identity.</summary>
    public IReadOnlyList<double> Axis
    {
        get
        {
            double length = Length(X, Y, Z);
            return length == 0 ? [0, 1, 0] : [X / length, Y / length, Z / length];
        }
    }

    /// <summary>Angle times axis: the coefficients of J_x, J_y, J_z whose exponential the rotation is.</summary>
    public IReadOnlyList<double> RotationVector
    {
        get
        {
            // angle / sin(angle / 2), 2 at zero.
            double length = Length(X, Y, Z);
            double factor = length == 0 ? 2 : Angle / length;
            return [factor * X, factor * Y, factor * Z];
        }
    }

    /// <summary>From a quaternion of any length but zero.</summary>
    public static Rotation FromQuaternion(double w, double x, double y, double z)
    {
        double largest = Math.Max(Math.Max(Math.Abs(w), Math.Abs(x)), Math.Max(Math.Abs(y), Math.Abs(z)));
        if (!(largest > 0) || double.IsInfinity(largest))
        {
            throw new ArgumentException($"Expected a finite quaternion other than zero, came ({w}, {x}, {y}, {z}).", nameof(w));
        }

        (w, x, y, z) = (w / largest, x / largest, y / largest, z / largest);
        double length = Math.Sqrt((w * w) + (x * x) + (y * y) + (z * z));
        return new Rotation(w / length, x / length, y / length, z / length);
    }

    /// <summary>By <paramref name="angle"/> about <paramref name="axis"/>, a vector of three components and any length but zero.</summary>
    public static Rotation FromAxisAngle(IReadOnlyList<double> axis, double angle)
    {
        CheckVector(axis, nameof(axis));
        double length = Length(axis[0], axis[1], axis[2]);
        if (!(length > 0) || double.IsInfinity(length))
        {
            throw new ArgumentException($"Expected a finite axis other than zero, came ({axis[0]}, {axis[1]}, {axis[2]}).", nameof(axis));
        }

        double sin = Math.Sin(angle / 2) / length;
        return FromQuaternion(Math.Cos(angle / 2), sin * axis[0], sin * axis[1], sin * axis[2]);
    }

    /// <summary>The exponential of <c>v_x J_x + v_y J_y + v_z J_z</c>: about v by the angle |v|.</summary>
    public static Rotation FromRotationVector(IReadOnlyList<double> vector)
    {
        CheckVector(vector, nameof(vector));
        double angle = Length(vector[0], vector[1], vector[2]);
        double factor = angle == 0 ? 0.5 : Math.Sin(angle / 2) / angle;
        return FromQuaternion(Math.Cos(angle / 2), factor * vector[0], factor * vector[1], factor * vector[2]);
    }

    /// <summary>From a 3 x 3 rotation matrix; one in single precision will do. Divides by the largest component of the quaternion, so that no angle is singular (Shepperd 1978).</summary>
    public static Rotation FromMatrix(Matrix matrix)
    {
        if (matrix.Rows != 3 || matrix.Columns != 3)
        {
            throw new ArgumentException($"Expected a 3 x 3 matrix, came {matrix.Rows} x {matrix.Columns}.", nameof(matrix));
        }

        double deviation = ((matrix * matrix.Transpose()) - Matrix.Identity(3)).MaximumNorm();
        if (!(deviation < 1e-4))
        {
            throw new ArgumentException($"Expected an orthogonal matrix, came one whose M M^T is {deviation:G2} away from the identity.", nameof(matrix));
        }

        (double xx, double yy, double zz) = (matrix[0, 0], matrix[1, 1], matrix[2, 2]);
        if ((matrix[0, 0] * ((matrix[1, 1] * matrix[2, 2]) - (matrix[1, 2] * matrix[2, 1])))
            - (matrix[0, 1] * ((matrix[1, 0] * matrix[2, 2]) - (matrix[1, 2] * matrix[2, 0])))
            + (matrix[0, 2] * ((matrix[1, 0] * matrix[2, 1]) - (matrix[1, 1] * matrix[2, 0]))) < 0)
        {
            throw new ArgumentException("Expected a rotation, came a matrix of determinant -1; its negative is a rotation.", nameof(matrix));
        }

        (double wx, double wy, double wz) = (matrix[2, 1] - matrix[1, 2], matrix[0, 2] - matrix[2, 0], matrix[1, 0] - matrix[0, 1]);
        (double xy, double xz, double yz) = (matrix[0, 1] + matrix[1, 0], matrix[0, 2] + matrix[2, 0], matrix[1, 2] + matrix[2, 1]);
        double trace = xx + yy + zz;
        double largest = Math.Max(Math.Max(trace, xx), Math.Max(yy, zz));
        // 4 q_i times the quaternion q, for the largest q_i.
        return largest == trace ? FromQuaternion(1 + trace, wx, wy, wz)
            : largest == xx ? FromQuaternion(wx, 1 + xx - yy - zz, xy, xz)
            : largest == yy ? FromQuaternion(wy, xy, 1 - xx + yy - zz, yz)
            : FromQuaternion(wz, xz, yz, 1 - xx - yy + zz);
    }

    /// <summary><c>R_y(alpha) R_x(beta) R_y(gamma)</c>, the angles of e3nn.</summary>
    public static Rotation FromAngles(double alpha, double beta, double gamma)
    {
        (double w, double y, double x, double z) = new EulerAngles(alpha, beta, gamma).ToQuaternion();
        return FromQuaternion(w, x, y, -z);
    }

    /// <summary><c>R_z(alpha) R_y(beta) R_z(gamma)</c>, the angles of quantum mechanics.</summary>
    public static Rotation FromAnglesZyz(double alpha, double beta, double gamma)
    {
        (double w, double z, double y, double x) = new EulerAngles(alpha, beta, gamma).ToQuaternion();
        return FromQuaternion(w, -x, y, z);
    }

    /// <summary>A rotation distributed uniformly (Haar): a uniform direction in the space of quaternions.</summary>
    public static Rotation Random(Random random)
    {
        double w, x, y, z, square;
        do
        {
            (w, x, y, z) = (random.NextNormal(), random.NextNormal(), random.NextNormal(), random.NextNormal());
            square = (w * w) + (x * x) + (y * y) + (z * z);
        }
        while (square < 1e-12);

        return FromQuaternion(w, x, y, z);
    }

    /// <summary>First <paramref name="right"/>, then <paramref name="left"/>.</summary>
    public static Rotation operator *(Rotation left, Rotation right) => FromQuaternion(
        (left.W * right.W) - (left.X * right.X) - (left.Y * right.Y) - (left.Z * right.Z),
        (left.W * right.X) + (left.X * right.W) + (left.Y * right.Z) - (left.Z * right.Y),
        (left.W * right.Y) - (left.X * right.Z) + (left.Y * right.W) + (left.Z * right.X),
        (left.W * right.Z) + (left.X * right.Y) - (left.Y * right.X) + (left.Z * right.W));

    public Rotation Inverse() => new(W, -X, -Y, -Z);

    /// <summary>The matrix R of x → R x.</summary>
    public Matrix ToMatrix()
    {
        (double xx, double yy, double zz) = (X * X, Y * Y, Z * Z);
        return new Matrix(3, 3, [
            1 - (2 * (yy + zz)), 2 * ((X * Y) - (W * Z)), 2 * ((X * Z) + (W * Y)),
            2 * ((X * Y) + (W * Z)), 1 - (2 * (xx + zz)), 2 * ((Y * Z) - (W * X)),
            2 * ((X * Z) - (W * Y)), 2 * ((Y * Z) + (W * X)), 1 - (2 * (xx + yy))]);
    }

    /// <summary>R x.</summary>
    public double[] Apply(IReadOnlyList<double> x) => ToMatrix().Apply(x);

    /// <summary>The angles of <see cref="FromAngles"/>; alpha is zero where beta is 0 or pi.</summary>
    public EulerAngles ToAngles() => EulerAngles.FromQuaternion(W, Y, X, -Z);

    /// <summary>The angles of <see cref="FromAnglesZyz"/>; alpha is zero where beta is 0 or pi.</summary>
    public EulerAngles ToAnglesZyz() => EulerAngles.FromQuaternion(W, Z, Y, -X);

    /// <summary>The rotation as an element of SO(3), O(3), SE(3) or E(3).</summary>
    public GroupElement ToElement(OrthogonalGroup group)
    {
        CheckGroup(group);
        return GroupElement.Exponential(group, [.. RotationVector, .. new double[group.InfinitesimalCount - 3]]);
    }

    /// <summary>The rotation R of an element x → ±R x + t of SO(3), O(3), SE(3) or E(3), and whether the sign is negative.</summary>
    public static (Rotation Rotation, bool IsInverted) FromElement(GroupElement element)
    {
        CheckGroup(element.Group as OrthogonalGroup ?? throw new ArgumentException($"Expected an element of SO(3), O(3), SE(3) or E(3), came one of {element.Group}.", nameof(element)));
        Rotation rotation = Identity;
        bool inverted = false;
        foreach (GroupFactor factor in element.Factors)
        {
            if (factor.Coefficients is { } coefficients)
            {
                rotation *= FromRotationVector([coefficients[0], coefficients[1], coefficients[2]]);
            }
            else
            {
                inverted ^= factor.Power % 2 != 0;
            }
        }

        return (rotation, inverted);
    }

    public override string ToString() => FormattableString.Invariant($"rotation by {Angle:0.######} about ({Axis[0]:0.######}, {Axis[1]:0.######}, {Axis[2]:0.######})");

    private static void CheckGroup(OrthogonalGroup group)
    {
        if (group.Dimension != 3)
        {
            throw new ArgumentException($"Expected SO(3), O(3), SE(3) or E(3), came {group}.", nameof(group));
        }
    }

    private static void CheckVector(IReadOnlyList<double> vector, string name)
    {
        if (vector.Count != 3)
        {
            throw new ArgumentException($"Expected 3 components, came {vector.Count}.", name);
        }
    }

    private static double Length(double x, double y, double z)
    {
        double largest = Math.Max(Math.Abs(x), Math.Max(Math.Abs(y), Math.Abs(z)));
        if (largest == 0 || double.IsInfinity(largest))
        {
            return largest;
        }

        (x, y, z) = (x / largest, y / largest, z / largest);
        return largest * Math.Sqrt((x * x) + (y * y) + (z * z));
    }
}
