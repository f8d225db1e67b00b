using System.Collections.Immutable;
using Intertwine.Analyzers.Locating;
using Intertwine.Analyzers.Rules;
using Intertwine.Generator.Parsing;
using Microsoft.CodeAnalysis;

namespace Intertwine.Analyzers.Reporting;

/// <summary>Problems of one declared class → diagnostics.</summary>
internal sealed class ProblemReporter(INamedTypeSymbol type, Compilation compilation, ModelSpec model, Action<Diagnostic> report, CancellationToken cancellation)
{
    /// <summary>Property of a diagnostic: what to put in place of the wrong text.</summary>
    public const string Suggestion = Hint.Suggestion;

    private readonly BlockSymbols _blocks = new(type, compilation, cancellation);

    public void Report(Problem problem)
    {
        if (problem.UsedBy is not null)
        {
            ReportInBlock(problem, problem.UsedBy);
        }
        else if (problem.Id == ProblemIds.UnknownSource)
        {
            string names = Suggest(problem, out string? suggestion);
            ImmutableDictionary<string, string?> properties = ImmutableDictionary<string, string?>.Empty.Add(Suggestion, suggestion);
            report(Create(problem, problem.Member ?? model.Class.Name, Group, PlaceLocator.Locate(type, problem.Member, problem.Place, cancellation), [], properties, names));
        }
        else
        {
            Report(problem, type, Group, report, cancellation);
        }
    }

    /// <summary>A problem of a type on its own.</summary>
    public static void Report(Problem problem, INamedTypeSymbol type, string group, Action<Diagnostic> report, CancellationToken cancellation)
    {
        if (problem.Id == ProblemIds.ClassNotPartial)
        {
            foreach (Location location in NotPartial.Locate(type, problem.Arguments[0], cancellation))
            {
                report(Create(problem, type.Name, group, location));
            }
        }
        else
        {
            report(Create(problem, problem.Member ?? type.Name, group, PlaceLocator.Locate(type, problem.Member, problem.Place, cancellation)));
        }
    }

    private string Group => model.Class.Group?.Name ?? "";

    /// <summary>A problem inside a block is reported where the block is used, unless a block has it on its own and so reports it itself.</summary>
    private void ReportInBlock(Problem problem, string usedBy)
    {
        if (_blocks.HasOnItsOwn(problem))
        {
            return;
        }

        string? attribute = model.Class.Members.FirstOrDefault(member => member.Name == usedBy)?.Layer?.Attribute;
        Location use = PlaceLocator.Locate(type, usedBy, new Place(attribute), cancellation);
        INamedTypeSymbol? block = _blocks.Find(problem.Class);
        Location[] inside = block is { DeclaringSyntaxReferences.Length: > 0 } ? [PlaceLocator.Locate(block, problem.Member, problem.Place, cancellation)] : [];
        string blockName = problem.Class.Substring(problem.Class.LastIndexOf('.') + 1);
        string[] names = problem.Id == ProblemIds.UnknownSource ? [Suggest(problem, out _)] : [];
        report(Create(problem, $"{usedBy} -> {blockName}.{problem.Member}", Group, use, inside, null, names));
    }

    /// <param name="more">Arguments of the message behind those of the problem.</param>
    private static Diagnostic Create(
        Problem problem, string subject, string group, Location location, IReadOnlyList<Location>? additional = null, ImmutableDictionary<string, string?>? properties = null, params IReadOnlyList<string> more)
    {
        List<object> arguments = [subject, group];
        foreach (string argument in problem.Arguments)
        {
            // Reasons are sentences; the message goes on after them or ends without a stop.
            arguments.Add(argument.EndsWith(".", StringComparison.Ordinal) ? argument.Substring(0, argument.Length - 1) : argument);
        }

        arguments.AddRange(more);
        // A hint is about text at the place of the problem; seen from a use of a block that place is elsewhere.
        if (problem.UsedBy is null && problem.Hints.Count > 0)
        {
            properties = (properties ?? ImmutableDictionary<string, string?>.Empty).AddRange(problem.Hints.Select(hint => new KeyValuePair<string, string?>(hint.Name, hint.Value)));
        }

        return Diagnostic.Create(RuleTable.ById[problem.Id], location, additional, properties, [.. arguments]);
    }

    private string Suggest(Problem problem, out string? suggestion)
    {
        ClassSpec scope = model.Blocks.FirstOrDefault(block => block.FullName == problem.Class) ?? model.Class;
        bool isCondition = problem.Place is { Attribute: "When", Parameter: "condition" };
        IReadOnlyList<string> candidates = isCondition ? SourceNames.Conditions(scope) : SourceNames.Features(model, scope);
        suggestion = SourceNames.Nearest(problem.Arguments[0], [.. candidates.Where(name => name != problem.Member)]);
        return suggestion is not null ? $"; did you mean '{suggestion}'?"
            : candidates.Count > 0 ? $"; it has {string.Join(", ", candidates)}"
            : "";
    }
}
