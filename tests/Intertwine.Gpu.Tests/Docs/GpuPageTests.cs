using Intertwine.Gpu;

namespace Intertwine.Gpu.Tests;

/// <summary>The training snippet of docs/gpu.md compiles and does what it says: it stands here word for word.</summary>
public class GpuPageTests
{
    [Fact]
    public void Snippet_IsTheOneBelow()
    {
        string test = File.ReadAllText(Path.Combine(Root(), "tests", "Intertwine.Gpu.Tests", "Docs", "GpuPageTests.cs"));
        string page = File.ReadAllText(Path.Combine(Root(), "docs", "gpu.md"));
        string snippet = page.Split("```csharp")[^1].Split("```")[0];
        Assert.StartsWith("using Intertwine.Gpu;", snippet.Trim(), StringComparison.Ordinal);
        int at = 0;
        foreach (string line in snippet.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0))
        {
            int found = test.IndexOf(line, at, StringComparison.Ordinal);
            Assert.True(found >= 0, $"Not here, or not in this order: {line}");
            at = found + line.Length;
        }
    }

    [SkippableFact]
    public void Snippet_Trains()
    {
        _ = GpuTest.Device;
        string before = Directory.GetCurrentDirectory();
        string folder = Directory.CreateTempSubdirectory("intertwine-gpu-").FullName;
        Directory.SetCurrentDirectory(folder);
        try
        {
            using Flow flow = new();
            flow.SaveSafetensors("flow.safetensors");
            double[] start = TrainingData.Doubles(flow.get_parameter("Embedded.weight")!);
            Train();
            flow.LoadSafetensors("flow.safetensors");
            Assert.NotEqual(start, TrainingData.Doubles(flow.get_parameter("Embedded.weight")!));
            Assert.True(File.Exists("flow.adam.safetensors"));
        }
        finally
        {
            Directory.SetCurrentDirectory(before);
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Train()
    {
        using GpuModel model = new(GpuDevice.Default, FlowGpuKernels.For(isDouble: false, training: true));
        model.LoadSafetensors("flow.safetensors");                      // as EquivariantModel.SaveSafetensors writes it

        using GpuGraph graph = new(source: [0, 1, 1, 2], target: [1, 0, 2, 1], nodes: 3);
        using GpuBatch batch = new(model, graph);
        batch.Input("Charge").CopyFrom<float>([1, -1, 1]);
        batch.Input("Position").CopyFrom<float>([0, 0, 0, 1, 0, 0, 0, 1, 0]);
        using GpuBuffer goal = model.Device.Upload<float>([0, 0, 1, 1, 0, 1, 0, 1, 1]);

        using GpuAdam adam = GpuAdam.Create(model, new GpuAdamOptions { LearningRate = 1e-3, AverageDecay = 0.99 });
        using GpuTrainer trainer = new(adam) { MaxGradientNorm = 10 };
        for (int step = 0; step < 100; step++)
        {
            trainer.Step(batch, (b, loss) => loss.MeanSquaredError(b.Output("Moved"), goal, b.OutputGradient("Moved")));
        }

        Console.WriteLine(trainer.Loss.Read());                         // waits for the device
        model.SaveSafetensors("flow.safetensors");                      // EquivariantModel.LoadSafetensors reads it
        adam.Save("flow.adam.safetensors");                             // with it training goes on to the last bit
    }

    private static string Root()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Dsl.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new DirectoryNotFoundException($"No folder above '{AppContext.BaseDirectory}' has Dsl.sln.");
    }
}
