using System.Globalization;
using TorchSharp;
using static TorchSharp.torch;

namespace Intertwine.Golden.Kinds;

/// <summary>An official layer under its name in the official state dictionary, and as it is declared.</summary>
internal abstract record VnnLayer
{
    /// <summary>The declared properties.</summary>
    public abstract string Members { get; }

    public abstract IEnumerable<KeyValuePair<string, Tensor>> Bind(IReadOnlyDictionary<string, Tensor> official);

    public virtual IEnumerable<KeyValuePair<string, Tensor>> Buffers(IReadOnlyDictionary<string, Tensor> state) => [];

    public static string Feature(string attribute, string name) => $"[{attribute}] public partial Feature {name} {{ get; }}\n    ";

    public static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Flag(bool value) => value ? "true" : "false";

    private static KeyValuePair<string, Tensor> Weight(string ours, IReadOnlyDictionary<string, Tensor> official, string name) => new(ours, official[name]);

    /// <summary><c>VNLinear</c>.</summary>
    /// <param name="Official">The prefix of its weights: empty, or ends with a dot. <c>vn_lin.</c> is a plain linear layer, <c>map_to_feat.</c> one inside a <c>VNLinear</c>.</param>
    public sealed record Linear(string Official, string Name, string Source, int Channels) : VnnLayer
    {
        public override string Members => Feature($"VectorLinear(nameof({Source}), {Channels})", Name);

        public override IEnumerable<KeyValuePair<string, Tensor>> Bind(IReadOnlyDictionary<string, Tensor> official) => [Weight(Name + ".weight", official, Official + "weight")];
    }

    /// <summary><c>VNLeakyReLU</c>; with a direction that is made of another feature the last part of <see cref="LinearLeakyRelu"/>.</summary>
    public sealed record LeakyRelu(string Official, string Name, string Source, double Slope, bool Shared = false, string? Direction = null) : VnnLayer
    {
        public override string Members =>
            Feature($"VectorRelu(nameof({Source}), Slope = {Number(Slope)}, Shared = {Flag(Shared)}{(Direction is null ? "" : $", Direction = nameof({Direction})")})", Name);

        public override IEnumerable<KeyValuePair<string, Tensor>> Bind(IReadOnlyDictionary<string, Tensor> official) => [Weight(Name + ".weight", official, Official + "map_to_dir.weight")];
    }

    /// <summary><c>VNBatchNorm</c>.</summary>
    public sealed record BatchNorm(string Official, string Name, string Source) : VnnLayer
    {
        private static readonly string[] Running = ["running_mean", "running_var", "num_batches_tracked"];

        public override string Members => Feature($"VectorBatchNorm(nameof({Source}))", Name);

        public override IEnumerable<KeyValuePair<string, Tensor>> Bind(IReadOnlyDictionary<string, Tensor> official) =>
            new[] { "weight", "bias" }.Concat(Running).Select(part => Weight($"{Name}.{part}", official, $"{Official}bn.{part}"));

        public override IEnumerable<KeyValuePair<string, Tensor>> Buffers(IReadOnlyDictionary<string, Tensor> state) => Running.Select(part => Weight($"{Official}bn.{part}", state, $"{Name}.{part}"));
    }

    /// <summary><c>VNLinearLeakyReLU</c>: the properties <c>NameLinear</c>, <c>NameNorm</c> and <c>Name</c>.</summary>
    public sealed record LinearLeakyRelu(string Official, string Name, string Source, int Channels, double Slope, bool Shared = false) : VnnLayer
    {
        private IReadOnlyList<VnnLayer> Parts =>
        [
            new Linear(Official + "map_to_feat.", Name + "Linear", Source, Channels),
            new BatchNorm(Official + "batchnorm.", Name + "Norm", Name + "Linear"),
            new LeakyRelu(Official, Name, Name + "Norm", Slope, Shared, Source),
        ];

        public override string Members => string.Concat(Parts.Select(part => part.Members));

        public override IEnumerable<KeyValuePair<string, Tensor>> Bind(IReadOnlyDictionary<string, Tensor> official) => Parts.SelectMany(part => part.Bind(official));

        public override IEnumerable<KeyValuePair<string, Tensor>> Buffers(IReadOnlyDictionary<string, Tensor> state) => Parts.SelectMany(part => part.Buffers(state));
    }

    /// <summary><c>VNStdFeature</c>: the property <c>Name</c> (scalars <c>channels * 3</c>), and <c>NameFrame</c>, the three vectors.</summary>
    /// <param name="Channels">Of the source.</param>
    public sealed record StdFeature(string Official, string Name, string Source, int Channels, double Slope, bool NormalizeFrame = false) : VnnLayer
    {
        private IReadOnlyList<VnnLayer> Parts =>
        [
            new LinearLeakyRelu(Official + "vn1.", Name + "First", Source, Channels / 2, Slope),
            new LinearLeakyRelu(Official + "vn2.", Name + "Second", Name + "First", Channels / 4, Slope),
            new Linear(Official + "vn_lin.", NormalizeFrame ? Name + "Axes" : Name + "Frame", Name + "Second", NormalizeFrame ? 2 : 3),
        ];

        public override string Members =>
            string.Concat(Parts.Select(part => part.Members))
            + (NormalizeFrame ? Feature($"Orthonormalize(nameof({Name}Axes), Complete = true)", Name + "Frame") : "")
            + Feature($"InnerProducts(nameof({Source}), nameof({Name}Frame))", Name);

        public override IEnumerable<KeyValuePair<string, Tensor>> Bind(IReadOnlyDictionary<string, Tensor> official) => Parts.SelectMany(part => part.Bind(official));

        public override IEnumerable<KeyValuePair<string, Tensor>> Buffers(IReadOnlyDictionary<string, Tensor> state) => Parts.SelectMany(part => part.Buffers(state));
    }
}
