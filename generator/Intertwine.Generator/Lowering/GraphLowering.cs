using Intertwine.Algebra;
using Intertwine.Generator.Inference;
using Intertwine.Generator.Kernels;

namespace Intertwine.Generator.Lowering;

/// <summary>
/// <see cref="LayerGraph"/> → <see cref="ModelProgram"/>. A feature becomes one value per piece of its representation. Only what outputs need is computed; inputs and parameters are all there, in the order of
/// the definition, so that programs and module agree on their numbering.
/// </summary>
internal static class GraphLowering
{
    public static ModelProgram Run(LayerGraph graph, CancellationToken cancellation)
    {
        ModelBorder border = BorderOf(graph, out long[] counts);
        List<BorderSpec> outputs = [];
        foreach (GraphOutput output in graph.Outputs)
        {
            outputs.AddRange(Border(output.Name, graph.Features[output.Feature]));
        }

        bool isCut = graph.Features.Any(feature => feature.Layer is Layer.Custom);
        NetworkSteps? steps = isCut ? StageLowering.Run(border, Needed(graph, training: true), cancellation) : null;
        KernelProgram evaluation = isCut ? KernelProgram.Empty : Lower(border, training: false, cancellation);
        KernelProgram training = isCut || border.Dropouts.Count + border.BatchNorms.Count == 0 ? evaluation : Lower(border, training: true, cancellation);
        return new ModelProgram(
            graph, border.Inputs.ToEquatable(), outputs.ToEquatable(), border.Parameters.ToEquatable(), border.Dropouts.ToEquatable(), border.BatchNorms.ToEquatable(), Costs(border, counts, cancellation), training, evaluation, steps);
    }

    /// <summary>What every feature costs, without the programs.</summary>
    public static EquatableArray<FeatureCost> Costs(LayerGraph graph, CancellationToken cancellation) => Costs(BorderOf(graph, out long[] counts), counts, cancellation);

    /// <param name="counts">Receives the learnt numbers of every feature.</param>
    private static ModelBorder BorderOf(LayerGraph graph, out long[] counts)
    {
        List<BorderSpec> inputs = [];
        List<ParameterSpec> parameters = [];
        List<DropoutSpec> dropouts = [];
        List<BatchNormSpec> norms = [];
        counts = new long[graph.Features.Count];
        foreach (int feature in graph.Declared)
        {
            FeatureNode node = graph.Features[feature];
            foreach (ParameterSpec parameter in LayerParameters.Of(node, graph))
            {
                parameters.Add(parameter);
                counts[feature] += parameter.Count;
            }

            switch (node.Layer)
            {
                case Layer.Input:
                    inputs.AddRange(Border(node.Name, node));
                    break;
                case Layer.Dropout { Rate: > 0 } dropout:
                    dropouts.Add(new DropoutSpec(node.Path, node.Domain, node.Type.Channels(), dropout.Rate));
                    break;
                case Layer.BatchNorm { Instance: null } norm:
                    norms.Add(new BatchNormSpec(node.Path, node.Domain, LayerParameters.Scalars(node.Type), node.Type.Channels(), norm.Momentum, norm.Unbiased));
                    break;
                case Layer.VectorBatchNorm norm:
                    norms.Add(new BatchNormSpec(node.Path, node.Domain, node.Type.Channels(), node.Type.Channels(), norm.Momentum, Unbiased: true));
                    break;
            }
        }

        return new ModelBorder(graph, inputs, parameters, dropouts, norms);
    }

    private static KernelProgram Lower(ModelBorder border, bool training, CancellationToken cancellation)
    {
        LayerGraph graph = border.Graph;
        bool[] needed = Needed(graph, training);
        var lowering = new LayerLowering(border, training);
        for (int i = 0; i < needed.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (needed[i])
            {
                lowering.Lower(i);
            }
        }

        foreach (GraphOutput output in graph.Outputs)
        {
            FeatureNode node = graph.Features[output.Feature];
            IReadOnlyList<int> values = lowering.Values(output.Feature);
            for (int term = 0; term < values.Count; term++)
            {
                lowering.Builder.Output(PieceNames.Tensor(output.Name, node.Type, term), values[term]);
            }
        }

        if (training)
        {
            lowering.OutputStatistics(border.BatchNorms);
        }

        return StripVariablesPass.Run(lowering.Builder.Build());
    }

