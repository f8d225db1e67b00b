using Intertwine.Generator.Kernels;

namespace Intertwine.Generator.Emitting.Simd;

/// <summary>One thing that a kernel does for every tile.</summary>
internal abstract record TileStep
{
    /// <summary>Values whose tiles the step reads.</summary>
    public abstract IEnumerable<int> Reads { get; }

    /// <summary>Values whose tiles the step writes.</summary>
    public abstract IEnumerable<int> Writes { get; }

    /// <summary>Brings a value that lies in memory by rows into a tile.</summary>
    public sealed record Load(int Value) : TileStep
    {
        public override IEnumerable<int> Reads => [];

        public override IEnumerable<int> Writes => [Value];
    }

    /// <summary>A sum of matrix products, gathered rows, a segment sum and a bias, accumulated in one tile.</summary>
    /// <param name="Value">The sum, or its part that these terms make.</param>
    /// <param name="Terms">Ids of <see cref="Instruction.Mix"/>, <see cref="Instruction.Gather"/> and <see cref="Instruction.ScatterSum"/>, in the order in which they are accumulated.</param>
    /// <param name="Sources">Local operands of the products.</param>
    public sealed record LinearSum(int Value, EquatableArray<int> Terms, EquatableArray<int> Sources) : TileStep
    {
        public override IEnumerable<int> Reads => Sources;

        public override IEnumerable<int> Writes => [Value];
    }

    /// <summary>Pointwise instructions over the same channels, in one pass over the lanes.</summary>
    public sealed record Pointwise(int Channels, EquatableArray<int> Values, EquatableArray<int> Operands, EquatableArray<int> Stored) : TileStep
    {
        public override IEnumerable<int> Reads => Operands;

        public override IEnumerable<int> Writes => Stored;
    }

    /// <summary>An instruction that moves whole rows: <see cref="Instruction.Concat"/>, <see cref="Instruction.Pad"/>, choices within segments, products and sums over pairs, <see cref="Instruction.Regroup"/>, <see cref="Instruction.Count"/>.</summary>
    public sealed record Move(int Value, EquatableArray<int> Sources) : TileStep
    {
        public override IEnumerable<int> Reads => Sources;

        public override IEnumerable<int> Writes => [Value];
    }

    /// <summary>Writes a tile to memory by rows.</summary>
    public sealed record Store(int Value) : TileStep
    {
        public override IEnumerable<int> Reads => [Value];

        public override IEnumerable<int> Writes => [];
    }

    /// <summary>Adds the tile's share of a sum over all items.</summary>
    public sealed record Reduce(Reduction Reduction, EquatableArray<int> Sources) : TileStep
    {
        public override IEnumerable<int> Reads => Sources;

        public override IEnumerable<int> Writes => [];
    }
}
