using Intertwine.Algebra;
using Intertwine.Generator.Kernels;
using Intertwine.Generator.Parsing;

namespace Intertwine.Generator.Inference;

/// <summary>One path of a tensor product: factor * T on channels that meet as <paramref name="Connection"/> says.</summary>
/// <param name="Left">Term of the first factor.</param>
/// <param name="Right">Term of the second factor.</param>
/// <param name="Slot">Term of the slots that the path adds to.</param>
/// <param name="Factor">With all normalisations.</param>
/// <param name="Tensor">T[c, a, b] of Frobenius norm 1.</param>
internal sealed record ProductPath(int Left, int Right, int Slot, Connection Connection, bool HasWeight, double Factor, SparseTensor Tensor);

/// <summary>A path before its factor is known.</summary>
/// <param name="Variance">A factor on its variance, with the normalisation of its irreps.</param>
internal sealed record UnscaledPath(int Left, int Right, int Slot, Connection Connection, bool HasWeight, double Variance, SparseTensor Tensor)
{
    /// <summary>How many products one number of the result sums.</summary>
    public long Products(Representation left, Representation right)
    {
        long u = left.Terms[Left].Multiplicity;
        long v = right.Terms[Right].Multiplicity;
        return Connection switch
        {
            Connection.Uvw => u * v,
            Connection.Uvu => v,
            Connection.Uvv or Connection.Uuw => u,
            Connection.ULessVw => u * (u - 1) / 2,
            _ => 1,
        };
    }
}
