namespace Intertwine.Algebra;

/// <summary>
/// The multiplication of a finite group by its Cayley graph: where left multiplication by each generator carries each element. Memory grows with the order times the number of generators; products follow the
/// words of the left factors.
/// </summary>
internal sealed class FiniteStructure
{
    private readonly FiniteGroup _group;
    private readonly int[][] _left;
    private readonly int[] _generatorOrders;
    private readonly Lazy<GroupElement[]> _elements;
    private readonly Lazy<int[]> _inverses;
    private readonly Lazy<IReadOnlyList<IReadOnlyList<int>>> _classes;
    private readonly Lazy<int[]> _classOf;

    /// <param name="group">The group.</param>
    /// <param name="left">Per generator h_k the number of h_k g for the element g with each number; 0 is the identity.</param>
    public FiniteStructure(FiniteGroup group, int[][] left)
    {
        _group = group;
        _left = left;
        Order = left.Length == 0 ? 1 : left[0].Length;
        _generatorOrders = [.. left.Select(OrderOfGenerator)];
        _elements = new(CreateElements);
        _inverses = new(CreateInverses);
        _classes = new(CreateClasses);
        _classOf = new(CreateClassOf);
    }

    public int Order { get; }

    /// <summary>Words in the generators, shortest first where there are several.</summary>
    public IReadOnlyList<GroupElement> Elements => _elements.Value;

    public IReadOnlyList<IReadOnlyList<int>> Classes => _classes.Value;

    /// <summary>The place of an element's class in <see cref="Classes"/>.</summary>
    public int ClassOf(int element) => _classOf.Value[element];

    /// <summary>Per generator h the number of h g for the element g with each number.</summary>
    public IReadOnlyList<int[]> Left => _left;

    public int Multiply(int left, int right) => Apply(_elements.Value[left], right);

    public int Inverse(int element) => _inverses.Value[element];

    public int IndexOf(GroupElement element) => Apply(element, 0);

    public int OrderOf(int element)
    {
        int order = 1;
        for (int power = element; power != 0; power = Multiply(element, power))
        {
            order++;
        }

        return order;
    }

    /// <summary>word times element: the factors act from the last to the first.</summary>
    private int Apply(GroupElement word, int element)
    {
        for (int i = word.Factors.Count - 1; i >= 0; i--)
        {
            GroupFactor factor = word.Factors[i];
            int order = _generatorOrders[factor.Discrete];
            int[] left = _left[factor.Discrete];
            for (int power = ((factor.Power % order) + order) % order; power > 0; power--)
            {
                element = left[element];
            }
        }

        return element;
    }

    private static int OrderOfGenerator(int[] left)
    {
        int order = 1;
        for (int element = left[0]; element != 0; element = left[element])
        {
            order++;
        }

        return order;
    }

    /// <summary>Breadth first from the identity, so that words are short.</summary>
    private GroupElement[] CreateElements()
    {
        GroupElement?[] elements = new GroupElement?[Order];
        elements[0] = GroupElement.Identity(_group);
        GroupElement[] generators = [.. Enumerable.Range(0, _left.Length).Select(k => GroupElement.Discrete(_group, k))];
        var queue = new Queue<int>([0]);
        while (queue.Count > 0)
        {
            int element = queue.Dequeue();
            for (int k = 0; k < _left.Length; k++)
            {
                int next = _left[k][element];
                if (elements[next] is null)
                {
                    elements[next] = (generators[k] * elements[element]!).Simplified();
                    queue.Enqueue(next);
                }
            }
        }

        return [.. elements.Select(element => element ?? throw new InvalidOperationException($"The generators of {_group} do not reach every element."))];
    }

    private int[] CreateInverses() => [.. _elements.Value.Select(element => IndexOf(element.Inverse()))];

    /// <summary>Orbits under g → h_k g h_k^-1, where g h_k^-1 is the inverse of h_k g^-1.</summary>
    private IReadOnlyList<IReadOnlyList<int>> CreateClasses()
    {
        int[] inverses = _inverses.Value;
        bool[] seen = new bool[Order];
        List<IReadOnlyList<int>> classes = [];
        for (int first = 0; first < Order; first++)
        {
            if (seen[first])
            {
                continue;
            }

            seen[first] = true;
            List<int> members = [first];
            for (int next = 0; next < members.Count; next++)
            {
                foreach (int[] left in _left)
                {
                    int conjugate = left[inverses[left[inverses[members[next]]]]];
                    if (!seen[conjugate])
                    {
                        seen[conjugate] = true;
                        members.Add(conjugate);
                    }
                }
            }

            members.Sort();
            classes.Add(members);
        }

        return classes;
    }

    private int[] CreateClassOf()
    {
        int[] classOf = new int[Order];
        for (int i = 0; i < Classes.Count; i++)
        {
            foreach (int member in Classes[i])
            {
                classOf[member] = i;
            }
        }

        return classOf;
    }
}
