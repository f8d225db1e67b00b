namespace Intertwine;

/// <summary>The features of a network by path.</summary>
public sealed class FeatureTable
{
    private readonly Dictionary<string, Feature> _byPath = new(StringComparer.Ordinal);

    /// <param name="features">In the order of computation.</param>
    /// <param name="aliases">Further paths of features: outputs under a new name, features that a condition replaces.</param>
    public FeatureTable(IReadOnlyList<Feature> features, IReadOnlyList<(string Path, string Target)> aliases)
    {
        Features = features;
        foreach (Feature feature in features)
        {
            _byPath.Add(feature.Path, feature);
        }

        foreach ((string path, string target) in aliases)
        {
            _byPath.Add(path, _byPath[target]);
        }
    }

    /// <summary>In the order of computation.</summary>
    public IReadOnlyList<Feature> Features { get; }

    /// <summary>The feature at <paramref name="path"/>; one that does not <see cref="Feature.Exists"/> where the options leave it out.</summary>
    public Feature this[string path] => _byPath.TryGetValue(path, out Feature? feature) ? feature : new Feature(path[(path.LastIndexOf('.') + 1)..], path, Per.Node, []);
}

/// <summary>What a use of a block was made of.</summary>
/// <param name="Path">The property path of the use: <c>Layers</c>.</param>
/// <param name="Copies">How many copies a <see cref="RepeatAttribute{T}"/> makes; none for a <see cref="BlockAttribute{T}"/>.</param>
/// <param name="Table">The features of the whole network.</param>
/// <param name="Options">The options by name, all of them.</param>
public sealed record BlockDefinition(string Path, int? Copies, FeatureTable Table, IReadOnlyDictionary<string, object> Options)
{
    /// <summary>The path of the copy that the block's properties describe: the last one.</summary>
    public string CopyPath => Copies is int copies ? $"{Path}.{copies - 1}" : Path;

    /// <summary>The feature of the last copy that the property <paramref name="name"/> declares.</summary>
    public Feature Feature(string name) => Table[$"{CopyPath}.{name}"];

    /// <summary>The value of an option in this use.</summary>
    public T Option<T>(string name) => (T)Options[name];

    /// <summary>A block inside the last copy.</summary>
    public BlockDefinition Nested(string name, int? copies, IReadOnlyDictionary<string, object> options) => new($"{CopyPath}.{name}", copies, Table, options);
}

/// <summary>A use of a block in a network, described. Declared blocks derive from it.</summary>
public abstract class Block
{
    /// <param name="definition">Given by the generated code of the network that uses the block.</param>
    protected Block(BlockDefinition definition) => Definition = definition;

    /// <summary>What this use was made of.</summary>
    public BlockDefinition Definition { get; }

    public override string ToString() => $"{Definition.Path}: {(Definition.Copies is int n ? $"{n} x " : "")}{GetType().Name}";
}
