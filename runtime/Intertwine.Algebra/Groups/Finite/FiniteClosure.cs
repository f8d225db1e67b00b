namespace Intertwine.Algebra;

/// <summary>The elements that generators reach, in a faithful form.</summary>
internal static class FiniteClosure
{
    /// <summary>Per generator h the number of h g for the element g with each number; numbers breadth first from the identity, 0.</summary>
    public static int[][] LeftMultiplication<TElement>(IReadOnlyList<TElement> generators, TElement identity, Func<TElement, TElement, TElement> multiply)
        where TElement : notnull
    {
        List<TElement> elements = [identity];
        var numbers = new Dictionary<TElement, int> { [identity] = 0 };
        List<int>[] left = [.. generators.Select(_ => new List<int>())];
        for (int next = 0; next < elements.Count; next++)
        {
            for (int k = 0; k < generators.Count; k++)
            {
                TElement product = multiply(generators[k], elements[next]);
                if (!numbers.TryGetValue(product, out int number))
                {
                    number = elements.Count;
                    numbers.Add(product, number);
                    elements.Add(product);
                }

                left[k].Add(number);
            }
        }

        return [.. left.Select(row => row.ToArray())];
    }
}
