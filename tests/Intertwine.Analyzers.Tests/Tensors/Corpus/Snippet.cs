namespace Intertwine.Analyzers.Tests.Tensors;

/// <summary>A method as people write it: right, or with marks where it breaks the symmetry.</summary>
/// <param name="Name">Unique.</param>
/// <param name="Shapes">Per parameter of the last annotated method the lengths of its axes, <c>x: 5 3; h: 5 8</c>; <c>int&lt;5&gt; 12</c> for indices below 5, <c>abs 5 1</c> for positive numbers, <c>bool 5</c> for masks,
/// <c>5 3 *100</c> for larger numbers, <c>=4</c> for a number.</param>
/// <param name="Code">Members of a class. The last annotated method is the one that is run.</param>
internal sealed record Snippet(string Name, string Shapes, string Code)
{
    public MarkedSource Marked { get; } = MarkedSource.Parse(Code);

    public bool IsBroken => Marked.Expected.Count > 0;
}

/// <summary>All snippets.</summary>
internal static class SnippetCorpus
{
    public static IReadOnlyList<Snippet> All { get; } =
        [
            .. GraphSnippets.All, .. VectorNeuronSnippets.All, .. AttentionSnippets.All, .. GeometrySnippets.All, .. PointSnippets.All, .. NormalizationSnippets.All, .. FieldSnippets.All, .. OtherGroupSnippets.All, .. TrapSnippets.All,
            .. ComponentSnippets.All, .. GatherSnippets.All, .. LinearAlgebraSnippets.All, .. ControlFlowSnippets.All, .. PhysicsSnippets.All, .. NetworkSnippets.All, .. ModelSnippets.All, .. UtilitySnippets.All,
        ];
}
