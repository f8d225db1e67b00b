namespace Intertwine.Algebra.Tests;

public sealed class SparseTensor3Tests
{
    private static readonly SparseTensor3 Tensor = Create();

    [Fact]
    public void Apply_IsTheSumOverEntries() => Assert.Equal([2 * 3 * 7, (-1 * 5 * 11) + (0.5 * 3 * 11)], Tensor.Apply([3, 5], [7, 11]));

    [Fact]
    public void Matrix_ActsOnTheTensorProduct() => Assert.Equal(Tensor.Apply([3, 5], [7, 11]), Tensor.ToMatrix().ToDense().Apply([21, 33, 35, 55]));

    [Fact]
    public void Array_IsInRowMajorOrder() => Assert.Equal([2, 0, 0, 0.5, 0, 0, 0, -1], Tensor.ToArray());

    [Fact]
    public void Equality_IsByValue()
    {
        Assert.Equal(Tensor, Create());
        Assert.Equal(Tensor.GetHashCode(), Create().GetHashCode());
        Assert.NotEqual(Tensor, Tensor with { Entries = [.. Tensor.Entries.Skip(1)] });
        Assert.NotEqual(Tensor, Tensor with { Dim3 = 3 });
    }

    [Fact]
    public void WrongSizes_AreNamed() => Assert.Contains("Expected 2 components, came 3", Assert.Throws<ArgumentException>("y", () => Tensor.Apply([1, 2], [1, 2, 3])).Message);

    private static SparseTensor3 Create() => new(2, 2, 2, [
        new SparseEntry3(0, 0, 0, Coefficient.Round(2)),
        new SparseEntry3(0, 1, 1, Coefficient.Round(0.5)),
        new SparseEntry3(1, 1, 1, Coefficient.Round(-1))]);
}
