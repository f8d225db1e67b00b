namespace Intertwine.Analyzers.Tests.Tensors;

/// <summary>Attention on vectors and scalars: logits must be invariant.</summary>
internal static class AttentionSnippets
{
    public static IReadOnlyList<Snippet> All { get; } =
    [
        new("FrobeniusAttention", "q: 2 5 4 3; k: 2 5 4 3; v: 2 5 4 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Attention([Rep("1o", Rank = 4)] Tensor q, [Rep("1o", Rank = 4)] Tensor k, [Rep("1o", Rank = 4)] Tensor v)
            {
                Tensor logits = torch.einsum("bicd,bjcd->bij", q, k) / Math.Sqrt(12);
                Tensor weights = logits.softmax(-1);
                return torch.einsum("bij,bjcd->bicd", weights, v);
            }
            """),
        new("FlattenedAttention", "q: 2 5 4 3; k: 2 5 4 3; v: 2 5 4 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Attention([Rep("1o", Rank = 4)] Tensor q, [Rep("1o", Rank = 4)] Tensor k, [Rep("1o", Rank = 4)] Tensor v)
            {
                Tensor weights = torch.matmul(q.flatten(2), k.flatten(2).transpose(1, 2)).div(Math.Sqrt(12)).softmax(-1);
                return torch.matmul(weights, v.flatten(2)).view(2, 5, 4, 3);
            }
            """),
        new("SoftmaxOverComponents", "q: 2 5 3; k: 2 5 3; v: 2 5 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Attention([Rep("1o", Rank = 3)] Tensor q, [Rep("1o", Rank = 3)] Tensor k, [Rep("1o", Rank = 3)] Tensor v)
            {
                Tensor weights = functional.softmax({|EQV1103:q * k|}, -1);
                return weights * v;
            }
            """),
        new("SoftmaxOfVectors", "v: 5 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Normalize([Rep("1o", Rank = 2)] Tensor v) => {|EQV1105:functional.softmax(v, dim: -1)|};
            """),
        new("DistanceAttention", "x: 2 5 3; h: 2 5 8", """
            private readonly Linear _value = Linear(8, 8);

            [Equivariant("E(3)")]
            [return: Invariant]
            public Tensor Attention([Rep("point", Rank = 3)] Tensor x, [Invariant(Rank = 3)] Tensor h)
            {
                Tensor logits = -torch.cdist(x, x).square();
                return torch.matmul(logits.softmax(-1), _value.forward(h));
            }
            """),
        new("Se3TransformerAttention", "h: 5 8; v: 5 4 3; x: 5 3", """
            private readonly Linear _q = Linear(8, 6), _k = Linear(9, 6);

            [Equivariant("SE(3)")]
            [return: Rep("1")]
            public Tensor Attention([Invariant(Rank = 2)] Tensor h, [Rep("1", Rank = 3)] Tensor v, [Rep("point", Rank = 2)] Tensor x)
            {
                long n = h.shape[0];
                Tensor r = x.unsqueeze(0) - x.unsqueeze(1);
                Tensor distance = (r.pow(2).sum(-1) + 1e-12).sqrt();
                Tensor keys = _k.forward(torch.cat([h.unsqueeze(0).expand(n, n, 8), distance.unsqueeze(-1)], -1));
                Tensor logits = torch.einsum("id,ijd->ij", _q.forward(h), keys);
                Tensor weights = logits.softmax(1);
                Tensor messages = v.unsqueeze(0) + (r / (distance + 1).unsqueeze(-1)).unsqueeze(2);
                return torch.einsum("ij,ijcd->icd", weights, messages);
            }
            """),
        new("LogitsFromComponents", "v: 5 4 3", """
            private readonly Linear _logit = Linear(3, 1);

            [Equivariant("O(3)")]
            [return: Rep("1o")]
            public Tensor Pool([Rep("1o", Rank = 3)] Tensor v)
            {
                Tensor weights = {|EQV1107:_logit.forward(v)|}.softmax(1);
                return (weights * v).sum(1);
            }
            """),
        new("MultiHeadVectorAttention", "x: 2 5 8 3; wq: 8 8; wk: 8 8; wv: 8 8", """
            [Equivariant("SO(3)")]
            [return: Rep("1")]
            static Tensor Attention([Rep("1", Rank = 4)] Tensor x, [Invariant(Rank = 2)] Tensor wq, [Invariant(Rank = 2)] Tensor wk, [Invariant(Rank = 2)] Tensor wv)
            {
                Tensor[] projected = new[] { wq, wk, wv }.Select(w => torch.einsum("oc,bncd->bnod", w, x)).ToArray();
                var heads = new List<Tensor>();
                for (int head = 0; head < 2; head++)
                {
                    Tensor q = projected[0].narrow(2, head * 4, 4), k = projected[1].narrow(2, head * 4, 4), v = projected[2].narrow(2, head * 4, 4);
                    Tensor weights = (torch.einsum("bicd,bjcd->bij", q, k) / 3.46).softmax(-1);
                    heads.Add(torch.einsum("bij,bjcd->bicd", weights, v));
                }

                return torch.cat(heads, 2);
            }
            """),
        new("GatedAttentionWithScalars", "s: 5 8; v: 5 4 3", """
            private readonly Linear _gate = Linear(8, 4);

            [Equivariant("O(3)")]
            [return: Rep("1o")]
            public Tensor Gate([Invariant(Rank = 2)] Tensor s, [Rep("1o", Rank = 3)] Tensor v) => v * _gate.forward(s).sigmoid().unsqueeze(-1);
            """),
        new("CosineSimilarities", "a: 5 3; b: 7 3", """
            [Equivariant("O(3)")]
            [return: Invariant]
            static Tensor Similarity([Rep("1o", Rank = 2)] Tensor a, [Rep("1o", Rank = 2)] Tensor b)
            {
                Tensor x = functional.normalize(a, p: 2, dim: 1), y = functional.normalize(b, p: 2, dim: 1);
                return torch.mm(x, y.t());
            }
            """),
        new("GramMatrix", "x: 6 3", """
            [Equivariant("O(3)")]
            [return: Invariant]
            static Tensor Gram([Rep("1o", Rank = 2)] Tensor x) => x.matmul(x.transpose(0, 1));
            """),
        new("CovarianceTakenForGram", "x: 6 3", """
            [Equivariant("O(3)")]
            [return: Invariant]
            static Tensor Gram([Rep("1o", Rank = 2)] Tensor x)
            {
                Tensor product = x.t().mm(x);
                return {|EQV1113:product|};
            }
            """),
    ];
}
