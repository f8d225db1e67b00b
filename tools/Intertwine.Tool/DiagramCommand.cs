using System.CommandLine;

namespace Intertwine.Tool;

/// <summary><c>dotnet intertwine diagram</c>: pages of Mermaid charts, on the console or as files.</summary>
internal static class DiagramCommand
{
    public static Command Create()
    {
        var source = new Source();
        var output = new Option<DirectoryInfo?>("--output", "-o") { Description = "Writes <model>.md for every model into this folder." };
        var check = new Option<bool>("--check") { Description = "Writes nothing, and fails where a page in the folder is missing or not up to date." };
        var command = new Command("diagram", "Draws every model as Mermaid flow charts: the model, and the inside of each of its blocks.");
        source.AddTo(command);
        command.Options.Add(output);
        command.Options.Add(check);
        command.SetAction(arguments => Source.Run(() =>
        {
            IReadOnlyList<DeclaredModel> models = source.Read(arguments);
            if (arguments.GetValue(output) is not { } folder)
            {
                return arguments.GetValue(check) ? throw new ToolException("--check needs the folder of the pages: --output.") : Print(models);
            }

            return arguments.GetValue(check) ? Check(models, folder) : Write(models, folder);
        }));
        return command;
    }

    private static int Print(IReadOnlyList<DeclaredModel> models)
    {
        Console.Write(string.Join("\n", models.Select(model => model.Page)));
        return 0;
    }

    private static int Write(IReadOnlyList<DeclaredModel> models, DirectoryInfo folder)
    {
        folder.Create();
        foreach (DeclaredModel model in models)
        {
            string file = PageOf(model, folder);
            File.WriteAllText(file, model.Page);
            Console.WriteLine(file);
        }

        return 0;
    }

    private static int Check(IReadOnlyList<DeclaredModel> models, DirectoryInfo folder)
    {
        string[] old = [.. models.Select(model => (Model: model, File: PageOf(model, folder))).Where(page => !File.Exists(page.File) || File.ReadAllText(page.File).ReplaceLineEndings("\n") != page.Model.Page).Select(page => page.File)];
        return old.Length == 0 ? 0 : throw new ToolException($"Not up to date: {string.Join(", ", old)}.");
    }

    private static string PageOf(DeclaredModel model, DirectoryInfo folder) => Path.Combine(folder.FullName, model.Name + ".md");
}
