namespace Intertwine.Analyzers.Tests.Tensors;

/// <summary>Nonlinearities, normalisations and dropout on vectors.</summary>
internal static class NormalizationSnippets
{
    public static IReadOnlyList<Snippet> All { get; } =
    [
        new("NormNonlinearity", "v: 5 4 3; bias: 4 1", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Activate([Rep("1o", Rank = 3)] Tensor v, [Rep("0e", Rank = 2)] Tensor bias)
            {
                Tensor length = torch.linalg.vector_norm(v, dims: [-1], keepdim: true);
                return (length + 1).log().relu() / (length + 1e-6) * v;
            }
            """),
        new("GateByOwnNorm", "v: 5 4 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Gate([Rep("1o", Rank = 3)] Tensor v)
            {
                using var scope = torch.NewDisposeScope();
                Tensor gate = torch.sigmoid(v.pow(2).sum([-1], keepdim: true));
                return (v * gate).MoveToOuterDisposeScope();
            }
            """),
        new("SiluOnVectors", "v: 5 4 3", """
            private readonly SiLU _silu = SiLU();

            [Equivariant("O(3)")]
            [return: Rep("1o")]
            public Tensor Activate([Rep("1o", Rank = 3)] Tensor v) => {|EQV1101:_silu.forward(v)|};
            """),
        new("VectorLayerNorm", "v: 5 4 3", """
            private readonly LayerNorm _norm = LayerNorm(4, 1e-5);

            [Equivariant("O(3)")]
            [return: Rep("1o")]
            public Tensor Normalize([Rep("1o", Rank = 3)] Tensor v)
            {
                Tensor length = v.norm(-1).clamp(1e-6);
                return v / length.unsqueeze(-1) * _norm.forward(length).unsqueeze(-1);
            }
            """),
        new("LayerNormOverComponents", "v: 5 4 3", """
            private readonly LayerNorm _norm = LayerNorm(3, 1e-5);

            [Equivariant("O(3)")]
            [return: Rep("1o")]
            public Tensor Normalize([Rep("1o", Rank = 3)] Tensor v) => {|EQV1116:_norm.forward(v)|};
            """),
        new("FunctionalLayerNorm", "v: 5 4 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Normalize([Rep("1o", Rank = 3)] Tensor v) => {|EQV1116:functional.layer_norm(v, [4, 3])|};
            """),
        new("RootMeanSquareNorm", "v: 5 4 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Normalize([Rep("1o", Rank = 3)] Tensor v)
            {
                Tensor squared = (v * v).sum(-1, keepdim: true).mean([1], keepdim: true);
                return v * (squared + 1e-5).rsqrt();
            }
            """),
        new("StandardisedByComponent", "v: 50 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Standardise([Rep("1o", Rank = 2)] Tensor v) => (v - v.mean([0], keepdim: true)) / {|EQV1105:v.std(0, keepdim: true)|};
            """),
        new("StandardisedByCommonDeviation", "v: 50 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Standardise([Rep("1o", Rank = 2)] Tensor v)
            {
                Tensor centered = v - v.mean([0], keepdim: true);
                return centered / (centered.pow(2).sum(-1).mean() + 1e-6).sqrt();
            }
            """),
        new("DropoutByComponent", "v: 50 4 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Drop([Rep("1o", Rank = 3)] Tensor v) => {|EQV1116:functional.dropout(v, p: 0.5)|};
            """),
        new("DropoutOfVectors", "v: 50 4 3", """
            private readonly Dropout _dropout = Dropout(0.5);

            [Equivariant("O(3)")]
            [return: Rep("1o")]
            public Tensor Drop([Rep("1o", Rank = 3)] Tensor v)
            {
                Tensor mask = _dropout.forward(torch.ones(v.shape[0], v.shape[1], 1));
                return v * mask;
            }
            """),
        new("LongestVector", "v: 5 4 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Longest([Rep("1o", Rank = 3)] Tensor v)
            {
                Tensor index = v.norm(-1).argmax(1, keepdim: true);
                return v.gather(1, index.unsqueeze(-1).expand(-1, -1, 3)).squeeze(1);
            }
            """),
        new("ShortVectorsMasked", "v: 5 4 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Mask([Rep("1o", Rank = 3)] Tensor v)
            {
                Tensor isShort = v.norm(-1, keepdim: true) < 0.8;
                return v.masked_fill(isShort, 0);
            }
            """),
        new("NegativeComponentsMasked", "v: 5 4 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Mask([Rep("1o", Rank = 3)] Tensor v) => v.masked_fill({|EQV1110:v < 0|}, 0);
            """),
        new("AbsoluteValueOfVectors", "v: 5 3", """
            [Equivariant("O(3)")]
            [return: Invariant]
            static Tensor Size([Rep("1o", Rank = 2)] Tensor v) => {|EQV1101:v.abs()|}.sum(-1);
            """),
        new("ManhattanNorm", "v: 5 3", """
            [Equivariant("O(3)")]
            [return: Invariant]
            static Tensor Size([Rep("1o", Rank = 2)] Tensor v) => {|EQV1105:v.norm(-1, p: 1)|};
            """),
        new("MaximumComponent", "v: 5 3", """
            [Equivariant("O(3)")]
            [return: Invariant]
            static Tensor Size([Rep("1o", Rank = 2)] Tensor v) => {|EQV1105:v.amax(-1)|};
            """),
        new("FlooredInPlace", "v: 5 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Quantise([Rep("1o", Rank = 2)] Tensor v)
            {
                Tensor copy = v.clone();
                {|EQV1101:copy.mul_(10).round_()|};
                return copy / 10;
            }
            """),
        new("ResidualChain", "v: 5 4 3; s: 5 4", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Chain([Rep("1o", Rank = 3)] Tensor v, [Invariant(Rank = 2)] Tensor s)
            {
                Tensor hidden = v;
                for (int layer = 0; layer < 3; layer++)
                {
                    Tensor gate = (s + hidden.norm(-1)).tanh().unsqueeze(-1);
                    hidden = hidden + 0.5 * gate * hidden;
                }

                return hidden;
            }
            """),
        new("ResidualChainWithRelu", "v: 5 4 3; s: 5 4", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Chain([Rep("1o", Rank = 3)] Tensor v, [Invariant(Rank = 2)] Tensor s)
            {
                Tensor hidden = v;
                for (int layer = 0; layer < 3; layer++)
                {
                    hidden = hidden + s.unsqueeze(-1) * {|EQV1101:hidden.relu()|};
                }

                return hidden;
            }
            """),
        new("NormOfSeveralVectorsAtOnce", "v: 5 4 3", """
            [Equivariant("O(3)")]
            [return: Invariant]
            static Tensor Total([Rep("1o", Rank = 3)] Tensor v) => v.flatten(1).norm(-1) + torch.linalg.vector_norm(v);
            """),
        new("ClippedByNorm", "v: 5 3 *10", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Clip([Rep("1o", Rank = 2)] Tensor v, double maximum = 1.5)
            {
                Tensor length = v.norm(-1, keepdim: true);
                Tensor factor = (maximum / (length + 1e-8)).clamp(max: 1);
                return v * factor;
            }
            """),
    ];
}
