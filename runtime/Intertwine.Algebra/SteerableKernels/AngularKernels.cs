namespace Intertwine.Algebra;

/// <summary>
/// The angular parts of kernels between two irreps with harmonics of one degree, <c>K(x)[o, i] = sum_c T[o, i, c] Y^c(x)</c>: a basis of all T with <c>K(g x) = rho_out(g) K(x) rho_in(g)^-1</c>. Equal by value.
/// </summary>
/// <param name="Degree">Degree of the harmonics.</param>
/// <param name="Elements">The tensors T[out, in, harmonic].</param>
/// <param name="Residual">Largest entry of the constraint over all elements and generators; 0 where the basis is exact.</param>
public sealed record AngularKernels(int Degree, IReadOnlyList<SparseTensor3> Elements, double Residual)
{
    public bool Equals(AngularKernels? other) => other is not null && Degree == other.Degree && Residual.Equals(other.Residual) && Sequences.AreEqual(Elements, other.Elements);

    public override int GetHashCode() => Sequences.Combine(Degree, Sequences.Hash(Elements));
}

/// <summary>
/// Solves the angular part of the kernel constraint. A kernel with harmonics of degree j is an intertwiner from these harmonics to <c>out ⊗ in*</c> (Wigner-Eckart): every element is a Clebsch-Gordan map of the group,
/// after an endomorphism, after a projection of the harmonics to an irrep that they hold. Groups of the plane and the whole SO(3) and O(3) have it in closed form; otherwise the intertwiners are solved for.
/// </summary>
internal static class AngularSolver
{
    /// <summary>Below this a residual is that of the matrices themselves.</summary>
    private const double RoundingResidual = 1e-14;

    // Irreps and degrees are few; actions and user-declared pieces are not bounded.
    private static readonly BoundedCache<(EuclideanAction Action, Piece From, Piece To, int Degree), AngularKernels> Cache = new(8192);

    public static void ClearCache() => Cache.Clear();

    /// <summary>The kernels from the piece <paramref name="from"/> to the piece <paramref name="to"/>, both linear.</summary>
    public static Result<AngularKernels, SolveFailure> Solve(EuclideanAction action, Piece from, Piece to, int degree, CancellationToken cancellation)
    {
        // The frame turns the points, not the tensors.
        (EuclideanAction Action, Piece From, Piece To, int Degree) key = (new EuclideanAction(action.Points, Matrix.Identity(action.Dimension)), from, to, degree);
        if (Cache.TryGet(key, out AngularKernels known))
        {
            return known;
        }

        IReadOnlyList<SparseTensor3>? closed = action.Points == action.Group.Defining.Differences ? ClosedForm(from, to, degree) : null;
        if (closed is not null)
        {
            known = new AngularKernels(degree, closed, closed.Count == 0 ? 0 : Residual(Harmonics.Representation(key.Action, degree), from, to, closed));
        }
        else if (SolveGenerally(key.Action, from, to, degree, cancellation).TryGet(out AngularKernels? solved, out SolveFailure? failure))
        {
            known = solved;
        }
        else
        {
            return failure;
        }

        Cache.Add(key, known);
        return known;
    }

    /// <summary>The intertwiners from the harmonics to out ⊗ in*, by a null space.</summary>
    internal static Result<AngularKernels, SolveFailure> SolveGenerally(EuclideanAction action, Piece from, Piece to, int degree, CancellationToken cancellation)
    {
        Piece harmonics = Harmonics.Representation(action, degree);
        var target = new TensorProductPiece(to, from.Dual());
        if (!IntertwinerSolver.Solve(harmonics, target, cancellation).TryGet(out IntertwinerBasis? basis, out SolveFailure? failure))
        {
            return failure;
        }

        List<SparseTensor3> elements = new(basis.Dimension);
        foreach (SparseMatrix element in basis.Elements)
        {
            elements.Add(new SparseTensor3(
                to.Dimension,
                from.Dimension,
                harmonics.Dimension,
                [.. element.Entries.Select(entry => new SparseEntry3(entry.Row / from.Dimension, entry.Row % from.Dimension, entry.Column, entry.Coefficient))]));
        }

        if (basis.Residual <= RoundingResidual || action.Group.Order is null)
        {
            return new AngularKernels(degree, elements, basis.Residual);
        }

        elements = Average(elements, harmonics, from, to);
        return new AngularKernels(degree, elements, Residual(harmonics, from, to, elements));
    }

