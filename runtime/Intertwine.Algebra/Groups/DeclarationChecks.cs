using System.Globalization;

namespace Intertwine.Algebra;

/// <summary>What can be wrong with declared matrices one by one, before any relation between them.</summary>
internal static class DeclarationChecks
{
    private static readonly string[] Reserved = [ScalarIrrep.Notation, DefiningPiece.Notation, DeterminantIrrep.Notation, MultivectorPiece.Notation, "Sym", "Alt", "x"];

    /// <summary>The first matrix that cannot be a generator on a space of the given dimension.</summary>
    public static DeclarationFailure? Matrices(string? representation, int dimension, IReadOnlyList<Matrix> infinitesimal, IReadOnlyList<Matrix> discrete)
    {
        for (int k = 0; k < infinitesimal.Count + discrete.Count; k++)
        {
            bool isDiscrete = k >= infinitesimal.Count;
            int index = isDiscrete ? k - infinitesimal.Count : k;
            Matrix matrix = isDiscrete ? discrete[index] : infinitesimal[index];
            string what = (representation is null ? "the " : "the image of the ") + (isDiscrete ? "discrete" : "infinitesimal") + " generator " + (index + 1) + (representation is null ? "" : $" in '{representation}'");
            if (matrix.Rows != dimension || matrix.Columns != dimension)
            {
                return new DeclarationFailure(representation, isDiscrete, index, $"Expected a {dimension} x {dimension} matrix as {what}, came {matrix.Rows} x {matrix.Columns}.");
            }

            foreach (double entry in matrix.ToArray())
            {
                if (double.IsNaN(entry) || double.IsInfinity(entry))
                {
                    return new DeclarationFailure(representation, isDiscrete, index, $"Expected finite numbers in {what}, came {entry.ToString(CultureInfo.InvariantCulture)}.");
                }
            }

            if (isDiscrete && !IsInvertible(matrix))
            {
                return new DeclarationFailure(representation, isDiscrete, index, $"Expected an invertible matrix as {what}, came a singular one.");
            }
        }

        return null;
    }

    /// <summary>What is wrong with the name, the number or the sizes of the images of a representation.</summary>
    public static DeclarationFailure? Representation(DeclaredRepresentation representation, int infinitesimal, int discrete, IReadOnlyList<string> taken)
    {
        string name = representation.Name;
        if (name.Length == 0 || !char.IsLetter(name[0]) || !name.All(character => char.IsLetterOrDigit(character) || character == '_') || Reserved.Contains(name))
        {
            return new DeclarationFailure(name, false, -1, $"Expected a name of letters, digits and '_' that begins with a letter and is none of {string.Join(", ", Reserved)}, came '{name}'.");
        }

        if (taken.Contains(name))
        {
            return new DeclarationFailure(name, false, -1, $"Expected one representation called '{name}', came two.");
        }

        if (representation.InfinitesimalImages.Count != infinitesimal || representation.DiscreteImages.Count != discrete)
        {
            bool isDiscrete = representation.InfinitesimalImages.Count == infinitesimal;
            return new DeclarationFailure(name, isDiscrete, -1, isDiscrete
                ? $"Expected images of the {discrete} discrete generators in '{name}', came {representation.DiscreteImages.Count}."
                : $"Expected images of the {infinitesimal} infinitesimal generators in '{name}', came {representation.InfinitesimalImages.Count}.");
        }

        if (infinitesimal + discrete == 0)
        {
            return new DeclarationFailure(name, false, -1, $"Expected a group with generators, so that '{name}' has a dimension, came one without.");
        }

        int dimension = representation.Dimension;
        return dimension is < 1 or > CompositePiece.MaximumDimension
            ? new DeclarationFailure(name, infinitesimal == 0, 0, $"Expected a dimension from 1 to {CompositePiece.MaximumDimension} for '{name}', came {dimension}.")
            : Matrices(name, dimension, representation.InfinitesimalImages, representation.DiscreteImages);
    }

    private static bool IsInvertible(Matrix matrix)
    {
        try
        {
            matrix.Inverse();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
