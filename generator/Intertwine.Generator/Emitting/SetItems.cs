using System.Globalization;
using Intertwine.Generator.Kernels;

namespace Intertwine.Generator.Emitting;

/// <summary>Derived domains as code.</summary>
internal static class SetItems
{
    private const string Items = "global::Intertwine.Kernels.ItemSet";

    /// <summary>The expression that makes the runtime's description of a domain of nodes or of a derived one.</summary>
    public static string Code(Domain domain) => domain.Origin switch
    {
        DomainOrigin.AllPairs pairs => $"new {Items}.AllPairs({Code(pairs.Queries)}, {Code(pairs.Keys)})",
        DomainOrigin.Nearest nearest => $"new {Items}.Nearest({Number(nearest.Number)}, {(nearest.IncludeSelf ? "true" : "false")})",
        DomainOrigin.Tokens tokens => $"new {Items}.Tokens({Number(tokens.PerGraph)})",
        _ => $"new {Items}.Nodes()",
    };

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
