using Intertwine.Algebra;

namespace Intertwine.Benchmarks;

/// <summary>Build times of tensor products, symmetric contractions and decompositions: the first time, and from the cache. Compiled code is warm from smaller cases of the same kinds.</summary>
internal static class MultilinearBenchmark
{
    public static IEnumerable<string[]> Run()
    {
        Contract("0 + 1 + 2", 3, "SO(3)", "0");
        Product("D_5");
        Decompose("D_5", "regular");
        Reduce("D_5", "1", "ijk=jik=ikj");
        Branch("SO(3)", "2", "C_5");

        yield return Row("(0e + 1o + 2e + 3o)^3 to 0e, 1o, 2e", () => Contract("0e + 1o + 2e + 3o", 3, "O(3)", "0e", "1o", "2e"));
        yield return Row("(0e + 1o + 2e + 3o)^4 to 0e, 1o, 2e", () => Contract("0e + 1o + 2e + 3o", 4, "O(3)", "0e", "1o", "2e"));
        foreach (string group in (string[])["O(3)", "D_16", "SO(2)", "SU(2)", "O(5)", "I_h", "S_5"])
        {
            if (HasIrreps(group))
            {
                yield return Row($"products of the first 6 irreps of {group} up to dimension 8", () => Product(group));
            }
        }

        foreach (string group in (string[])["C_64", "D_32", "O_h", "I", "I_h", "S_5"])
        {
            if (HasIrreps(group))
            {
                yield return Row($"regular representation of {group}", () => Decompose(group, "regular"));
            }
        }

        yield return Row("1o*1o*1o*1o of O(3)", () => Decompose("O(3)", "1o*1o*1o*1o"));
        yield return Row("ijkl=jikl=klij over 1o of O(3)", () => Reduce("O(3)", "1o", "ijkl=jikl=klij"));
        yield return Row("4e of O(3) under D_6", () => Branch("O(3)", "4e", "D_6"));
    }

    private static bool HasIrreps(string group)
    {
        try
        {
            return Group.Parse(group).TryGet(out Group? parsed, out _) && parsed.Irreps.Any();
        }
        catch (NotSupportedException)
        {
            return false;
        }
    }

    private static string[] Row(string name, Action action)
    {
        double first = Paired.Milliseconds(action);
        double again = Paired.Median([.. Enumerable.Range(0, 9).Select(_ => Paired.Milliseconds(action))]);
        return [name, $"{first:f1}", $"{1000 * again:f0}"];
    }

    private static void Contract(string input, int degree, string group, params string[] outputs)
    {
        var representation = Representation.Parse(Group.Parse(group).OrThrow(), input);
        foreach (string output in outputs)
        {
            _ = SymmetricContraction.Of(representation, (Irrep)representation.Group.ParsePiece(output).OrThrow(), degree).OrThrow();
        }
    }

    private static void Product(string group)
    {
        Irrep[] irreps = [.. Group.Parse(group).OrThrow().Irreps.Take(24).Where(irrep => irrep.Dimension <= 8).Take(6)];
        foreach (Irrep left in irreps)
        {
            foreach (Irrep right in irreps)
            {
                _ = TensorProducts.Paths(left, right).OrThrow();
            }
        }
    }

    private static void Decompose(string group, string representation) => _ = Decomposition.Of(Representation.Parse(Group.Parse(group).OrThrow(), representation).Terms[0].Piece).OrThrow();

    private static void Reduce(string group, string representation, string formula)
        => _ = ReducedTensorProduct.Of(IndexSymmetry.Parse(formula).OrThrow(), Representation.Parse(Group.Parse(group).OrThrow(), representation)).OrThrow();

    private static void Branch(string group, string irrep, string subgroup)
        => _ = Branching.Of(Group.Parse(group).OrThrow().ParsePiece(irrep).OrThrow(), Group.Parse(subgroup).OrThrow()).OrThrow();
}
