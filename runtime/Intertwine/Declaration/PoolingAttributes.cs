namespace Intertwine;

/// <summary>
/// y_j[c] = max_i x_i[c] over the incoming edges of node j, or over the nodes or edges of graph j; 0 where there are none. The derivative goes to the largest entry, to the first of equals. For scalars: the largest component of a
/// vector depends on the axes (<see cref="VectorMaxPoolAttribute"/> chooses by an invariant).
/// </summary>
/// <param name="source">x.</param>
/// <param name="over">What j is.</param>
public sealed class MaxAttribute(string source, Over over) : DefinitionAttribute
{
    public string Source { get; } = source;

    public Over Over { get; } = over;
}

/// <summary>
/// Channel by channel the item that lies farthest in a learnt direction: y_j[c] = x_i[c] with i = arg max_i &lt;x_i[c], (D x_i)[c]&gt; over the incoming edges of node j, or over the nodes or edges of graph j; the first of equals, 0 where
/// there are none. D mixes the channels of each piece. The derivative goes to the chosen item; D, which only chooses, has the gradient zero.
/// </summary>
/// <remarks>
/// Learns <c>&lt;path&gt;.weight</c> [channels, channels], or <c>&lt;path&gt;.&lt;piece&gt;.weight</c> for each of several pieces, uniform in ±1/sqrt(channels). For pieces with one invariant inner product: the product of two vectors of a
/// channel is what all observers agree on, and with it the choice. Vector neurons, C. Deng et al., ICCV 2021, section 3.3 (<c>VNMaxPool</c>).
/// </remarks>
/// <param name="source">x.</param>
/// <param name="over">What j is.</param>
public sealed class VectorMaxPoolAttribute(string source, Over over) : DefinitionAttribute
{
    public string Source { get; } = source;

    public Over Over { get; } = over;
}
