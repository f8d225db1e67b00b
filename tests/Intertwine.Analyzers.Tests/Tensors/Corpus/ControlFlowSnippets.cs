namespace Intertwine.Analyzers.Tests.Tensors;

/// <summary>Networks as classes: lists of layers, tuples, local functions, lambdas, switches, ref and out, using.</summary>
internal static class ControlFlowSnippets
{
    public static IReadOnlyList<Snippet> All { get; } =
    [
        new("LoopOverModuleList", "s: 5 8; v: 5 8 3", """
            private readonly ModuleList<Module<Tensor, Tensor>> _layers = ModuleList<Module<Tensor, Tensor>>(Linear(8, 8), Linear(8, 8), Linear(8, 8));

            [Equivariant("O(3)")]
            [return: Rep("1o")]
            public Tensor Gate([Invariant(Rank = 2)] Tensor s, [Rep("1o", Rank = 3)] Tensor v)
            {
                foreach (Module<Tensor, Tensor> layer in _layers)
                {
                    s = functional.silu(layer.forward(s + v.norm(-1)));
                    v = v * s.sigmoid().unsqueeze(-1);
                }

                return v;
            }
            """),
        new("LoopOverModuleListOnComponents", "v: 5 3", """
            private readonly ModuleList<Linear> _layers = ModuleList(Linear(3, 3, hasBias: false), Linear(3, 3, hasBias: false));

            [Equivariant("O(3)")]
            [return: Rep("1o")]
            public Tensor Mix([Rep("1o", Rank = 2)] Tensor v)
            {
                for (int i = 0; i < _layers.Count; i++)
                {
                    v = {|EQV1107:_layers[i].forward(v)|};
                }

                return v;
            }
            """),
        new("ArrayOfLayersOnChannels", "v: 5 4 3", """
            private readonly Linear[] _layers = [Linear(4, 4, hasBias: false), Linear(4, 4, hasBias: false)];

            [Equivariant("O(3)")]
            [return: Rep("1o")]
            public Tensor Mix([Rep("1o", Rank = 3)] Tensor v)
            {
                Tensor x = v.transpose(-1, -2);
                for (int i = 0; i < _layers.Length; i++)
                {
                    x = x + _layers[i].forward(x) / (i + 1);
                }

                return x.transpose(-1, -2);
            }
            """),
        new("LayersOnChannelsWithBias", "v: 5 4 3", """
            private readonly Linear _first = Linear(4, 4, hasBias: false), _second = Linear(4, 4);

            [Equivariant("O(3)")]
            [return: Rep("1o")]
            public Tensor Mix([Rep("1o", Rank = 3)] Tensor v)
            {
                Tensor x = _first.forward(v.mT);
                return {|EQV1102:_second.forward(x)|}.mT;
            }
            """),
        new("StateAsATuple", "s: 5 4; v: 5 4 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o", Item = 0), Invariant(Item = 1)]
            static (Tensor Vectors, Tensor Scalars) Update([Invariant(Rank = 2)] Tensor s, [Rep("1o", Rank = 3)] Tensor v)
            {
                (Tensor Vectors, Tensor Scalars) state = (v, s);
                for (int step = 0; step < 2; step++)
                {
                    var (vectors, scalars) = state;
                    Tensor length = vectors.square().sum(-1);
                    state = (vectors * scalars.tanh().unsqueeze(-1), scalars + length);
                }

                return state;
            }
            """),
        new("TupleInTheWrongOrder", "s: 5 3; v: 5 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o", Item = 0), Invariant(Item = 1)]
            static (Tensor Vectors, Tensor Scalars) Update([Invariant(Rank = 2)] Tensor s, [Rep("1o", Rank = 2)] Tensor v)
            {
                (Tensor a, Tensor b) = (s * v.norm(-1, keepdim: true), v);
                return {|EQV1113:(a, b)|};
            }
            """),
        new("StaticLocalFunction", "x: 6 3; h: 6 8", """
            private readonly Linear _weight = Linear(1, 1);

            [Equivariant("E(3)")]
            [return: Rep("point")]
            public Tensor Move([Rep("point", Rank = 2)] Tensor x, [Invariant(Rank = 2)] Tensor h)
            {
                Tensor step = Offsets(x, out Tensor distance);
                return x + (step * Weight(distance)).mean([1]);

                static Tensor Offsets(Tensor points, out Tensor length)
                {
                    Tensor r = points.unsqueeze(0) - points.unsqueeze(1);
                    length = r.norm(-1, keepdim: true);
                    return r;
                }

                Tensor Weight(Tensor d) => _weight.forward((-d).exp());
            }
            """),
        new("LocalFunctionThatCenters", "x: 6 3", """
            [Equivariant("E(3)")]
            [return: Invariant]
            static Tensor Size([Rep("point", Rank = 2)] Tensor x)
            {
                Tensor Center(Tensor t) => t - t.mean([0], keepdim: true);
                return Center(x).norm(-1);
            }
            """),
        new("LocalFunctionThatForgetsToCenter", "x: 6 3", """
            [Equivariant("E(3)")]
            [return: Invariant]
            static Tensor Size([Rep("point", Rank = 2)] Tensor x)
            {
                Tensor Scale(Tensor t) => t / 2;
                return {|EQV1115:Scale(x).norm(-1)|};
            }
            """),
        new("RefAndOut", "x: 6 3; v: 6 3", """
            [Equivariant("E(3)")]
            static void Step([Rep("point", Rank = 2)] ref Tensor x, [Rep("1o", Rank = 2)] Tensor v, [Rep("0e", Rank = 2)] out Tensor energy)
            {
                x = x + 0.1 * v;
                energy = 0.5 * v.square().sum(-1, keepdim: true);
            }

            [Equivariant("E(3)")]
            [return: Rep("point")]
            static Tensor Run([Rep("point", Rank = 2)] Tensor x, [Rep("1o", Rank = 2)] Tensor v)
            {
                Step(ref x, v, out Tensor energy);
                return x + v * energy.rsqrt();
            }
            """),
        new("UsingDeclarations", "v: 5 4 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Normalize([Rep("1o", Rank = 3)] Tensor v)
            {
                using Tensor squared = v.pow(2);
                using Tensor length = squared.sum(-1, keepdim: true);
                using (Tensor safe = length + 1e-8)
                {
                    using var scale = safe.rsqrt();
                    return v.mul(scale);
                }
            }
            """),
        new("UsingScopeWithMistake", "v: 5 4 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Normalize([Rep("1o", Rank = 3)] Tensor v)
            {
                using var scope = torch.NewDisposeScope();
                using Tensor deviation = {|EQV1105:v.std(-1, keepdim: true)|};
                return (v / (deviation + 1e-5)).MoveToOuterDisposeScope();
            }
            """),
        new("SwitchExpressionOverAggregation", "v: 5 4 3; kind: =1", """
            private enum Aggregation { Sum, Mean, Weighted }

            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Pool([Rep("1o", Rank = 3)] Tensor v, int kind) => (Aggregation)kind switch
            {
                Aggregation.Sum => v.sum(1),
                Aggregation.Mean => v.mean([1]),
                Aggregation.Weighted => (v * v.norm(-1, keepdim: true).softmax(1)).sum(1),
                _ => throw new System.ArgumentOutOfRangeException(nameof(kind)),
            };
            """),
        new("SwitchWithAMaximum", "v: 5 4 3; kind: =1", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Pool([Rep("1o", Rank = 3)] Tensor v, int kind)
            {
                switch (kind)
                {
                    case 0:
                        return v.mean([1]);
                    case 1:
                        return {|EQV1105:v.amax(1)|};
                    default:
                        goto case 0;
                }
            }
            """),
        new("LambdaAsActivation", "v: 5 4 3; s: 5 4", """
            private readonly Func<Tensor, Tensor> _activation = x => x.sigmoid();

            [Equivariant("O(3)")]
            [return: Rep("1o")]
            public Tensor Gate([Rep("1o", Rank = 3)] Tensor v, [Invariant(Rank = 2)] Tensor s)
            {
                Tensor Apply(Func<Tensor, Tensor> f, Tensor x) => f(x);
                return v * Apply(_activation, s).unsqueeze(-1) + Apply(x => x / (1 + x.norm()), v);
            }
            """),
        new("LambdaAsActivationOnVectors", "v: 5 4 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Activate([Rep("1o", Rank = 3)] Tensor v)
            {
                var activations = new Func<Tensor, Tensor>[] { x => x * 2, x => {|EQV1101:x.relu()|} };
                foreach (Func<Tensor, Tensor> f in activations)
                {
                    v = f(v);
                }

                return v;
            }
            """),
        new("WhileUntilConverged", "x: 6 3", """
            [Equivariant("E(3)")]
            [return: Rep("point")]
            static Tensor Relax([Rep("point", Rank = 2)] Tensor x, int maximum = 5)
            {
                int step = 0;
                double change = double.MaxValue;
                while (change > 1e-3 && step++ < maximum)
                {
                    Tensor next = 0.5 * x + 0.5 * x.mean([0], keepdim: true);
                    change = (next - x).norm().ToDouble();
                    x = next;
                }

                return x;
            }
            """),
        new("WhileAComponentIsLarge", "v: 1 3 *10", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Shrink([Rep("1o", Rank = 2)] Tensor v)
            {
                while ({|EQV1105:v.max()|}.ToDouble() > 0.6)
                {
                    v = v / 2;
                }

                return v;
            }
            """),
        new("OptionalArgument", "x: 6 3; v: 6 3", """
            [Equivariant("E(3)")]
            [return: Rep("point")]
            static Tensor Move([Rep("point", Rank = 2)] Tensor x, [Rep("1o", Rank = 2)] Tensor? v = null, double dt = 0.1)
            {
                if (v is not null)
                {
                    x = x + dt * v;
                }

                return x - (v ?? torch.zeros_like(x)) * 0.5;
            }
            """),
        new("CollectedInAList", "v: 5 4 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Heads([Rep("1o", Rank = 3)] Tensor v)
            {
                List<Tensor> outputs = [];
                for (long head = 0; head < v.shape[1]; head++)
                {
                    Tensor one = v.select(1, head);
                    outputs.Add(one * one.norm(-1, keepdim: true));
                }

                return torch.stack(outputs, dim: 1);
            }
            """),
        new("CollectedOnTheComponentAxis", "v: 5 4 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Components([Rep("1o", Rank = 3)] Tensor v)
            {
                List<Tensor> outputs = [];
                for (int i = 0; i < 3; i++)
                {
                    outputs.Add({|EQV1104:v[.., .., i]|}.tanh());
                }

                return torch.stack(outputs, dim: -1);
            }
            """),
        new("DictionaryOfFeatures", "s: 5 8; v: 5 4 3", """
            private readonly Linear _gate = Linear(8, 4);

            [Equivariant("O(3)")]
            [return: Rep("1o")]
            public Tensor Gate([Invariant(Rank = 2)] Tensor s, [Rep("1o", Rank = 3)] Tensor v)
            {
                Tensor gates = _gate.forward(s).sigmoid().unsqueeze(-1);
                return (v, gates) is (var vectors, var scale) ? vectors * scale : v;
            }
            """),
        new("LayerNormOverChannelsOfScalarsAndNorms", "s: 5 8; v: 5 4 3", """
            private readonly LayerNorm _scalars = LayerNorm(8), _lengths = LayerNorm(4);

            [Equivariant("O(3)")]
            [return: Invariant(Item = 0), Rep("1o", Item = 1)]
            public (Tensor, Tensor) Normalize([Invariant(Rank = 2)] Tensor s, [Rep("1o", Rank = 3)] Tensor v)
            {
                Tensor length = v.norm(-1, keepdim: true);
                return (_scalars.forward(s), v / (length + 1e-6) * _lengths.forward(length.squeeze(-1)).unsqueeze(-1));
            }
            """),
        new("GroupNormOnVectors", "v: 5 4 3", """
            private readonly GroupNorm _norm = GroupNorm(2, 4, affine: false);

            [Equivariant("O(3)")]
            [return: Rep("1o")]
            public Tensor Normalize([Rep("1o", Rank = 3)] Tensor v) => {|EQV1116:_norm.forward(v)|};
            """),
    ];
}
