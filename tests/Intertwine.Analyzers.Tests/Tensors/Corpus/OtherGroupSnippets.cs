namespace Intertwine.Analyzers.Tests.Tensors;

/// <summary>Groups other than rotations of space: the plane, a cylinder, finite groups, permutations, the Lorentz group.</summary>
internal static class OtherGroupSnippets
{
    public static IReadOnlyList<Snippet> All { get; } =
    [
        new("HeightUnderTurnsAboutZ", "v: 5 3", """
            [Equivariant("SO(2)")]
            [return: Invariant]
            static Tensor Height([Rep("1 + 0", Rank = 2)] Tensor v) => v[.., 2].tanh() + v[.., ..2].norm(-1);
            """),
        new("HeightUnderAllRotations", "v: 5 3", """
            [Equivariant("SO(3)")]
            [return: Invariant]
            static Tensor Height([Rep("1", Rank = 2)] Tensor v) => {|EQV1104:v[.., 2]|}.tanh();
            """),
        new("HorizontalComponentUnderTurnsAboutZ", "v: 5 3", """
            [Equivariant("SO(2)")]
            [return: Invariant]
            static Tensor Forward([Rep("1 + 0", Rank = 2)] Tensor v) => {|EQV1104:v[.., 0]|};
            """),
        new("GravityUnderTurnsAboutZ", "v: 5 3", """
            [Equivariant("SO(2)")]
            [return: Rep("1 + 0")]
            static Tensor Fall([Rep("1 + 0", Rank = 2)] Tensor v)
            {
                Tensor horizontal = v[.., ..2], vertical = v[.., 2..];
                return torch.cat([horizontal, vertical - 9.81], -1);
            }
            """),
        new("RegularFeaturesWithRelu", "x: 2 8 4", """
            [Equivariant("C_4")]
            [return: Rep("regular")]
            static Tensor Activate([Rep("regular", Rank = 3)] Tensor x) => functional.relu(x);
            """),
        new("RegularFeaturesOfDihedralGroup", "x: 2 6 8; w: 5 6", """
            [Equivariant("D_4")]
            [return: Rep("regular")]
            static Tensor Layer([Rep("regular", Rank = 3)] Tensor x, [Invariant(Rank = 2)] Tensor w) => torch.einsum("oc,bcg->bog", w, x).relu();
            """),
        new("RegularMaxPool", "x: 2 6 4", """
            [Equivariant("C_4")]
            [return: Invariant]
            static Tensor Pool([Rep("regular", Rank = 3)] Tensor x) => x.amax(-1) + x.mean([-1]);
            """),
        new("RegularBiasPerComponent", "x: 2 6 4", """
            private readonly Parameter _bias = Parameter(torch.randn(4));

            [Equivariant("C_4")]
            [return: Rep("regular")]
            public Tensor Layer([Rep("regular", Rank = 3)] Tensor x) => {|EQV1102:x + _bias|};
            """),
        new("RegularBiasPerChannel", "x: 2 6 4", """
            private readonly Parameter _bias = Parameter(torch.randn(6, 1));

            [Equivariant("C_4")]
            [return: Rep("regular")]
            public Tensor Layer([Rep("regular", Rank = 3)] Tensor x) => (x + _bias).relu();
            """),
        new("TanhOnQuarterTurns", "v: 5 2", """
            [Equivariant("C_4")]
            [return: Rep("1")]
            static Tensor Activate([Rep("1", Rank = 2)] Tensor v) => v.tanh();
            """),
        new("ReluOnQuarterTurns", "v: 5 2", """
            [Equivariant("C_4")]
            [return: Rep("1")]
            static Tensor Activate([Rep("1", Rank = 2)] Tensor v) => {|EQV1101:v.relu()|};
            """),
        new("DeepSetsEquivariantLayer", "x: 2 5 8; a: 8 8; b: 8 8", """
            [Equivariant("S_5")]
            [return: Rep("V", Axis = -2)]
            static Tensor Layer([Rep("V", Axis = -2, Rank = 3)] Tensor x, [Invariant(Rank = 2)] Tensor a, [Invariant(Rank = 2)] Tensor b)
            {
                Tensor mean = x.mean([1], keepdim: true);
                return (torch.matmul(x, a) + torch.matmul(mean, b)).relu();
            }
            """),
        new("DeepSetsInvariant", "x: 2 5 8", """
            private readonly Module<Tensor, Tensor> _phi = Sequential(Linear(8, 16), ReLU());
            private readonly Linear _rho = Linear(16, 1);

            [Equivariant("S_5")]
            [return: Invariant]
            public Tensor Predict([Rep("V", Axis = -2, Rank = 3)] Tensor x) => _rho.forward(_phi.forward(x).sum(1));
            """),
        new("FirstItemOfASet", "x: 2 5 8", """
            [Equivariant("S_5")]
            [return: Invariant]
            static Tensor First([Rep("V", Axis = -2, Rank = 3)] Tensor x) => {|EQV1104:x[.., 0, ..]|};
            """),
        new("PositionsAddedToASet", "x: 2 5 8", """
            private readonly Parameter _position = Parameter(torch.randn(5, 8));

            [Equivariant("S_5")]
            [return: Rep("V", Axis = -2)]
            public Tensor Embed([Rep("V", Axis = -2, Rank = 3)] Tensor x) => {|EQV1102:x + _position|};
            """),
        new("MinkowskiProduct", "p: 5 4; q: 5 4", """
            [Equivariant("SO(1,3)")]
            [return: Invariant]
            static Tensor Product([Rep("V", Rank = 2)] Tensor p, [Rep("V", Rank = 2)] Tensor q)
            {
                Tensor metric = torch.diag(torch.tensor(new[] { 1.0, -1.0, -1.0, -1.0 }));
                return torch.einsum("na,ab,nb->n", p, metric, q);
            }
            """),
        new("EuclideanProductOfFourVectors", "p: 5 4; q: 5 4", """
            [Equivariant("SO(1,3)")]
            [return: Invariant]
            static Tensor Product([Rep("V", Rank = 2)] Tensor p, [Rep("V", Rank = 2)] Tensor q) => {|EQV1117:torch.einsum("na,na->n", p, q)|};
            """),
        new("EnergyOfAFourVector", "p: 5 4", """
            [Equivariant("SO(1,3)")]
            [return: Invariant]
            static Tensor Energy([Rep("V", Rank = 2)] Tensor p) => {|EQV1104:p[.., 0]|}.unsqueeze(-1);
            """),
        new("BoostedSum", "p: 5 4; w: 5 1", """
            [Equivariant("SO(1,3)")]
            [return: Rep("V")]
            static Tensor Jet([Rep("V", Rank = 2)] Tensor p, [Rep("S", Rank = 2)] Tensor w) => (p * w.softmax(0)).sum([0]);
            """),
        new("MultivectorGateOfTheSlides", "x: 5 4 8; a: 4 4", """
            private readonly Linear _gate = Linear(8, 1, hasBias: false);

            [Equivariant("O(3)")]
            [return: Rep("0e + 1o + 1e + 0o")]
            public Tensor Layer([Rep("0e + 1o + 1e + 0o", Rank = 3)] Tensor x, [Invariant(Rank = 2)] Tensor a)
            {
                Tensor y = torch.einsum("ml,blr->bmr", a, x);
                return {|EQV1107:_gate.forward(y)|}.sigmoid() * y;
            }
            """),
        new("MultivectorGateByItsScalar", "x: 5 4 8; a: 4 4", """
            [Equivariant("O(3)")]
            [return: Rep("0e + 1o + 1e + 0o")]
            static Tensor Layer([Rep("0e + 1o + 1e + 0o", Rank = 3)] Tensor x, [Invariant(Rank = 2)] Tensor a)
            {
                Tensor y = torch.einsum("ml,blr->bmr", a, x);
                return functional.gelu(y[.., .., ..1]) * y;
            }
            """),
        new("PseudoScalarsActivatedOddly", "x: 5 4", """
            [Equivariant("O(3)")]
            [return: Rep("4x0o")]
            static Tensor Activate([Rep("4x0o", Rank = 2)] Tensor x) => x.tanh() * x.abs();
            """),
        new("PseudoScalarsActivatedByRelu", "x: 5 4", """
            [Equivariant("O(3)")]
            [return: Rep("4x0o")]
            static Tensor Activate([Rep("4x0o", Rank = 2)] Tensor x) => {|EQV1101:x.relu()|};
            """),
        new("PseudoScalarTimesVector", "p: 5 1; v: 5 3", """
            [Equivariant("O(3)")]
            [return: Rep("1e")]
            static Tensor Spin([Rep("0o", Rank = 2)] Tensor p, [Rep("1o", Rank = 2)] Tensor v) => p * v;
            """),
        new("TurnInThePlane", "v: 5 2; w: 5 2", """
            [Equivariant("O(2)")]
            [return: Rep("1")]
            static Tensor Combine([Rep("1", Rank = 2)] Tensor v, [Rep("1", Rank = 2)] Tensor w) => v * (v * w).sum(-1, keepdim: true) - w * v.norm(-1, keepdim: true);
            """),
    ];
}
