using System.Collections.Concurrent;

namespace Intertwine.Algebra;

/// <summary>The multiplication of a polyhedral group and its irreps by name, worked out once per group from the matrices of its generators.</summary>
internal sealed class PolyhedralTable
{
    private const string Letters = " AETGH";

    private static readonly ConcurrentDictionary<Polyhedral, PolyhedralTable> Tables = new();

    private readonly Dictionary<string, IReadOnlyList<Matrix>> _images = [];
    private readonly List<string> _names = [];

    private PolyhedralTable(Polyhedral kind)
    {
        // An improper element is minus a rotation, and up to the sign it acts as that rotation does: T_h as T, O_h as O, I_h as I, and T_d as O.
        IReadOnlyList<Matrix> rotations = PolyhedralGenerators.Rotations(kind);
        Matrix? improper = PolyhedralGenerators.Improper(kind);
        IReadOnlyList<Matrix> all = improper is null ? rotations : [.. rotations, improper];
        LeftMultiplication = FiniteClosure.LeftMultiplication([.. all.Select(matrix => new RoundedMatrix(matrix))], new RoundedMatrix(Matrix.Identity(3)), static (left, right) => new(left.Matrix * right.Matrix));
        IReadOnlyList<Matrix> proper = improper is null ? rotations : [.. rotations, -1 * improper];
        bool inverted = improper is not null && improper.Equals(Matrix.Scalar(3, -1));
        List<IReadOnlyList<Matrix>> irreps = RotationIrreps.Find(proper);
        foreach (IGrouping<int, IReadOnlyList<Matrix>> group in irreps.GroupBy(images => images[0].Rows).OrderBy(group => group.Key))
        {
            int number = 0;
            bool several = group.Count() > 1;
            foreach (IReadOnlyList<Matrix> images in group)
            {
                string name = Letters[group.Key] + (several ? (++number).ToString(System.Globalization.CultureInfo.InvariantCulture) : "");
                if (inverted)
                {
                    Add(name + "g", images);
                    Add(name + "u", [.. rotations.Select((_, k) => images[k]), -1 * images[rotations.Count]]);
                }
                else
                {
                    Add(name, images);
                }
            }
        }

        Vector = _names.Single(name => _images[name].Zip(all, (image, matrix) => image.Equals(matrix)).All(equal => equal));
    }

    /// <summary>Per generator h the number of h g for the element g with each number.</summary>
    public int[][] LeftMultiplication { get; }

    /// <summary>The irreps: the trivial one first, then by dimension and number, even before odd.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>The irrep whose matrices are those of the group.</summary>
    public string Vector { get; }

    /// <summary>The images of the generators.</summary>
    public IReadOnlyList<Matrix> this[string name] => _images[name];

    public static PolyhedralTable Of(Polyhedral kind) => Tables.GetOrAdd(kind, static kind => new PolyhedralTable(kind));

    private void Add(string name, IReadOnlyList<Matrix> images)
    {
        _names.Add(name);
        _images.Add(name, images);
    }
}
