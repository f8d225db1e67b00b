namespace Intertwine.Generator.Parsing;

/// <summary>Names of the runtime's types as metadata and as C# code.</summary>
internal static class KnownNames
{
    public const string Namespace = "Intertwine";
    public const string ModelAttribute = "Intertwine.EquivariantModelAttribute";
    public const string GpuProgram = "Intertwine.Gpu.GpuProgram";
    public const string Feature = "global::Intertwine.Feature";
    public const string EdgeSet = "global::Intertwine.EdgeSet";
    public const string ModelBase = "global::Intertwine.EquivariantModel";
    public const string BlockBase = "global::Intertwine.Block";
}
