using Intertwine.Generator.Describing;
using Intertwine.Generator.Inference;
using Intertwine.Generator.Lowering;
using Intertwine.Generator.Parsing;

namespace Intertwine.Generator.Emitting;

/// <summary>Writes the other half of a declared block: a class whose properties describe one use of it.</summary>
internal static class BlockEmitter
{
    /// <param name="example">The block on its own; null where it has errors.</param>
    /// <param name="comments">What the author wrote above the properties.</param>
    public static string Emit(ModelSpec model, LayerGraph? example, EquatableArray<MemberComment> comments, CancellationToken cancellation)
    {
        MemberDocumentation? documents = example is null ? null : new MemberDocumentation(example, GraphLowering.Costs(example, cancellation), model);
        ClassSpec type = model.Class;
        return SourceText.Part(type.Type, "/// <remarks>Instances describe a use of the block in a network; the network computes.</remarks>", type.HasModelBase || !type.CanDerive ? "" : KnownNames.BlockBase, writer =>
        {
            if (type.CanDerive)
            {
                writer.WriteLine("/// <summary>Called by the generated code of the network that uses the block.</summary>");
                writer.WriteLine("[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]");
                writer.WriteLine($"public {SourceText.Identifier(type.Name)}(global::Intertwine.BlockDefinition definition) : base(definition)");
                writer.WriteLine("{");
                writer.WriteLine("}");
                writer.WriteLine();
            }

            foreach (MemberSpec member in type.Members)
            {
                if (member.NeedsImplementation)
                {
                    MemberEmitter.Write(writer, member, Value(member, model), documents?.Of(member, comments) ?? "");
                }
            }
        });
    }

    private static string Value(MemberSpec member, ModelSpec model)
    {
        if (!model.Class.CanDerive)
        {
            return MemberEmitter.Wrong(model.Class.Name);
        }

        string name = SourceText.Literal(member.Name);
        switch (member.Layer)
        {
            case LayerSpec.Option when member.Kind == MemberKind.Other:
                return $"Definition.Option<{member.Type}>({name})";
            case LayerSpec.Graph or LayerSpec.AllPairs or LayerSpec.Nearest when member.Kind == MemberKind.EdgeSet:
                return MemberEmitter.EdgeSet(member, "Definition.CopyPath");
            case LayerSpec.Block use when member.Kind == MemberKind.Block:
                foreach (ClassSpec block in model.Blocks)
                {
                    if (block.FullName == use.Class)
                    {
                        return MemberEmitter.Block(member, use, block, model.Class);
                    }
                }

                return MemberEmitter.Wrong(model.Class.Name);
            case null or LayerSpec.Option or LayerSpec.Graph or LayerSpec.AllPairs or LayerSpec.Nearest or LayerSpec.Block:
                return MemberEmitter.Wrong(model.Class.Name);
            default:
                return member.Kind == MemberKind.Feature ? $"Definition.Feature({name})" : MemberEmitter.Wrong(model.Class.Name);
        }
    }
}
