namespace Intertwine.Samples;

/// <summary>Files that are there whole or not at all, whenever the program or the machine stops.</summary>
public static class AtomicFile
{
    /// <summary>Writes beside the file, flushes to the disk, then puts the result in the place of the old file in one step.</summary>
    public static void Write(string path, Action<Stream> write)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var temporary = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            using (var stream = File.Create(temporary))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
