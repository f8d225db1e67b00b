namespace Intertwine.Generator.Emitting;

/// <summary>How generated code names its origin.</summary>
internal static class ThisGenerator
{
    public static string Version { get; } = typeof(ThisGenerator).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";
}
