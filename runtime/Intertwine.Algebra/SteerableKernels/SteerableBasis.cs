namespace Intertwine.Algebra;

/// <summary>The place of an element of a <see cref="SteerableBasis"/>: which irreps of the pieces it connects, which harmonics and which radial profile it is made of.</summary>
/// <param name="InIrrep">Index of the irrep in the input piece.</param>
/// <param name="OutIrrep">Index of the irrep in the output piece.</param>
/// <param name="Degree">Degree (frequency) of the harmonics.</param>
/// <param name="Angular">Index of the angular element among those of these irreps and this degree.</param>
/// <param name="Shell">Index of the radial profile.</param>
public readonly record struct SteerableElement(int InIrrep, int OutIrrep, int Degree, int Angular, int Shell);

/// <summary>The angular kernels between one irrep of the input and one of the output piece, by degree; degrees without any are left out.</summary>
public sealed record SteerableBlock(int InIrrep, int OutIrrep, IReadOnlyList<AngularKernels> Angular)
{
    public bool Equals(SteerableBlock? other) => other is not null && InIrrep == other.InIrrep && OutIrrep == other.OutIrrep && Sequences.AreEqual(Angular, other.Angular);

    public override int GetHashCode() => Sequences.Combine(Sequences.Combine(InIrrep, OutIrrep), Sequences.Hash(Angular));
}

/// <summary>
/// A basis of all kernels k between two pieces with <c>k(g x) = rho_out(g) k(x) rho_in(g)^-1</c>, up to the degrees of a radial basis: <c>k(x) = R(|x|) Q_out (sum_c T_c Y^c(x / |x|)) Q_in^T</c>, where Q are the irreps inside the
/// pieces. Order: degree; input irrep; output irrep; angular element; radial profile. Equal by value of what it was solved from.
/// </summary>
public sealed class SteerableBasis : IEquatable<SteerableBasis>
{
    private readonly Dictionary<(int In, int Out, int Degree), AngularKernels> _angular;

    internal SteerableBasis(
        EuclideanAction action, Piece from, Piece to, RadialBasis radial, IReadOnlyList<IrrepInPiece> inputs, IReadOnlyList<IrrepInPiece> outputs, IReadOnlyList<SteerableBlock> blocks)
    {
        (Action, From, To, Radial, Inputs, Outputs, Blocks) = (action, from, to, radial, inputs, outputs, blocks);
        _angular = [];
        foreach (SteerableBlock block in blocks)
        {
            foreach (AngularKernels angular in block.Angular)
            {
                _angular.Add((block.InIrrep, block.OutIrrep, angular.Degree), angular);
            }
        }

        Elements = CreateElements();
    }

    public EuclideanAction Action { get; }

    public Piece From { get; }

    public Piece To { get; }

    public RadialBasis Radial { get; }

    /// <summary>The angular kernels, by input irrep, then output irrep.</summary>
    public IReadOnlyList<SteerableBlock> Blocks { get; }

    public IReadOnlyList<SteerableElement> Elements { get; }

    /// <summary>Number of elements: one learnable number each.</summary>
    public int Dimension => Elements.Count;

    /// <summary>Largest residual of the constraint over the angular kernels and generators; 0 where all are exact.</summary>
    public double Residual => Blocks.Count == 0 ? 0 : Blocks.Max(block => block.Angular.Count == 0 ? 0 : block.Angular.Max(angular => angular.Residual));

    internal IReadOnlyList<IrrepInPiece> Inputs { get; }

    internal IReadOnlyList<IrrepInPiece> Outputs { get; }

    /// <summary>Number of irreps that the input piece falls apart into.</summary>
    public int InIrreps => Inputs.Count;

    /// <summary>Number of irreps that the output piece falls apart into.</summary>
    public int OutIrreps => Outputs.Count;

    /// <summary>The tensor T[out, in, harmonic] of an element, between the irreps.</summary>
    public SparseTensor3 Tensor(SteerableElement element) => _angular[(element.InIrrep, element.OutIrrep, element.Degree)].Elements[element.Angular];

    /// <summary>k(x) of one element: <c>To.Dimension x From.Dimension</c>.</summary>
    public Matrix Evaluate(int element, IReadOnlyList<double> point)
    {
        SteerableElement place = Elements[element];
        if (point.Count != Action.Dimension)
        {
            throw new ArgumentException($"Expected {Action.Dimension} coordinates, came {point.Count}.", nameof(point));
        }

        double[] harmonics = Harmonics.Evaluate(Action.ToFrame(point), place.Degree)[place.Degree];
        SparseTensor3 tensor = Tensor(place);
        double[] kernel = new double[tensor.Dim1 * tensor.Dim2];
        foreach (SparseEntry3 entry in tensor.Entries)
        {
            kernel[(entry.I * tensor.Dim2) + entry.J] += entry.Value * harmonics[entry.K];
        }

        double radius = Math.Sqrt(point.Sum(coordinate => coordinate * coordinate));
        var block = new Matrix(tensor.Dim1, tensor.Dim2, kernel);
        return Radial.Shells[place.Shell].Profile.Evaluate(radius) * (Outputs[place.OutIrrep].Columns * block * Inputs[place.InIrrep].Columns.Transpose());
    }

    /// <summary>The elements on the points of a grid, normalised.</summary>
    public SampledBasis Sample(PixelGrid grid, CancellationToken cancellation = default) => new(this, grid, cancellation);

    public bool Equals(SteerableBasis? other) => other is not null && Action == other.Action && From == other.From && To == other.To && Radial == other.Radial;

    public override bool Equals(object? obj) => Equals(obj as SteerableBasis);

    public override int GetHashCode() => Sequences.Combine(Sequences.Combine(From.GetHashCode(), To.GetHashCode()), Radial.GetHashCode());

    public override string ToString() => $"kernels on R^{Action.Dimension} from {From} to {To} over {Action.Group}: {Dimension}";

    private List<SteerableElement> CreateElements()
    {
        List<SteerableElement> elements = [];
        for (int degree = 0; degree <= Radial.MaximumDegree; degree++)
        {
            foreach (SteerableBlock block in Blocks)
            {
                if (!_angular.TryGetValue((block.InIrrep, block.OutIrrep, degree), out AngularKernels? angular))
                {
                    continue;
                }

                for (int i = 0; i < angular.Elements.Count; i++)
                {
                    for (int shell = 0; shell < Radial.Shells.Count; shell++)
                    {
                        if (degree <= Radial.Shells[shell].MaximumDegree)
                        {
                            elements.Add(new SteerableElement(block.InIrrep, block.OutIrrep, degree, i, shell));
                        }
                    }
                }
            }
        }

        return elements;
    }
}
