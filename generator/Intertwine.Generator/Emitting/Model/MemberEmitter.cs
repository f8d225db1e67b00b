using Intertwine.Generator.Parsing;

namespace Intertwine.Generator.Emitting;

/// <summary>Writes the implementing part of declared properties.</summary>
internal static class MemberEmitter
{
    /// <summary>One property whose getter is <paramref name="value"/>. A setter, which a declaration should not have, does nothing.</summary>
    /// <param name="documentation">What the editor shows; empty where there is nothing to say.</param>
    public static void Write(IndentedWriter writer, MemberSpec member, string value, string documentation = "")
    {
        if (documentation.Length > 0)
        {
            foreach (string line in documentation.Split('\n'))
            {
                writer.WriteLine(line.Length == 0 ? "///" : $"/// {line}");
            }
        }

        string head = $"{member.Head} {member.Type} {SourceText.Identifier(member.Name)}";
        writer.WriteLine(member.Setter.Length == 0 ? $"{head} => {value};" : $"{head} {{ get => {value}; {member.Setter} {{ }} }}");
        writer.WriteLine();
    }

    /// <summary>The expression that throws, for properties of a declaration that is wrong: such code is never run, because the analyzers report errors.</summary>
    public static string Wrong(string type) => $"throw new global::System.InvalidOperationException({SourceText.Literal($"The declaration of {type} has errors.")})";

    /// <summary>The description of an edge set.</summary>
    /// <param name="path">The expression for the path of the block around it; empty in a model.</param>
    public static string EdgeSet(MemberSpec member, string path)
    {
        string? description = member.Layer switch
        {
            LayerSpec.AllPairs { Sources.Count: 0 } => "all pairs of nodes of a graph",
            LayerSpec.AllPairs pairs => $"all pairs of {pairs.Sources[0].Name} and {pairs.Sources[1].Name} of a graph",
            LayerSpec.Nearest nearest => $"nearest neighbours by {nearest.Sources[0].Name}",
            _ => null,
        };
        string name = SourceText.Literal(member.Name);
        if (description is null)
        {
            return $"new({name})";
        }

        string place = path.Length == 0 ? "" : $"Path = {path} + {SourceText.Literal("." + member.Name)}, ";
        return $"new({name}) {{ {place}Description = {SourceText.Literal(description)} }}";
    }

    /// <summary>The description of a use of a block, in a model or in another block.</summary>
    public static string Block(MemberSpec member, LayerSpec.Block use, ClassSpec block, ClassSpec owner)
    {
        string copies = use.Count.Kind == ValueKind.None ? "null" : OptionOf(use.Count, owner);
        var options = new List<string>();
        foreach (MemberSpec option in block.Members)
        {
            if (option.Layer is LayerSpec.Option { Default: Value value })
            {
                string code = value.ToCode();
                foreach (WithSpec with in use.Options)
                {
                    if (with.Option == option.Name)
                    {
                        code = with.Value.Kind == ValueKind.Integer && value.Kind == ValueKind.Real ? Value.Of(with.Value.Number).ToCode() : OptionOf(with.Value, owner);
                    }
                }

                options.Add($"[{SourceText.Literal(option.Name)}] = {code}");
            }
        }

        string dictionary = $"new global::System.Collections.Generic.Dictionary<string, object> {{ {string.Join(", ", options)} }}";
        string name = SourceText.Literal(member.Name);
        return owner.IsBlock
            ? $"new(Definition.Nested({name}, {copies}, {dictionary}))"
            : $"new(new global::Intertwine.BlockDefinition({name}, {copies}, __Network.Features, {dictionary}))";
    }

    /// <summary>A constant, or the value of an option of the block at hand.</summary>
    private static string OptionOf(Value value, ClassSpec owner)
    {
        if (value.Kind == ValueKind.Name)
        {
            foreach (MemberSpec member in owner.Members)
            {
                if (member.Name == value.Text)
                {
                    return SourceText.Identifier(member.Name);
                }
            }
        }

        return value.ToCode();
    }
}
