using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Intertwine.Analyzers.Locating;

/// <summary>The declarations of a type, or of a type around it, that lack the modifier <c>partial</c>.</summary>
internal static class NotPartial
{
    /// <summary>Their names in the source text.</summary>
    /// <param name="type">The declared class.</param>
    /// <param name="name">Its name or that of a type around it.</param>
    /// <param name="cancellation">Stops reading syntax.</param>
    public static IEnumerable<Location> Locate(INamedTypeSymbol type, string name, CancellationToken cancellation)
    {
        INamedTypeSymbol? part = type;
        while (part is not null && part.Name != name)
        {
            part = part.ContainingType;
        }

        foreach (SyntaxReference reference in part?.DeclaringSyntaxReferences ?? [])
        {
            if (reference.GetSyntax(cancellation) is TypeDeclarationSyntax declaration && !declaration.Modifiers.Any(SyntaxKind.PartialKeyword))
            {
                yield return declaration.Identifier.GetLocation();
            }
        }
    }
}
