namespace Intertwine.Algebra;

/// <summary>Linear maps of vectors extended to all blades: <c>L(a ∧ b) = L a ∧ L b</c>, and their derivatives at the identity, <c>A(a ∧ b) = A a ∧ b + a ∧ A b</c>.</summary>
internal static class Outermorphism
{
    /// <summary>The extension of L, blade by blade: the image of <c>e_i ∧ b</c> is <c>L e_i</c> ∧ the image of b.</summary>
    public static Matrix Of(CliffordAlgebra algebra, Matrix vectors)
    {
        int size = algebra.Size;
        double[] result = new double[size * size];
        // Images of the blades by bitmap; blades with fewer generators come first.
        double[][] images = new double[size][];
        images[0] = new double[size];
        images[0][0] = 1;
        for (int bitmap = 1; bitmap < size; bitmap++)
        {
            int first = 0;
            while (((bitmap >> first) & 1) == 0)
            {
                first++;
            }

            images[bitmap] = new double[size];
            Wedge(images[bitmap], vectors, first, images[bitmap & (bitmap - 1)]);
        }

        for (int column = 0; column < size; column++)
        {
            for (int row = 0; row < size; row++)
            {
                result[(row * size) + column] = images[algebra.Blades[column].Bitmap][algebra.Blades[row].Bitmap];
            }
        }

        return new Matrix(size, size, result);
    }

    /// <summary>The extension of A as a derivation: each factor of a blade is mapped in turn.</summary>
    public static Matrix Derivation(CliffordAlgebra algebra, Matrix vectors)
    {
        int size = algebra.Size;
        double[] result = new double[size * size];
        for (int column = 0; column < size; column++)
        {
            Blade blade = algebra.Blades[column];
            for (int factor = 0; factor < algebra.Dimension; factor++)
            {
                if (((blade.Bitmap >> factor) & 1) == 0)
                {
                    continue;
                }

                // Taken out to the front, replaced, and sorted back in.
                var rest = new Blade(blade.Bitmap & ~(1 << factor));
                int sign = Blade.SortingSign(new Blade(1 << factor), rest);
                for (int row = 0; row < algebra.Dimension; row++)
                {
                    double value = vectors[row, factor];
                    if (value != 0 && ((rest.Bitmap >> row) & 1) == 0)
                    {
                        var image = new Blade(rest.Bitmap | (1 << row));
                        result[(algebra.IndexOf(image) * size) + column] += sign * Blade.SortingSign(new Blade(1 << row), rest) * value;
                    }
                }
            }
        }

        return new Matrix(size, size, result);
    }

    private static void Wedge(double[] result, Matrix vectors, int generator, double[] right)
    {
        for (int row = 0; row < vectors.Rows; row++)
        {
            double value = vectors[row, generator];
            if (value == 0)
            {
                continue;
            }

            var left = new Blade(1 << row);
            for (int bitmap = 0; bitmap < right.Length; bitmap++)
            {
                if (right[bitmap] != 0 && (bitmap & left.Bitmap) == 0)
                {
                    result[bitmap | left.Bitmap] += Blade.SortingSign(left, new Blade(bitmap)) * value * right[bitmap];
                }
            }
        }
    }
}
