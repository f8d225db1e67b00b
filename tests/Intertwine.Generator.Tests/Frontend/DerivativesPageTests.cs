using Intertwine.Generator.Emitting.Simd;
using Intertwine.Generator.Kernels;
using Intertwine.Generator.Lowering;

namespace Intertwine.Generator.Tests;

/// <summary>docs/derivatives.md: its example compiles; and what it says about products in gradients.</summary>
public class DerivativesPageTests
{
    [Fact]
    public void TheExample_CompilesAndHasForces()
    {
        string page = File.ReadAllText(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "..", "docs", "derivatives.md"));
        int start = page.IndexOf("```csharp", StringComparison.Ordinal) + "```csharp".Length;
        string example = page[start..page.IndexOf("```", start, StringComparison.Ordinal)];
        string model = GeneratorHost.GenerateClean(example)["Potential.g.cs"];
        Assert.Contains("= -∂(Σ Energy) / ∂Position</c>", model, StringComparison.Ordinal);
    }

    /// <summary>
    /// Two layers of width 64 without moves. Of the four products that reach the edges of a layer only the second of its message network stays there, 64 x 64 forward and transposed: the first is multiplied per node, in
    /// its gradient too. What remains are the columns of distances.
    /// </summary>
    [Fact]
    public void ProductsInGradients_AreMultipliedPerNode()
    {
        ModelProgram program = GeneratorHost.Lower("""
            [EquivariantModel("E(3)")]
            public partial class Net
            {
                [Graph] public partial EdgeSet Edges { get; }
                [Input("64x0e", Per.Node)] public partial Feature Species { get; }
                [Input("point", Per.Node)] public partial Feature Position { get; }
                [Repeat<EgnnLayer>(2, nameof(Species), nameof(Position)), With(nameof(EgnnLayer.UpdatePosition), false)] public partial EgnnLayer Layers { get; }
                [Linear($"{nameof(Layers)}.{nameof(EgnnLayer.UpdatedNodes)}", "1x0e")] public partial Feature Energy { get; }
                [Gradient(nameof(Energy), nameof(Position), Factor = -1), Output] public partial Feature Forces { get; }
            }
            """);
        SimdProgram kernels = SimdProgram.Create(program.Evaluation, CancellationToken.None);
        const int Layers = 2;
        const int Square = 2 * 64 * 64;
        const int Column = 2 * 64;
        Assert.Equal(Layers * 2 * (Square + Column), Products(kernels.Inference));

        // The backward pass multiplies each product's argument and its matrix once, and repeats none of the forward pass.
        Assert.InRange(Products(kernels.BackwardByParameters), Layers * 4 * Square, Layers * 4 * (Square + Column));
    }

    private static long Products(LoopProgram loops) => loops.Loops.Where(l => l.Domain == Domain.Edges).Sum(l => l.Body.Sum(id => loops.Program[id] switch
    {
        Instruction.Mix mix => 2L * mix.Shape.Rows * loops.Program[mix.Source].Shape.Channels,
        Instruction.OuterSum outer => 2L * outer.Shape.Rows * loops.Program[outer.Left].Shape.Components,
        _ => 0,
    }));

    private static string Here([System.Runtime.CompilerServices.CallerFilePath] string path = "") => path;
}
