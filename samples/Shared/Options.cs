using System.CommandLine;
using System.CommandLine.Invocation;
using System.Globalization;
using static TorchSharp.torch;

namespace Intertwine.Samples;

/// <summary>Options of programs whose messages name the option, what was expected and what came.</summary>
public static class Options
{
    /// <summary>Parses the arguments and runs; returns the exit code. Ctrl+C cancels the token of the action.</summary>
    public static Task<int> InvokeAsync(RootCommand command, string[] args)
    {
        var result = command.Parse(args);
        // The message says what was expected; the whole help below it would hide it.
        if (result.Action is ParseErrorAction error) error.ShowHelp = false;
        return result.InvokeAsync(new InvocationConfiguration
        {
            // Time to finish the step under way and to write the checkpoint.
            ProcessTerminationTimeout = TimeSpan.FromSeconds(30),
            EnableDefaultExceptionHandler = false,
        });
    }

    /// <summary>A whole number of at least <paramref name="least"/>.</summary>
    public static Option<int?> Integer(string name, int least, string description) =>
        Value<int>(name, $"a whole number, {least} or more", description, text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least ? value : null);

    /// <summary><c>--seed</c>.</summary>
    public static Option<ulong?> Seed(string description) =>
        Value<ulong>("--seed", "a whole number, 0 or more", description, text => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null);

    /// <summary><c>--precision</c>.</summary>
    public static Option<ScalarType?> Precision() => Choice("--precision", "Number type of weights and data. Default float32.", ("float32", ScalarType.Float32), ("float64", ScalarType.Float64));

    /// <summary>One of several words.</summary>
    public static Option<T?> Choice<T>(string name, string description, params (string Name, T Value)[] choices)
        where T : struct
    {
        var names = choices.Select(c => c.Name).ToArray();
        var option = Value<T>(name, string.Join(" or ", names), description, text =>
        {
            var index = Array.FindIndex(names, n => n.Equals(text, StringComparison.OrdinalIgnoreCase));
            return index < 0 ? null : choices[index].Value;
        });
        option.HelpName = string.Join('|', names);
        return option;
    }

    /// <summary>An option whose value is null where it is not given.</summary>
    /// <param name="parse">Null for a text that is no such value.</param>
    public static Option<T?> Value<T>(string name, string expected, string description, Func<string, T?> parse)
        where T : struct => new(name)
        {
            Description = description,
            HelpName = "n",
            CustomParser = result =>
            {
                var value = parse(result.Tokens[0].Value);
                if (value is null) result.AddError($"{name}: expected {expected}; got '{result.Tokens[0].Value}'.");
                return value;
            },
        };
}
