namespace Intertwine.Algebra;

/// <summary>Puts the equivariant polynomials of all blocks of monomials together to tensors on the whole representation.</summary>
internal static class SymmetricContractionBuilder
{
    /// <summary>Above this a rounded map is further from the constraint than rounding of doubles explains.</summary>
    private const double RoundingTolerance = 1e-12;

    public static Result<SymmetricContraction, SolveFailure> Build(Representation input, Irrep output, int degree, CancellationToken cancellation)
    {
        List<(Irrep Irrep, int Offset)> copies = [];
        int offset = 0;
        foreach (RepresentationTerm term in input.Terms)
        {
            for (int copy = 0; copy < term.Multiplicity; copy++)
            {
                copies.Add(((Irrep)term.Piece, offset));
                offset += term.Piece.Dimension;
            }
        }

        var check = new EquivarianceCheck(input, output);
        List<SymmetricTensor> tensors = [];
        double residual = 0;
        foreach (int[] choice in Choices(copies.Count, degree))
        {
            // The largest irreps last: coupling to them is the narrowest step.
            int[] distinct = [.. choice.Distinct().OrderBy(copy => copies[copy].Irrep).ThenBy(copy => copy)];
            var block = new MonomialBlock([.. distinct.Select(copy => new MonomialFactor(copies[copy].Irrep, choice.Count(other => other == copy)))]);
            if (!EquivariantPolynomials.Find(block, output, cancellation).TryGet(out double[][]? maps, out SolveFailure? failure))
            {
                return failure;
            }

            int[] variables = [.. distinct.SelectMany(copy => Enumerable.Range(copies[copy].Offset, copies[copy].Irrep.Dimension))];
            foreach (double[] map in maps)
            {
                foreach (double[] image in EquivariantPolynomials.Images(map, output).Prepend(map))
                {
                    cancellation.ThrowIfCancellationRequested();
                    SymmetricTensor tensor = ToTensor(block, image, variables, input.Dimension, output.Dimension, exact: true);
                    double difference = check.Residual(tensor);
                    if (difference > RoundingTolerance)
                    {
                        SymmetricTensor unrounded = ToTensor(block, image, variables, input.Dimension, output.Dimension, exact: false);
                        double other = check.Residual(unrounded);
                        (tensor, difference) = other < difference ? (unrounded, other) : (tensor, difference);
                    }

                    tensors.Add(tensor);
                    residual = Math.Max(residual, difference);
                }
            }
        }

        return new SymmetricContraction(input, output, degree, [.. tensors], residual);
    }

    /// <summary>All ascending lists of as many copies.</summary>
    private static IEnumerable<int[]> Choices(int copies, int degree)
    {
        int[] choice = new int[degree];
        while (true)
        {
            yield return (int[])choice.Clone();
            int position = degree - 1;
            while (position >= 0 && choice[position] == copies - 1)
            {
                position--;
            }

            if (position < 0)
            {
                yield break;
            }

            int next = choice[position] + 1;
            for (int i = position; i < degree; i++)
            {
                choice[i] = next;
            }
        }
    }

    private static SymmetricTensor ToTensor(MonomialBlock block, double[] map, int[] variables, int inputs, int outputs, bool exact)
    {
        List<SymmetricEntry> entries = [];
        for (int place = 0; place < block.Monomials.Count; place++)
        {
            int[] monomial = block.Monomials[place];
            double scale = Math.Sqrt(MonomialBlock.Orders(monomial));
            int[] indices = Array.ConvertAll(monomial, variable => variables[variable]);
            Array.Sort(indices);
            for (int k = 0; k < outputs; k++)
            {
                double value = scale * map[(place * outputs) + k];
                // Zeros are zeros also where the other numbers are not exact.
                Coefficient coefficient = exact || Math.Abs(value) <= ExactNumber.Tolerance ? Coefficient.Round(value) : new Coefficient(value, null);
                if (coefficient.Value != 0)
                {
                    entries.Add(new SymmetricEntry(indices[0], At(indices, 1), At(indices, 2), At(indices, 3), k, coefficient));
                }
            }
        }

        return new SymmetricTensor(
            inputs,
            block.Degree,
            outputs,
            [.. entries.OrderBy(entry => entry.I1).ThenBy(entry => entry.I2).ThenBy(entry => entry.I3).ThenBy(entry => entry.I4).ThenBy(entry => entry.Output)]);
    }

