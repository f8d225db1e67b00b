using Intertwine.Generator.Inference;
using Intertwine.Generator.Kernels;

namespace Intertwine.Generator.Lowering;

/// <summary>
/// Cuts a network at its layers written by hand. The depth of a feature is the number of such layers on the longest way to it; features of depth d are one program, stage d, and the layers that take them are called behind it.
/// A value that a later step needs is an output of the stage that computes it.
/// </summary>
internal sealed class StageLowering
{
    private readonly ModelBorder _border;
    private readonly LayerGraph _graph;
    private readonly bool[] _needed;
    private readonly int[] _depths;
    private readonly Dictionary<Domain, int> _searched;

    private StageLowering(ModelBorder border, bool[] needed)
    {
        _border = border;
        _graph = border.Graph;
        _needed = needed;
        _searched = _graph.Sets.Where(s => s.Feature >= 0).ToDictionary(s => s.Domain, s => s.Feature);
        _depths = Depths();
    }

    /// <param name="needed">By feature whether anything needs it, in training or evaluation.</param>
    public static NetworkSteps Run(ModelBorder border, bool[] needed, CancellationToken cancellation) => new StageLowering(border, needed).Run(cancellation);

    private NetworkSteps Run(CancellationToken cancellation)
    {
        List<NetworkStep> steps = [];
        int deepest = _depths.Max();
        int last = Enumerable.Range(0, deepest + 1).LastOrDefault(depth => Features(depth).Count > 0);
        for (int depth = 0; depth <= deepest; depth++)
        {
            foreach (int custom in Needed().Where(f => _depths[f] == depth && IsCustom(f)))
            {
                steps.Add(Call(custom));
            }

            List<int> features = Features(depth);
            if (features.Count > 0)
            {
                steps.Add(Stage(steps.OfType<NetworkStep.Stage>().Count(), features, depth == last, cancellation));
            }
        }

        IEnumerable<string> outputs = _graph.Outputs.SelectMany(output => Values(output.Feature)).Select(value => value.Name);
        return new NetworkSteps(steps.ToEquatable(), outputs.ToEquatable());
    }

    private NetworkStep.Stage Stage(int number, List<int> features, bool isLast, CancellationToken cancellation)
    {
        var own = new HashSet<int>(features);
        int[] taken = [.. features.SelectMany(Dependencies).Where(f => !own.Contains(f)).Distinct().OrderBy(f => f)];
        int[] given = [.. features.Where(IsTakenElsewhere)];
        // What nothing needs has no influence: its parameters belong to the last stage, which says so.
        HashSet<string> paths = [.. _graph.Declared.Where(f => own.Contains(f) || (isLast && !_needed[f])).Select(f => _graph.Features[f].Path)];
        var border = new ModelBorder(
            _graph,
            [.. taken.SelectMany(Values)],
            [.. _graph.Declared.Where(f => paths.Contains(_graph.Features[f].Path)).SelectMany(f => LayerParameters.Of(_graph.Features[f], _graph))],
            [.. _border.Dropouts.Where(d => own.Any(f => _graph.Features[f].Path == d.Path))],
            [.. _border.BatchNorms.Where(n => own.Any(f => _graph.Features[f].Path == n.Path))]);
        KernelProgram evaluation = Lower(training: false);
        KernelProgram training = border.Dropouts.Count + border.BatchNorms.Count == 0 ? evaluation : Lower(training: true);
        return new NetworkStep.Stage(
            number, border.Inputs.ToEquatable(), given.SelectMany(Values).ToEquatable(), border.Parameters.ToEquatable(), border.Dropouts.ToEquatable(), border.BatchNorms.ToEquatable(), training, evaluation);

        KernelProgram Lower(bool training)
        {
            var lowering = new LayerLowering(border, training);
            foreach (int feature in taken)
            {
                lowering.Provide(feature, [.. Values(feature).Select(value => lowering.Builder.Input(value.Name, value.Domain, value.Shape))]);
            }

            foreach (int feature in taken)
            {
                lowering.FindEdges(_graph.Features[feature].Domain);
            }

            foreach (int feature in features)
            {
                cancellation.ThrowIfCancellationRequested();
                lowering.Lower(feature);
            }

            foreach (int feature in given)
            {
                foreach ((BorderSpec value, int id) in Values(feature).Zip(lowering.Values(feature), (value, id) => (value, id)))
                {
                    lowering.Builder.Output(value.Name, id);
                }
            }

            if (training)
            {
                lowering.OutputStatistics(border.BatchNorms);
            }

            return StripVariablesPass.Run(lowering.Builder.Build());
        }
    }

    private NetworkStep.Call Call(int feature)
    {
        FeatureNode node = _graph.Features[feature];
        var layer = (Layer.Custom)node.Layer;
        return new NetworkStep.Call(
            node.Path, layer.Method, layer.Code, layer.Parameters, node.Sources.SelectMany(Values).ToEquatable(), Values(feature).ToEquatable(), layer.Results, layer.ReturnsTuple);
    }

    /// <summary>What a program of this depth computes.</summary>
    private List<int> Features(int depth) => [.. Needed().Where(f => _depths[f] == depth && !IsCustom(f) && _graph.Features[f].Layer is not Layer.Input)];

    private IEnumerable<int> Needed() => Enumerable.Range(0, _needed.Length).Where(f => _needed[f]);

    private bool IsCustom(int feature) => _graph.Features[feature].Layer is Layer.Custom;

    private bool IsTakenElsewhere(int feature) =>
        _graph.Outputs.Any(output => output.Feature == feature) || Needed().Any(f => (_depths[f] > _depths[feature] || IsCustom(f)) && Dependencies(f).Contains(feature));

    private int[] Depths()
    {
        int[] depths = new int[_needed.Length];
        for (int i = 0; i < depths.Length; i++)
        {
            foreach (int source in Dependencies(i))
            {
                depths[i] = Math.Max(depths[i], depths[source]);
            }

            depths[i] += IsCustom(i) ? 1 : 0;
        }

        return depths;
    }

    /// <summary>The sources of a feature, and what the edges are found by that it or a source of it lives on.</summary>
    private IEnumerable<int> Dependencies(int feature)
    {
        FeatureNode node = _graph.Features[feature];
        foreach (int source in node.Sources)
        {
            yield return source;
        }

        if (!IsCustom(feature))
        {
            IEnumerable<Domain> along = node.Layer is Layer.VectorAttention attention ? [attention.Target.From] : [];
            foreach (Domain domain in node.Sources.Select(source => _graph.Features[source].Domain).Append(node.Domain).Concat(along).Distinct())
            {
                if (_searched.TryGetValue(domain, out int by) && by != feature)
                {
                    yield return by;
                }
            }
        }
    }

    /// <summary>The values of a feature at the border of a program, one for each piece.</summary>
    private IEnumerable<BorderSpec> Values(int feature) => GraphLowering.Border(_graph.Features[feature].Path, _graph.Features[feature]);
}
