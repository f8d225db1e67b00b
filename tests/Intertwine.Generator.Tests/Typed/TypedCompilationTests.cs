using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Intertwine.Generator.Tests.Typed;

/// <summary>What does not commute with the group does not compile.</summary>
public sealed class TypedCompilationTests
{
    private const string Head = """
        using Intertwine.Typed;
        using static TorchSharp.torch;

        public static class Code
        {
            public static void Run(
                GeometricTensor<O3, Scalars> s, GeometricTensor<O3, Vectors> v, GeometricTensor<O3, PseudoVectors> p, GeometricTensor<SO3, Vectors> w, GeometricPoints<E3> x, GeometricTensor<E3, Vectors> d, Tensor t)
            {

        """;

    [Theory]
    [InlineData("var y = v + v - v; var z = s * v / 2;")]
    [InlineData("GeometricTensor<O3, PseudoVectors> y = v.Cross(v); GeometricTensor<O3, Vectors> z = v.Cross(y);")]
    [InlineData("GeometricTensor<SO3, Vectors> y = w.Cross(w);")]
    [InlineData("GeometricPoints<E3> y = x + d; GeometricTensor<E3, Vectors> z = x - y;")]
    [InlineData("var y = s.Apply(a => a.tanh()); var z = v.Gate(y).Tensor + t;")]
    [InlineData("var y = v + 1.0;", "CS0019")]
    [InlineData("var y = v + s;", "CS0019")]
    [InlineData("var y = v + p;", "CS0019")]
    [InlineData("var y = v + w;", "CS0019")]
    [InlineData("var y = v + t;", "CS0019")]
    [InlineData("var y = v * v;", "CS0019")]
    [InlineData("var y = 1.0 / v;", "CS0019")]
    [InlineData("var y = v.Apply(a => a.tanh());", "CS1929")]
    [InlineData("var y = v.Add(t);", "CS1929")]
    [InlineData("GeometricTensor<O3, Vectors> y = v.Cross(v);", "CS0029")]
    [InlineData("GeometricTensor<O3, Vectors> y = p.AsVectors();", "CS0315")]
    [InlineData("var y = v.Dot(p);", "CS0411")]
    [InlineData("var y = v.Gate(v);", "CS1503")]
    [InlineData("var y = x + x;", "CS0019")]
    [InlineData("var y = 2.0 * x;", "CS0019")]
    [InlineData("var y = x.Mean() + v;", "CS0019")]
    [InlineData("var y = new GeometricPoints<O3>(t);", "CS0315")]
    [InlineData("Tensor y = v;", "CS0029")]
    [InlineData("var y = v[0];", "CS0021")]
    [InlineData("var y = v.tanh();", "CS1061")]
    public void Code_Compiles_OrDoesNot(string code, string? error = null)
    {
        IEnumerable<string> errors = GeneratorHost.Compile(Head + code + "\n    }\n}").GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.Id).Distinct();
        Assert.Equal(error is null ? [] : [error], errors);
    }

    /// <summary>A declared group names the interface; its generated half has what that asks for.</summary>
    [Fact]
    public void DeclaredGroups_AreGroupsOfTensors()
    {
        MethodInfo run = GeneratorHost.Load("""
            using Intertwine.Typed;
            using static TorchSharp.torch;

            [Group]
            [DiscreteGenerator(-1, 0, 0,  0, 1, 0,  0, 0, 1)]
            [DiscreteGenerator(1, 0, 0,  0, -1, 0,  0, 0, 1)]
            public partial struct Mirrors : IGroup;

            public readonly struct Strain : IRepresentation
            {
                public static Intertwine.Algebra.Piece Of(Intertwine.Algebra.Group group) => Intertwine.Algebra.Piece.Parse(group, "Sym^2(V)");
            }

            public static class Code
            {
                /// <summary>The difference between turning before and after.</summary>
                public static double Run()
                {
                    Tensor x = randn([5, 2, 3], dtype: ScalarType.Float64);
                    Tensor mirror = tensor(new[] { -1.0, 1, 1 });
                    var v = new GeometricTensor<Mirrors, Vectors>(x);
                    var w = new GeometricTensor<Mirrors, Vectors>(x * mirror);
                    Tensor invariants = v.Times(v).To<Strain>().Dot(v.Times(v).To<Strain>()).Tensor - w.Times(w).To<Strain>().Dot(w.Times(w).To<Strain>()).Tensor;
                    Tensor vectors = (v.Dot(v) * v).Tensor * mirror - (w.Dot(w) * w).Tensor;
                    return invariants.abs().max().item<double>() + vectors.abs().max().item<double>();
                }
            }
            """).GetType("Code")!.GetMethod("Run")!;
        Assert.InRange((double)run.Invoke(null, null)!, 0, 1e-12);
    }
}
