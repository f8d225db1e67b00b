using static TorchSharp.torch;

namespace Intertwine.Golden.Kinds;

/// <summary>
/// The weights of e3nn's tensor products, one vector, instruction after instruction, each with the axes of its mode, as ours: one tensor for each path between our pieces. Instructions between terms of the same
/// irreps are blocks of one of our paths.
/// </summary>
internal sealed class E3nnProductWeights(IReadOnlyList<E3nnInstruction> instructions, E3nnIrreps left, E3nnIrreps right, E3nnIrreps output)
{
    /// <summary>Parameters of our feature.</summary>
    public IEnumerable<KeyValuePair<string, Tensor>> Bind(string feature, Tensor official)
    {
        (string Name, Tensor Value)[] paths = [.. Paths(official.unsqueeze(0))];
        foreach ((string name, Tensor value) in paths)
        {
            int count = paths.Count(p => p.Name == name);
            int number = paths.TakeWhile(p => !ReferenceEquals(p.Value, value)).Count(p => p.Name == name);
            yield return new($"{feature}.{name}{(count > 1 ? $".{number}" : "")}.weight", value.squeeze(0));
        }
    }

    /// <summary>The weights of each item as ours: <c>[items, weights]</c>.</summary>
    public Tensor Sort(Tensor official) => cat([.. Paths(official).Select(p => p.Value.flatten(1))], 1);

    private IEnumerable<(string Name, Tensor Value)> Paths(Tensor official)
    {
        List<(E3nnInstruction Instruction, Tensor Block)> blocks = [];
        long first = 0;
        foreach (E3nnInstruction instruction in instructions.Where(i => i.HasWeight))
        {
            long count = instruction.Shape.Aggregate(1L, (n, extent) => n * extent);
            blocks.Add((instruction, official.narrow(1, first, count).reshape([official.shape[0], .. instruction.Shape])));
            first += count;
        }

        if (blocks.Count == 0 || blocks.Any(b => b.Instruction.Mode != "uvw"))
        {
            foreach ((E3nnInstruction instruction, Tensor block) in blocks)
            {
                yield return (Name(left.Terms[instruction.Left].Irrep, right.Terms[instruction.Right].Irrep, output.Terms[instruction.Output].Irrep), Ours(instruction.Mode, block));
            }

            yield break;
        }

        foreach (string a in left.Pieces)
        {
            foreach (string b in right.Pieces)
            {
                foreach (string c in output.Pieces.Where(E3nnIrreps.Product(a, b).Contains))
                {
                    IEnumerable<int> Of(E3nnIrreps irreps, string piece) => Enumerable.Range(0, irreps.Terms.Count).Where(i => irreps.Terms[i].Irrep == piece);
                    Tensor merged = cat(
                        [
                            .. Of(left, a).Select(i => cat(
                                [.. Of(right, b).Select(j => cat([.. Of(output, c).Select(k => blocks.Single(x => (x.Instruction.Left, x.Instruction.Right, x.Instruction.Output) == (i, j, k)).Block)], 3))],
                                2)),
                        ],
                        1);
                    yield return (Name(a, b, c), Ours("uvw", merged));
                }
            }
        }
    }

    private static string Name(string a, string b, string c) => $"{a}_{b}_{c}";

    /// <summary>A block with the axes that our Connection documents.</summary>
    private static Tensor Ours(string mode, Tensor block) => mode switch
    {
        "uvw" => block.permute(0, 3, 2, 1).reshape(block.shape[0], block.shape[3], block.shape[1] * block.shape[2]),
        "uvv" or "uuw" or "u<vw" => block.transpose(1, 2),
        _ => block,
    };
}
