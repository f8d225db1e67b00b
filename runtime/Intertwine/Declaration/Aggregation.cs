namespace Intertwine;

/// <summary>How <see cref="AggregateAttribute"/> reduces.</summary>
public enum Aggregation
{
    /// <summary>sum_i x_i.</summary>
    Sum,

    /// <summary>sum_i x_i / n, and 0 where n = 0.</summary>
    Mean,
}
