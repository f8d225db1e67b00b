using Intertwine.Algebra;
using Intertwine.Generator.Tests.Models;
using Intertwine.Typed;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Generator.Tests.Typed;

/// <summary>What can be done with geometric tensors commutes with random elements of the group, in both precisions: f(rho(g) x) = rho(g) f(x).</summary>
[Collection(RandomGenerator.Name)]
public sealed class GeometricTensorTests
{
    private const int Items = 6;
    private const int Channels = 4;

    public static TheoryData<ScalarType, int> Draws => new() { { ScalarType.Float64, 1 }, { ScalarType.Float64, 2 }, { ScalarType.Float32, 3 } };

    [Theory]
    [MemberData(nameof(Draws))]
    public void Arithmetic_IsEquivariant(ScalarType type, int seed)
    {
        Check<O3, Vectors, Vectors>(type, seed, (x, y, s) => x + y);
        Check<O3, Vectors, Vectors>(type, seed, (x, y, s) => 2 * (-x - y) / 3);
        Check<O3, Vectors, Vectors>(type, seed, (x, y, s) => (s * x) / s.Apply(t => t.square() + 1));
        Check<SO2, Vectors, Vectors>(type, seed, (x, y, s) => (s * x) + y);
        Check<O3, Harmonics<L2>, Harmonics<L2>>(type, seed, (x, y, s) => x.Gate(s) - y);
        Check<Lorentz, Vectors, Vectors>(type, seed, (x, y, s) => (s * x) + (x.Dot(y) * y));
        Check<O3, Scalars, Scalars>(type, seed, (x, y, s) => (x * y) + s.Add(torch.ones([Channels], dtype: type)));
    }

    [Theory]
    [MemberData(nameof(Draws))]
    public void ChannelsAndItems_AreMixedEquivariantly(ScalarType type, int seed)
    {
        Tensor weight = torch.randn([3, Channels], dtype: type);
        Tensor index = torch.tensor(new long[] { 0, 2, 2, 5, 1 });
        Check<O3, PseudoVectors, PseudoVectors>(type, seed, (x, y, s) => x.Mix(weight));
        Check<O3, Vectors, Vectors>(type, seed, (x, y, s) => x.Concat(y).Slice(2, 4));
        Check<SO3, Harmonics<L3>, Harmonics<L3>>(type, seed, (x, y, s) => x.Gather(index).ScatterSum(index, 7));
        Check<O3, PseudoScalars, PseudoScalars>(type, seed, (x, y, s) => x.Sum() + y.Mean());
    }

    [Theory]
    [MemberData(nameof(Draws))]
    public void Products_AreEquivariant(ScalarType type, int seed)
    {
        Check<O3, Vectors, Scalars>(type, seed, (x, y, s) => x.Dot(y) + y.Norm() + x.SquaredNorm());
        Check<Lorentz, Vectors, Scalars>(type, seed, (x, y, s) => x.Dot(y) + y.SquaredNorm());
        Check<O3, Vectors, PseudoVectors>(type, seed, (x, y, s) => x.Cross(y));
        Check<O3, Vectors, Vectors>(type, seed, (x, y, s) => x.Cross(x.Cross(y)));
        Check<E3, Vectors, PseudoVectors>(type, seed, (x, y, s) => x.Cross(y));
        Check<SO3, Vectors, Vectors>(type, seed, (x, y, s) => x.Cross(y));
        Check<SE3, Vectors, Vectors>(type, seed, (x, y, s) => x.Cross(y));
        Check<O3, Vectors, Products<Vectors, Vectors>>(type, seed, (x, y, s) => x.Outer(y));
        Check<Lorentz, Vectors, Products<Vectors, Vectors>>(type, seed, (x, y, s) => x.Outer(y));
        Check<O3, Vectors, Harmonics<L2>>(type, seed, (x, y, s) => x.Times(y).To<Harmonics<L2>>());
        Check<O3, Vectors, PseudoVectors>(type, seed, (x, y, s) => x.Times(y).To<PseudoVectors>());
        Check<O3, Harmonics<L2>, PseudoHarmonics<L3>>(type, seed, (x, y, s) => x.Times(y).To<PseudoHarmonics<L3>>());
        Check<SO3, Harmonics<L2>, Vectors>(type, seed, (x, y, s) => x.Times(y).To<PseudoVectors>().AsVectors());
        Check<SO3, Harmonics<L1>, Scalars>(type, seed, (x, y, s) => x.Times(y).To<PseudoScalars>().AsScalars());
        Check<O2, Vectors, PseudoScalars>(type, seed, (x, y, s) => x.Times(y).To<PseudoScalars>());
    }

