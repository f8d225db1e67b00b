using System.Globalization;
using System.Text;
using Intertwine.Generator.Describing;
using Intertwine.Generator.Kernels;
using Intertwine.Generator.Lowering;
using Intertwine.Generator.Parsing;

namespace Intertwine.Generator.Emitting;

/// <summary>Writes the other half of a declared model: a <c>torch.nn.Module</c> with a typed <c>forward</c>, its description, its parameters, and the reference forward pass.</summary>
internal static class ModelEmitter
{
    private const string Tensor = "global::TorchSharp.torch.Tensor";
    private const string GraphType = "global::Intertwine.Graph";

    /// <summary>The class of a right declaration.</summary>
    /// <param name="comments">What the author wrote above the properties.</param>
    /// <param name="name">Full name of the model as one identifier, what the names of its kernels begin with.</param>
    /// <param name="hasGpu">Whether there are GPU kernels.</param>
    public static string Emit(ModelSpec model, ModelProgram program, EquatableArray<MemberComment> comments, string name, bool hasGpu)
    {
        ClassSpec type = model.Class;
        return SourceText.Part(type.Type, $"/// <remarks>A network with the symmetry {SourceText.Xml(program.Graph.Group.Name)}.</remarks>", type.HasModelBase ? "" : KnownNames.ModelBase, writer =>
        {
            writer.WriteLine("/// <summary>How many numbers the model learns.</summary>");
            writer.WriteLine($"public const long ParameterCount = {Number(Sum(program.Parameters))};");
            writer.WriteLine();
            WriteConstructor(writer, type, "__Network.Definition");
            WriteForward(writer, model, program);
            WriteMembers(writer, model, program, comments);
            if (program.Steps is { } steps)
            {
                StepEmitter.Write(writer, program.Graph, steps, name, hasGpu);
            }
            else
            {
                WriteProgram(writer, program.Training, program.Evaluation, name, hasGpu);
            }

            writer.WriteLine();
            DefinitionEmitter.Write(writer, program);
        });
    }

    /// <summary>
    /// The class of a wrong declaration, as far as it can be told: with it the compiler reports what the user got wrong and not what is missing. None of its code is ever run.
    /// </summary>
    public static string EmitShell(ModelSpec model)
    {
        ClassSpec type = model.Class;
        string wrong = MemberEmitter.Wrong(type.Name);
        return SourceText.Part(type.Type, "/// <remarks>The declaration has errors.</remarks>", type.HasModelBase || !type.CanDerive ? "" : KnownNames.ModelBase, writer =>
        {
            foreach (MemberSpec member in type.Members)
            {
                if (member.NeedsImplementation)
                {
                    MemberEmitter.Write(writer, member, wrong);
                }
            }

            if (!type.CanDerive)
            {
                return;
            }

            writer.WriteLine("public const long ParameterCount = 0;");
            writer.WriteLine();
            string definition = $"new global::Intertwine.ModelDefinition {{ Name = {SourceText.Literal(type.Name)}, Group = {SourceText.Literal(type.Group?.Name ?? "")} }}";
            WriteConstructor(writer, type, definition);
            var inputs = new List<string>();
            var outputs = new List<string>();
            bool hasGraph = false;
            foreach (MemberSpec member in type.Members)
            {
                hasGraph |= member.Layer is LayerSpec.Graph or LayerSpec.AllPairs or LayerSpec.Nearest or LayerSpec.Tokens or LayerSpec.PerNode or LayerSpec.Reduce;
                if (member.Layer is LayerSpec.Input)
                {
                    inputs.Add(member.Name);
                }

                if (member.IsOutput)
                {
                    outputs.Add(member.Name);
                }
            }

            writer.WriteLine($"public {ResultType(outputs)} forward({string.Join(", ", Arguments(hasGraph, inputs).Select(a => a.Declaration))}) => {wrong};");
            writer.WriteLine();
            writer.WriteLine($"protected override {Tensor}[] Reference(global::Intertwine.Runtime.TorchCall call) => {wrong};");
            writer.WriteLine();
            writer.WriteLine($"protected override global::Intertwine.Kernels.KernelProgram? Kernels(global::TorchSharp.torch.ScalarType type, bool training) => {wrong};");
        });
    }

    /// <summary>The members that compute one program, on every backend.</summary>
    /// <param name="name">What the names of its kernels begin with.</param>
    public static void WriteProgram(IndentedWriter writer, KernelProgram training, KernelProgram evaluation, string name, bool hasGpu)
    {
        TorchEmitter.Emit(writer, training, evaluation);
        writer.WriteLine();
        writer.WriteLine("/// <inheritdoc/>");
        writer.WriteLine($"protected override global::Intertwine.Kernels.KernelProgram? Kernels(global::TorchSharp.torch.ScalarType type, bool training) => {name}Kernels.For(type, training);");
        if (hasGpu)
        {
            writer.WriteLine();
            WriteGpuKernels(writer, name + "GpuKernels");
        }
    }

    private static void WriteGpuKernels(IndentedWriter writer, string kernels)
    {
        writer.WriteLine("/// <inheritdoc/>");
        writer.WriteLine("protected override global::Intertwine.Kernels.KernelProgram? GpuKernels(global::TorchSharp.torch.ScalarType type, bool training) => type switch");
        using (writer.Block(";"))
        {
            foreach ((string type, string isDouble) in new[] { ("Float32", "false"), ("Float64", "true") })
            {
                writer.WriteLine($"global::TorchSharp.torch.ScalarType.{type} => new global::Intertwine.Gpu.HostProgram({kernels}.For(isDouble: {isDouble}, training)),");
            }

            writer.WriteLine("_ => null,");
        }
    }

