namespace Intertwine.Algebra;

/// <summary>The order of the basis blades in memory.</summary>
public enum BladeOrder
{
    /// <summary>By grade, then lexicographically by generators: 1, e1, e2, e3, e12, e13, e23, e123. The order of GATr (with e0 first), CGENN and Clifford-steerable networks.</summary>
    ShortLexicographic,

    /// <summary>By the number whose bits are the generators: 1, e1, e2, e12, e3, e13, e23, e123.</summary>
    Bitmap,
}
