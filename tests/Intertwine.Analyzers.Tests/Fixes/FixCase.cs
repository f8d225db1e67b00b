using Microsoft.CodeAnalysis.CodeFixes;

namespace Intertwine.Analyzers.Tests.Fixes;

/// <summary>What a fix makes of a mistake.</summary>
/// <param name="Id">The diagnostic.</param>
/// <param name="Name">What is fixed.</param>
/// <param name="Key">The equivalence key of the fix.</param>
internal sealed record FixCase(string Id, string Name, Func<CodeFixProvider> Provider, string Key, string Wrong, string Right);

/// <summary>All cases.</summary>
internal static class FixCases
{
    public static IReadOnlyList<FixCase> All { get; } = [.. LayerFixCases.All, .. NotationFixCases.All, .. TensorFixCases.All];
}
