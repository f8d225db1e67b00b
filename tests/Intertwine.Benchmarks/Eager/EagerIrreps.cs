using System.Globalization;
using static TorchSharp.torch;

namespace Intertwine.Benchmarks;

/// <summary>Channels of one irrep of O(3): <c>32x1o</c>.</summary>
internal readonly record struct EagerTerm(int Channels, int Degree, int Parity)
{
    public int Components => (2 * Degree) + 1;

    public int Size => Channels * Components;

    public static EagerTerm Parse(string text)
    {
        string[] parts = text.Trim().Split('x');
        string irrep = parts[^1];
        return new EagerTerm(
            parts.Length == 2 ? int.Parse(parts[0], CultureInfo.InvariantCulture) : 1,
            int.Parse(irrep[..^1], CultureInfo.InvariantCulture),
            irrep[^1] switch
            {
                'e' => 1,
                'o' => -1,
                _ => throw new FormatException($"Expected an irrep of O(3) such as 32x1o, came '{text}'."),
            });
    }

    /// <summary>Whether the product of two irreps contains a third.</summary>
    public static bool Allows(EagerTerm a, EagerTerm b, EagerTerm c) =>
        c.Parity == a.Parity * b.Parity && c.Degree >= Math.Abs(a.Degree - b.Degree) && c.Degree <= a.Degree + b.Degree;
}

/// <summary>e3nn's <c>Irreps</c>: the layout of a flat feature <c>[items, sum of channels x components]</c>, term after term.</summary>
internal sealed record EagerIrreps(params IReadOnlyList<EagerTerm> Terms)
{
    public int Size => Terms.Sum(t => t.Size);

    public static EagerIrreps Parse(string text) => new([.. text.Split('+').Select(EagerTerm.Parse)]);

    /// <summary>Views of a flat feature, <c>[items, channels, components]</c> each.</summary>
    public Tensor[] Split(Tensor flat)
    {
        Tensor[] parts = new Tensor[Terms.Count];
        long first = 0;
        for (int i = 0; i < parts.Length; i++)
        {
            EagerTerm term = Terms[i];
            parts[i] = flat.narrow(1, first, term.Size).reshape(flat.shape[0], term.Channels, term.Components);
            first += term.Size;
        }

        return parts;
    }
}
