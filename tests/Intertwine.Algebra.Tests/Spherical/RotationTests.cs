using FsCheck.Xunit;

namespace Intertwine.Algebra.Tests;

/// <summary>Rotations in all their forms: e3nn's conversions, round trips, singular points.</summary>
public sealed class RotationTests
{
    [Fact]
    public void Conversions_AreThoseOfE3nn()
    {
        var golden = GoldenTensors.Load("e3nn/wigner_D");
        for (int sample = 0; sample < golden["input/alpha"].Values.Length; sample++)
        {
            var rotation = Rotation.FromAngles(golden["input/alpha"].Values[sample], golden["input/beta"].Values[sample], golden["input/gamma"].Values[sample]);
            AssertNear(golden["output/angles_to_matrix"].Part(sample), rotation.ToMatrix().ToArray());

            // e3nn does not choose a sign of the quaternion.
            double[] quaternion = golden["output/quaternion"].Part(sample);
            double sign = quaternion[0] < 0 ? -1 : 1;
            AssertNear([.. quaternion.Select(q => sign * q)], [rotation.W, rotation.X, rotation.Y, rotation.Z]);

            EulerAngles angles = rotation.ToAngles();
            AssertNear([golden["output/matrix_to_angles"][0, sample], golden["output/matrix_to_angles"][1, sample], golden["output/matrix_to_angles"][2, sample]], [angles.Alpha, angles.Beta, angles.Gamma]);
            AssertNear(golden["output/axis"].Part(sample), [.. rotation.Axis]);
            Assert.Equal(golden["output/angle"].Values[sample], rotation.Angle, 1e-14);
        }
    }

    [Fact]
    public void Quarters_TurnTheAxes()
    {
        AssertNear([0, 1, 0], Rotation.FromAxisAngle([0, 0, 5], Math.PI / 2).Apply([1, 0, 0]));
        AssertNear([0, 0, 1], Rotation.FromAxisAngle([0.1, 0, 0], Math.PI / 2).Apply([0, 1, 0]));
        AssertNear([1, 0, 0], Rotation.FromAngles(Math.PI / 2, 0, 0).Apply([0, 0, 1]));
        AssertNear([0, 0, 1], Rotation.FromAngles(0, Math.PI / 2, 0).Apply([0, 1, 0]));
        AssertNear([0, 1, 0], Rotation.FromAnglesZyz(Math.PI / 2, 0, 0).Apply([1, 0, 0]));
        AssertNear([1, 0, 0], Rotation.FromAnglesZyz(0, Math.PI / 2, 0).Apply([0, 0, 1]));
    }

    [Property(MaxTest = 100)]
    public void Forms_GoRoundTrip(int seed)
    {
        var rotation = Rotation.Random(new Random(seed));
        EulerAngles yxy = rotation.ToAngles();
        EulerAngles zyz = rotation.ToAnglesZyz();
        AssertSame(rotation, Rotation.FromAngles(yxy.Alpha, yxy.Beta, yxy.Gamma));
        AssertSame(rotation, Rotation.FromAnglesZyz(zyz.Alpha, zyz.Beta, zyz.Gamma));
        AssertSame(rotation, Rotation.FromMatrix(rotation.ToMatrix()));
        AssertSame(rotation, Rotation.FromAxisAngle(rotation.Axis, rotation.Angle));
        AssertSame(rotation, Rotation.FromRotationVector(rotation.RotationVector));
        AssertSame(rotation, Rotation.FromQuaternion(-3 * rotation.W, -3 * rotation.X, -3 * rotation.Y, -3 * rotation.Z));
        foreach (OrthogonalGroup group in (OrthogonalGroup[])[OrthogonalGroup.SO3, OrthogonalGroup.O3, OrthogonalGroup.SE3, OrthogonalGroup.E3])
        {
            (Rotation back, bool inverted) = Rotation.FromElement(rotation.ToElement(group));
            AssertSame(rotation, back);
            Assert.False(inverted);
        }
    }

    [Property(MaxTest = 100)]
    public void Products_AreThoseOfMatrices(int seed)
    {
        var random = new Random(seed);
        (Rotation a, Rotation b) = (Rotation.Random(random), Rotation.Random(random));
        AssertNear((a.ToMatrix() * b.ToMatrix()).ToArray(), (a * b).ToMatrix().ToArray());
        AssertNear(a.ToMatrix().Transpose().ToArray(), a.Inverse().ToMatrix().ToArray());
        AssertNear(OrthogonalGroup.SO3.Vector.Represent(a.ToElement(OrthogonalGroup.SO3)).ToArray(), a.ToMatrix().ToArray());
    }

