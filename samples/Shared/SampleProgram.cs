using Spectre.Console;

namespace Intertwine.Samples;

/// <summary>The outer shell of a sample: where it runs, what its exit codes are, and which errors are messages.</summary>
public static class SampleProgram
{
    public const int Completed = 0;
    public const int Failed = 1;

    /// <summary>As a shell reports a program that Ctrl+C ended.</summary>
    public const int Interrupted = 130;

    /// <summary>Runs <paramref name="run"/>, which returns an exit code; errors of the user's making become one line and <see cref="Failed"/>.</summary>
    public static async Task<int> RunAsync(Func<IAnsiConsole, int> run)
    {
        var console = AnsiConsole.Console;
        // Into a file or a pipe lines go unbroken.
        if (!console.Profile.Out.IsTerminal) console.Profile.Width = 200;
        try
        {
            // Training blocks; on a thread of its own it leaves this one free to wait for Ctrl+C.
            return await Task.Run(() => run(console), CancellationToken.None);
        }
        catch (OperationCanceledException)
        {
            console.WriteLine("Stopped before training began.");
            return Interrupted;
        }
        catch (Exception error) when (error is CheckpointException or ArithmeticException or InvalidDataException or IOException or UnauthorizedAccessException or NotSupportedException)
        {
            console.WriteLine($"Error: {error.Message}");
            return Failed;
        }
    }
}
