using Intertwine.Algebra;

namespace Intertwine.Benchmarks;

/// <summary>
/// Build time of the kernel bases of escnn's two tables (540 convolutions of the plane, 244 of space): solved and reduced to what the grid shows, with nothing kept of the rows before but the tables of the group itself; and the
/// same from the cache.
/// </summary>
internal static class SteerableBenchmark
{
    public static IEnumerable<string[]> Run()
    {
        (string Name, EuclideanAction Action)[] plane =
        [
            ("trivial", EuclideanAction.Of(new CyclicGroup(1))),
            ("C_4", EuclideanAction.Of(new CyclicGroup(4))),
            ("C_8", EuclideanAction.Of(new CyclicGroup(8))),
            ("D_4", EuclideanAction.Of(new DihedralGroup(4))),
            ("SO(2)", EuclideanAction.Of(new OrthogonalGroup(2, IsSpecial: true, HasTranslations: false))),
            ("O(2)", EuclideanAction.Of(new OrthogonalGroup(2, IsSpecial: false, HasTranslations: false))),
        ];
        (string Name, EuclideanAction Action)[] space =
        [
            ("trivial", EuclideanAction.AboutZ(new CyclicGroup(1))),
            ("SO(3)", EuclideanAction.Of(OrthogonalGroup.SO3)),
            ("O(3)", EuclideanAction.Of(OrthogonalGroup.O3)),
            ("O", EuclideanAction.Of(new PolyhedralGroup(Polyhedral.O))),
        ];

        // Compiled code is warm: what is timed is the work.
        foreach ((_, EuclideanAction action) in plane.Concat(space))
        {
            _ = Build(action, action.Group.Trivial, action.Group.Trivial, 3);
        }

        foreach ((string name, EuclideanAction action) in plane)
        {
            yield return Table($"plane, {name}", action, [3, 5, 7]);
        }

        foreach ((string name, EuclideanAction action) in space)
        {
            yield return Table($"space, {name}", action, [3, 5]);
        }
    }

    private static string[] Table(string title, EuclideanAction action, int[] sizes)
    {
        List<(double Milliseconds, string Name)> rows = [];
        List<double> again = [];
        Piece[] pieces = [.. Pieces(action.Group)];
        foreach (int size in sizes)
        {
            foreach (Piece from in pieces)
            {
                foreach (Piece to in pieces)
                {
                    SteerableSolver.ClearCache();
                    IntertwinerCache.Clear();
                    rows.Add((Paired.Milliseconds(() => Build(action, from, to, size)), $"{from} to {to}, size {size}"));
                    RadialBasis radial = Radial(action, size);
                    again.Add(Paired.Milliseconds(() => SteerableSolver.Solve(action, from, to, radial)));
                }
            }
        }

        (double Milliseconds, string Name) slowest = rows.MaxBy(row => row.Milliseconds);
        return [title, $"{rows.Count}", $"{Paired.Median([.. rows.Select(row => row.Milliseconds)]):f2}", $"{slowest.Milliseconds:f1}", slowest.Name, $"{1000 * Paired.Median([.. again]):f1}"];
    }

    private static IEnumerable<Piece> Pieces(Group group)
    {
        int irreps = group.Order is not null ? int.MaxValue : group is OrthogonalGroup { Dimension: 2 } ? (group.DiscreteCount == 0 ? 4 : 5) : group.DiscreteCount == 0 ? 3 : 6;
        IEnumerable<Piece> pieces = group.Irreps.Take(irreps);
        return group is FiniteGroup finite ? pieces.Append(finite.Regular) : pieces;
    }

    private static int Build(EuclideanAction action, Piece from, Piece to, int size)
        => SteerableSolver.Solve(action, from, to, Radial(action, size)).Value!.Sample(new PixelGrid(action.Dimension, size)).Dimension;

    private static RadialBasis Radial(EuclideanAction action, int size) => RadialBasis.Rings(size, FrequencyLimits.Default(action.Dimension, size));
}