    private static void WriteConstructor(IndentedWriter writer, ClassSpec type, string definition)
    {
        if (type.HasConstructor)
        {
            return;
        }

        writer.WriteLine("/// <summary>Draws all parameters anew.</summary>");
        writer.WriteLine("/// <param name=\"backend\">What computes the model.</param>");
        writer.WriteLine("/// <param name=\"dtype\">The number type of its parameters and inputs.</param>");
        writer.WriteLine("/// <param name=\"device\">Where its parameters and inputs are; the CPU if left out.</param>");
        writer.WriteLine($"public {SourceText.Identifier(type.Name)}(");
        using (writer.Indent())
        {
            writer.WriteLine("global::Intertwine.Backend backend = global::Intertwine.Backend.Auto,");
            writer.WriteLine("global::TorchSharp.torch.ScalarType dtype = global::TorchSharp.torch.ScalarType.Float32,");
            writer.WriteLine("global::TorchSharp.torch.Device? device = null)");
            writer.WriteLine($": base({definition}, dtype, device)");
        }

        using (writer.Block())
        {
            writer.WriteLine("Backend = backend;");
        }

        writer.WriteLine();
    }

    private static void WriteForward(IndentedWriter writer, ModelSpec model, ModelProgram program)
    {
        IReadOnlyList<string> outputs = PieceNames.Identifiers(program.Outputs.Select(output => output.Name), name => name);
        IReadOnlyList<Argument> arguments = Arguments(program.Graph.HasGraph, program.Inputs.Select(input => input.Name));
        writer.WriteLine("/// <summary>Computes the model. Temporary tensors are disposed; results belong to the caller.</summary>");
        int first = 0;
        if (program.Graph.HasGraph)
        {
            writer.WriteLine($"/// <param name=\"{arguments[0].PlainName}\">Which nodes are joined, and which graph of the batch each belongs to.</param>");
            first = 1;
        }

        for (int i = 0; i < program.Inputs.Count; i++)
        {
            writer.WriteLine($"/// <param name=\"{arguments[first + i].PlainName}\"><c>{SourceText.Xml(program.Inputs[i].Name)}</c>: {Describe(program.Inputs[i])}.</param>");
        }

        var results = new StringBuilder();
        foreach (BorderSpec output in program.Outputs)
        {
            results.Append(results.Length > 0 ? "; " : "").Append($"<c>{SourceText.Xml(output.Name)}</c>: {Describe(output)}");
        }

        writer.WriteLine($"/// <returns>{results}.</returns>");
        string head = $"public {ResultType(outputs)} forward({string.Join(", ", arguments.Select(a => a.Declaration))})";
        using (writer.Block(head, ""))
        {
            string passed = string.Join(", ", arguments.Select(a => a.Name));
            writer.WriteLine($"{Tensor}[] results = Run({(program.Graph.HasGraph ? "" : "null, ")}{passed});");
            writer.WriteLine(outputs.Count == 1 ? "return results[0];" : $"return ({string.Join(", ", outputs.Select((_, i) => $"results[{Number(i)}]"))});");
        }

        writer.WriteLine();
    }

    private static void WriteMembers(IndentedWriter writer, ModelSpec model, ModelProgram program, EquatableArray<MemberComment> comments)
    {
        var documents = new MemberDocumentation(program.Graph, program.Costs, model);
        foreach (MemberSpec member in model.Class.Members)
        {
            if (member.NeedsImplementation)
            {
                string name = SourceText.Literal(member.Name);
                string value = member.Layer switch
                {
                    LayerSpec.Graph or LayerSpec.AllPairs or LayerSpec.Nearest => MemberEmitter.EdgeSet(member, ""),
                    LayerSpec.Option option => option.Default.ToCode(),
                    LayerSpec.Block use => MemberEmitter.Block(member, use, model.Blocks.First(b => b.FullName == use.Class), model.Class),
                    _ => $"__Network.Features[{name}]",
                };
                MemberEmitter.Write(writer, member, value, documents.Of(member, comments));
            }
        }
    }

    /// <summary>The arguments of <c>forward</c>: the graph, then one tensor per input and piece.</summary>
    private static IReadOnlyList<Argument> Arguments(bool hasGraph, IEnumerable<string> inputs)
    {
        string[] taken = hasGraph ? ["results", "graph"] : ["results"];
        IEnumerable<Argument> tensors = PieceNames.Identifiers(inputs, SourceText.Argument, taken).Select(name => new Argument(Tensor, name));
        return hasGraph ? [new Argument(GraphType, "graph"), .. tensors] : [.. tensors];
    }

    private static string ResultType(IReadOnlyList<string> outputs) => outputs.Count switch
    {
        0 => "void",
        1 => Tensor,
        _ => $"({string.Join(", ", outputs.Select(o => $"{Tensor} {SourceText.Identifier(o)}"))})",
    };

    /// <summary><c>1x0e per node, [nodes, 1]</c>.</summary>
    private static string Describe(BorderSpec border) => $"{SourceText.Xml(border.Representation)} {SourceText.Xml(FeatureText.Place(border.Domain))}, {FeatureText.Tensor(border.Domain, border.Shape.Channels, border.Shape.Components)}";

    private static long Sum(EquatableArray<ParameterSpec> parameters)
    {
        long sum = 0;
        foreach (ParameterSpec parameter in parameters)
        {
            sum += parameter.Count;
        }

        return sum;
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private sealed record Argument(string Type, string PlainName)
    {
        public string Name => SourceText.Identifier(PlainName);

        public string Declaration => $"{Type} {Name}";
    }
}