    [Theory]
    [MemberData(nameof(Draws))]
    public void Harmonics_AreEquivariant_AndThoseOfTheAlgebra(ScalarType type, int seed)
    {
        Check<O3, Vectors, Harmonics<L1>>(type, seed, (x, y, s) => x.SphericalHarmonics(new L1()));
        Check<O3, Vectors, Harmonics<L2>>(type, seed, (x, y, s) => x.SphericalHarmonics(new L2()));
        Check<SE3, Vectors, Harmonics<L4>>(type, seed, (x, y, s) => x.SphericalHarmonics(new L4()));

        using DisposeScope scope = torch.NewDisposeScope();
        Tensor point = torch.tensor(new[] { 0.3, -1.2, 0.7 }).reshape(1, 1, 3);
        double[] expected = Intertwine.Algebra.SphericalHarmonics.OfDegree(3, 0.3, -1.2, 0.7);
        double[] actual = DeclaredModel.Numbers(new GeometricTensor<O3, Vectors>(point).SphericalHarmonics(new L3()).Tensor);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    /// <summary>Translations move points, and neither their differences nor what is made of these.</summary>
    [Theory]
    [MemberData(nameof(Draws))]
    public void Points_AreMovedByTranslations(ScalarType type, int seed)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        torch.random.manual_seed(seed);
        Tensor x = torch.randn([Items, 2, 3], dtype: type), y = torch.randn([Items, 2, 3], dtype: type), v = torch.randn([Items, 2, 3], dtype: type), m = torch.rand([Items, 1, 1], dtype: type) + 0.5;
        GroupElement element = GroupElements.Random(E3.Group, new Random(seed));
        AffineMap move = Representation.Parse(E3.Group, "point").SinglePiece!.Action(element);
        AssertNear(Move(Step(x, y, v).Tensor, move), Step(Move(x, move), Move(y, move), Turn(v, move)).Tensor, type);
        AssertNear(Move(Centre(x).Tensor, move), Centre(Move(x, move)).Tensor, type);
        AssertNear(Distances(x, y).Tensor, Distances(Move(x, move), Move(y, move)).Tensor, type);

        static GeometricPoints<E3> Step(Tensor x, Tensor y, Tensor v)
        {
            GeometricPoints<E3> from = new(x), to = new(y);
            return from + (0.5 * (to - from)) - new GeometricTensor<E3, Vectors>(v);
        }

        GeometricPoints<E3> Centre(Tensor x) => new GeometricPoints<E3>(x).Mean(new GeometricTensor<E3, Scalars>(m));

        static GeometricTensor<E3, Scalars> Distances(Tensor x, Tensor y) =>
            (new GeometricPoints<E3>(x).Gather(torch.zeros([Items], dtype: ScalarType.Int64)) - new GeometricPoints<E3>(y)).Norm();
    }

    /// <summary>A representation of one's own is one line.</summary>
    [Fact]
    public void OwnRepresentations_AreMadeByProducts() => Check<O3, Vectors, Strain>(ScalarType.Float64, 6, (x, y, s) => x.Times(y).To<Strain>());

