using FsCheck.Xunit;
using MathNet.Numerics.LinearAlgebra;

namespace Intertwine.Algebra.Tests;

/// <summary>What holds for kernels of every group, irrep and degree.</summary>
[Properties(Arbitrary = [typeof(RandomKernels)], MaxTest = 150)]
public class SteerableKernelProperties
{
    /// <summary>k(g x) = rho_out(g) k(x) rho_in(g)^-1 at random points and elements.</summary>
    [Property]
    public void Kernels_SatisfyTheConstraint(KernelCase @case, int seed)
    {
        var random = new Random(seed);
        SteerableBasis basis = SteerableSolver.Solve(@case.Action, @case.From, @case.To, new RadialBasis([new RadialShell(new GaussianRing(1, 0.7), @case.Degree)])).Value!;
        Assert.True(basis.Residual < 1e-12, $"{basis.Residual}");
        GroupElement g = GroupElements.Random(@case.Action.Group, random);
        double[] x = [.. Enumerable.Range(0, @case.Action.Dimension).Select(_ => random.NextDouble() - 0.5)];
        double[] gx = @case.Action.Represent(g).Apply(x);
        Matrix left = @case.To.Represent(g);
        Matrix right = @case.From.Represent(g.Inverse());
        for (int i = 0; i < basis.Dimension; i++)
        {
            Assert.True((basis.Evaluate(i, gx) - (left * basis.Evaluate(i, x) * right)).MaximumNorm() < 1e-12);
        }
    }

    /// <summary>Closed forms and Clebsch-Gordan coefficients span what the null space of the equations is.</summary>
    [Property]
    public void Kernels_SpanTheNullSpace(KernelCase @case)
    {
        IReadOnlyList<SparseTensor3> elements = AngularSolver.Solve(@case.Action, @case.From, @case.To, @case.Degree, CancellationToken.None).Value!.Elements;
        IReadOnlyList<SparseTensor3> solved = AngularSolver.SolveGenerally(@case.Action, @case.From, @case.To, @case.Degree, CancellationToken.None).Value!.Elements;
        Assert.Equal(solved.Count, elements.Count);
        if (elements.Count > 0)
        {
            Assert.Equal(solved.Count, Matrix<double>.Build.DenseOfRowArrays([.. elements.Concat(solved).Select(element => element.ToArray())]).Rank());
            Assert.Equal(solved.Count, Matrix<double>.Build.DenseOfRowArrays([.. elements.Select(element => element.ToArray())]).Rank());
        }
    }

    /// <summary>Per degree as many kernels as the mean of chi_out chi_in chi_harmonics over the group: the basis is complete.</summary>
    [Property]
    public void Dimension_IsTheMeanOfCharacters(KernelCase @case)
    {
        int dimension = AngularSolver.Solve(@case.Action, @case.From, @case.To, @case.Degree, CancellationToken.None).Value!.Elements.Count;
        Piece harmonics = Harmonics.Representation(@case.Action, @case.Degree);
        double sum = 0;
        double weights = 0;
        foreach ((GroupElement element, double weight) in Sample(@case.Action.Group))
        {
            sum += weight * @case.To.Character(element) * @case.From.Character(element) * harmonics.Character(element);
            weights += weight;
        }

        Assert.Equal(dimension, sum / weights, 1e-9);
    }

    /// <summary>The harmonics move as their representation says.</summary>
    [Property]
    public void Harmonics_MoveByTheirRepresentation(KernelCase @case, int seed)
    {
        var random = new Random(seed);
        GroupElement g = GroupElements.Random(@case.Action.Group, random);
        double[] x = [.. Enumerable.Range(0, @case.Action.Dimension).Select(_ => random.NextDouble() - 0.5)];
        double[] moved = Harmonics.Evaluate(@case.Action.Points.Represent(g).Apply(x), @case.Degree)[@case.Degree];
        double[] expected = Harmonics.Representation(@case.Action, @case.Degree).Represent(g).Apply(Harmonics.Evaluate(x, @case.Degree)[@case.Degree]);
        Assert.True(moved.Zip(expected, (a, b) => Math.Abs(a - b)).Max() < 1e-12);
    }

    /// <summary>Elements with weights whose weighted means of products of characters are exact: all of a finite group, angles of the others.</summary>
    private static IEnumerable<(GroupElement Element, double Weight)> Sample(Group group)
    {
        if (group.Order is not null)
        {
            foreach (GroupElement element in group.Elements)
            {
                yield return (element, 1);
            }

            yield break;
        }

        var rotations = (OrthogonalGroup)group;
        const int Angles = 128;
        for (int i = 0; i < Angles; i++)
        {
            double angle = 2 * Math.PI * i / Angles;
            // Weyl: the angle of a random rotation of space has the density (1 - cos) / pi.
            double weight = rotations.Dimension == 2 ? 1 : 1 - Math.Cos(angle);
            GroupElement element = GroupElement.Exponential(group, [.. Enumerable.Range(0, rotations.RotationCount).Select(k => k == 0 ? angle : 0)]);
            yield return (element, weight);
            if (!rotations.IsSpecial)
            {
                yield return (GroupElement.Discrete(group, 0) * element, weight);
            }
        }
    }
}
