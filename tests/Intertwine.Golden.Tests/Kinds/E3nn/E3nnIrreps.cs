using System.Globalization;
using static TorchSharp.torch;

namespace Intertwine.Golden.Kinds;

/// <summary>e3nn's <c>Irreps</c>: terms in any order, equal ones more than once; a tensor has them one after the other along its last axis. Ours group equal irreps and sort them, one tensor for each.</summary>
internal sealed class E3nnIrreps
{
    public E3nnIrreps(IEnumerable<(int Channels, string Irrep)> terms) => Terms = [.. terms.Where(t => t.Channels > 0)];

    public IReadOnlyList<(int Channels, string Irrep)> Terms { get; }

    public int Dimension => Terms.Sum(t => t.Channels * Components(t.Irrep));

    /// <summary>The different irreps in our order: by degree, odd before even.</summary>
    public IReadOnlyList<string> Pieces => [.. Terms.Select(t => t.Irrep).Distinct().OrderBy(Degree).ThenBy(i => i[^1] == 'o' ? 0 : 1)];

    /// <summary>As our declarations write it.</summary>
    public string Declared => string.Join(" + ", Pieces.Select(p => $"{Channels(p)}x{p}"));

    public static E3nnIrreps Parse(string text) => new(text.Split('+', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(term =>
    {
        int x = term.IndexOf('x', StringComparison.Ordinal);
        return (x < 0 ? 1 : int.Parse(term[..x], CultureInfo.InvariantCulture), term[(x + 1)..]);
    }));

    public static int Degree(string irrep) => int.Parse(irrep[..^1], CultureInfo.InvariantCulture);

    public static int Components(string irrep) => (2 * Degree(irrep)) + 1;

    /// <summary>The irreps of the product of two.</summary>
    public static IEnumerable<string> Product(string left, string right)
    {
        for (int l = Math.Abs(Degree(left) - Degree(right)); l <= Degree(left) + Degree(right); l++)
        {
            yield return $"{l}{(left[^1] == right[^1] ? 'e' : 'o')}";
        }
    }

    /// <summary>Channels of all terms with that irrep.</summary>
    public int Channels(string irrep) => Terms.Where(t => t.Irrep == irrep).Sum(t => t.Channels);

    /// <summary>Without the irreps that <paramref name="keep"/> refuses.</summary>
    public E3nnIrreps Where(Func<string, bool> keep) => new(Terms.Where(t => keep(t.Irrep)));

    /// <summary>The name of the tensor of one of our irreps: the feature's, where it has no other irreps.</summary>
    public string Key(string feature, string irrep) => Pieces.Count == 1 ? feature : $"{feature}.{irrep}";

    /// <summary>An official tensor as ours: <c>[items, channels, components]</c> for each irrep.</summary>
    public IEnumerable<KeyValuePair<string, Tensor>> Split(string feature, Tensor official)
    {
        Tensor items = official.reshape(-1, Dimension);
        foreach (string piece in Pieces)
        {
            List<Tensor> channels = [];
            int first = 0;
            foreach ((int count, string irrep) in Terms)
            {
                if (irrep == piece)
                {
                    channels.Add(items.narrow(1, first, count * Components(irrep)).reshape(-1, count, Components(irrep)));
                }

                first += count * Components(irrep);
            }

            yield return new(Key(feature, piece), cat(channels, 1));
        }
    }

    /// <summary>Our tensors of a feature as the official one, <c>[items, numbers]</c>. Irreps that the feature does not have are 0.</summary>
    /// <param name="has">The irreps of our feature; all if left out.</param>
    public Tensor Join(string feature, IReadOnlyDictionary<string, Tensor> ours, E3nnIrreps? has = null)
    {
        has ??= this;
        Dictionary<string, Tensor> pieces = has.Pieces.ToDictionary(p => p, p => ours[has.Key(feature, p)].reshape(-1, has.Channels(p), Components(p)));
        Tensor any = pieces.Values.First();
        Dictionary<string, int> next = [];
        List<Tensor> parts = [];
        foreach ((int count, string irrep) in Terms)
        {
            int first = next.GetValueOrDefault(irrep);
            next[irrep] = first + count;
            parts.Add(pieces.TryGetValue(irrep, out Tensor? piece)
                ? piece.narrow(1, first, count).reshape(-1, count * Components(irrep))
                : zeros(any.shape[0], count * Components(irrep), dtype: any.dtype));
        }

        return cat(parts, 1);
    }

    /// <summary>Numbers of channels, in the official order of terms, in our order. Only terms that <paramref name="keep"/> accepts have numbers.</summary>
    public Tensor Sort(Tensor numbers, Func<string, bool>? keep = null)
    {
        List<Tensor> sorted = [];
        foreach (string piece in Pieces.Where(p => keep?.Invoke(p) ?? true))
        {
            int first = 0;
            foreach ((int count, string irrep) in Terms.Where(t => keep?.Invoke(t.Irrep) ?? true))
            {
                if (irrep == piece)
                {
                    sorted.Add(numbers.narrow(0, first, count));
                }

                first += count;
            }
        }

        return cat(sorted);
    }

    /// <summary>The inverse of <see cref="Sort"/>.</summary>
    public Tensor Unsort(Tensor numbers, Func<string, bool>? keep = null)
    {
        Tensor order = Sort(arange(numbers.shape[0]), keep);
        return numbers.index_select(0, order.argsort());
    }
}
