namespace Intertwine.Algebra;

/// <summary>
/// The irrep of S_n of a partition of n, in Young's orthogonal form: a component per standard tableau T of the shape. The exchange s_i of i and i + 1 acts by
/// <c>s_i T = T / r + sqrt(1 - 1 / r^2) T'</c>, where T' is T with i and i + 1 exchanged and r is the content (column minus row) of i + 1 minus that of i. Real type.
/// [n] is trivial, [1,…,1] the sign, [n-1,1] is what <c>V</c> holds beside the trivial one.
/// </summary>
/// <param name="SymmetricGroup">S_n.</param>
/// <param name="Partition">A partition of n.</param>
public sealed record SymmetricIrrep(SymmetricGroup SymmetricGroup, Partition Partition) : Irrep(SymmetricGroup)
{
    public Partition Partition { get; } = Partition.Sum == SymmetricGroup.Count
        ? Partition
        : throw new ArgumentException($"Expected a partition of {SymmetricGroup.Count}, came {Partition} of {Partition.Sum}.", nameof(Partition));

    public override string Name => Partition.ToString();

    public override int Dimension { get; } = (int)Partition.TableauCount;

    public override bool IsTrivial => Partition.Parts.Count == 1;

    protected override int Order => IsTrivial ? 0 : Dimension;

    private protected override GeneratorImages CreateImages()
    {
        Matrix identity = Matrix.Identity(Dimension);
        if (SymmetricGroup.Count == 1)
        {
            return new GeneratorImages([], [identity, identity]);
        }

        // (1 2 … n) = s_1 s_2 … s_(n-1): n goes down to 1, every other item goes up by one.
        Matrix[] exchanges = Exchanges();
        Matrix cycle = exchanges.Aggregate(identity, (product, exchange) => product * exchange);
        return new GeneratorImages([], [exchanges[0], cycle]);
    }

    private Matrix[] Exchanges()
    {
        List<int[]> tableaux = StandardTableaux();
        var numbers = new Dictionary<string, int>();
        for (int t = 0; t < tableaux.Count; t++)
        {
            numbers.Add(Key(tableaux[t]), t);
        }

        Matrix[] exchanges = new Matrix[SymmetricGroup.Count - 1];
        for (int i = 0; i < exchanges.Length; i++)
        {
            double[] entries = new double[Dimension * Dimension];
            for (int t = 0; t < tableaux.Count; t++)
            {
                int[] tableau = tableaux[t];
                int distance = Content(tableau, i + 1) - Content(tableau, i);
                entries[(t * Dimension) + t] = 1.0 / distance;
                if (Math.Abs(distance) > 1)
                {
                    int[] exchanged = [.. tableau];
                    (exchanged[i], exchanged[i + 1]) = (exchanged[i + 1], exchanged[i]);
                    entries[(numbers[Key(exchanged)] * Dimension) + t] = Math.Sqrt(1 - (1.0 / (distance * distance)));
                }
            }

            exchanges[i] = new Matrix(Dimension, Dimension, entries);
        }

        return exchanges;
    }

    /// <summary>Tableaux as the row of each number; the numbers of a row stand in increasing order, so this says all.</summary>
    private List<int[]> StandardTableaux()
    {
        List<int[]> tableaux = [];
        Fill(new int[SymmetricGroup.Count], 0, new int[Partition.Parts.Count], tableaux);
        return tableaux;
    }

    private void Fill(int[] rows, int number, int[] lengths, List<int[]> tableaux)
    {
        if (number == rows.Length)
        {
            tableaux.Add([.. rows]);
            return;
        }

        for (int row = 0; row < lengths.Length; row++)
        {
            if (lengths[row] < Partition.Parts[row] && (row == 0 || lengths[row - 1] > lengths[row]))
            {
                rows[number] = row;
                lengths[row]++;
                Fill(rows, number + 1, lengths, tableaux);
                lengths[row]--;
            }
        }
    }

    /// <summary>Column minus row of the box that holds a number.</summary>
    private static int Content(int[] rows, int number)
    {
        int column = 0;
        for (int i = 0; i < number; i++)
        {
            column += rows[i] == rows[number] ? 1 : 0;
        }

        return column - rows[number];
    }

    private static string Key(int[] rows) => string.Join(",", rows);
}
