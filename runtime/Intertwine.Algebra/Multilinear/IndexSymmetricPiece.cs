namespace Intertwine.Algebra;

/// <summary>
/// The tensors of <c>V_1 ⊗ V_2 ⊗ …</c> with an <see cref="IndexSymmetry"/>. Basis: for every orbit of index tuples under the permutations that does not cancel, the signed sum of its unit tensors over the root of their number;
/// orthonormal, in the order of the orbits' first tuples.
/// </summary>
internal sealed record IndexSymmetricPiece : Piece
{
    /// <summary>Largest number of components of the tensors before symmetry.</summary>
    public const int MaximumDimension = 4096;

    private readonly List<(int Index, int Sign)[]> _orbits = [];
    private readonly int[] _orbitOf;
    private readonly int[] _signOf;

    public IndexSymmetricPiece(IndexSymmetry symmetry, IReadOnlyList<Representation> axes)
        : base(axes[0].Group)
    {
        Symmetry = symmetry;
        Axes = axes;
        int[] sizes = [.. axes.Select(axis => axis.Dimension)];
        int total = sizes.Aggregate(1, (product, size) => product * size);
        _orbitOf = [.. Enumerable.Repeat(-1, total)];
        _signOf = new int[total];
        bool[] seen = new bool[total];
        for (int index = 0; index < total; index++)
        {
            if (!seen[index])
            {
                AddOrbit(Orbit(index, sizes), seen);
            }
        }
    }

    public IndexSymmetry Symmetry { get; }

    /// <summary>The representation of every index.</summary>
    public IReadOnlyList<Representation> Axes { get; }

    public override string Name => $"[{Symmetry.Indices}: {string.Join(", ", Axes)}]";

    public override int Dimension => _orbits.Count;

    public override bool IsTrivial => Axes.All(axis => axis.IsTrivial);

    public override bool IsOrthogonal => Axes.All(axis => axis.Terms.All(term => term.Piece.IsOrthogonal)) || base.IsOrthogonal;

    protected override int Order => int.MaxValue;

    /// <summary>A map from this piece, columns its components, as one from all tensors, columns their components in row-major order.</summary>
    public double[] OnTensors(double[] map)
    {
        int total = _orbitOf.Length;
        double[] result = new double[map.Length / Dimension * total];
        for (int row = 0; row < map.Length / Dimension; row++)
        {
            for (int index = 0; index < total; index++)
            {
                if (_orbitOf[index] >= 0)
                {
                    result[(row * total) + index] = map[(row * Dimension) + _orbitOf[index]] * _signOf[index] / Math.Sqrt(_orbits[_orbitOf[index]].Length);
                }
            }
        }

        return result;
    }

    public bool Equals(IndexSymmetricPiece? other) => other is not null && Symmetry == other.Symmetry && Sequences.AreEqual(Axes, other.Axes);

    public override int GetHashCode() => Sequences.Combine(Symmetry.GetHashCode(), Sequences.Hash(Axes));

    private protected override GeneratorImages CreateImages()
    {
        (SparseGenerator[] Infinitesimal, SparseGenerator[] Discrete)[] images =
        [
            .. Axes.Select(axis => (
                Enumerable.Range(0, Group.InfinitesimalCount).Select(k => DirectSum(axis, piece => piece.GeneratorImages.SparseInfinitesimal[k])).ToArray(),
                Enumerable.Range(0, Group.DiscreteCount).Select(k => DirectSum(axis, piece => piece.GeneratorImages.SparseDiscrete[k])).ToArray())),
        ];
        return new GeneratorImages(
            [.. Enumerable.Range(0, Group.InfinitesimalCount).Select(k => Compress(KroneckerImages.Sum([.. images.Select(image => image.Infinitesimal[k])])))],
            [.. Enumerable.Range(0, Group.DiscreteCount).Select(k => Compress(KroneckerImages.Product([.. images.Select(image => image.Discrete[k])])))]);
    }

    private static SparseGenerator DirectSum(Representation representation, Func<Piece, SparseGenerator> generator)
    {
        List<(int Index, double Value)[]> rows = [];
        foreach (RepresentationTerm term in representation.Terms)
        {
            SparseGenerator block = generator(term.Piece);
            for (int copy = 0; copy < term.Multiplicity; copy++)
            {
                int offset = rows.Count;
                rows.AddRange(block.Rows.Select(row => row.Select(entry => (entry.Index + offset, entry.Value)).ToArray()));
            }
        }

        return new SparseGenerator([.. rows]);
    }

    /// <summary>B^T D B for the orthonormal basis B. D keeps the space, so row b of the result is read off at the first tuple of orbit b.</summary>
    private SparseGenerator Compress(SparseGenerator generator)
    {
        var rows = new (int Index, double Value)[Dimension][];
        for (int b = 0; b < rows.Length; b++)
        {
            (int first, int sign) = _orbits[b][0];
            var row = new SortedDictionary<int, double>();
            foreach ((int column, double value) in generator.Rows[first])
            {
                int orbit = _orbitOf[column];
                if (orbit >= 0)
                {
                    row.TryGetValue(orbit, out double sum);
                    row[orbit] = sum + (sign * _signOf[column] * value * Math.Sqrt((double)_orbits[b].Length / _orbits[orbit].Length));
                }
            }

            rows[b] = [.. row.Where(entry => Math.Abs(entry.Value) > 1e-15).Select(entry => (entry.Key, entry.Value))];
        }

        return new SparseGenerator(rows);
    }

    /// <summary>The tuples that the permutations make of one, with their signs; the same tuple may come several times.</summary>
    private List<(int Index, int Sign)> Orbit(int index, int[] sizes)
    {
        int[] tuple = new int[sizes.Length];
        int rest = index;
        for (int axis = sizes.Length - 1; axis >= 0; axis--)
        {
            tuple[axis] = rest % sizes[axis];
            rest /= sizes[axis];
        }

        return [.. Symmetry.Elements.Select(element => (Enumerable.Range(0, sizes.Length).Aggregate(0, (sum, axis) => (sum * sizes[axis]) + tuple[element.Permutation[axis]]), element.Sign))];
    }

    private void AddOrbit(List<(int Index, int Sign)> tuples, bool[] seen)
    {
        var signs = new Dictionary<int, int>();
        bool cancels = false;
        foreach ((int index, int sign) in tuples)
        {
            seen[index] = true;
            if (!signs.TryGetValue(index, out int known))
            {
                signs.Add(index, sign);
            }
            else
            {
                cancels |= known != sign;
            }
        }

        if (cancels)
        {
            return;
        }

        foreach (KeyValuePair<int, int> entry in signs)
        {
            _orbitOf[entry.Key] = _orbits.Count;
            _signOf[entry.Key] = entry.Value;
        }

        // The first is the tuple that the orbit was found by.
        _orbits.Add([.. signs.Select(entry => (entry.Key, entry.Value)).OrderBy(entry => entry.Key)]);
    }
}
