using Intertwine.Algebra;

namespace Intertwine.Tests;

/// <summary>Programs declare models with <c>using Intertwine</c> and compute with <c>using Intertwine.Algebra</c>, often in one file.</summary>
public class NamespaceTests
{
    [Fact]
    public void NoTypeName_IsInBothNamespaces()
    {
        IEnumerable<string> language = Names(typeof(Feature), "Intertwine");
        IEnumerable<string> algebra = Names(typeof(Group), "Intertwine.Algebra");
        Assert.Contains("Piece", algebra);
        Assert.Contains("Graph", language);
        Assert.Empty(language.Intersect(algebra));
    }

    private static IReadOnlyList<string> Names(Type one, string space) => [.. one.Assembly.GetExportedTypes().Where(type => type.Namespace == space && !type.IsNested).Select(type => type.Name)];
}
