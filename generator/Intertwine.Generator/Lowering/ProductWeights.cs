using Intertwine.Algebra;
using Intertwine.Generator.Inference;
using Intertwine.Generator.Kernels;
using Intertwine.Generator.Parsing;

namespace Intertwine.Generator.Lowering;

/// <summary>The weights of one path.</summary>
/// <param name="Path">Its position among all paths.</param>
/// <param name="Name">Key in the state dictionary.</param>
/// <param name="Columns">0 for a vector.</param>
internal sealed record ProductWeight(int Path, string Name, int Rows, int Columns)
{
    public Shape Shape => new(Rows, Math.Max(Columns, 1));
}

/// <summary>Shapes and names of the weights of tensor products: the shapes that <c>Intertwine.Connection</c> documents.</summary>
internal static class ProductWeights
{
    public static IEnumerable<ProductWeight> Of(FeatureNode node, Layer.TensorProduct product, Representation left, Representation right)
    {
        string[] names = [.. product.Paths.Select(p => $"{PieceNames.Key(left.Terms[p.Left].Piece)}_{PieceNames.Key(right.Terms[p.Right].Piece)}_{PieceNames.Key(product.Slots.Terms[p.Slot].Piece)}")];
        for (int i = 0; i < names.Length; i++)
        {
            if (product.Paths[i].HasWeight)
            {
                bool isAlone = true;
                int number = 0;
                for (int k = 0; k < names.Length; k++)
                {
                    bool same = k != i && names[k] == names[i] && product.Paths[k].HasWeight;
                    isAlone &= !same;
                    number += same && k < i ? 1 : 0;
                }

                string suffix = isAlone ? "" : "." + number.ToString(System.Globalization.CultureInfo.InvariantCulture);
                (int rows, int columns) = ShapeOf(product.Paths[i], left, right, product.Slots);
                yield return new ProductWeight(i, $"{node.Path}.{names[i]}{suffix}.weight", rows, columns);
            }
        }
    }

    /// <summary>How many weights there are.</summary>
    public static long Count(Representation left, Representation right, Layer.TensorProduct product)
    {
        long count = 0;
        foreach (ProductPath path in product.Paths)
        {
            (int rows, int columns) = ShapeOf(path, left, right, product.Slots);
            count += path.HasWeight ? (long)rows * Math.Max(columns, 1) : 0;
        }

        return count;
    }

    private static (int Rows, int Columns) ShapeOf(ProductPath path, Representation left, Representation right, Representation slots)
    {
        int u = left.Terms[path.Left].Multiplicity;
        int v = right.Terms[path.Right].Multiplicity;
        int w = slots.Terms[path.Slot].Multiplicity;
        return path.Connection switch
        {
            Connection.Uvw => (w, v * u),
            Connection.Uvu or Connection.Uvuv => (u, v),
            Connection.Uvv => (v, u),
            Connection.Uuw => (w, u),
            Connection.Uuu => (u, 0),
            Connection.UvuLessV => (u * (u - 1) / 2, 0),
            _ => (w, u * (u - 1) / 2),
        };
    }
}
