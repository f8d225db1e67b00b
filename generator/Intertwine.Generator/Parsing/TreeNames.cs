using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Intertwine.Generator.Parsing;

/// <summary>The names in one file: by them alone other files can say what they mean by a name in theirs.</summary>
internal sealed class TreeNames
{
    private const string AttributeSuffix = "Attribute";

    private static readonly ConditionalWeakTable<SyntaxTree, TreeNames> Known = new();

    private TreeNames(SyntaxNode root, CancellationToken cancellation)
    {
        foreach (SyntaxNode node in root.DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax))
        {
            cancellation.ThrowIfCancellationRequested();
            switch (node)
            {
                case BaseNamespaceDeclarationSyntax space:
                    Everywhere.Add(space.Name.ToString());
                    break;
                case BaseTypeDeclarationSyntax type:
                    Declare(type.Identifier.ValueText);
                    DeclareRepresented(type);
                    if (type is TypeDeclarationSyntax { AttributeLists.Count: > 0 } declaration)
                    {
                        Attributed.Add((declaration, [.. declaration.AttributeLists.SelectMany(list => list.Attributes).Select(attribute => SimpleName(attribute.Name))]));
                    }

                    break;
                case DelegateDeclarationSyntax type:
                    Declare(type.Identifier.ValueText);
                    break;
                case ExternAliasDirectiveSyntax assembly:
                    Everywhere.Add(assembly.ToString());
                    break;
                case UsingDirectiveSyntax directive:
                    if (directive.GlobalKeyword.RawKind != 0)
                    {
                        Everywhere.Add(directive.ToString());
                    }

                    if (directive.Alias is { } alias)
                    {
                        DeclareArguments(directive);
                        (directive.GlobalKeyword.RawKind != 0 ? GlobalAliases : Aliases).Add(alias.Name.Identifier.ValueText);
                    }

                    break;
            }
        }

        foreach (SyntaxToken token in root.DescendantTokens())
        {
            if (token.IsKind(SyntaxKind.IdentifierToken))
            {
                Mentioned.Add(token.ValueText);
            }
        }
    }

    /// <summary>Types, those inside of types too; an attribute also without its suffix.</summary>
    public HashSet<string> Declared { get; } = new(StringComparer.Ordinal);

    /// <summary>All identifiers.</summary>
    public HashSet<string> Mentioned { get; } = new(StringComparer.Ordinal);

    /// <summary>What changes the meaning of names in files that mention nothing of this one: namespaces, global usings, aliases of assemblies.</summary>
    public HashSet<string> Everywhere { get; } = new(StringComparer.Ordinal);

    /// <summary>Names that usings of this file give to types.</summary>
    public HashSet<string> Aliases { get; } = new(StringComparer.Ordinal);

    /// <summary>Names that global usings give to types.</summary>
    public HashSet<string> GlobalAliases { get; } = new(StringComparer.Ordinal);

    /// <summary>Types with attributes, and how these are called here.</summary>
    public List<(TypeDeclarationSyntax Type, string[] Attributes)> Attributed { get; } = [];

    /// <summary>Read once for each tree.</summary>
    public static TreeNames Of(SyntaxTree tree, CancellationToken cancellation)
    {
        if (!Known.TryGetValue(tree, out TreeNames? names))
        {
            names = new TreeNames(tree.GetRoot(cancellation), cancellation);
            names = Known.GetValue(tree, _ => names);
        }

        return names;
    }

    /// <summary>Whether other files see the same in this one.</summary>
    public bool DeclaresAs(TreeNames other) => Declared.SetEquals(other.Declared) && Everywhere.SetEquals(other.Everywhere) && GlobalAliases.SetEquals(other.GlobalAliases);

    /// <summary>A group has all representations of the project, which name it: a file with a representation is a part of the group's declaration.</summary>
    private void DeclareRepresented(BaseTypeDeclarationSyntax type)
    {
        foreach (AttributeSyntax attribute in type.AttributeLists.SelectMany(list => list.Attributes))
        {
            if (attribute.Name.ToString().IndexOf("Representation", StringComparison.Ordinal) >= 0)
            {
                DeclareArguments(attribute.Name);
            }
        }
    }

    private void DeclareArguments(SyntaxNode node)
    {
        foreach (IdentifierNameSyntax argument in node.DescendantNodes().OfType<TypeArgumentListSyntax>().SelectMany(list => list.DescendantNodes().OfType<IdentifierNameSyntax>()))
        {
            Declared.Add(argument.Identifier.ValueText);
        }
    }

    private void Declare(string name)
    {
        Declared.Add(name);
        if (name.Length > AttributeSuffix.Length && name.EndsWith(AttributeSuffix, StringComparison.Ordinal))
        {
            Declared.Add(name.Substring(0, name.Length - AttributeSuffix.Length));
        }
    }

    private static string SimpleName(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax qualified => qualified.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => string.Empty,
    };
}
