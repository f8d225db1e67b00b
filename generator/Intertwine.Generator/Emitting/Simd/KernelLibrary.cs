using Intertwine.Generator.Kernels;

namespace Intertwine.Generator.Emitting.Simd;

/// <summary>Kernels of a model, and the passes over channels and lanes that they call, by their text: equal bodies are written once.</summary>
internal sealed class KernelLibrary
{
    private readonly Dictionary<LoopExtract, (string Name, KernelText Text)> _written = [];
    private readonly Dictionary<string, string> _names = [];
    private readonly Dictionary<string, int> _uses = [];
    private readonly List<(string Name, string Body, Domain Domain)> _kernels = [];
    private readonly List<(LoopProgram Loops, List<string> Kernels)> _launched = [];
    private readonly Dictionary<(string Parameters, string Body), string> _passNames = [];
    private readonly List<(string Name, string Comment, string Parameters, string Body)> _passes = [];

    /// <summary>The kernels of a program that was written, loop by loop.</summary>
    public IReadOnlyList<string> KernelsOf(LoopProgram loops) => _launched.First(l => ReferenceEquals(l.Loops, loops)).Kernels;

    public void SetKernels(LoopProgram loops, List<string> kernels) => _launched.Add((loops, kernels));
    /// <summary>The method of a pass; kernels call it by its name. Passes of equal text are one method, wherever their operands lie.</summary>
    public string NameOf(string comment, string parameters, string body)
    {
        if (!_passNames.TryGetValue((parameters, body), out string? name))
        {
            name = $"Pass{_passes.Count}";
            _passNames.Add((parameters, body), name);
            _passes.Add((name, comment, parameters, body));
        }

        return name;
    }

    /// <summary>The kernel of a loop, and what it is called with there.</summary>
    public (string Name, KernelText Text) KernelOf(LoopProgram loops, KernelLoop loop)
    {
        (LoopExtract extract, int[] ids) = LoopExtract.Of(loops, loop);
        if (!_written.TryGetValue(extract, out (string Name, KernelText Text) kernel))
        {
            KernelText text = KernelEmitter.Emit(extract.ToProgram(loops.Domains), extract.Loop, this);
            kernel = (NameOf(text, loop.Domain), text);
            _written.Add(extract, kernel);
        }

        _uses[kernel.Name] = _uses.TryGetValue(kernel.Name, out int uses) ? uses + 1 : 1;
        return (kernel.Name, kernel.Text with { Values = [.. kernel.Text.Values.Select(v => ids[v])], Reductions = [.. kernel.Text.Reductions.Select(r => loop.Reductions[r.Target])] });
    }

    private string NameOf(KernelText text, Domain domain)
    {
        if (!_names.TryGetValue(text.Body, out string? name))
        {
            name = KernelName(domain, _kernels.Count);
            _names.Add(text.Body, name);
            _kernels.Add((name, text.Body, domain));
        }

        return name;
    }

    /// <summary><c>Edges12</c>; of derived domains the letters of the path, <c>Layers0Near_12</c>.</summary>
    private static string KernelName(Domain domain, int number) => domain.Origin is null
        ? $"{char.ToUpperInvariant(domain.Name[0])}{domain.Name.Substring(1)}{number}"
        : $"{char.ToUpperInvariant(domain.Name[0])}{string.Concat(domain.Name.Skip(1).Where(char.IsLetterOrDigit))}_{number}";

    public void Write(IndentedWriter writer)
    {
        foreach ((string name, string body, Domain domain) in _kernels)
        {
            writer.WriteLine();
            writer.WriteLine($"/// <summary>A loop over {(domain.IsUnit ? "the unit item" : $"tiles of {domain}")}; launched from {_uses[name]} place{(_uses[name] == 1 ? string.Empty : "s")}.</summary>");
            writer.WriteLine("[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]");
            using (writer.Block($"private static void {name}(void* context, int chunk, int thread)", string.Empty))
            {
                writer.WriteLine(body);
            }
        }

        foreach ((string name, string comment, string parameters, string body) in _passes)
        {
            writer.WriteLine();
            writer.WriteLine($"/// <summary>{comment}</summary>");
            writer.WriteLine("[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.NoInlining | global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]");
            using (writer.Block($"private static void {name}({parameters})", string.Empty))
            {
                writer.WriteLine(body);
            }
        }
    }
}
