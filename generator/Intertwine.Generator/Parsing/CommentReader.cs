using System.Xml;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Intertwine.Generator.Parsing;

/// <summary>The documentation comment of a declared property, as XML text without <c>///</c>.</summary>
internal sealed record MemberComment(string Member, string Text);

/// <summary>What authors wrote above their properties. Kept apart from <see cref="ModelSpec"/>, so that editing a comment changes no network.</summary>
internal static class CommentReader
{
    private static readonly XmlReaderSettings Fragment = new() { ConformanceLevel = ConformanceLevel.Fragment, DtdProcessing = DtdProcessing.Prohibit };

    public static EquatableArray<MemberComment> Read(INamedTypeSymbol type, CancellationToken cancellation)
    {
        List<MemberComment> comments = [];
        foreach (ISymbol member in type.GetMembers())
        {
            if (member is IPropertySymbol { IsPartialDefinition: true, DeclaringSyntaxReferences.Length: > 0 } property
                && property.DeclaringSyntaxReferences[0].GetSyntax(cancellation) is PropertyDeclarationSyntax { HasLeadingTrivia: true } syntax
                && Written(syntax) is { } written)
            {
                // References are resolved where they stand: the generated file has other usings. That asks the compiler, which costs more than reading.
                bool asks = written.StartsWith("/**", StringComparison.Ordinal) || written.IndexOf("cref", StringComparison.Ordinal) >= 0;
                string text = asks ? Resolved(property, cancellation) : written;
                comments.Add(new MemberComment(property.Name, IsWellFormed(text) ? text : ""));
            }
        }

        return comments.ToEquatable();
    }

    /// <summary>The lines behind <c>///</c>, or the whole of a comment in <c>/** */</c>; null for none. By its text: without documentation mode the compiler takes documentation for ordinary comments.</summary>
    private static string? Written(PropertyDeclarationSyntax syntax)
    {
        List<string> lines = [];
        foreach (SyntaxTrivia trivia in syntax.GetLeadingTrivia())
        {
            string text = trivia.ToFullString().Trim();
            if (text.StartsWith("/**", StringComparison.Ordinal))
            {
                return text;
            }

            if (text.StartsWith("///", StringComparison.Ordinal))
            {
                lines.AddRange(text.Split('\n').Select(Behind));
            }
        }

        return lines.Count == 0 ? null : string.Join("\n", lines);
    }

    /// <summary>What stands behind <c>///</c>, its indentation kept.</summary>
    private static string Behind(string line)
    {
        string text = line.Trim();
        text = text.StartsWith("///", StringComparison.Ordinal) ? text.Substring(3) : text;
        return text.StartsWith(" ", StringComparison.Ordinal) ? text.Substring(1) : text;
    }

    /// <summary>As the compiler reads it, with references as documentation ids; empty where it cannot.</summary>
    private static string Resolved(IPropertySymbol property, CancellationToken cancellation)
    {
        string xml = property.GetDocumentationCommentXml(cancellationToken: cancellation) ?? "";
        int start = xml.IndexOf('>') + 1;
        int end = xml.LastIndexOf("</member>", StringComparison.Ordinal);
        return end <= start ? "" : string.Join("\n", xml.Substring(start, end - start).Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0));
    }

    private static bool IsWellFormed(string text)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(text), Fragment);
            while (reader.Read())
            {
            }

            return true;
        }
        catch (XmlException)
        {
            return false;
        }
    }
}
