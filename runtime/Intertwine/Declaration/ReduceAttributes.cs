namespace Intertwine;

/// <summary>y_j = sum_i x_i over the incoming edges of node j, or over the nodes or edges of graph j; 0 where there are none. Not for points.</summary>
/// <param name="source">x.</param>
/// <param name="over">What j is.</param>
public sealed class SumAttribute(string source, Over over) : DefinitionAttribute
{
    public string Source { get; } = source;

    public Over Over { get; } = over;
}

/// <summary>y_j = sum_i x_i / n_j over the n_j incoming edges of node j, or nodes or edges of graph j; 0 where there are none. The mean of the points of a graph is a point.</summary>
/// <param name="source">x.</param>
/// <param name="over">What j is.</param>
public sealed class MeanAttribute(string source, Over over) : DefinitionAttribute
{
    public string Source { get; } = source;

    public Over Over { get; } = over;
}

/// <summary><see cref="SumAttribute"/> or <see cref="MeanAttribute"/>, as an option of the block says.</summary>
/// <param name="source">x.</param>
/// <param name="over">What the result lives on.</param>
/// <param name="aggregation"><c>nameof</c> of an option of type <see cref="Aggregation"/>.</param>
public sealed class AggregateAttribute(string source, Over over, string aggregation) : DefinitionAttribute
{
    public string Source { get; } = source;

    public Over Over { get; } = over;

    public string Aggregation { get; } = aggregation;
}
