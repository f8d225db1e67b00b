namespace Intertwine.Analyzers.Tests.Tensors;

/// <summary>Classes with members, calls of other methods, the shapes that code has.</summary>
internal static class FieldSnippets
{
    public static IReadOnlyList<Snippet> All { get; } =
    [
        new("BlocksThatCallEachOther", "v: 5 4 3; s: 5 4", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Gate([Rep("1o", Rank = 3)] Tensor v, [Invariant(Rank = 2)] Tensor s) => v * s.sigmoid().unsqueeze(-1);

            [Equivariant("O(3)")]
            [return: Invariant]
            static Tensor Lengths([Rep("1o", Rank = 3)] Tensor v) => (v * v).sum(-1);

            [Equivariant("O(3)")]
            [return: Rep("1o", Item = 0), Invariant(Item = 1)]
            static (Tensor V, Tensor S) Block([Rep("1o", Rank = 3)] Tensor v, [Invariant(Rank = 2)] Tensor s)
            {
                v = Gate(v, s + Lengths(v));
                s += Lengths(v).sqrt();
                return (v, s);
            }
            """),
        new("LocalFunctionAndLambda", "v: 5 4 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Layer([Rep("1o", Rank = 3)] Tensor v)
            {
                Func<Tensor, Tensor> half = x => x * 0.5;
                return Scaled(half(v));

                Tensor Scaled(Tensor x)
                {
                    Tensor length = x.norm(-1, keepdim: true);
                    return x / (1 + length);
                }
            }
            """),
        new("LambdaOnComponents", "v: 5 4 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Layer([Rep("1o", Rank = 3)] Tensor v)
            {
                Func<Tensor, Tensor> activation = x => {|EQV1101:x.tanh()|};
                return activation(v) + v;
            }
            """),
        new("ListOfLayers", "v: 5 4 3", """
            private readonly List<Tensor> _unused = [];
            private readonly Parameter _w1 = Parameter(torch.randn(4, 4)), _w2 = Parameter(torch.randn(4, 4));

            [Equivariant("O(3)")]
            [return: Rep("1o")]
            public Tensor Layer([Rep("1o", Rank = 3)] Tensor v)
            {
                foreach (Tensor weight in new[] { _w1, _w2 })
                {
                    Tensor mixed = torch.matmul(weight, v);
                    v = v + mixed / (1 + mixed.norm(-1, keepdim: true));
                }

                return v;
            }
            """),
        new("SplitAndConcatenatedChannels", "v: 5 6 3", """
            [Equivariant("SO(3)")]
            [return: Rep("1")]
            static Tensor Layer([Rep("1", Rank = 3)] Tensor v)
            {
                Tensor[] parts = v.split(2, 1);
                Tensor cross = torch.linalg.cross(parts[0], parts[1]);
                return torch.cat([parts[2], cross, parts[0] - parts[1]], dim: 1);
            }
            """),
        new("SplitComponents", "v: 5 4 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Layer([Rep("1o", Rank = 3)] Tensor v)
            {
                Tensor[] parts = {|EQV1104:v.split([2, 1], -1)|};
                return torch.cat([parts[0], parts[1] * 2], -1);
            }
            """),
        new("DirectSumTakenApart", "x: 5 40", """
            [Equivariant("O(3)")]
            [return: Rep("16x0e + 8x1o")]
            static Tensor Gate([Rep("16x0e + 8x1o", Rank = 2)] Tensor x)
            {
                Tensor scalars = x[.., ..16];
                Tensor vectors = x[.., 16..].view(-1, 8, 3);
                Tensor gates = scalars[.., ..8].sigmoid().unsqueeze(-1);
                return torch.cat([functional.silu(scalars), (vectors * gates).view(-1, 24)], -1);
            }
            """),
        new("DirectSumCutInAVector", "x: 5 40", """
            [Equivariant("O(3)")]
            [return: Rep("8x1o")]
            static Tensor Vectors([Rep("16x0e + 8x1o", Rank = 2)] Tensor x) => {|EQV1104:torch.cat([x[.., 15..], x[.., ..1]], -1)[.., ..24]|};
            """),
        new("ReshapedAcrossComponents", "v: 5 4 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Reshape([Rep("1o", Rank = 3)] Tensor v) => {|EQV1109:v.reshape(-1, 3, 4)|}.transpose(1, 2);
            """),
        new("FlattenedAndBack", "v: 5 4 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Reshape([Rep("1o", Rank = 3)] Tensor v)
            {
                Tensor flat = v.reshape(v.shape[0], -1);
                return flat.view(v.shape[0], -1, 3) * 2;
            }
            """),
        new("PermutedAndBack", "v: 2 4 5 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Permute([Rep("1o", Rank = 4)] Tensor v)
            {
                Tensor moved = v.permute(0, 3, 1, 2);
                Tensor pooled = moved.mean([3], keepdim: true);
                return (moved - pooled).permute(0, 2, 3, 1).contiguous();
            }
            """),
        new("SumOverTheWrongAxisAfterTranspose", "v: 5 4 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Pool([Rep("1o", Rank = 3)] Tensor v)
            {
                Tensor turned = v.transpose(1, 2);
                return {|EQV1105:turned.sum(1)|}.unsqueeze(-1).expand(-1, -1, 3);
            }
            """),
        new("StackedOnComponents", "v: 5 3; h: 5", """
            [Equivariant("O(3)")]
            [return: Rep("1o + 0e")]
            static Tensor Stack([Rep("1o", Rank = 2)] Tensor v, [Invariant(Rank = 1)] Tensor h) => torch.cat([v, h.unsqueeze(-1)], -1);
            """),
        new("ConcatenatedOnComponents", "v: 5 3; h: 5 8", """
            private readonly Linear _out = Linear(11, 8);

            [Equivariant("O(3)")]
            [return: Invariant]
            public Tensor Mix([Rep("1o", Rank = 2)] Tensor v, [Invariant(Rank = 2)] Tensor h) => {|EQV1107:_out.forward(torch.cat([v, h], -1))|};
            """),
        new("BranchOnAnInvariant", "v: 5 4 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Layer([Rep("1o", Rank = 3)] Tensor v)
            {
                if (v.norm().item<double>() > 2)
                {
                    v = v / v.norm();
                }

                return v.shape[0] > 3 ? v : -v;
            }
            """),
        new("BranchOnAComponent", "v: 5 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Layer([Rep("1o", Rank = 2)] Tensor v)
            {
                if (({|EQV1104:v[0, 0]|} > 0).item<bool>())
                {
                    return v;
                }

                return -v * 2;
            }
            """),
        new("SwitchOnActivation", "v: 5 4 3; kind: =1", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Layer([Rep("1o", Rank = 3)] Tensor v, int kind)
            {
                Tensor length = v.norm(-1, keepdim: true);
                Tensor gate = kind switch
                {
                    0 => length.tanh(),
                    1 => length.sigmoid(),
                    _ => torch.ones_like(length),
                };
                return v * gate;
            }
            """),
        new("GravityAdded", "v: 5 3", """
            private static readonly Tensor Gravity = torch.tensor(new[] { 0.0, 0.0, -9.81 });

            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Fall([Rep("1o", Rank = 2)] Tensor v, double dt = 0.1) => {|EQV1102:v + dt * Gravity|};
            """),
        new("GravityPassed", "v: 5 3; gravity: 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Fall([Rep("1o", Rank = 2)] Tensor v, [Rep("1o", Rank = 1)] Tensor gravity, double dt = 0.1) => v + dt * gravity;
            """),
        new("MaskWrittenInPlace", "v: 5 3; frozen: bool 5", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Freeze([Rep("1o", Rank = 2)] Tensor v, [Invariant(Rank = 1)] Tensor frozen)
            {
                Tensor copy = v.clone();
                copy[frozen] = 0;
                return copy;
            }
            """),
        new("ComponentWrittenInPlace", "v: 5 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Flatten([Rep("1o", Rank = 2)] Tensor v)
            {
                Tensor copy = v.clone();
                {|EQV1111:copy[.., 2] = 0|};
                return copy;
            }
            """),
        new("OtherGroupCalled", "v: 5 3; w: 5 3", """
            [Equivariant("SO(3)")]
            [return: Rep("1")]
            static Tensor Torque([Rep("1", Rank = 2)] Tensor v, [Rep("1", Rank = 2)] Tensor w) => torch.linalg.cross(v, w);

            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Move([Rep("1o", Rank = 2)] Tensor v, [Rep("1o", Rank = 2)] Tensor w) => v + {|EQV1112:Torque(v, w)|};
            """),
        new("LargerGroupCalled", "x: 5 3; v: 5 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Damp([Rep("1o", Rank = 2)] Tensor v) => v / (1 + v.norm(-1, keepdim: true));

            [Equivariant("SE(3)")]
            [return: Rep("point")]
            static Tensor Move([Rep("point", Rank = 2)] Tensor x, [Rep("1", Rank = 2)] Tensor v) => x + Damp(v);
            """),
    ];
}
