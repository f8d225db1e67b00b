namespace Intertwine.Golden.Kinds;

/// <summary>The kinds that the harness knows. A new system adds its kind here.</summary>
internal static class GoldenKinds
{
    public static IReadOnlyList<IGoldenKind> All { get; } = [new EgnnVelocityKind(), new EgnnPlainKind(), new EgnnQm9Kind()];

    public static IGoldenKind? Of(GoldenConfig config) => All.FirstOrDefault(kind => kind.Matches(config));
}
