using Intertwine.Kernels;

namespace Intertwine.Gpu;

public sealed partial class GpuModel
{
    /// <summary>
    /// Reads the parameters from a safetensors file, such as <c>EquivariantModel.SaveSafetensors</c> writes. float32 and float64 are converted into each other. Other arrays of the file (running statistics of batch
    /// normalisation) are passed over. Nothing changes where the file does not fit.
    /// </summary>
    /// <exception cref="InvalidDataException">The file is damaged, a parameter is missing, or has another number of values; the message names all of them.</exception>
    public void LoadSafetensors(string path)
    {
        (Dictionary<string, (long[] Shape, byte[] Values)> arrays, _) = ArrayFile.Read(path, Program.IsDouble);
        Restore(Weights, arrays, string.Empty, path);
        for (int i = 0; i < _shapes.Length; i++)
        {
            _shapes[i] = arrays[Signature.Parameters[i].Name].Shape;
        }
    }

    /// <summary>Writes the parameters to a safetensors file, under their names. Shapes are those of the file they were read from; without one a parameter is a plain list of numbers.</summary>
    public void SaveSafetensors(string path) =>
        ArrayFile.Write(path, Program.IsDouble, Arrays(Weights, string.Empty), new Dictionary<string, string> { ["format"] = "pt" });

    /// <summary>The values of a block like <see cref="Weights"/>, parameter by parameter.</summary>
    internal IEnumerable<(string Name, long[] Shape, ReadOnlyMemory<byte> Values)> Arrays(GpuBuffer block, string suffix)
    {
        byte[] all = block.ToArray<byte>();
        return Signature.Parameters.Select((parameter, i) =>
        {
            (long offset, long bytes) = _layout[i];
            return (parameter.Name + suffix, _shapes[i], new ReadOnlyMemory<byte>(all, checked((int)offset), checked((int)bytes)));
        });
    }

    /// <summary>Fills a block like <see cref="Weights"/> with arrays of a file.</summary>
    internal void Restore(GpuBuffer block, Dictionary<string, (long[] Shape, byte[] Values)> arrays, string suffix, string path)
    {
        byte[] all = new byte[block.Bytes];
        List<string> problems = [];
        for (int i = 0; i < Signature.Parameters.Count; i++)
        {
            string name = Signature.Parameters[i].Name + suffix;
            (long offset, long bytes) = _layout[i];
            if (!arrays.TryGetValue(name, out (long[] Shape, byte[] Values) array))
            {
                problems.Add($"'{name}' is missing");
            }
            else if (array.Values.Length != bytes)
            {
                problems.Add($"'{name}' has shape [{string.Join(", ", array.Shape)}], expected {bytes / ElementSize} numbers");
            }
            else
            {
                array.Values.CopyTo(all, offset);
            }
        }

        if (problems.Count > 0)
        {
            throw new InvalidDataException($"'{path}' does not fit the model: {string.Join("; ", problems)}.");
        }

        block.CopyFrom<byte>(all);
    }
}
