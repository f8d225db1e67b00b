using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Benchmarks;

/// <summary>Names in the authors' state dictionaries → those of a declared network.</summary>
/// <param name="layers">Official vector layers → those of the block.</param>
/// <param name="others">Prefixes of all other official names → prefixes within the block.</param>
internal sealed class VectorNames(IReadOnlyDictionary<string, string> layers, IReadOnlyDictionary<string, string> others)
{
    private static readonly Dictionary<string, string> LayerArrays = new()
    {
        ["map_to_feat.weight"] = $"{nameof(VectorLayer.Mixed)}.weight",
        ["map_to_dir.weight"] = $"{nameof(VectorLayer.Rectified)}.weight",
        ["batchnorm.bn."] = $"{nameof(VectorLayer.Normalized)}.",
    };

    /// <summary>Of <see cref="VectorPointNet"/>.</summary>
    public static VectorNames PointNet { get; } = new(
        new Dictionary<string, string>
        {
            ["feat.conv_pos"] = "Local.Layers.0",
            ["feat.conv1"] = "First",
            ["feat.conv2"] = "Second",
            ["feat.std_feature.vn1"] = "Standard.First",
            ["feat.std_feature.vn2"] = "Standard.Second",
            ["feat.fstn.conv1"] = "Transform.First",
            ["feat.fstn.conv2"] = "Transform.Second",
            ["feat.fstn.conv3"] = "Transform.Third",
            ["feat.fstn.fc1"] = "Transform.Fourth",
            ["feat.fstn.fc2"] = "Transform.Fifth",
        },
        new Dictionary<string, string>
        {
            ["feat.pool.map_to_dir."] = "Local.Largest.",
            ["feat.fstn.pool.map_to_dir."] = "Transform.Largest.",
            ["feat.fstn.fc3.map_to_feat."] = "Transform.Transform.",
            ["feat.conv3.map_to_feat."] = "Mixed.",
            ["feat.bn3.bn."] = "Third.",
            ["feat.std_feature.vn_lin."] = "Standard.Frame.",
            ["fc1."] = "Head.Mixed.",
            ["bn1."] = "Head.Normalized.",
            ["fc2."] = "Neck.Mixed.",
            ["bn2."] = "Neck.Normalized.",
            ["fc3."] = "Logits.",
        });

    /// <summary>Of <see cref="VectorDgcnn"/>.</summary>
    public static VectorNames Dgcnn { get; } = new(
        new Dictionary<string, string>
        {
            ["conv1"] = "First.Layers.0",
            ["conv2"] = "Second.Layers.0",
            ["conv3"] = "Third.Layers.0",
            ["conv4"] = "Fourth.Layers.0",
            ["conv5"] = "Points",
            ["std_feature.vn1"] = "Standard.First",
            ["std_feature.vn2"] = "Standard.Second",
        },
        new Dictionary<string, string>
        {
            ["pool1.map_to_dir."] = "First.Largest.",
            ["pool2.map_to_dir."] = "Second.Largest.",
            ["pool3.map_to_dir."] = "Third.Largest.",
            ["pool4.map_to_dir."] = "Fourth.Largest.",
            ["std_feature.vn_lin."] = "Standard.Frame.",
            ["linear1."] = "Head.Mixed.",
            ["bn1."] = "Head.Normalized.",
            ["linear2."] = "Neck.Mixed.",
            ["bn2."] = "Neck.Normalized.",
            ["linear3."] = "Logits.",
        });

    /// <summary><c>conv1.batchnorm.bn.bias</c> → <c>First.Layers.0.Normalized.bias</c>.</summary>
    /// <exception cref="ArgumentException">A name that the authors' network does not have.</exception>
    public string Of(string official)
    {
        foreach ((string layer, string ours) in layers)
        {
            foreach ((string array, string feature) in LayerArrays)
            {
                if (official.StartsWith($"{layer}.{array}", StringComparison.Ordinal))
                {
                    return $"{ours}.{feature}{official[(layer.Length + 1 + array.Length)..]}";
                }
            }
        }

        foreach ((string other, string ours) in others)
        {
            if (official.StartsWith(other, StringComparison.Ordinal))
            {
                return ours + official[other.Length..];
            }
        }

        throw new ArgumentException($"Expected a parameter or buffer of the authors' network; got '{official}'.", nameof(official));
    }

    /// <summary>Gives a declared network, whose block is the property <paramref name="block"/>, the weights of one by hand.</summary>
    public void Copy(nn.Module eager, nn.Module declared, string block)
    {
        using IDisposable noGradient = no_grad();
        Dictionary<string, Tensor> targets = declared.state_dict();
        foreach ((string name, Tensor value) in eager.state_dict())
        {
            targets[$"{block}.{Of(name)}"].copy_(value);
        }
    }
}