    private static int At(int[] indices, int position) => position < indices.Length ? indices[position] : -1;

    /// <summary>Equivariance of polynomial maps at fixed vectors x: <c>P(rho(h) x) = rho_c(h) P(x)</c>, and the derivative of P along <c>d rho(A) x</c> is <c>d rho_c(A) P(x)</c>.</summary>
    private sealed class EquivarianceCheck
    {
        private const int Samples = 2;

        private readonly Irrep _output;
        private readonly List<double[]> _points = [];
        private readonly List<List<double[]>> _velocities = [];
        private readonly List<List<double[]>> _images = [];

        public EquivarianceCheck(Representation input, Irrep output)
        {
            _output = output;
            for (int sample = 0; sample < Samples; sample++)
            {
                double[] point = [.. Enumerable.Range(0, input.Dimension).Select(i => (2 * (Math.Sqrt((Samples * i) + sample + 2) * 17 % 1)) - 1)];
                _points.Add(point);
                _velocities.Add([.. Enumerable.Range(0, input.Group.InfinitesimalCount).Select(k => Move(input, point, piece => piece.InfinitesimalGenerators[k]))]);
                _images.Add([.. Enumerable.Range(0, input.Group.DiscreteCount).Select(k => Move(input, point, piece => piece.DiscreteGenerators[k]))]);
            }
        }

        public double Residual(SymmetricTensor tensor)
        {
            double residual = 0;
            for (int sample = 0; sample < Samples; sample++)
            {
                double[] value = tensor.Apply(_points[sample]);
                for (int k = 0; k < _velocities[sample].Count; k++)
                {
                    residual = Math.Max(residual, Difference(Derivative(tensor, _points[sample], _velocities[sample][k]), _output.InfinitesimalGenerators[k].Apply(value)));
                }

                for (int k = 0; k < _images[sample].Count; k++)
                {
                    residual = Math.Max(residual, Difference(tensor.Apply(_images[sample][k]), _output.DiscreteGenerators[k].Apply(value)));
                }
            }

            return residual;
        }

        private static double[] Move(Representation input, double[] point, Func<Piece, Matrix> generator)
        {
            double[] moved = new double[point.Length];
            int offset = 0;
            foreach (RepresentationTerm term in input.Terms)
            {
                Matrix matrix = generator(term.Piece);
                for (int copy = 0; copy < term.Multiplicity; copy++)
                {
                    for (int i = 0; i < matrix.Rows; i++)
                    {
                        for (int j = 0; j < matrix.Columns; j++)
                        {
                            moved[offset + i] += matrix[i, j] * point[offset + j];
                        }
                    }

                    offset += matrix.Rows;
                }
            }

            return moved;
        }

        private static double[] Derivative(SymmetricTensor tensor, double[] point, double[] velocity)
        {
            double[] result = new double[tensor.OutputDimension];
            foreach (SymmetricEntry entry in tensor.Entries)
            {
                IReadOnlyList<int> indices = entry.Indices;
                for (int moved = 0; moved < indices.Count; moved++)
                {
                    double product = entry.Value;
                    for (int i = 0; i < indices.Count; i++)
                    {
                        product *= i == moved ? velocity[indices[i]] : point[indices[i]];
                    }

                    result[entry.Output] += product;
                }
            }

            return result;
        }

        private static double Difference(double[] x, double[] y)
        {
            double largest = 0;
            for (int i = 0; i < x.Length; i++)
            {
                largest = Math.Max(largest, Math.Abs(x[i] - y[i]));
            }

            return largest;
        }
    }
}