    /// <summary>No angle is special: identity, half turns, and their neighbourhoods.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1e-300)]
    [InlineData(1e-160)]
    [InlineData(1e-12)]
    [InlineData(1e-6)]
    [InlineData(Math.PI / 2)]
    [InlineData(Math.PI - 1e-6)]
    [InlineData(Math.PI - 1e-12)]
    [InlineData(Math.PI)]
    public void SingularPoints_KeepTheirDigits(double angle)
    {
        foreach (double[] axis in (double[][])[[1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 2, -3], [-1, 1e-8, 0], [1e-200, 1e-200, 0]])
        {
            var rotation = Rotation.FromAxisAngle(axis, angle);
            Assert.Equal(angle, rotation.Angle, 4e-16 * Math.Max(angle, 1e-300));
            double[] vector = [.. rotation.RotationVector];
            AssertSame(rotation, Rotation.FromRotationVector(vector));
            AssertSame(rotation, Rotation.FromMatrix(rotation.ToMatrix()));
            EulerAngles yxy = rotation.ToAngles();
            AssertSame(rotation, Rotation.FromAngles(yxy.Alpha, yxy.Beta, yxy.Gamma));
            EulerAngles zyz = rotation.ToAnglesZyz();
            AssertSame(rotation, Rotation.FromAnglesZyz(zyz.Alpha, zyz.Beta, zyz.Gamma));
        }
    }

    [Fact]
    public void SingularAngles_HaveAlphaZero()
    {
        Assert.Equal(new EulerAngles(0, 0, 0.5), Rounded(Rotation.FromAxisAngle([0, 1, 0], 0.5).ToAngles()));
        Assert.Equal(new EulerAngles(0, Math.PI, 0), Rotation.FromAxisAngle([1, 0, 0], Math.PI).ToAngles() with { Beta = Math.PI });
        Assert.Equal(new EulerAngles(0, 0, 0), Rotation.Identity.ToAnglesZyz());
    }

    [Fact]
    public void HalfTurns_CompareEqualWhateverTheirSign()
    {
        Assert.Equal(Rotation.FromQuaternion(0, 0, 1, 0), Rotation.FromQuaternion(0, 0, -1, 0));
        Assert.Equal(Rotation.FromQuaternion(1, 0, 0, 0), Rotation.FromQuaternion(-2, 0, -0.0, 0));
    }

    /// <summary>The mean of R is zero, that of every squared entry 1/3, and the angle has the density (1 - cos t) / pi.</summary>
    [Fact]
    public void RandomRotations_AreUniform()
    {
        var random = new Random(11);
        const int Count = 20_000;
        double[] mean = new double[9];
        double[] square = new double[9];
        double cosine = 0;
        for (int i = 0; i < Count; i++)
        {
            var rotation = Rotation.Random(random);
            double[] entries = rotation.ToMatrix().ToArray();
            for (int k = 0; k < 9; k++)
            {
                mean[k] += entries[k] / Count;
                square[k] += entries[k] * entries[k] / Count;
            }

            cosine += Math.Cos(rotation.Angle) / Count;
        }

        Assert.All(mean, value => Assert.Equal(0, value, 0.02));
        Assert.All(square, value => Assert.Equal(1 / 3.0, value, 0.02));
        Assert.Equal(-0.5, cosine, 0.02);
    }

    [Fact]
    public void Inversions_AreKept()
    {
        GroupElement element = Rotation.FromAngles(1, 2, 3).ToElement(OrthogonalGroup.E3) * GroupElement.Discrete(OrthogonalGroup.E3, 0) * GroupElement.Translation(OrthogonalGroup.E3, [1, 2, 3]);
        (Rotation rotation, bool inverted) = Rotation.FromElement(element);
        AssertSame(Rotation.FromAngles(1, 2, 3), rotation);
        Assert.True(inverted);
    }

    [Fact]
    public void WrongArguments_AreNamed()
    {
        Assert.Contains("determinant -1", Assert.Throws<ArgumentException>(() => Rotation.FromMatrix(Matrix.Scalar(3, -1))).Message, StringComparison.Ordinal);
        Assert.Contains("orthogonal", Assert.Throws<ArgumentException>(() => Rotation.FromMatrix(Matrix.Scalar(3, 2))).Message, StringComparison.Ordinal);
        Assert.Contains("other than zero", Assert.Throws<ArgumentException>(() => Rotation.FromAxisAngle([0, 0, 0], 1)).Message, StringComparison.Ordinal);
        Assert.Contains("other than zero", Assert.Throws<ArgumentException>(() => Rotation.FromQuaternion(0, 0, 0, 0)).Message, StringComparison.Ordinal);
        Assert.Contains("Expected SO(3)", Assert.Throws<ArgumentException>(() => Rotation.Identity.ToElement((OrthogonalGroup)Group.Parse("SO(5)").OrThrow())).Message, StringComparison.Ordinal);
    }

    private static EulerAngles Rounded(EulerAngles angles) => new(Math.Round(angles.Alpha, 12), Math.Round(angles.Beta, 12), Math.Round(angles.Gamma, 12));

    private static void AssertSame(Rotation expected, Rotation actual)
        => Assert.True((expected.Inverse() * actual).Angle < 4e-15, $"{expected} is {(expected.Inverse() * actual).Angle:E1} away from {actual}.");

    private static void AssertNear(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        double worst = expected.Zip(actual, (x, y) => Math.Abs(x - y)).Max();
        Assert.True(worst <= 3e-15, $"{worst:E2}");
    }
}
