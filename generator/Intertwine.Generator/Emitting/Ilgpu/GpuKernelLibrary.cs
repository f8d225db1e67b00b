namespace Intertwine.Generator.Emitting.Ilgpu;

/// <summary>A kernel's method and what it is called with. Kernels that are equal to the letter are one method: the layers of a network usually are.</summary>
/// <param name="Parameters">Types and names of what follows the launch.</param>
/// <param name="Body">The statements.</param>
/// <param name="Arguments">What the program passes for the parameters.</param>
internal sealed record GpuKernelText(IReadOnlyList<string> Parameters, string Body, IReadOnlyList<string> Arguments);

/// <summary>The kernels of a program by their text.</summary>
internal sealed class GpuKernelLibrary
{
    private readonly Dictionary<string, string> _names = [];
    private readonly Dictionary<string, int> _uses = [];
    private readonly List<(string Name, GpuKernelText Text, string Summary)> _kernels = [];

    public string NameOf(GpuKernelText text, string noun, string summary)
    {
        string key = string.Join(", ", text.Parameters) + "\n" + text.Body;
        if (!_names.TryGetValue(key, out string? name))
        {
            // A domain of a block is a path, and may end with a digit: Summary.Latents gives SummaryLatents_12.
            string letters = string.Concat(noun.Where(char.IsLetterOrDigit));
            string separator = letters.Length < noun.Length || char.IsDigit(letters[letters.Length - 1]) ? "_" : "";
            name = $"{char.ToUpperInvariant(letters[0])}{letters.Substring(1)}{separator}{_kernels.Count}";
            _names.Add(key, name);
            _kernels.Add((name, text, summary));
        }

        _uses[name] = _uses.TryGetValue(name, out int uses) ? uses + 1 : 1;
        return name;
    }

    public void Write(IndentedWriter writer)
    {
        foreach ((string name, GpuKernelText text, string summary) in _kernels)
        {
            string parameters = string.Join(", ", new[] { "global::Intertwine.Gpu.GpuLaunch launch" }.Concat(text.Parameters).ToArray());
            writer.WriteLine();
            writer.WriteLine($"/// <summary>{summary}; launched from {_uses[name]} place{(_uses[name] == 1 ? string.Empty : "s")}.</summary>");
            using (writer.Block($"internal static void {name}({parameters})", string.Empty))
            {
                writer.WriteLine(text.Body.TrimEnd('\n'));
            }

            writer.WriteLine();
            writer.WriteLine($"internal delegate void {name}Launcher(global::ILGPU.Runtime.AcceleratorStream stream, global::ILGPU.KernelConfig config, {parameters});");
        }
    }
}
