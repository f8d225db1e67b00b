using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Intertwine.CodeFixes.Editing;

/// <summary>The document of a diagnostic, and what stands at it.</summary>
internal sealed record FixSite(SyntaxNode Root, SourceText Text, SemanticModel Model, CancellationToken Cancellation)
{
    public static async Task<FixSite?> CreateAsync(Document document, CancellationToken cancellation)
    {
        SyntaxNode? root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        SemanticModel? model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        return root is null || model is null ? null : new FixSite(root, await document.GetTextAsync(cancellation).ConfigureAwait(false), model, cancellation);
    }

    public SyntaxNode Node(Diagnostic diagnostic) => Root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);

    public AttributeSyntax? Attribute(Diagnostic diagnostic) => Node(diagnostic).FirstAncestorOrSelf<AttributeSyntax>();

    public PropertyDeclarationSyntax? Property(Diagnostic diagnostic) => Node(diagnostic).FirstAncestorOrSelf<PropertyDeclarationSyntax>();

    public TypeDeclarationSyntax? Type(Diagnostic diagnostic) => Node(diagnostic).FirstAncestorOrSelf<TypeDeclarationSyntax>();

    /// <summary>The expression of an argument.</summary>
    public ExpressionSyntax? Argument(Diagnostic diagnostic)
    {
        SyntaxNode node = Node(diagnostic);
        return node is AttributeArgumentSyntax argument ? argument.Expression : node as ExpressionSyntax;
    }

    /// <summary>The string literal at the place of a diagnostic, or around the characters it is about.</summary>
    public LiteralExpressionSyntax? Literal(Diagnostic diagnostic) =>
        Root.FindToken(diagnostic.Location.SourceSpan.Start).Parent is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal ? literal : null;

    /// <summary>A name that no member of the type has.</summary>
    public string FreeName(TypeDeclarationSyntax type, string wanted)
    {
        INamedTypeSymbol? symbol = Model.GetDeclaredSymbol(type, Cancellation);
        string name = wanted;
        for (int i = 2; symbol is not null && !symbol.GetMembers(name).IsEmpty; i++)
        {
            name = wanted + i.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return name;
    }

    /// <summary>A string as an ordinary literal.</summary>
    public static string Quoted(string value) => SymbolDisplay.FormatLiteral(value, quote: true);

    /// <summary>Members before a property, or an attribute list before a parameter's declaration: on lines of their own where it begins one.</summary>
    /// <param name="node">What comes behind.</param>
    /// <param name="lines">What is inserted, one after the other.</param>
    public TextChange InsertBefore(SyntaxNode node, params IEnumerable<string> lines)
    {
        // Comments belong to the node.
        SyntaxTrivia comment = node.GetLeadingTrivia().FirstOrDefault(trivia => !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia));
        int position = comment.IsKind(SyntaxKind.None) ? node.SpanStart : comment.FullSpan.Start;
        TextLine line = Text.Lines.GetLineFromPosition(position);
        string before = Text.ToString(TextSpan.FromBounds(line.Start, position));
        string separator = before.Trim().Length == 0 ? NewLine + before : " ";
        return new TextChange(new TextSpan(position, 0), string.Concat(lines.Select(inserted => inserted + separator)));
    }

    public string NewLine => Text.Lines.Count > 1 && Text.ToString(TextSpan.FromBounds(Text.Lines[0].End, Text.Lines[0].EndIncludingLineBreak)) is { Length: > 0 } found ? found : "\n";

    /// <summary>An argument at the end of an attribute's list.</summary>
    public static TextChange AppendArgument(AttributeSyntax attribute, string argument) => attribute.ArgumentList switch
    {
        null => new TextChange(new TextSpan(attribute.Span.End, 0), $"({argument})"),
        { Arguments.Count: 0 } list => new TextChange(new TextSpan(list.OpenParenToken.Span.End, 0), argument),
        { } list => new TextChange(new TextSpan(list.Arguments.Last().Span.End, 0), $", {argument}"),
    };

    /// <summary>The part of an attribute's name that says which it is.</summary>
    public static SimpleNameSyntax? Name(AttributeSyntax attribute) => attribute.Name switch
    {
        SimpleNameSyntax simple => simple,
        QualifiedNameSyntax qualified => qualified.Right,
        AliasQualifiedNameSyntax alias => alias.Name,
        _ => null,
    };
}
