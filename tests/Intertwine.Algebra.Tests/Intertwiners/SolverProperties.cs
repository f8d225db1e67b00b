using FsCheck.Xunit;
using MathNet.Numerics.LinearAlgebra;

namespace Intertwine.Algebra.Tests;

/// <summary>What holds for the intertwiners between any two pieces, compared with numbers that come another way.</summary>
[Properties(Arbitrary = [typeof(SolverCases)], MaxTest = 150)]
public class SolverProperties
{
    [Property]
    public bool Residual_IsZeroToRounding(SolverCase pair) => IntertwinerSolver.Solve(pair.From, pair.To).OrThrow().Residual < 1e-12;

    [Property]
    public bool Dimension_IsTheMeanOfTheCharacters(SolverCase pair)
        => !pair.IsCompact || IntertwinerSolver.Solve(pair.From, pair.To).OrThrow().Dimension == Characters.IntertwinerDimension(pair.From, pair.To);

    /// <summary>
    /// Completeness without the generators: the constraint of random group elements, stacked densely, has a null space of the same dimension (by an independent singular value decomposition), and every element is in it.
    /// Four random elements and the products of one with each discrete generator generate the group with probability 1: random elements alone may all miss a component.
    /// </summary>
    [Property(MaxTest = 60)]
    public bool Space_IsTheNullSpaceOfRandomElements(SolverCase pair, int seed)
    {
        var random = new Random(seed);
        int unknowns = pair.From.Dimension * pair.To.Dimension;
        var normal = Matrix<double>.Build.Dense(unknowns, unknowns);
        Group group = pair.From.Group;
        List<GroupElement> elements = [.. Enumerable.Range(0, 4).Select(_ => group.Random(random))];
        elements.AddRange([.. Enumerable.Range(0, group.DiscreteCount).Select(k => elements[0] * GroupElement.Discrete(group, k))]);
        foreach (GroupElement g in elements)
        {
            Matrix<double> constraint = Constraint(pair.From.Represent(g), pair.To.Represent(g));
            normal += constraint.TransposeThisAndMultiply(constraint);
        }

        IntertwinerBasis basis = IntertwinerSolver.Solve(pair.From, pair.To).OrThrow();
        double[] squares = [.. normal.Svd(computeVectors: false).S];
        int nullity = squares.Count(square => square < 1e-12 * Math.Max(1, squares[0]));
        return basis.Dimension == nullity
            && basis.Elements.All(element => Vector<double>.Build.Dense(element.ToDense().ToArray()) is var vector && (normal * vector).L2Norm() < 1e-9 * vector.L2Norm() * Math.Max(1, squares[0]));
    }

    /// <summary>The elements are independent, and each begins with 1.</summary>
    [Property]
    public bool Elements_AreIndependentAndNormalised(SolverCase pair)
    {
        IntertwinerBasis basis = IntertwinerSolver.Solve(pair.From, pair.To).OrThrow();
        var space = new OrthonormalSet();
        return basis.Elements.All(element => element.Entries[0].Value == 1 && space.TryAdd(element.ToDense().ToArray()));
    }

    /// <summary>Integer generators have rational bases: nothing is left to rounding.</summary>
    [Property]
    public bool IntegerGenerators_HaveExactBases(SolverCase pair)
    {
        bool areIntegers = pair.From.InfinitesimalGenerators.Concat(pair.From.DiscreteGenerators).Concat(pair.To.InfinitesimalGenerators).Concat(pair.To.DiscreteGenerators)
            .All(matrix => matrix.ToArray().All(x => x == Math.Round(x)));
        IntertwinerBasis basis = IntertwinerSolver.Solve(pair.From, pair.To).OrThrow();
        return !areIntegers || (basis.Residual == 0 && basis.Elements.All(element => element.IsExact));
    }

    /// <summary>The adjoint map: Hom(V, W) and Hom(W', V') are transposes of each other.</summary>
    [Property(MaxTest = 60)]
    public bool Dimension_IsThatOfTheDuals(SolverCase pair)
        => IntertwinerSolver.Solve(pair.From, pair.To).OrThrow().Dimension == IntertwinerSolver.Solve(pair.To.Dual(), pair.From.Dual()).OrThrow().Dimension;

    /// <summary>Every invariant form has the symmetry that it is listed under, and the two kinds together are Hom(V, V').</summary>
    [Property(MaxTest = 60)]
    public bool Forms_AreTheMapsToTheDual(SolverCase pair)
    {
        if (pair.From.Dimension > 16)
        {
            return true;
        }

        InvariantForms forms = InvariantForms.Of(pair.From).OrThrow();
        return forms.Dimension == IntertwinerSolver.Solve(pair.From, pair.From.Dual()).OrThrow().Dimension
            && forms.Residual < 1e-12
            && forms.Symmetric.All(form => (form.ToDense() - form.ToDense().Transpose()).MaximumNorm() < 1e-12)
            && forms.Antisymmetric.All(form => (form.ToDense() + form.ToDense().Transpose()).MaximumNorm() < 1e-12);
    }

    /// <summary>rows of <c>K rho_in - rho_out K = 0</c> for the entries of K row by row: <c>1 ⊗ rho_in^T - rho_out ⊗ 1</c>.</summary>
    private static Matrix<double> Constraint(Matrix input, Matrix output)
    {
        Matrix<double> right = ToMathNet(input).Transpose();
        Matrix<double> left = ToMathNet(output);
        return Matrix<double>.Build.DenseIdentity(left.RowCount).KroneckerProduct(right) - left.KroneckerProduct(Matrix<double>.Build.DenseIdentity(right.RowCount));
    }

    private static Matrix<double> ToMathNet(Matrix matrix) => Matrix<double>.Build.Dense(matrix.Rows, matrix.Columns, (i, j) => matrix[i, j]);
}
