using Intertwine.Algebra;

namespace Intertwine.Generator.Inference;

/// <summary>
/// Which parts of features some output depends on. A part is live where it belongs to an output, or where a live part of another feature is computed from it: for linear layers and products that is decided piece by piece, from the
/// maps that there are between pieces.
/// </summary>
internal sealed partial class GraphInference
{
    private bool[][] Liveness(IReadOnlyList<GraphOutput> outputs)
    {
        bool[][] live = [.. _features.Select(feature => new bool[feature.Type.Terms.Count])];
        foreach (GraphOutput output in outputs)
        {
            Fill(live[output.Feature]);
        }

        foreach (SetNode set in _sets)
        {
            if (set.Feature >= 0)
            {
                Fill(live[set.Feature]);
            }
        }

        // Sources stand before what is computed from them.
        for (int i = _features.Count - 1; i >= 0; i--)
        {
            _cancellation.ThrowIfCancellationRequested();
            if (live[i].Contains(true))
            {
                Spread(_features[i], live[i], live);
            }
        }

        return live;
    }

    private void Spread(FeatureNode node, bool[] live, bool[][] all)
    {
        switch (node.Layer)
        {
            case Layer.Linear linear:
                foreach (IntertwinerBlock block in linear.Basis.Blocks)
                {
                    all[node.Sources[0]][block.FromTerm] |= live[block.ToTerm];
                }

                break;
            case Layer.TensorProduct product:
                foreach (ProductPath path in product.Paths)
                {
                    if (IsLive(node.Type, live, product.Slots.Terms[path.Slot].Piece))
                    {
                        all[node.Sources[0]][path.Left] = true;
                        all[node.Sources[product.IsSquare ? 0 : 1]][path.Right] = true;
                    }
                }

                // The weights of each item.
                for (int k = product.IsSquare ? 1 : 2; k < node.Sources.Count; k++)
                {
                    Fill(all[node.Sources[k]]);
                }

                break;
            case Layer.Gather or Layer.Concat or Layer.Reduce or Layer.Dropout or Layer.Normalize or Layer.NormActivation or Layer.VectorLinear or Layer.Tokens:
            case Layer.Add when node.Sources.All(source => !_features[source].Type.HasPoints()):
            case Layer.Scale when node.Sources.Count == 1:
                foreach (int source in node.Sources)
                {
                    SpreadByPiece(source, node, live, all);
                }

                break;
            default:
                foreach (int source in node.Sources)
                {
                    Fill(all[source]);
                }

                break;
        }
    }

    /// <summary>Layers that leave every piece what it is.</summary>
    private void SpreadByPiece(int source, FeatureNode node, bool[] live, bool[][] all)
    {
        Representation type = _features[source].Type;
        for (int i = 0; i < type.Terms.Count; i++)
        {
            all[source][i] |= IsLive(node.Type, live, type.Terms[i].Piece);
        }
    }

    /// <summary>Whether a piece of a feature is live; also where the feature does not have it, because then it became something else.</summary>
    private static bool IsLive(Representation type, bool[] live, Piece piece)
    {
        for (int i = 0; i < type.Terms.Count; i++)
        {
            if (type.Terms[i].Piece == piece)
            {
                return live[i];
            }
        }

        return true;
    }

    private static void Fill(bool[] live)
    {
        for (int i = 0; i < live.Length; i++)
        {
            live[i] = true;
        }
    }
}