    /// <summary>
    /// The means of <c>(rho_out ⊗ rho_in)(g) T D(g)^-1</c> over a finite group: the projection onto the solutions. Elimination multiplies the rounding errors of matrices that are not exact, the mean does not.
    /// </summary>
    private static List<SparseTensor3> Average(List<SparseTensor3> elements, Piece harmonics, Piece from, Piece to)
    {
        Matrix[] tensors = [.. elements.Select(element => new Matrix(element.Dim1 * element.Dim2, element.Dim3, element.ToArray()))];
        Matrix[] sums = [.. tensors.Select(tensor => Matrix.Zero(tensor.Rows, tensor.Columns))];
        IReadOnlyList<GroupElement> group = from.Group.Elements;
        foreach (GroupElement element in group)
        {
            Matrix target = to.Represent(element).Kronecker(from.Represent(element.Inverse()).Transpose());
            Matrix source = harmonics.Represent(element.Inverse());
            for (int i = 0; i < sums.Length; i++)
            {
                sums[i] += target * tensors[i] * source;
            }
        }

        List<SparseTensor3> result = new(elements.Count);
        for (int i = 0; i < sums.Length; i++)
        {
            List<SparseEntry3> entries = [];
            foreach (SparseEntry3 entry in elements[i].Entries)
            {
                Coefficient mean = entry.Coefficient.Exact is null
                    ? new Coefficient(sums[i][(entry.I * from.Dimension) + entry.J, entry.K] / group.Count, null)
                    : entry.Coefficient;
                entries.Add(entry with { Coefficient = mean });
            }

            result.Add(elements[i] with { Entries = entries });
        }

        return result;
    }

    private static IReadOnlyList<SparseTensor3>? ClosedForm(Piece from, Piece to, int degree) => (from, to) switch
    {
        (FrequencyIrrep input, FrequencyIrrep output) => PlanarKernels.Solve(input, output, degree),
        (SphericalIrrep input, SphericalIrrep output) => Spherical(input, output, degree),
        _ => null,
    };

    /// <summary>SO(3) and O(3): one element, the Clebsch-Gordan coefficients, for |l_in - l_out| ≤ j ≤ l_in + l_out; with parities p_out = p_in (-1)^j.</summary>
    private static IReadOnlyList<SparseTensor3> Spherical(SphericalIrrep input, SphericalIrrep output, int degree)
    {
        bool allowed = degree >= Math.Abs(input.Degree - output.Degree)
            && degree <= input.Degree + output.Degree
            && (input.Parity == Parity.None || (int)output.Parity == (int)input.Parity * (degree % 2 == 0 ? 1 : -1));
        return allowed ? [Wigner3j.Real(output.Degree, input.Degree, degree)] : [];
    }

    /// <summary>
    /// Largest entry of <c>sum_c' T[o, i, c'] D[c', c] - sum rho_out[o, o'] rho_in*[i, i'] T[o', i', c]</c> for discrete generators, and of its derivative for infinitesimal ones.
    /// </summary>
    private static double Residual(Piece harmonics, Piece from, Piece to, IReadOnlyList<SparseTensor3> elements)
    {
        double largest = 0;
        from = from.Dual();
        foreach (SparseTensor3 element in elements)
        {
            var matrix = new Matrix(element.Dim1 * element.Dim2, element.Dim3, element.ToArray());
            for (int k = 0; k < from.InfinitesimalGenerators.Count; k++)
            {
                Matrix target = to.InfinitesimalGenerators[k].Kronecker(Matrix.Identity(from.Dimension)) + Matrix.Identity(to.Dimension).Kronecker(from.InfinitesimalGenerators[k]);
                largest = Math.Max(largest, ((matrix * harmonics.InfinitesimalGenerators[k]) - (target * matrix)).MaximumNorm());
            }

            for (int k = 0; k < from.DiscreteGenerators.Count; k++)
            {
                Matrix target = to.DiscreteGenerators[k].Kronecker(from.DiscreteGenerators[k]);
                largest = Math.Max(largest, ((matrix * harmonics.DiscreteGenerators[k]) - (target * matrix)).MaximumNorm());
            }
        }

        return largest;
    }
}
