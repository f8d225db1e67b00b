namespace Intertwine.Analyzers.Tests.Tensors;

/// <summary>Formulas written out by components: right where they put together what the group takes apart, wrong where one sign or one place is.</summary>
internal static class ComponentSnippets
{
    public static IReadOnlyList<Snippet> All { get; } =
    [
        new("CrossProductWrittenOut", "x: 5 3; y: 5 3", """
            [Equivariant("O(3)")]
            [return: Rep("1e")]
            static Tensor Cross([Rep("1o", Rank = 2)] Tensor x, [Rep("1o", Rank = 2)] Tensor y)
            {
                Tensor a = x[.., 1] * y[.., 2] - x[.., 2] * y[.., 1];
                Tensor b = x[.., 2] * y[.., 0] - x[.., 0] * y[.., 2];
                Tensor c = x[.., 0] * y[.., 1] - x[.., 1] * y[.., 0];
                return torch.stack([a, b, c], -1);
            }
            """),
        new("CrossProductWrittenOutOfUnboundComponents", "x: 5 4 3; y: 5 4 3", """
            [Equivariant("SO(3)")]
            [return: Rep("1")]
            static Tensor Cross([Rep("1", Rank = 3)] Tensor x, [Rep("1", Rank = 3)] Tensor y)
            {
                Tensor[] a = x.unbind(-1), b = y.unbind(-1);
                return torch.cat(
                    [
                        (a[1] * b[2] - a[2] * b[1]).unsqueeze(-1),
                        (a[2] * b[0] - a[0] * b[2]).unsqueeze(-1),
                        (a[0] * b[1] - a[1] * b[0]).unsqueeze(-1),
                    ],
                    -1);
            }
            """),
        new("CrossProductUnderReflections", "x: 5 3; y: 5 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Cross([Rep("1o", Rank = 2)] Tensor x, [Rep("1o", Rank = 2)] Tensor y)
            {
                Tensor[] a = x.unbind(-1), b = y.unbind(-1);
                Tensor normal = torch.stack([a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]], -1);
                return {|EQV1113:normal|};
            }
            """),
        new("DotProductOfUnboundComponents", "x: 5 3; y: 5 3", """
            [Equivariant("O(3)")]
            [return: Invariant]
            static Tensor Dot([Rep("1o", Rank = 2)] Tensor x, [Rep("1o", Rank = 2)] Tensor y)
            {
                if (x.unbind(1) is [var x0, var x1, var x2] && y.unbind(1) is [var y0, var y1, var y2])
                {
                    return x0 * y0 + x1 * y1 + x2 * y2;
                }

                return torch.zeros(x.shape[0]);
            }
            """),
        new("DotProductByLinq", "x: 5 3; y: 5 3", """
            [Equivariant("O(3)")]
            [return: Invariant]
            static Tensor Dot([Rep("1o", Rank = 2)] Tensor x, [Rep("1o", Rank = 2)] Tensor y) => x.unbind(-1).Zip(y.unbind(-1), (a, b) => a * b).Aggregate((a, b) => a + b);
            """),
        new("NormOfChunks", "v: 5 4 3", """
            [Equivariant("O(3)")]
            [return: Invariant]
            static Tensor Length([Rep("1o", Rank = 3)] Tensor v)
            {
                Tensor[] parts = v.chunk(3, -1);
                return (parts[0].pow(2) + parts[1].pow(2) + parts[2].pow(2)).sqrt().squeeze(-1);
            }
            """),
        new("NormOfTwoOfThreeChunks", "v: 5 4 3", """
            [Equivariant("O(3)")]
            [return: Invariant]
            static Tensor Length([Rep("1o", Rank = 3)] Tensor v)
            {
                Tensor[] parts = {|EQV1104:v.chunk(3, -1)|};
                return (parts[0].pow(2) + parts[1].pow(2)).sqrt().squeeze(-1);
            }
            """),
        new("SquaresStackedAndSummed", "v: 5 3", """
            [Equivariant("O(3)")]
            [return: Invariant]
            static Tensor Squared([Rep("1o", Rank = 2)] Tensor v)
            {
                Tensor x = v.select(1, 0), y = v.select(1, 1), z = v.select(1, 2);
                return torch.stack([x * x, y * y, z * z], -1).sum(-1);
            }
            """),
        new("SquaresStackedAndReturned", "v: 5 3", """
            [Equivariant("O(3)")]
            [return: Invariant]
            static Tensor Squared([Rep("1o", Rank = 2)] Tensor v)
            {
                Tensor x = {|EQV1104:v.select(1, 0)|}, y = {|EQV1104:v.select(1, 1)|}, z = {|EQV1104:v.select(1, 2)|};
                return torch.stack([x * x, y * y, z * z], -1);
            }
            """),
        new("PerpendicularInThePlane", "v: 5 2", """
            [Equivariant("SO(2)")]
            [return: Rep("1")]
            static Tensor Perpendicular([Rep("1", Rank = 2)] Tensor v) => torch.stack([-v[.., 1], v[.., 0]], -1);
            """),
        new("PerpendicularUnderReflections", "v: 5 2", """
            [Equivariant("O(2)")]
            [return: Rep("1")]
            static Tensor Perpendicular([Rep("1", Rank = 2)] Tensor v)
            {
                Tensor turned = torch.stack([-v[.., 1], v[.., 0]], -1);
                return {|EQV1113:turned|};
            }
            """),
        new("PerpendicularTwice", "v: 5 2; w: 5 2", """
            [Equivariant("O(2)")]
            [return: Invariant]
            static Tensor Squared([Rep("1", Rank = 2)] Tensor v, [Rep("1", Rank = 2)] Tensor w)
            {
                Tensor turned = torch.stack([-v[.., 1], v[.., 0]], -1);
                return (turned * w).sum(-1).square();
            }
            """),
        new("MirroredInThePlane", "v: 5 2", """
            [Equivariant("SO(2)")]
            [return: Rep("1")]
            static Tensor Conjugate([Rep("1", Rank = 2)] Tensor v) => torch.stack([{|EQV1104:v[.., 0]|}, -{|EQV1104:v[.., 1]|}], -1);
            """),
        new("ComplexProduct", "a: 5 2; b: 5 2", """
            [Equivariant("SO(2)")]
            [return: Rep("2")]
            static Tensor Product([Rep("1", Rank = 2)] Tensor a, [Rep("1", Rank = 2)] Tensor b)
            {
                Tensor re = a[.., 0] * b[.., 0] - a[.., 1] * b[.., 1];
                Tensor im = a[.., 0] * b[.., 1] + a[.., 1] * b[.., 0];
                return torch.stack([re, im], -1);
            }
            """),
        new("ComplexProductWithWrongSign", "a: 5 2; b: 5 2", """
            [Equivariant("SO(2)")]
            [return: Rep("2")]
            static Tensor Product([Rep("1", Rank = 2)] Tensor a, [Rep("1", Rank = 2)] Tensor b)
            {
                Tensor re = {|EQV1104:a[.., 0]|} * b[.., 0] + {|EQV1104:a[.., 1]|} * b[.., 1];
                Tensor im = {|EQV1104:a[.., 0]|} * b[.., 1] + {|EQV1104:a[.., 1]|} * b[.., 0];
                return {|EQV1113:torch.stack([re, im], -1)|};
            }
            """),
        new("SignedAreaInThePlane", "a: 5 2; b: 5 2", """
            [Equivariant("SO(2)")]
            [return: Invariant]
            static Tensor Area([Rep("1", Rank = 2)] Tensor a, [Rep("1", Rank = 2)] Tensor b) => 0.5 * (a[.., 0] * b[.., 1] - a[.., 1] * b[.., 0]);
            """),
        new("SignedAreaUnderReflections", "a: 5 2; b: 5 2", """
            [Equivariant("O(2)")]
            [return: Invariant]
            static Tensor Area([Rep("1", Rank = 2)] Tensor a, [Rep("1", Rank = 2)] Tensor b) => {|EQV1113:0.5 * (a[.., 0] * b[.., 1] - a[.., 1] * b[.., 0])|};
            """),
        new("TurnedByAnInvariantAngle", "v: 5 2; angle: 5", """
            [Equivariant("SO(2)")]
            [return: Rep("1")]
            static Tensor Turn([Rep("1", Rank = 2)] Tensor v, [Invariant(Rank = 1)] Tensor angle)
            {
                Tensor c = angle.cos(), s = angle.sin();
                Tensor x = v[.., 0], y = v[.., 1];
                return torch.stack([c * x - s * y, s * x + c * y], -1);
            }
            """),
        new("ShearedInThePlane", "v: 5 2", """
            [Equivariant("SO(2)")]
            [return: Rep("1")]
            static Tensor Shear([Rep("1", Rank = 2)] Tensor v)
            {
                Tensor x = {|EQV1104:v[.., 0]|}, y = {|EQV1104:v[.., 1]|};
                return torch.stack([x + 0.5 * y, y], -1);
            }
            """),
        new("AxesInAnotherOrder", "v: 5 3", """
            [Equivariant("SO(3)")]
            [return: Rep("1")]
            static Tensor Permute([Rep("1", Rank = 2)] Tensor v)
            {
                Tensor[] c = {|EQV1104:v.unbind(-1)|};
                return torch.stack([c[1], c[2], c[0]], -1);
            }
            """),
        new("SphericalHarmonicsOfDegreeTwo", "v: 5 3", """
            [Equivariant("O(3)")]
            [return: Invariant]
            static Tensor Power([Rep("1o", Rank = 2)] Tensor v)
            {
                Tensor x = v[.., 0], y = v[.., 1], z = v[.., 2];
                Tensor sh = torch.stack([Math.Sqrt(3) * x * y, Math.Sqrt(3) * y * z, z * z - 0.5 * (x * x + y * y), Math.Sqrt(3) * x * z, Math.Sqrt(3) / 2 * (x * x - y * y)], -1);
                return sh.norm(-1);
            }
            """),
        new("MinkowskiProductOfParts", "p: 6 4; q: 6 4", """
            [Equivariant("SO(1,3)")]
            [return: Invariant]
            static Tensor Product([Rep("V", Rank = 2)] Tensor p, [Rep("V", Rank = 2)] Tensor q)
            {
                Tensor[] a = p.split([1, 3], -1), b = q.split([1, 3], -1);
                return (a[0] * b[0]).squeeze(-1) - (a[1] * b[1]).sum(-1);
            }
            """),
        new("MinkowskiProductWithTheWrongSign", "p: 6 4; q: 6 4", """
            [Equivariant("SO(1,3)")]
            [return: Invariant]
            static Tensor Product([Rep("V", Rank = 2)] Tensor p, [Rep("V", Rank = 2)] Tensor q)
            {
                Tensor[] a = {|EQV1104:p.split([1, 3], -1)|}, b = q.split([1, 3], -1);
                return (a[0] * b[0]).squeeze(-1) + (a[1] * b[1]).sum(-1);
            }
            """),
        new("TransverseMomentum", "p: 6 4", """
            [Equivariant("SO(1,3)")]
            [return: Invariant]
            static Tensor Transverse([Rep("V", Rank = 2)] Tensor p)
            {
                Tensor px = {|EQV1104:p[.., 1]|}, py = {|EQV1104:p[.., 2]|};
                return (px * px + py * py).sqrt();
            }
            """),
        new("NormOfComponentsBeforePoints", "x: 2 4 3 5", """
            [Equivariant("O(3)")]
            [return: Invariant]
            static Tensor Length([Rep("1o", Axis = 2, Rank = 4)] Tensor x)
            {
                Tensor a = x.select(2, 0), b = x.select(2, 1), c = x.select(2, 2);
                return (a * a + b * b + c * c + 1e-9).sqrt();
            }
            """),
        new("CylinderRadius", "v: 5 3", """
            [Equivariant("SO(3)")]
            [return: Invariant]
            static Tensor Radius([Rep("1", Rank = 2)] Tensor v) => {|EQV1104:v[.., ..2]|}.norm(-1);
            """),
        new("SphericalNormByCylinder", "v: 5 3", """
            [Equivariant("O(3)")]
            [return: Invariant]
            static Tensor Radius([Rep("1o", Rank = 2)] Tensor v)
            {
                Tensor squared = v[.., ..2].pow(2).sum(-1);
                return (squared + v[.., 2].pow(2)).sqrt();
            }
            """),
    ];
}
