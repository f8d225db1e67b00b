using System.CommandLine;
using Spectre.Console;

namespace Intertwine.Tool;

/// <summary><c>dotnet intertwine describe</c>: the tables of models. Plain text where the output is redirected.</summary>
internal static class DescribeCommand
{
    public static Command Create()
    {
        var source = new Source();
        var formulas = new Option<bool>("--formulas") { Description = "With the formula of every feature." };
        var plain = new Option<bool>("--plain") { Description = "Plain text, as Describe() gives it." };
        var command = new Command("describe", "Prints a table of every model: features, representations, domains, shapes, parameters, operations.");
        source.AddTo(command);
        command.Options.Add(formulas);
        command.Options.Add(plain);
        command.SetAction(arguments => Source.Run(() =>
        {
            bool isPlain = arguments.GetValue(plain) || Console.IsOutputRedirected;
            foreach (DeclaredModel model in source.Read(arguments))
            {
                if (isPlain)
                {
                    WritePlain(model, arguments.GetValue(formulas));
                }
                else
                {
                    WriteTable(model, arguments.GetValue(formulas));
                }
            }

            return 0;
        }));
        return command;
    }

    private static void WritePlain(DeclaredModel model, bool formulas)
    {
        Console.WriteLine(model.Text);
        if (formulas)
        {
            foreach (var row in model.Table.Skip(1).Where(row => row[^1].Length > 0))
            {
                Console.WriteLine($"{row[0]} = {row[^1]}");
            }

            Console.WriteLine();
        }
    }

    private static void WriteTable(DeclaredModel model, bool formulas)
    {
        const int TextColumns = 4;
        Table table = new() { Title = new TableTitle(Markup.Escape(model.Title)), Border = TableBorder.Rounded };
        int columns = model.Table[0].Length - (formulas ? 0 : 1);
        for (int i = 0; i < columns; i++)
        {
            bool isNumber = i >= TextColumns && i < model.Table[0].Length - 1;
            table.AddColumn(new TableColumn(Markup.Escape(model.Table[0][i])) { Alignment = isNumber ? Justify.Right : Justify.Left });
        }

        foreach (var row in model.Table.Skip(1))
        {
            table.AddRow([.. row.Take(columns).Select(cell => new Text(cell))]);
        }

        AnsiConsole.Write(table);
        AnsiConsole.WriteLine();
    }
}
