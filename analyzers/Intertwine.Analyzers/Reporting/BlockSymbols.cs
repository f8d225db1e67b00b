using Intertwine.Generator.Inference;
using Intertwine.Generator.Parsing;
using Microsoft.CodeAnalysis;

namespace Intertwine.Analyzers.Reporting;

/// <summary>The block classes that a declared class reaches, and what is wrong with each on its own. Everything is found on first use: most declarations need none of it.</summary>
internal sealed class BlockSymbols(INamedTypeSymbol root, Compilation compilation, CancellationToken cancellation)
{
    private readonly Dictionary<string, IReadOnlyList<Problem>> _problems = new(StringComparer.Ordinal);
    private Dictionary<string, INamedTypeSymbol>? _symbols;

    public INamedTypeSymbol? Find(string fullName)
    {
        _symbols ??= Reachable();
        return _symbols.TryGetValue(fullName, out INamedTypeSymbol? block) ? block : null;
    }

    /// <summary>Whether a block that is source, and so is analysed itself, has the same problem on its own.</summary>
    public bool HasOnItsOwn(Problem problem)
    {
        _symbols ??= Reachable();
        foreach (INamedTypeSymbol block in _symbols.Values)
        {
            if (block.DeclaringSyntaxReferences.Length > 0
                && Problems(block).Any(own => own.Id == problem.Id && own.Class == problem.Class && own.Member == problem.Member && own.Place == problem.Place))
            {
                return true;
            }
        }

        return false;
    }

    private IReadOnlyList<Problem> Problems(INamedTypeSymbol block)
    {
        string name = TypeParser.FullName(block);
        if (!_problems.TryGetValue(name, out IReadOnlyList<Problem>? problems))
        {
            problems = GraphInference.Run(ModelParser.Parse(block, compilation, cancellation), cancellation).Problems;
            _problems[name] = problems;
        }

        return problems;
    }

    private Dictionary<string, INamedTypeSymbol> Reachable()
    {
        var found = new Dictionary<string, INamedTypeSymbol>(StringComparer.Ordinal);
        var pending = new Stack<INamedTypeSymbol>([root]);
        while (pending.Count > 0)
        {
            foreach (IPropertySymbol property in pending.Pop().GetMembers().OfType<IPropertySymbol>())
            {
                foreach (AttributeData data in property.GetAttributes())
                {
                    if (LayerParser.BlockType(new AttributeReader(data)) is { } block && !found.ContainsKey(TypeParser.FullName(block)))
                    {
                        found.Add(TypeParser.FullName(block), block);
                        pending.Push(block);
                    }
                }
            }
        }

        return found;
    }
}
