using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Intertwine.Tests;

public sealed class EquivariantModelTests : IDisposable
{
    private static readonly Graph Pairs = Graph.FullyConnected(2, 3);

    private readonly DisposeScope _scope = torch.NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void StateDictionary_HasThePropertyPaths()
    {
        using TestModel model = new();
        Assert.Equal(["Mixed.weight", "Mixed.bias", "Layers.0.Weight.0.weight"], model.state_dict().Keys);
        Assert.Equal(["Mixed.weight", "Mixed.bias", "Layers.0.Weight.0.weight"], model.named_parameters().Select(p => p.name));
        Assert.All(model.parameters(), p => Assert.True(p.requires_grad && p.is_leaf));
        using RegularisedModel regularised = new();
        Assert.Equal(["Normal.running_mean", "Normal.running_var", "Normal.num_batches_tracked"], regularised.state_dict().Keys);
    }

    [Fact]
    public void Initialisation_FollowsTheSeed_AndTheBounds()
    {
        torch.random.manual_seed(3);
        using TestModel model = new();
        using TestModel next = new();
        torch.random.manual_seed(3);
        using TestModel again = new();
        Assert.True(Weight(model).equal(Weight(again)).all().item<bool>());
        Assert.False(Weight(model).equal(Weight(next)).all().item<bool>());
        Assert.InRange(Weight(model).abs().max().item<float>(), 1e-3f, 1 / MathF.Sqrt(2));
        Assert.Equal(1.2247, new ParameterInit.XavierUniform(1, 3, 1).Bound, 1e-4);
    }

    [Fact]
    public void Outputs_HaveTheShapesOfTheirRepresentation()
    {
        using TestModel model = new();
        (Tensor scalars, Tensor moved) = model.forward(Pairs, torch.randn(6, 2), torch.randn(6, 3));
        Assert.Equal([6L, 3], scalars.shape);
        Assert.Equal([6L, 3], moved.shape);
        Assert.Equal([4L, 1], EquivariantModel.CanonicalShape(4, 1, 1));
        Assert.Equal([4L, 3], EquivariantModel.CanonicalShape(4, 1, 3));
        Assert.Equal([4L, 2, 3], EquivariantModel.CanonicalShape(4, 2, 3));
    }

    [Theory]
    [InlineData(Backend.Torch)]
    [InlineData(Backend.Simd)]
    public void Inputs_AreTakenWithTrivialAxesToo(Backend backend)
    {
        using TestModel model = new() { Backend = backend };
        (Tensor charge, Tensor position) = (torch.randn(6, 2), torch.randn(6, 3));
        Tensor plain = model.forward(Pairs, charge, position).Moved;
        Tensor full = model.forward(Pairs, charge.unsqueeze(2), position.unsqueeze(1)).Moved;
        Assert.True(plain.equal(full).all().item<bool>());
    }

