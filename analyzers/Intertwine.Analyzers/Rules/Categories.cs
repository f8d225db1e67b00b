namespace Intertwine.Analyzers.Rules;

/// <summary>Categories of rules, as <c>.editorconfig</c> names them in <c>dotnet_analyzer_diagnostic.category-NAME.severity</c>.</summary>
internal static class Categories
{
    /// <summary>EQV0xxx: the declaration as such: names, widths, domains, blocks.</summary>
    public const string Declaration = "Intertwine.Declaration";

    /// <summary>EQV1xxx: the network would not be equivariant, or a part of it could only be zero.</summary>
    public const string Equivariance = "Intertwine.Equivariance";

    /// <summary>EQV2002 to EQV2009: the network is right, but computes more than it needs.</summary>
    public const string Performance = "Intertwine.Performance";

    /// <summary>EQV2001, EQV2010 and on: the network is right, but less exact than it could be.</summary>
    public const string Precision = "Intertwine.Precision";

    /// <summary>EQV9xxx: limits of the generator.</summary>
    public const string Limits = "Intertwine.Limits";
}
