using FsCheck;
using FsCheck.Fluent;

namespace Intertwine.Algebra.Tests;

/// <summary>A group that acts on the plane or on space, two of its irreps, and the degree of harmonics.</summary>
public sealed record KernelCase(EuclideanAction Action, Irrep From, Irrep To, int Degree)
{
    public override string ToString() => $"{Action.Group} on R^{Action.Dimension} ({Action.Points}), {From} to {To}, degree {Degree}";
}

public static class RandomKernels
{
    private const int MaximumDegree = 6;

    private static readonly OrthogonalGroup SO2 = new(2, IsSpecial: true, HasTranslations: false);

    private static readonly OrthogonalGroup O2 = new(2, IsSpecial: false, HasTranslations: false);

    public static Arbitrary<KernelCase> Cases() => Arb.From(
        from action in Actions()
        from input in Gen.Elements(Irreps(action.Group))
        from output in Gen.Elements(Irreps(action.Group))
        from degree in Gen.Choose(0, MaximumDegree)
        select new KernelCase(action, input, output, degree));

    private static Gen<EuclideanAction> Actions() =>
        from order in Gen.Choose(1, 9)
        from angle in Gen.Choose(0, 7)
        from solid in Gen.Elements(Enum.GetValues<Polyhedral>())
        from action in Gen.Elements<Func<EuclideanAction>>(
            () => EuclideanAction.Of(new CyclicGroup(order)).WithMirrorAt(angle * 0.3),
            () => EuclideanAction.Of(new DihedralGroup(order)).WithMirrorAt(angle * 0.3),
            () => EuclideanAction.Of(SO2),
            () => EuclideanAction.Of(O2).WithMirrorAt(angle * 0.3),
            () => EuclideanAction.Of(OrthogonalGroup.SO3),
            () => EuclideanAction.Of(OrthogonalGroup.O3).WithPolarAxisZ(),
            () => EuclideanAction.Of(new PolyhedralGroup(solid)),
            () => EuclideanAction.AboutZ(new CyclicGroup(order)),
            () => EuclideanAction.AboutZ(new DihedralGroup(order)),
            () => EuclideanAction.AboutZ(O2),
            () => EuclideanAction.HalfTurnsAboutZ(new DihedralGroup(order)),
            () => EuclideanAction.HalfTurnsAboutZ(O2))
        select action();

    private static Irrep[] Irreps(Group group) => [.. group.Irreps.Take(8).Where(irrep => irrep.Dimension <= 7)];
}