    [Fact]
    public void WrongInputs_SayWhatIsWrong()
    {
        using TestModel model = new();
        (Tensor charge, Tensor position) = (torch.randn(6, 2), torch.randn(6, 3));
        Check("Charge", "expected shape [6, 2]; got [6, 4]", () => model.forward(Pairs, torch.randn(6, 4), position));
        Check("Charge", "one value per item of 6 nodes", () => model.forward(Pairs, torch.randn(5, 2), position));
        Check("Position", "expected Float32", () => model.forward(Pairs, charge, position.to(ScalarType.Float64)));
        Check("Position", "is null", () => model.forward(Pairs, charge, null!));
        Check("Position", "on meta", () => model.forward(Pairs, charge, position.to(torch.META)));
        Check("graph", "needs a graph", () => model.forward(null!, charge, position));

        static void Check(string argument, string message, Action call)
        {
            ArgumentException e = Assert.ThrowsAny<ArgumentException>(call);
            Assert.Equal(argument, e.ParamName);
            Assert.Contains(message, e.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Backends_ThatAreNotThere_AreErrors()
    {
        using TestModel model = new();
        Assert.Contains("dotnet add package Intertwine.Gpu", Assert.Throws<NotSupportedException>(() => model.Backend = Backend.Gpu).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Backend = (Backend)9);
        model.Backend = Backend.Simd;
        model.to(ScalarType.BFloat16);
        (Tensor charge, Tensor position) = (torch.randn(6, 2).bfloat16(), torch.randn(6, 3).bfloat16());
        Assert.Contains("BFloat16", Assert.Throws<NotSupportedException>(() => model.forward(Pairs, charge, position)).Message, StringComparison.Ordinal);
        model.Backend = Backend.Auto;
        Assert.Equal(ScalarType.BFloat16, model.forward(Pairs, charge, position).Moved.dtype);

        using TestModel without = new(hasKernels: false) { Backend = Backend.Simd };
        Assert.Contains("has no kernels", Assert.Throws<NotSupportedException>(() => without.forward(Pairs, torch.randn(6, 2), torch.randn(6, 3))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Auto_UsesKernels_AndAsksForThemOnce()
    {
        using TestModel model = new();
        int before = TestModel.SinglePrecision.ForwardCalls;
        for (int i = 0; i < 3; i++)
        {
            model.forward(Pairs, torch.randn(6, 2), torch.randn(6, 3));
        }

        Assert.InRange(TestModel.SinglePrecision.ForwardCalls - before, 3, int.MaxValue);
        Assert.Equal(1, model.KernelRequests);
    }

    [Fact]
    public void To_ConvertsParameters_AndKernelsFollow()
    {
        using TestModel model = new();
        model.to(ScalarType.Float64);
        Assert.All(model.parameters(), p => Assert.Equal(ScalarType.Float64, p.dtype));
        Assert.Equal(ScalarType.Float64, model.forward(Pairs, torch.randn(6, 2, dtype: ScalarType.Float64), torch.randn(6, 3, dtype: ScalarType.Float64)).Moved.dtype);
        using RegularisedModel regularised = new();
        regularised.to(ScalarType.Float64);
        Assert.Equal(ScalarType.Float64, regularised.forward(Pairs, torch.randn(6, 2, dtype: ScalarType.Float64)).Normal.dtype);
        Assert.Equal(ScalarType.Int64, regularised.get_buffer("Normal.num_batches_tracked")!.dtype);
    }

    [Fact]
    public void InsideAnotherModule_ItIsFound()
    {
        using Outer outer = new();
        Assert.Contains("Inner.Layers.0.Weight.0.weight", outer.state_dict().Keys);
        Assert.Equal(5, outer.parameters().Count());
        Assert.NotNull(outer.get_parameter("Inner.Mixed.weight"));
        outer.eval();
        Assert.False(outer.Inner.training);
        outer.to(ScalarType.Float64);
        Tensor loss = outer.forward(torch.randn(6, 2, dtype: ScalarType.Float64), torch.randn(6, 3, dtype: ScalarType.Float64)).sum();
        loss.backward();
        Assert.All(outer.parameters(), p => Assert.NotNull(p.grad));
        string file = Path.GetTempFileName();
        try
        {
            outer.save(file);
            using Outer copy = new();
            copy.to(ScalarType.Float64);
            copy.load(file);
            Assert.True(Weight(copy.Inner).equal(Weight(outer.Inner)).all().item<bool>());
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Temporaries_AreDisposed()
    {
        using TestModel model = new();
        (Tensor charge, Tensor position) = (torch.randn(6, 2), torch.randn(6, 3));
        foreach (Backend backend in (Backend[])[Backend.Torch, Backend.Simd])
        {
            model.Backend = backend;
            _ = model.forward(Pairs, charge, position);
            using DisposeScope scope = torch.NewDisposeScope();
            (Tensor scalars, Tensor moved) = model.forward(Pairs, charge, position);
            Assert.Equal(2, scope.DisposablesCount);
            Assert.True(scope.Contains(scalars) && scope.Contains(moved));
        }
    }

    [Fact]
    public void Finite_CheckNamesTheOutput()
    {
        using TestModel model = new();
        Tensor position = torch.full([6, 3], float.NaN);
        Assert.True(model.forward(Pairs, torch.randn(6, 2), position).Moved.isnan().all().item<bool>());
        Checks.Finite = true;
        try
        {
            ArithmeticException e = Assert.Throws<ArithmeticException>(() => model.forward(Pairs, torch.randn(6, 2), position));
            Assert.Contains("'Moved' of TestModel", e.Message, StringComparison.Ordinal);
        }
        finally
        {
            Checks.Finite = false;
        }
    }

    [Fact]
    public void Describe_ListsFeatures()
    {
        using TestModel model = new();
        Assert.Equal(
            """
            TestModel: equivariant under E(3), 12 parameters
            feature  representation  domain    shape       parameters  flops per item
            -------  --------------  --------  ----------  ----------  --------------
            Mixed    3x0e            per node  [nodes, 3]           9              12

            """.ReplaceLineEndings("\n"),
            model.Describe());
    }

    [Fact]
    public void Disposed_Throws()
    {
        TestModel model = new();
        Parameter weight = Weight(model);
        model.Dispose();
        Assert.True(weight.IsInvalid);
    }

    [Fact]
    public void TrainingAndEvaluation_AreThoseOfTorch()
    {
        torch.random.manual_seed(5);
        using RegularisedModel model = new(ScalarType.Float64);
        using BatchNorm1d norm = nn.BatchNorm1d(2);
        norm.to(ScalarType.Float64);
        for (int step = 0; step < 3; step++)
        {
            Tensor charge = torch.randn(6, 2, dtype: ScalarType.Float64) + step;
            (Tensor actual, Tensor total) = model.forward(Pairs, charge);
            Tensor expected = norm.forward(charge * model.Mask!.squeeze(2));
            Assert.True(actual.allclose(expected));
            Assert.True(total.allclose(torch.stack([expected.slice(0, 0, 3, 1).sum([0L]), expected.slice(0, 3, 6, 1).sum([0L])])));
        }

        Assert.True(model.get_buffer("Normal.running_mean")!.allclose(norm.running_mean!));
        Assert.True(model.get_buffer("Normal.running_var")!.allclose(norm.running_var!));
        Assert.Equal(3, model.get_buffer("Normal.num_batches_tracked")!.item<long>());
        Assert.False(model.get_buffer("Normal.running_mean")!.requires_grad);

        model.eval();
        norm.eval();
        Tensor values = torch.randn(6, 2, dtype: ScalarType.Float64);
        Assert.True(model.forward(Pairs, values).Normal.allclose(norm.forward(values)));
        Assert.Equal(3, model.get_buffer("Normal.num_batches_tracked")!.item<long>());
    }

    [Fact]
    public void Masks_AreDrawnFromTheSeed_WithTheirRate()
    {
        using RegularisedModel model = new();
        using Graph graph = Graph.FullyConnected(1, 200);
        torch.random.manual_seed(1);
        model.forward(graph, torch.randn(200, 2));
        Tensor mask = model.Mask!;
        torch.random.manual_seed(1);
        model.forward(graph, torch.randn(200, 2));
        Assert.True(mask.equal(model.Mask!).all().item<bool>());
        Assert.InRange(mask.eq(0).sum().item<long>(), 70, 130);
        Assert.Equal(0, mask.masked_fill(mask.eq(0), 4.0 / 3).sub(4.0 / 3).abs().max().item<float>(), 1e-6);
    }

    [Fact]
    public void BatchNorm_OfOneItem_IsAnError()
    {
        using RegularisedModel model = new();
        using Graph graph = Graph.FullyConnected(1, 1);
        Assert.Contains("at least two nodes", Assert.Throws<ArgumentException>(() => model.forward(graph, torch.randn(1, 2))).Message, StringComparison.Ordinal);
    }

    private static Parameter Weight(EquivariantModel model) => model.get_parameter("Mixed.weight")!;

    private sealed class Outer : nn.Module<Tensor, Tensor, Tensor>
    {
        private readonly TestModel Inner_ = new();
        private readonly Linear _head = nn.Linear(3, 1);

        public Outer()
            : base(nameof(Outer))
        {
            register_module("Inner", Inner_);
            register_module("Head", _head);
        }

        public TestModel Inner => Inner_;

        public override Tensor forward(Tensor charge, Tensor position)
        {
            (Tensor scalars, Tensor moved) = Inner_.forward(Pairs, charge, position);
            return _head.forward(scalars + moved);
        }
    }
}
