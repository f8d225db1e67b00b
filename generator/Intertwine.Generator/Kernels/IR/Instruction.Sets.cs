namespace Intertwine.Generator.Kernels;

/// <summary>Domains that values make.</summary>
internal abstract partial record Instruction
{
    /// <summary>
    /// Finds the edges of a dynamic domain: to every node those that are nearest by all rows of x. Its result is the domain itself, which no instruction names as an operand: whatever lives on
    /// the domain or maps from it needs it (<see cref="InstructionMaps.DynamicDomainsOf"/>). Without derivative.
    /// </summary>
    public sealed record Nearest(int Source, Domain Domain) : Instruction(Domain, new Shape(1, 1))
    {
        public DomainOrigin.Nearest Origin => (DomainOrigin.Nearest)Domain.Origin!;

        protected override int[] ListOperands() => [Source];

        public override Instruction WithOperands(IReadOnlyList<int> operands) => this with { Source = operands[0] };
    }
}
