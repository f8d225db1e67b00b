namespace Intertwine.Algebra;

/// <summary>
/// The symmetric equivariant maps of degree ν from a representation A to an irrep c, <c>Hom_G(Sym^ν(A), c)</c>: the contractions of MACE. The tensors are a basis, of Frobenius norm 1 and orthogonal to each other, ordered by the
/// copies of irreps of A that they take; where other maps than multiples of 1 commute with c, each is followed by its further endomorphisms. Equal by value.
/// </summary>
/// <param name="Input">A, a sum of irreps; every copy has components of its own.</param>
/// <param name="Output">c.</param>
/// <param name="Degree">ν, from 1 to 4.</param>
/// <param name="Tensors">The basis.</param>
/// <param name="Residual">How far the maps are from being equivariant: the largest difference over the generators at some vectors with components of the order of 1.</param>
public sealed record SymmetricContraction(Representation Input, Irrep Output, int Degree, IReadOnlyList<SymmetricTensor> Tensors, double Residual)
{
    /// <summary>Largest ν.</summary>
    public const int MaximumDegree = 4;

    /// <summary>Largest number of components of a space of symmetric tensors.</summary>
    public const long MaximumSize = 1 << 22;

    private static readonly BoundedCache<ContractionKey, SymmetricContraction> Cache = new(1024);

    /// <summary>Copies of c in <c>Sym^ν(A)</c>.</summary>
    public int Multiplicity => Tensors.Count / (int)Output.Type;

    /// <summary>The contractions of degree <paramref name="degree"/> from <paramref name="input"/> to <paramref name="output"/>.</summary>
    public static Result<SymmetricContraction, SolveFailure> Of(Representation input, Irrep output, int degree, CancellationToken cancellation = default)
    {
        if (degree is < 1 or > MaximumDegree)
        {
            throw new ArgumentOutOfRangeException(nameof(degree), degree, $"Expected a degree from 1 to {MaximumDegree}.");
        }

        var key = new ContractionKey(input, output, degree);
        if (Cache.TryGet(key, out SymmetricContraction known))
        {
            return known;
        }

        if (Check(input, output, degree) is { } failure)
        {
            return failure;
        }

        Result<SymmetricContraction, SolveFailure> result = SymmetricContractionBuilder.Build(input, output, degree, cancellation);
        if (result.IsSuccess)
        {
            Cache.Add(key, result.Value);
        }

        return result;
    }

    /// <summary>
    /// <c>dim Hom_G(Sym^ν(A), c)</c> without solving anything: the mean over the group of <c>chi_Sym^ν(A)(g) chi_c(g)</c>, where <c>ν chi_Sym^ν(g) = sum_k chi(g^k) chi_Sym^(ν-k)(g)</c> for k = 1 … ν.
    /// </summary>
    /// <exception cref="NotSupportedException">Nobody has given the group a quadrature.</exception>
    public static int Dimension(Representation input, Irrep output, int degree)
    {
        int bound = (degree * input.Terms.Max(term => Characters.Degree(term.Piece))) + Characters.Degree(output);
        double mean = 0;
        foreach (ClassNode node in input.Group.ClassQuadrature(bound))
        {
            double[] symmetric = new double[degree + 1];
            symmetric[0] = 1;
            double[] powers = new double[degree + 1];
            GroupElement power = node.Element;
            for (int n = 1; n <= degree; n++)
            {
                powers[n] = Characters.Of(input, power);
                power *= node.Element;
                for (int k = 1; k <= n; k++)
                {
                    symmetric[n] += powers[k] * symmetric[n - k] / n;
                }
            }

            mean += node.Weight * symmetric[degree] * output.Character(node.Element);
        }

        return (int)Math.Round(mean);
    }

    public bool Equals(SymmetricContraction? other)
        => other is not null && Input == other.Input && Output == other.Output && Degree == other.Degree && Residual.Equals(other.Residual) && Sequences.AreEqual(Tensors, other.Tensors);

    public override int GetHashCode() => Sequences.Combine(Sequences.Combine(Input.GetHashCode(), Output.GetHashCode()), Degree);

    public override string ToString() => $"Sym^{Degree}({Input}) -> {Output} over {Input.Group}: {Tensors.Count}";

    private static SolveFailure? Check(Representation input, Irrep output, int degree)
    {
        if (input.Group != output.Group)
        {
            return new SolveFailure(SolveFailureKind.DifferentGroups, $"Expected representations of one group, came '{input}' of {input.Group} and '{output}' of {output.Group}.");
        }

        if (input.HasWildcard)
        {
            return new SolveFailure(SolveFailureKind.OpenMultiplicity, $"Expected numbers of copies, came '{input}', which leaves one open.");
        }

        foreach (RepresentationTerm term in input.Terms)
        {
            if (term.Piece is not Irrep)
            {
                return new SolveFailure(SolveFailureKind.NotIrreducible, $"Expected a sum of irreps, came '{term.Piece}' in '{input}' of {input.Group}; decompose it first.");
            }
        }

        double size = output.Dimension;
        for (int k = 0; k < degree; k++)
        {
            size *= (double)(input.Dimension + k) / (k + 1);
        }

        return size > MaximumSize
            ? new SolveFailure(SolveFailureKind.TooLarge, $"The symmetric maps of degree {degree} from '{input}' to '{output}' have {size:0} coefficients; the limit is {MaximumSize}.")
            : null;
    }

    /// <summary>The arguments by value, with the hash codes that they keep.</summary>
    private readonly struct ContractionKey(Representation input, Irrep output, int degree) : IEquatable<ContractionKey>
    {
        private readonly Representation _input = input;

        private readonly Irrep _output = output;

        private readonly int _degree = degree;

        public bool Equals(ContractionKey other) => _degree == other._degree && PieceKey.Same(_output, other._output) && _input.Equals(other._input);

        public override bool Equals(object? obj) => obj is ContractionKey other && Equals(other);

        public override int GetHashCode() => Sequences.Combine(Sequences.Combine(_input.GetHashCode(), _output.KeptHashCode), _degree);
    }
}
