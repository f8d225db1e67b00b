namespace Intertwine.Analyzers.Tests.Tensors;

/// <summary>Items gathered, scattered, put in order, repeated and masked.</summary>
internal static class GatherSnippets
{
    public static IReadOnlyList<Snippet> All { get; } =
    [
        new("ScatterAddOfVectors", "v: 14 3; row: int<5> 14", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Sum([Rep("1o", Rank = 2)] Tensor v, [Invariant(Rank = 1)] Tensor row, long nodes = 5)
            {
                Tensor index = row.unsqueeze(-1).expand(-1, v.shape[1]);
                return torch.zeros(nodes, v.shape[1], dtype: v.dtype).scatter_add(0, index, v);
            }
            """),
        new("ScatterAddAlongComponents", "v: 5 3; index: int<3> 5 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Sum([Rep("1o", Rank = 2)] Tensor v, [Invariant(Rank = 2)] Tensor index) => {|EQV1111:torch.zeros(5, 3, dtype: v.dtype).scatter_add(1, index, v)|};
            """),
        new("ScatterMeanOfVectors", "v: 14 3; row: int<5> 14", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Mean([Rep("1o", Rank = 2)] Tensor v, [Invariant(Rank = 1)] Tensor row)
            {
                Tensor sum = torch.zeros(5, 3, dtype: v.dtype).index_add_(0, row, v, 1);
                Tensor count = torch.zeros(5, dtype: v.dtype).index_add_(0, row, torch.ones_like(row, dtype: v.dtype), 1);
                return sum / count.clamp_min(1).unsqueeze(-1);
            }
            """),
        new("SumsOverPoints", "x: 2 6 3", """
            [Equivariant("E(3)")]
            [return: Rep("1o")]
            static Tensor Total([Rep("point", Rank = 3)] Tensor x) => {|EQV1113:x.sum(1)|};
            """),
        new("SumsOverGatheredPoints", "x: 5 3; row: int<5> 14; col: int<5> 14", """
            [Equivariant("E(3)")]
            [return: Rep("1o")]
            static Tensor Gathered([Rep("point", Rank = 2)] Tensor x, [Invariant(Rank = 1)] Tensor row, [Invariant(Rank = 1)] Tensor col)
            {
                Tensor received = torch.zeros_like(x).index_add(0, row, x.index_select(0, col), 1);
                return {|EQV1113:received|};
            }
            """),
        new("LaplacianOfPoints", "x: 5 3; row: int<5> 14; col: int<5> 14", """
            [Equivariant("E(3)")]
            [return: Rep("1o")]
            static Tensor Laplacian([Rep("point", Rank = 2)] Tensor x, [Invariant(Rank = 1)] Tensor row, [Invariant(Rank = 1)] Tensor col) =>
                torch.zeros_like(x).index_add(0, row, x[col] - x[row], 1);
            """),
        new("NearestByTopkAndGather", "x: 2 6 3; v: 2 6 3", """
            [Equivariant("E(3)")]
            [return: Rep("1o")]
            static Tensor Nearest([Rep("point", Rank = 3)] Tensor x, [Rep("1o", Rank = 3)] Tensor v)
            {
                Tensor distance = torch.cdist(x, x);
                (Tensor _, Tensor index) = distance.topk(3, -1, largest: false);
                Tensor near = v.unsqueeze(1).expand(-1, 6, -1, -1).gather(2, index.unsqueeze(-1).expand(-1, -1, -1, 3));
                return near.mean([2]);
            }
            """),
        new("TopkOfComponents", "v: 5 6 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Largest([Rep("1o", Rank = 3)] Tensor v) => {|EQV1110:v.topk(2, 1)|}.values;
            """),
        new("SortedByNormAndGathered", "v: 5 6 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Sorted([Rep("1o", Rank = 3)] Tensor v)
            {
                var (_, order) = v.norm(-1).sort(1, descending: true);
                return torch.take_along_dim(v, order.unsqueeze(-1), 1);
            }
            """),
        new("SortedVectors", "v: 5 6 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Sorted([Rep("1o", Rank = 3)] Tensor v) => {|EQV1110:v.sort(1)|}.Item1;
            """),
        new("FlippedItems", "v: 5 6 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Backwards([Rep("1o", Rank = 3)] Tensor v) => torch.cat([v, v.flip(1)], 1);
            """),
        new("FlippedComponents", "v: 5 6 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Backwards([Rep("1o", Rank = 3)] Tensor v) => v + {|EQV1109:torch.flip(v, -1)|};
            """),
        new("ShiftedRegularFeatures", "x: 2 6 4", """
            [Equivariant("C_4")]
            [return: Rep("regular")]
            static Tensor Shift([Rep("regular", Rank = 3)] Tensor x) => (x.roll(1, -1) - x).relu();
            """),
        new("FlippedRegularFeatures", "x: 2 6 4", """
            [Equivariant("C_4")]
            [return: Rep("regular")]
            static Tensor Flip([Rep("regular", Rank = 3)] Tensor x) => {|EQV1109:x.flip(2)|};
            """),
        new("RepeatedItems", "x: 5 3", """
            [Equivariant("E(3)")]
            [return: Rep("1o")]
            static Tensor Pairs([Rep("point", Rank = 2)] Tensor x)
            {
                long n = x.shape[0];
                return x.repeat_interleave(n, 0) - x.repeat(n, 1);
            }
            """),
        new("RepeatedComponents", "v: 5 3", """
            [Equivariant("O(3)")]
            [return: Rep("2x1o")]
            static Tensor Twice([Rep("1o", Rank = 2)] Tensor v) => {|EQV1109:v.repeat_interleave(2, -1)|};
            """),
        new("TwoCopiesOfAVector", "v: 5 3", """
            [Equivariant("O(3)")]
            [return: Rep("2x1o")]
            static Tensor Twice([Rep("1o", Rank = 2)] Tensor v) => v.repeat(1, 2);
            """),
        new("RunningSumOfComponents", "v: 5 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Walk([Rep("1o", Rank = 2)] Tensor v) => {|EQV1105:torch.cumsum(v, -1)|};
            """),
        new("StepsOfATrajectory", "x: 7 6 3", """
            [Equivariant("E(3)")]
            [return: Rep("1o")]
            static Tensor Velocity([Rep("point", Rank = 3)] Tensor x, double dt = 0.01) => (x[1..] - x[..^1]) / dt;
            """),
        new("MaskedLogits", "d: 2 6 6; mask: bool 2 6 6; v: 2 6 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Attend([Invariant(Rank = 3)] Tensor d, [Invariant(Rank = 3)] Tensor mask, [Rep("1o", Rank = 3)] Tensor v)
            {
                Tensor logits = (-d).masked_fill(mask, -1e9);
                return logits.softmax(-1).bmm(v);
            }
            """),
        new("PaddingFilledWithOnes", "v: 5 6 3; mask: bool 5 6", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Fill([Rep("1o", Rank = 3)] Tensor v, [Invariant(Rank = 2)] Tensor mask) => {|EQV1111:v.masked_fill(mask.unsqueeze(-1), 1)|};
            """),
        new("ReplacedByTheMean", "x: 6 3; isLost: bool 6 1", """
            [Equivariant("E(3)")]
            [return: Rep("point")]
            static Tensor Repair([Rep("point", Rank = 2)] Tensor x, [Rep("0e", Rank = 2)] Tensor isLost) => torch.where(isLost, x.mean([0], keepdim: true), x);
            """),
        new("ReplacedByTheOrigin", "x: 6 3; isLost: bool 6 1", """
            [Equivariant("E(3)")]
            [return: Rep("point")]
            static Tensor Repair([Rep("point", Rank = 2)] Tensor x, [Rep("0e", Rank = 2)] Tensor isLost)
            {
                Tensor moved = x.mean([0], keepdim: true) - x;
                return {|EQV1106:torch.where(isLost, x, moved)|};
            }
            """),
        new("EdgesByIndexTensor", "x: 5 3; edges: int<5> 2 14; h: 5 8", """
            private readonly Linear _message = Linear(17, 8);

            [Equivariant("E(3)")]
            [return: Invariant]
            public Tensor Message([Rep("point", Rank = 2)] Tensor x, [Invariant(Rank = 2)] Tensor edges, [Invariant(Rank = 2)] Tensor h)
            {
                Tensor[] ends = edges.unbind(0);
                Tensor squared = (x[ends[0]] - x[ends[1]]).square().sum(-1, keepdim: true);
                Tensor message = functional.silu(_message.forward(torch.cat([h[ends[0]], h[ends[1]], squared], -1)));
                Tensor received = torch.zeros_like(h);
                received.index_add_(0, ends[0], message, 1);
                return h + received;
            }
            """),
        new("HighestCoordinateTaken", "x: 5 6 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Top([Rep("1o", Rank = 3)] Tensor x)
            {
                Tensor index = {|EQV1104:x[.., .., 2]|}.argmax(1, keepdim: true);
                return x.gather(1, index.unsqueeze(-1).expand(-1, -1, 3)).squeeze(1);
            }
            """),
        new("PaddedWithZeros", "v: 2 5 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Pad([Rep("1o", Rank = 3)] Tensor v) => functional.pad(v, [0, 0, 0, 2]);
            """),
        new("PaddedComponents", "v: 2 5 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Pad([Rep("1o", Rank = 3)] Tensor v) => {|EQV1109:functional.pad(v, [1, 0])|}[.., .., ..3];
            """),
    ];
}
