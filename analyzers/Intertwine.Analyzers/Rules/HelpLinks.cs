namespace Intertwine.Analyzers.Rules;

/// <summary>Where the page of a rule is: one for each, under <c>docs/rules</c>.</summary>
internal static class HelpLinks
{
    /// <summary>The folder of the pages, from the root of the repository: it has no public address yet that a link could start with.</summary>
    private const string Root = "docs/rules/";

    public static string To(string id) => Root + id + ".md";
}