    [Theory]
    [InlineData(new long[] { 5, 4, 2 }, "[items, channels, 3], or [items, 3] for one channel; got [5, 4, 2]")]
    [InlineData(new long[] { 5 }, "got [5]")]
    [InlineData(new long[] { 3, 5 }, "got [3, 5]")]
    public void WrongShapes_AreToldWithTheExpectedOne(long[] shape, string message)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => new GeometricTensor<O3, Vectors>(torch.zeros(shape))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new GeometricPoints<E3>(torch.zeros(shape)));
    }

    [Fact]
    public void ShapesWithoutTrivialAxes_AreAccepted()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        Assert.Equal([5, 4, 1], new GeometricTensor<O3, Scalars>(torch.zeros([5, 4])).Tensor.shape);
        Assert.Equal([5, 1, 3], new GeometricTensor<O3, Vectors>(torch.zeros([5, 3])).Tensor.shape);
        Assert.Equal([5, 1, 3], new GeometricPoints<E3>(torch.zeros([5, 3])).Tensor.shape);
    }

    [Fact]
    public void WhatDoesNotFit_IsTold()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        GeometricTensor<O3, Vectors> x = new(torch.zeros([5, 4, 3])), y = new(torch.zeros([5, 2, 3]));
        Assert.Throws<ArgumentException>(() => x + y);
        Assert.Throws<ArgumentException>(() => x.Mix(torch.zeros([3, 3])));
        Assert.Contains("no product", Assert.Throws<InvalidOperationException>(() => x.Times(x).To<Vectors>()).Message, StringComparison.Ordinal);
        Assert.Throws<NotSupportedException>(() => new GeometricTensor<Lorentz, Vectors>(torch.zeros([5, 4, 4])).Norm());
        Assert.Contains("pseudo-vectors", Assert.Throws<NotSupportedException>(() => new GeometricTensor<O2, PseudoVectors>(torch.zeros([5, 4, 3]))).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => default(GeometricTensor<O3, Vectors>).Tensor);
    }

    private static void Check<TGroup, TIn, TOut>(
        ScalarType type, int seed, Func<GeometricTensor<TGroup, TIn>, GeometricTensor<TGroup, TIn>, GeometricTensor<TGroup, Scalars>, GeometricTensor<TGroup, TOut>> function)
        where TGroup : IGroup
        where TIn : IRepresentation
        where TOut : IRepresentation
    {
        using DisposeScope scope = torch.NewDisposeScope();
        torch.random.manual_seed(seed);
        int components = GeometricTensor<TGroup, TIn>.Piece.Dimension;
        Tensor x = torch.randn([Items, Channels, components], dtype: type), y = torch.randn([Items, Channels, components], dtype: type), s = torch.randn([Items, Channels, 1], dtype: type);
        var random = new Random(seed);
        Tensor value = function(new(x), new(y), new(s)).Tensor;
        Assert.True(value.abs().max().to(ScalarType.Float64).item<double>() > 1e-3);
        for (int draw = 0; draw < 3; draw++)
        {
            GroupElement element = GroupElements.Random(TGroup.Group, random);
            AffineMap before = GeometricTensor<TGroup, TIn>.Piece.Action(element), after = GeometricTensor<TGroup, TOut>.Piece.Action(element);
            AssertNear(Turn(value, after), function(new(Turn(x, before)), new(Turn(y, before)), new(s)).Tensor, type);
        }
    }

    private static Tensor Turn(Tensor x, AffineMap map)
    {
        int n = (int)x.shape[2];
        double[] transposed = [.. Enumerable.Range(0, n * n).Select(i => map.Linear[i % n, i / n])];
        return torch.matmul(x.to(ScalarType.Float64), torch.tensor(transposed).reshape(n, n)).to(x.dtype);
    }

    private static Tensor Move(Tensor x, AffineMap map) => (Turn(x.to(ScalarType.Float64), map) + torch.tensor(map.Shift.ToArray())).to(x.dtype);

    private static void AssertNear(Tensor expected, Tensor actual, ScalarType type)
    {
        Assert.Equal(expected.shape, actual.shape);
        double scale = Math.Max(1, expected.abs().max().to(ScalarType.Float64).item<double>());
        double error = (expected - actual).abs().max().to(ScalarType.Float64).item<double>();
        Assert.True(error < (type == ScalarType.Float64 ? 1e-11 : 1e-4) * scale, $"differs by {error} of {scale}");
    }

    private readonly struct Strain : IRepresentation
    {
        public static Piece Of(Group group) => Piece.Parse(group, "Sym^2(V)");
    }
}
