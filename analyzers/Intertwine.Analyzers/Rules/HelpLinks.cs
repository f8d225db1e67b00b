namespace Intertwine.Analyzers.Rules;

/// <summary>Where the page of a rule is: one for each, under <c>docs/rules</c>.</summary>
internal static class HelpLinks
{
    /// <summary>The folder of the pages in the public repository.</summary>
    private const string Root = "https://github.com/intertwine-net/intertwine/blob/main/docs/rules/";

    public static string To(string id) => Root + id + ".md";
}
