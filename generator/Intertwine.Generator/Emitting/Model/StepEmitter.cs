using Intertwine.Generator.Inference;
using Intertwine.Generator.Lowering;

namespace Intertwine.Generator.Emitting;

/// <summary>Writes a network with layers written by hand: a class for each program, and the calls between them.</summary>
internal static class StepEmitter
{
    private const string Runtime = "global::Intertwine.Runtime";
    private const string Tensor = "global::TorchSharp.torch.Tensor";

    /// <param name="name">What the names of the kernels begin with.</param>
    public static void Write(IndentedWriter writer, LayerGraph graph, NetworkSteps network, string name, bool hasGpu)
    {
        writer.WriteLine("/// <inheritdoc/>");
        writer.WriteLine($"protected override {Runtime}.NetworkSteps? NetworkSteps => __Steps.Network;");
        writer.WriteLine();
        writer.WriteLine("/// <summary>The programs between the layers that are written by hand, and the calls of these.</summary>");
        using (writer.Block("private static class __Steps", ""))
        {
            writer.WriteLine($"public static readonly {Runtime}.NetworkSteps Network = new(");
            using (writer.Indent())
            {
                writer.WriteLine("[");
                using (writer.Indent())
                {
                    foreach (NetworkStep step in network.Steps)
                    {
                        WriteStep(writer, step);
                    }
                }

                writer.WriteLine("],");
                writer.WriteLine($"[{string.Join(", ", network.Outputs.Select(SourceText.Literal))}]);");
            }

            foreach (NetworkStep.Stage stage in network.Steps.OfType<NetworkStep.Stage>())
            {
                writer.WriteLine();
                WriteStage(writer, graph, stage, name + stage.Suffix, hasGpu);
            }
        }
    }

    private static void WriteStep(IndentedWriter writer, NetworkStep step)
    {
        if (step is not NetworkStep.Call call)
        {
            writer.WriteLine($"new {ClassName((NetworkStep.Stage)step)}(),");
            return;
        }

        string arguments = string.Join(", ", call.Parameters.Select((parameter, i) => $"{SourceText.Identifier(parameter)}: x[{i}]"));
        writer.WriteLine($"new {Runtime}.CustomLayer(");
        using (writer.Indent())
        {
            writer.WriteLine($"{SourceText.Literal(call.Path)},");
            writer.WriteLine($"{SourceText.Literal(call.Method)},");
            writer.WriteLine($"[{string.Join(", ", call.Sources.Select(DefinitionEmitter.Border))}],");
            writer.WriteLine($"[{string.Join(", ", call.Results.Select(DefinitionEmitter.Border))}],");
            if (!call.ReturnsTuple)
            {
                writer.WriteLine($"static x => [{call.Code}({arguments})]),");
                return;
            }

            writer.WriteLine("static x =>");
            using (writer.Block("),"))
            {
                writer.WriteLine($"var y = {call.Code}({arguments});");
                writer.WriteLine($"return [{string.Join(", ", call.Places.Select(place => $"y.Item{place + 1}"))}];");
            }
        }
    }

    private static void WriteStage(IndentedWriter writer, LayerGraph graph, NetworkStep.Stage stage, string kernels, bool hasGpu)
    {
        string names = string.Join(", ", stage.Outputs.Select(output => output.Name));
        writer.WriteLine($"/// <summary>Computes {SourceText.Xml(names)}.</summary>");
        writer.WriteLine($"private sealed class {ClassName(stage)}() : {Runtime}.NetworkStage(");
        using (writer.Indent())
        {
            DefinitionEmitter.Write(writer, graph, stage);
        }

        using (writer.Block())
        {
            ModelEmitter.WriteProgram(writer, stage.Training, stage.Evaluation, kernels, hasGpu);
        }
    }

    private static string ClassName(NetworkStep.Stage stage) => $"Stage{stage.Number}";
}
