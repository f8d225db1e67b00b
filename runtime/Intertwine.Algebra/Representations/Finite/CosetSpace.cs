namespace Intertwine.Algebra;

/// <summary>
/// The cosets x H of a subgroup of a finite group, numbered by their smallest elements, the subgroup itself first. <c>g t_i = t_j h</c> with the smallest elements t of cosets i and j says where g carries coset i, and by which
/// h in H it acts inside.
/// </summary>
internal sealed class CosetSpace
{
    private readonly int[] _cosetOf;
    private readonly List<int> _smallest = [];

    public CosetSpace(SubgroupEmbedding embedding)
    {
        var group = (FiniteGroup)embedding.Group;
        FiniteStructure structure = group.Structure;
        IReadOnlyList<GroupElement> members = embedding.Subgroup.Elements;
        Numbers = [.. members.Select(member => group.IndexOf(embedding.Map(member)))];
        _cosetOf = [.. Enumerable.Repeat(-1, structure.Order)];
        for (int element = 0; element < _cosetOf.Length; element++)
        {
            if (_cosetOf[element] < 0)
            {
                foreach (int member in Numbers)
                {
                    _cosetOf[structure.Multiply(element, member)] = _smallest.Count;
                }

                _smallest.Add(element);
            }
        }

        Group = group;
        Permutations = [.. structure.Left.Select(left => _smallest.Select(element => _cosetOf[left[element]]).ToArray())];
    }

    public FiniteGroup Group { get; }

    /// <summary>Per element of the subgroup its number in the group.</summary>
    public IReadOnlyList<int> Numbers { get; }

    public int Count => _smallest.Count;

    /// <summary>Per generator of the group and coset the coset that it is carried to.</summary>
    public int[][] Permutations { get; }

    /// <summary>The number, in the group, of <c>h = t_j^-1 g t_i</c> for a generator g and coset i.</summary>
    public int Inside(int generator, int coset)
    {
        int moved = Group.Structure.Left[generator][_smallest[coset]];
        return Group.Multiply(Group.Inverse(_smallest[_cosetOf[moved]]), moved);
    }

    /// <summary>The subgroup as part of the group in the same coordinates; why not, where it is none or does not embed one to one.</summary>
    public static Result<SubgroupEmbedding, SolveFailure> Embed(Group subgroup, FiniteGroup group) => subgroup is FiniteGroup
        ? SubgroupEmbedding.Of(subgroup, group)
        : new SolveFailure(SolveFailureKind.NotSubgroup, $"Expected a subgroup of {group}, which is finite, came {subgroup}.");
}
