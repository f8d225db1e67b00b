using System.Collections.Immutable;
using System.Reflection;

namespace Intertwine.Tool;

/// <summary>A model of a loaded assembly, by the properties of its <c>ModelDefinition</c> of whatever version: text only.</summary>
/// <param name="Title">One line: name, group, size.</param>
/// <param name="Table">A row for each feature under a row of heads; the formula is the last column.</param>
internal sealed record DeclaredModel(string Name, string FullName, string Title, ImmutableArray<ImmutableArray<string>> Table, string Text, string Page)
{
    /// <summary>The class that the generator writes beside every model.</summary>
    private const string Network = "__Network";

    /// <summary>Null for a class that derives from a model, or whose model is made in another way.</summary>
    public static DeclaredModel? Of(Type type)
    {
        object? definition = type.GetNestedType(Network, BindingFlags.NonPublic)?.GetField("Definition", BindingFlags.Public | BindingFlags.Static)?.GetValue(null);
        if (definition is null)
        {
            return null;
        }

        T Get<T>(string member, params object[] arguments) => (T)(definition.GetType().InvokeMember(
            member, BindingFlags.GetProperty | BindingFlags.InvokeMethod | BindingFlags.Public | BindingFlags.Instance, null, definition, arguments)
            ?? throw new InvalidOperationException($"{member} of {type.FullName} is null."));
        try
        {
            return new DeclaredModel(
                Get<string>("Name"), type.FullName!, Get<string>("Title"), Get<ImmutableArray<ImmutableArray<string>>>("Table"), Get<string>("Describe"), Get<string>("ToMarkdown"));
        }
        catch (MissingMethodException e)
        {
            throw new ToolException($"{type.FullName} was built with an Intertwine that this tool cannot read: {e.Message}");
        }
    }
}
