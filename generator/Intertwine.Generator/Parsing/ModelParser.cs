using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Intertwine.Generator.Parsing;

/// <summary>A declared class with every block it reaches → <see cref="ModelSpec"/>. The generator and the analyzers start here.</summary>
internal static class ModelParser
{
    /// <summary>
    /// Blocks of referenced assemblies: their symbols live as long as the reference and never change, so that they are read once and not at every keystroke.
    /// </summary>
    private static readonly ConditionalWeakTable<INamedTypeSymbol, ReferencedBlock> Referenced = new();

    /// <param name="type">A class with <c>[EquivariantModel]</c> or <c>[EquivariantBlock]</c>.</param>
    /// <param name="compilation">The one that the type was found in.</param>
    public static ModelSpec Parse(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        List<Problem> problems = [];
        List<INamedTypeSymbol> pending = [];
        ClassSpec root = ClassParser.Parse(type, compilation, problems, pending, cancellation);

        var seen = new HashSet<string>(StringComparer.Ordinal) { root.FullName };
        List<ClassSpec> blocks = [];
        for (int i = 0; i < pending.Count; i++)
        {
            INamedTypeSymbol block = pending[i];
            if (seen.Add(TypeParser.FullName(block)))
            {
                blocks.Add(ParseBlock(block, compilation, pending, cancellation));
            }
        }

        return new ModelSpec(root, blocks.ToEquatable(), problems.ToEquatable());
    }

    private static ClassSpec ParseBlock(INamedTypeSymbol block, Compilation compilation, List<INamedTypeSymbol> pending, CancellationToken cancellation)
    {
        if (block.DeclaringSyntaxReferences.Length > 0)
        {
            return ClassParser.Parse(block, compilation, null, pending, cancellation);
        }

        if (!Referenced.TryGetValue(block, out ReferencedBlock? known))
        {
            List<INamedTypeSymbol> inner = [];
            known = new ReferencedBlock(ClassParser.Parse(block, compilation, null, inner, cancellation), inner);
            Referenced.GetValue(block, _ => known);
        }

        pending.AddRange(known.Inner);
        return known.Spec;
    }

    private sealed record ReferencedBlock(ClassSpec Spec, List<INamedTypeSymbol> Inner);
}
