using FsCheck.Xunit;

namespace Intertwine.Algebra.Tests;

/// <summary>Clebsch-Gordan coefficients of random irreps of every compact family.</summary>
public sealed class TensorProductProperties
{
    [Property(Arbitrary = [typeof(CompactGroups)], MaxTest = 150)]
    public void Paths_AreOrthonormalIntertwiners(IrrepPair pair)
    {
        foreach (TensorProductPath path in TensorProducts.Paths(pair.Left, pair.Right).OrThrow().Paths)
        {
            TensorProductChecks.AssertMaps(path, new Random(pair.Left.Dimension + (31 * pair.Right.Dimension)));
        }
    }

    [Property(Arbitrary = [typeof(CompactGroups)], MaxTest = 150)]
    public void Paths_AreComplete(IrrepPair pair)
    {
        TensorProduct product = TensorProducts.Paths(pair.Left, pair.Right).OrThrow();
        Assert.Equal(pair.Left.Dimension * pair.Right.Dimension, product.Content.Dimension);
        foreach (TensorProductPath path in product.Paths)
        {
            Assert.Equal(path.Multiplicity * (int)((Irrep)path.Output).Type, path.Tensors.Count);
            Assert.Equal(Solved(path), product.To(path.Output).Sum(other => other.Tensors.Count));
        }

        Assert.Equal(product.Paths.OrderBy(path => path.Output), product.Paths);
    }

    [Property(Arbitrary = [typeof(CompactGroups)], MaxTest = 60)]
    public void Squares_AreSymmetricOrAntisymmetric(IrrepPair pair)
    {
        Irrep irrep = pair.Left;
        int symmetric = 0;
        foreach (TensorProductPath path in TensorProducts.Paths(irrep, irrep).OrThrow().Paths)
        {
            TensorProductChecks.AssertExchange(path);
            symmetric += path.Symmetry == ExchangeSymmetry.Symmetric ? path.Multiplicity * path.Output.Dimension : 0;
        }

        Assert.Equal(irrep.Dimension * (irrep.Dimension + 1) / 2, symmetric);
    }

    /// <summary>dim Hom(a ⊗ b, c) from the equations alone.</summary>
    private static int Solved(TensorProductPath path)
        => IntertwinerSolver.Solve(new TensorProductPiece(path.Left, path.Right), path.Output).OrThrow().Dimension;
}
