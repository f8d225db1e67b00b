using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace Intertwine.Benchmarks;

/// <summary>The compiler of the installed SDK, in this process and warm, as the build server keeps it: with generators and analyzers in the same passes as a build has them.</summary>
internal sealed class CommandLineCompiler
{
    private readonly MethodInfo _main;

    public CommandLineCompiler()
    {
        string root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        string folder = Path.Combine(Directory.GetDirectories(Path.Combine(root, "sdk")).MaxBy(sdk => Version.TryParse(Path.GetFileName(sdk).Split('-')[0], out Version? version) ? version : new Version())!, "Roslyn", "bincore");
        _main = new CompilerContext(folder).LoadFromAssemblyPath(Path.Combine(folder, "csc.dll")).EntryPoint!;
    }

    /// <summary>Milliseconds of processor time.</summary>
    /// <exception cref="InvalidOperationException">There are errors; the message has the first ones.</exception>
    public double Compile(params string[] arguments)
    {
        TextWriter console = Console.Out;
        using StringWriter output = new();
        Console.SetOut(output);
        try
        {
            int code = 0;
            double time = Processor(() => code = (int)_main.Invoke(null, [arguments])!);
            return code == 0 ? time : throw new InvalidOperationException(output.ToString()[..Math.Min(output.ToString().Length, 2000)]);
        }
        finally
        {
            Console.SetOut(console);
        }
    }

    /// <summary>Milliseconds of processor time of all threads: other programs do not count.</summary>
    public static double Processor(Action action)
    {
        TimeSpan start = Environment.CpuUsage.TotalTime;
        action();
        return (Environment.CpuUsage.TotalTime - start).TotalMilliseconds;
    }

    private sealed class CompilerContext(string folder) : AssemblyLoadContext("compiler")
    {
        protected override Assembly? Load(AssemblyName name)
        {
            string file = Path.Combine(folder, name.Name + ".dll");
            return File.Exists(file) ? LoadFromAssemblyPath(file) : null;
        }
    }
}
