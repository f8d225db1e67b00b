namespace Intertwine.Algebra;

/// <summary>A group of rotations by one angle, continuous or in N steps, with or without reflections: its irreps are counted by the frequency with which they turn.</summary>
public interface IFrequencyGroup
{
    /// <summary>N, the number of rotations; null where every angle is one.</summary>
    int? RotationOrder { get; }

    /// <summary>Whether there are reflections, which turn the rotations around: f r f = r^-1.</summary>
    bool HasReflections { get; }
}
