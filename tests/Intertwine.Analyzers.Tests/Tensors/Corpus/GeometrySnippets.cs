namespace Intertwine.Analyzers.Tests.Tensors;

/// <summary>Geometry: angles, volumes, moments, frames.</summary>
internal static class GeometrySnippets
{
    public static IReadOnlyList<Snippet> All { get; } =
    [
        new("AngleByAtan2", "a: 5 3; b: 5 3; c: 5 3", """
            [Equivariant("E(3)")]
            [return: Invariant]
            static Tensor Angle([Rep("point", Rank = 2)] Tensor a, [Rep("point", Rank = 2)] Tensor b, [Rep("point", Rank = 2)] Tensor c)
            {
                Tensor u = a - b, v = c - b;
                return torch.atan2(torch.linalg.cross(u, v, -1).norm(-1), (u * v).sum(-1));
            }
            """),
        new("AngleByAcos", "u: 5 3; v: 5 3", """
            [Equivariant("O(3)")]
            [return: Invariant]
            static Tensor Angle([Rep("1o", Rank = 2)] Tensor u, [Rep("1o", Rank = 2)] Tensor v)
            {
                Tensor cosine = (u * v).sum(-1) / (u.norm(-1) * v.norm(-1));
                return torch.acos(cosine.clamp(-0.999999, 0.999999));
            }
            """),
        new("AngleInThePlane", "v: 5 2", """
            [Equivariant("O(2)")]
            [return: Invariant]
            static Tensor Angle([Rep("1", Rank = 2)] Tensor v) => torch.atan2({|EQV1104:v[.., 1]|}, {|EQV1104:v[.., 0]|});
            """),
        new("DihedralUnderReflections", "a: 5 3; b: 5 3; c: 5 3; d: 5 3", """
            [Equivariant("E(3)")]
            [return: Invariant]
            static Tensor Dihedral([Rep("point", Rank = 2)] Tensor a, [Rep("point", Rank = 2)] Tensor b, [Rep("point", Rank = 2)] Tensor c, [Rep("point", Rank = 2)] Tensor d)
            {
                Tensor b1 = b - a, b2 = c - b, b3 = d - c;
                Tensor n1 = torch.linalg.cross(b1, b2), n2 = torch.linalg.cross(b2, b3);
                Tensor sine = (b1 * n2).sum(-1) * b2.norm(-1);
                Tensor cosine = (n1 * n2).sum(-1);
                return {|EQV1113:torch.atan2(sine, cosine)|};
            }
            """),
        new("DihedralUnderRotations", "a: 5 3; b: 5 3; c: 5 3; d: 5 3", """
            [Equivariant("SE(3)")]
            [return: Invariant]
            static Tensor Dihedral([Rep("point", Rank = 2)] Tensor a, [Rep("point", Rank = 2)] Tensor b, [Rep("point", Rank = 2)] Tensor c, [Rep("point", Rank = 2)] Tensor d)
            {
                Tensor b1 = b - a, b2 = c - b, b3 = d - c;
                Tensor n1 = torch.linalg.cross(b1, b2), n2 = torch.linalg.cross(b2, b3);
                Tensor sine = (b1 * n2).sum(-1) * b2.norm(-1);
                return torch.atan2(sine, (n1 * n2).sum(-1));
            }
            """),
        new("CosineOfDihedral", "b1: 5 3; b2: 5 3; b3: 5 3", """
            [Equivariant("O(3)")]
            [return: Invariant]
            static Tensor Cosine([Rep("1o", Rank = 2)] Tensor b1, [Rep("1o", Rank = 2)] Tensor b2, [Rep("1o", Rank = 2)] Tensor b3)
            {
                Tensor n1 = torch.linalg.cross(b1, b2), n2 = torch.linalg.cross(b2, b3);
                return (n1 * n2).sum(-1) / (n1.norm(-1) * n2.norm(-1) + 1e-9);
            }
            """),
        new("SignedVolume", "a: 5 3; b: 5 3; c: 5 3", """
            [Equivariant("O(3)")]
            [return: Rep("0o")]
            static Tensor Volume([Rep("1o", Rank = 2)] Tensor a, [Rep("1o", Rank = 2)] Tensor b, [Rep("1o", Rank = 2)] Tensor c) => (a * torch.linalg.cross(b, c)).sum(-1, keepdim: true) / 6;
            """),
        new("SignedVolumeAsInvariant", "a: 5 3; b: 5 3; c: 5 3", """
            [Equivariant("O(3)")]
            [return: Invariant]
            static Tensor Volume([Rep("1o", Rank = 2)] Tensor a, [Rep("1o", Rank = 2)] Tensor b, [Rep("1o", Rank = 2)] Tensor c) => {|EQV1113:(a * torch.linalg.cross(b, c)).sum(-1)|};
            """),
        new("VolumeWithoutSign", "a: 5 3; b: 5 3; c: 5 3", """
            [Equivariant("O(3)")]
            [return: Invariant]
            static Tensor Volume([Rep("1o", Rank = 2)] Tensor a, [Rep("1o", Rank = 2)] Tensor b, [Rep("1o", Rank = 2)] Tensor c) => (a * torch.linalg.cross(b, c)).sum(-1).abs() / 6;
            """),
        new("DoubleCrossProduct", "v: 5 3; w: 5 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Perpendicular([Rep("1o", Rank = 2)] Tensor v, [Rep("1o", Rank = 2)] Tensor w) => torch.linalg.cross(torch.linalg.cross(w, v), w) / (w * w).sum(-1, keepdim: true);
            """),
        new("TensorOfInertia", "m: 6 1; x: 6 3", """
            [Equivariant("E(3)")]
            [return: Rep("1o", Axis = -2), Rep("1o", Axis = -1)]
            static Tensor Inertia([Rep("0e", Rank = 2)] Tensor m, [Rep("point", Rank = 2)] Tensor x)
            {
                Tensor r = x - x.mean([0], keepdim: true);
                Tensor trace = (m * r * r).sum();
                return trace * torch.eye(3) - torch.einsum("na,nb->ab", m * r, r);
            }
            """),
        new("TensorOfInertiaWithOnes", "m: 6 1; r: 6 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o", Axis = -2), Rep("1o", Axis = -1)]
            static Tensor Inertia([Rep("0e", Rank = 2)] Tensor m, [Rep("1o", Rank = 2)] Tensor r)
            {
                Tensor trace = (m * r * r).sum();
                return {|EQV1102:trace * torch.ones(3, 3) - torch.einsum("na,nb->ab", m * r, r)|};
            }
            """),
        new("AngularMomentum", "m: 6 1; r: 6 3; v: 6 3", """
            [Equivariant("O(3)")]
            [return: Rep("1e")]
            static Tensor AngularMomentum([Rep("0e", Rank = 2)] Tensor m, [Rep("1o", Rank = 2)] Tensor r, [Rep("1o", Rank = 2)] Tensor v) => (m * torch.linalg.cross(r, v)).sum([0]);
            """),
        new("CovarianceMatrix", "x: 6 3", """
            [Equivariant("E(3)")]
            [return: Rep("1o", Axis = -2), Rep("1o", Axis = -1)]
            static Tensor Covariance([Rep("point", Rank = 2)] Tensor x)
            {
                Tensor centered = x - x.mean([0], true);
                return torch.matmul(centered.transpose(0, 1), centered) / (x.shape[0] - 1);
            }
            """),
        new("TracelessQuadrupole", "q: 6; r: 6 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o", Axis = -2), Rep("1o", Axis = -1)]
            static Tensor Quadrupole([Invariant(Rank = 1)] Tensor q, [Rep("1o", Rank = 2)] Tensor r)
            {
                Tensor outer = r.unsqueeze(-1) * r.unsqueeze(-2);
                Tensor squared = r.pow(2).sum(-1);
                Tensor q3 = 3 * (q.view(-1, 1, 1) * outer).sum([0]);
                return q3 - (q * squared).sum() * torch.eye(3);
            }
            """),
        new("MatrixTimesVector", "m: 5 3 3; v: 5 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            static Tensor Apply([Rep("1o", Axis = -2), Rep("1o", Axis = -1), Invariant(Rank = 3)] Tensor m, [Rep("1o", Rank = 2)] Tensor v) => torch.matmul(m, v.unsqueeze(-1)).squeeze(-1);
            """),
        new("KabschRotation", "p: 6 3; q: 6 3", """
            [Equivariant("O(3)")]
            [return: Rep("1o", Axis = -2), Rep("1o", Axis = -1)]
            static Tensor Correlation([Rep("1o", Rank = 2)] Tensor p, [Rep("1o", Rank = 2)] Tensor q)
            {
                Tensor a = p - p.mean([0], keepdim: true);
                Tensor b = q - q.mean([0], keepdim: true);
                return a.t().matmul(b);
            }
            """),
        new("SingularValuesOfShape", "x: 6 3", """
            [Equivariant("E(3)")]
            [return: Invariant]
            static Tensor Gyration([Rep("point", Rank = 2)] Tensor x)
            {
                Tensor r = x - x.mean([0], keepdim: true);
                return r.pow(2).sum(-1).mean().sqrt();
            }
            """),
        new("TraceOfMatrices", "m: 5 3 3", """
            [Equivariant("O(3)")]
            [return: Invariant]
            static Tensor Trace([Rep("1o", Axis = -2), Rep("1o", Axis = -1), Invariant(Rank = 3)] Tensor m) => torch.einsum("nii->n", m);
            """),
        new("DiagonalOfMatrices", "m: 5 3 3", """
            [Equivariant("O(3)")]
            [return: Invariant]
            static Tensor Diagonal([Rep("1o", Axis = -2), Rep("1o", Axis = -1), Invariant(Rank = 3)] Tensor m) => {|EQV1108:torch.einsum("nii->ni", m)|};
            """),
        new("ClebschGordanByHand", "x: 5 3; y: 5 3", """
            [Equivariant("O(3)")]
            [return: Invariant(Item = 0), Rep("1e", Item = 1), Rep("1o", Axis = -2, Item = 2), Rep("1o", Axis = -1, Item = 2)]
            static (Tensor, Tensor, Tensor) Product([Rep("1o", Rank = 2)] Tensor x, [Rep("1o", Rank = 2)] Tensor y)
            {
                Tensor dot = (x * y).sum(-1);
                Tensor cross = torch.linalg.cross(x, y);
                Tensor outer = torch.einsum("na,nb->nab", x, y);
                Tensor symmetric = 0.5 * (outer + outer.transpose(-1, -2)) - dot.view(-1, 1, 1) / 3 * torch.eye(3);
                return (dot / Math.Sqrt(3), cross / Math.Sqrt(2), symmetric);
            }
            """),
        new("CrossProductByComponents", "x: 5 3; y: 5 3", """
            [Equivariant("SO(3)")]
            [return: Rep("1")]
            static Tensor Cross([Rep("1", Rank = 2)] Tensor x, [Rep("1", Rank = 2)] Tensor y)
            {
                Tensor a = {|EQV1104:x[.., 1]|} * {|EQV1104:y[.., 2]|} + {|EQV1104:x[.., 2]|} * {|EQV1104:y[.., 1]|};
                Tensor b = {|EQV1104:x[.., 2]|} * {|EQV1104:y[.., 0]|} - {|EQV1104:x[.., 0]|} * {|EQV1104:y[.., 2]|};
                Tensor c = {|EQV1104:x[.., 0]|} * {|EQV1104:y[.., 1]|} - {|EQV1104:x[.., 1]|} * {|EQV1104:y[.., 0]|};
                return torch.stack([a, b, c], -1);
            }
            """),
        new("NormByComponents", "v: 5 3", """
            [Equivariant("O(3)")]
            [return: Invariant]
            static Tensor Length([Rep("1o", Rank = 2)] Tensor v)
            {
                Tensor x = v[.., 0], y = v[.., 1], z = v[.., 2];
                return (x * x + y * y + z * z).sqrt();
            }
            """),
        new("NormOfTwoComponents", "v: 5 3", """
            [Equivariant("O(3)")]
            [return: Invariant]
            static Tensor Length([Rep("1o", Rank = 2)] Tensor v)
            {
                Tensor x = {|EQV1104:v[.., 0]|}, y = v[.., 1];
                return (x * x + y * y).sqrt();
            }
            """),
        new("PolarCoordinates", "v: 5 3", """
            [Equivariant("O(3)")]
            [return: Invariant]
            static Tensor Polar([Rep("1o", Rank = 2)] Tensor v) => torch.acos({|EQV1104:v.select(-1, 2)|} / v.norm(-1));
            """),
    ];
}