    /// <summary>Features that outputs depend on; in training also those whose batch statistics are kept.</summary>
    private static bool[] Needed(LayerGraph graph, bool training)
    {
        bool[] needed = new bool[graph.Features.Count];
        var searched = graph.Sets.Where(s => s.Feature >= 0).ToDictionary(s => s.Domain, s => s.Feature);
        foreach (GraphOutput output in graph.Outputs)
        {
            needed[output.Feature] = true;
        }

        for (int i = needed.Length - 1; i >= 0; i--)
        {
            needed[i] |= training && graph.Features[i].Layer is Layer.BatchNorm { Instance: null } or Layer.VectorBatchNorm;
            if (needed[i])
            {
                foreach (int source in graph.Features[i].Sources)
                {
                    needed[source] = true;
                }

                if (searched.TryGetValue(graph.Features[i].Domain, out int by))
                {
                    needed[by] = true;
                }
            }
        }

        return needed;
    }

    /// <summary>Operations of every feature, counted on a program that computes all of them.</summary>
    private static EquatableArray<FeatureCost> Costs(ModelBorder border, long[] parameters, CancellationToken cancellation)
    {
        var lowering = new LayerLowering(border, training: false);
        var costs = new FeatureCost[parameters.Length];
        Domain[] domains = [Domain.Graphs, Domain.Nodes, Domain.Edges, .. border.Graph.Sets.Select(s => s.Domain)];
        for (int i = 0; i < costs.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            int first = lowering.Builder.Length;
            lowering.Lower(i);
            costs[i] = Cost(lowering.Builder, first, domains, border.Graph.Features[i].Domain, parameters[i]);
        }

        return new EquatableArray<FeatureCost>(costs);
    }

    /// <summary>Operations of the instructions from <paramref name="first"/> on, by domain.</summary>
    private static FeatureCost Cost(ProgramBuilder program, int first, IReadOnlyList<Domain> domains, Domain domain, long parameters)
    {
        var flops = domains.ToDictionary(d => d, _ => 0L);
        for (int id = first; id < program.Length; id++)
        {
            Domain place = program[id] is Instruction.PairSum pairs ? pairs.To.From : program[id].Domain;
            if (flops.TryGetValue(place, out long count))
            {
                flops[place] = count + Flops(program, program[id]);
            }
        }

        return new FeatureCost(parameters, flops[domain], domains.Where(d => d != domain && flops[d] > 0).Select(d => new DomainFlops(d, flops[d])).ToEquatable());
    }

    private static long Flops(ProgramBuilder program, Instruction instruction) => instruction switch
    {
        Instruction.Mix mix => 2L * mix.Shape.Rows * (mix.Transpose ? program[mix.Matrix].Shape.Channels : program[mix.Matrix].Shape.Components),
        Instruction.Contract contract => 2L * contract.Shape.Channels * contract.Tensor.Entries.Count,
        Instruction.MapComponents map => 2L * map.Shape.Channels * map.Tensor.Entries.Count,
        Instruction.PairProduct product => 2L * program[product.Left].Shape.Rows,
        Instruction.PairSum sum => 2L * sum.Shape.Rows,
        Instruction.Sum sum => program[sum.Source].Shape.Rows,
        Instruction.Affine affine => (long)affine.Shape.Rows * ((Math.Abs(affine.Factor) != 1 ? 1 : 0) + (affine.Shift != 0 ? 1 : 0)),
        Instruction.Add or Instruction.Multiply or Instruction.Apply or Instruction.Clamp or Instruction.ScatterSum => instruction.Shape.Rows,
        _ => 0,
    };

    /// <summary>The tensors of a feature, one for each piece.</summary>
    public static IEnumerable<BorderSpec> Border(string property, FeatureNode node)
    {
        for (int i = 0; i < node.Type.Terms.Count; i++)
        {
            RepresentationTerm term = node.Type.Terms[i];
            yield return new BorderSpec(property, PieceNames.Tensor(property, node.Type, i), term.ToString(), node.Domain, new Shape(term.Multiplicity, term.Piece.Dimension));
        }
    }
}

/// <summary>The graph with everything that programs share with the module.</summary>
internal sealed record ModelBorder(
    LayerGraph Graph, IReadOnlyList<BorderSpec> Inputs, IReadOnlyList<ParameterSpec> Parameters, IReadOnlyList<DropoutSpec> Dropouts, IReadOnlyList<BatchNormSpec> BatchNorms);
