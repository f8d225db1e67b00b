using Intertwine.Algebra;
using TorchSharp;

namespace Intertwine.Analyzers.Tests.Tensors;

/// <summary>How group elements act on the tensors that annotations describe: rho(g) along each axis with [Rep], and points move by the translation besides.</summary>
internal static class GroupAction
{
    /// <summary>Elements that together show a violation: generators, random elements, and products of both.</summary>
    public static IReadOnlyList<GroupElement> Elements(Group group, Random random, int count)
    {
        List<GroupElement> elements = [.. Enumerable.Range(0, group.DiscreteCount).Select(k => GroupElement.Discrete(group, k))];
        for (int i = 0; i < count; i++)
        {
            GroupElement element = GroupElements.Random(group, random, 2);
            elements.Add(element);
            elements.AddRange(group.DiscreteCount > 0 && i == 0 ? [element * GroupElement.Discrete(group, 0)] : []);
        }

        return elements;
    }

    /// <summary>g x for a tensor with these annotations.</summary>
    public static torch.Tensor Apply(torch.Tensor tensor, IEnumerable<RepAttribute> annotations, GroupElement element)
    {
        foreach (RepAttribute annotation in annotations)
        {
            int axis = annotation.Axis < 0 ? annotation.Axis : annotation.Axis - (int)tensor.dim();
            if (-axis > tensor.dim())
            {
                throw new ShapeException($"A tensor of {tensor.dim()} axes has no axis {annotation.Axis}.");
            }

            Representation representation = Sized(RepresentationParser.Parse(element.Group, annotation.Representation, allowWildcard: true).OrThrow(), (int)tensor.shape[^-axis]);
            if (representation.IsTrivial)
            {
                // Masks and indices too.
                continue;
            }

            (torch.Tensor matrix, torch.Tensor shift) = Map(representation, element);
            tensor = (torch.matmul(tensor.transpose(axis, -1), matrix.transpose(0, 1)) + shift).transpose(axis, -1).contiguous();
        }

        return tensor;
    }

    private static Representation Sized(Representation representation, int size)
    {
        if (!representation.HasWildcard)
        {
            return representation.Dimension == size ? representation : throw new ShapeException($"An axis of {size} entries cannot carry {representation}.");
        }

        return representation.WithMultiplicity(size / representation.Terms[0].Piece.Dimension);
    }

    private static (torch.Tensor Matrix, torch.Tensor Shift) Map(Representation representation, GroupElement element)
    {
        int size = representation.Dimension, at = 0;
        double[,] entries = new double[size, size];
        double[] shift = new double[size];
        foreach (RepresentationTerm term in representation.Terms)
        {
            Matrix block = term.Piece.Represent(element);
            for (int copy = 0; copy < term.Multiplicity; copy++, at += term.Piece.Dimension)
            {
                for (int i = 0; i < term.Piece.Dimension; i++)
                {
                    shift[at + i] = term.Piece.IsAffine ? block[i, term.Piece.Dimension] : 0;
                    for (int j = 0; j < term.Piece.Dimension; j++)
                    {
                        entries[at + i, at + j] = block[i, j];
                    }
                }
            }
        }

        return (torch.tensor(entries), torch.tensor(shift));
    }
}

/// <summary>A tensor whose shape does not fit its annotation.</summary>
internal sealed class ShapeException(string message) : Exception(message);
