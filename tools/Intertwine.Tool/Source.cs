using System.CommandLine;

namespace Intertwine.Tool;

/// <summary>The options by which commands choose models: a project or an assembly, a configuration, names.</summary>
internal sealed class Source
{
    private readonly Argument<string> _path = new("source")
    {
        Description = "A built assembly (.dll), a project (.csproj) or a folder with one project. The current folder if left out.",
        DefaultValueFactory = _ => ".",
    };

    private readonly Option<string[]> _models = new("--model", "-m") { Description = "Only models of these names.", AllowMultipleArgumentsPerToken = true };

    private readonly Option<string> _configuration = new("--configuration", "-c") { Description = "The configuration of a project.", DefaultValueFactory = _ => "Debug" };

    private readonly Option<bool> _noBuild = new("--no-build") { Description = "Reads what the last build of the project made." };

    public void AddTo(Command command)
    {
        command.Arguments.Add(_path);
        command.Options.Add(_models);
        command.Options.Add(_configuration);
        command.Options.Add(_noBuild);
    }

    /// <summary>The models chosen, in the order of their names.</summary>
    /// <exception cref="ToolException">There is no such assembly or model; the message says what was found.</exception>
    public IReadOnlyList<DeclaredModel> Read(ParseResult arguments)
    {
        string assembly = ProjectBuild.AssemblyOf(arguments.GetValue(_path)!, arguments.GetValue(_configuration)!, arguments.GetValue(_noBuild));
        IReadOnlyList<DeclaredModel> all = ModelAssembly.Read(assembly);
        if (all.Count == 0)
        {
            throw new ToolException($"{assembly} declares no model: no class in it has [EquivariantModel] and a definition that the generator wrote.");
        }

        if (arguments.GetValue(_models) is not { Length: > 0 } names)
        {
            return all;
        }

        string? unknown = names.FirstOrDefault(name => !all.Any(model => model.Name == name || model.FullName == name));
        return unknown is null
            ? [.. all.Where(model => names.Contains(model.Name) || names.Contains(model.FullName))]
            : throw new ToolException($"{assembly} declares no model '{unknown}'; it declares {string.Join(", ", all.Select(m => m.Name))}.");
    }

    /// <summary>Runs a command; what the user can mend is one line on the error stream and exit code 1.</summary>
    public static int Run(Func<int> command)
    {
        try
        {
            return command();
        }
        catch (ToolException e)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
    }
}

/// <summary>Something that the user of the tool can mend.</summary>
internal sealed class ToolException(string message) : Exception(message);
