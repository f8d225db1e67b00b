namespace Intertwine;

/// <summary>How vector networks gather what several items know.</summary>
public enum VectorPooling
{
    /// <summary>The mean over the items.</summary>
    Mean,

    /// <summary>Of each channel the item with the largest product with a learnt direction: <see cref="VectorMaxPoolAttribute"/>.</summary>
    Max,
}
