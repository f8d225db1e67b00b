using System.Globalization;
using System.Text.Json;

namespace Intertwine.Algebra.Tests;

/// <summary>A convolution of escnn's golden files: its group, fields and radial basis in our terms.</summary>
internal sealed class EscnnConvolution
{
    public EscnnConvolution(string file, int? kernelSize = null)
    {
        Golden = GoldenTensors.Load(file);
        Action = ActionOf(Golden.Metadata["group"]);
        From = Fields("in_type");
        To = Fields("out_type");
        KernelSize = kernelSize ?? Number("kernel_size", 3);
        Radial = RadialOf(Golden, Action.Dimension, KernelSize);
    }

    public GoldenTensors Golden { get; }

    public EuclideanAction Action { get; }

    public Representation From { get; }

    public Representation To { get; }

    public int KernelSize { get; }

    public RadialBasis Radial { get; }

    public int Padding => Number("padding", 0);

    public int Stride => Number("stride", 1);

    public int Dilation => Number("dilation", 1);

    public SteerableFilters Filters() => SteerableFilters.Create(Action, From, To, Radial, new PixelGrid(Action.Dimension, KernelSize, Dilation)).Value
        ?? throw new InvalidOperationException("The kernels could not be solved.");

    /// <summary>escnn's group on its base space: reflections of the plane at the upright axis, and the bases of its irreps of rotations of space with z as polar axis.</summary>
    public static EuclideanAction ActionOf(string name) => name switch
    {
        "triv" => EuclideanAction.Of(new CyclicGroup(1)).WithMirrorAt(Math.PI / 2),
        "triv3" => EuclideanAction.AboutZ(new CyclicGroup(1)),
        "SO2" or "SO(2)" => EuclideanAction.Of(new OrthogonalGroup(2, IsSpecial: true, HasTranslations: false)).WithMirrorAt(Math.PI / 2),
        "O2" or "O(2)" => EuclideanAction.Of(new OrthogonalGroup(2, IsSpecial: false, HasTranslations: false)).WithMirrorAt(Math.PI / 2),
        "octa" => EuclideanAction.Of(new PolyhedralGroup(Polyhedral.O)),
        "SO3" or "SO(3)" => EuclideanAction.Of(OrthogonalGroup.SO3).WithPolarAxisZ(),
        "O3" or "O(3)" => EuclideanAction.Of(OrthogonalGroup.O3).WithPolarAxisZ(),
        ['C', .. var order, 'z'] => EuclideanAction.AboutZ(new CyclicGroup(int.Parse(order, CultureInfo.InvariantCulture))),
        ['C', .. var order] => EuclideanAction.Of(new CyclicGroup(int.Parse(order, CultureInfo.InvariantCulture))).WithMirrorAt(Math.PI / 2),
        ['D', .. var order] => EuclideanAction.Of(new DihedralGroup(int.Parse(order, CultureInfo.InvariantCulture))).WithMirrorAt(Math.PI / 2),
        _ => throw new NotSupportedException($"The group {name} is not known."),
    };

    /// <summary>The piece that escnn's short names stand for: <c>triv</c>, <c>reg</c>, <c>irr_1</c>, <c>irr_1_0</c>.</summary>
    public static Piece PieceOf(Group group, string name)
    {
        if (name == "triv")
        {
            return group.Trivial;
        }

        if (name == "reg")
        {
            return ((FiniteGroup)group).Regular;
        }

        if (group is PolyhedralGroup)
        {
            return group.ParsePiece(name switch { "irr_0" => "A1", "irr_1" => "T1", "irr_-1" => "T2", "irr_2" => "E", _ => "A2" }).OrThrow();
        }

        int[] id = [.. name["irr_".Length..].Split('_').Select(number => int.Parse(number, CultureInfo.InvariantCulture))];
        return group switch
        {
            OrthogonalGroup { Dimension: 3 } rotations => id.Length == 1 ? new SphericalIrrep(rotations, id[0], Parity.None) : new SphericalIrrep(rotations, id[1], id[0] == 1 ? Parity.Odd : Parity.Even),
            _ when id.Length == 1 => new FrequencyIrrep(group, id[0], Parity.None),
            IFrequencyGroup planar => new FrequencyIrrep(group, id[1], id[1] == 0 || 2 * id[1] == planar.RotationOrder ? (id[0] == 1 ? Parity.Odd : Parity.Even) : Parity.None),
            _ => throw new NotSupportedException($"The irrep {name} of {group} is not known."),
        };
    }

    public static RadialBasis RadialOf(GoldenTensors golden, int dimension, int kernelSize)
    {
        Func<double, double> limit = golden.Metadata.TryGetValue("frequencies_cutoff", out string? cutOff)
            ? FrequencyLimits.Proportional(double.Parse(cutOff, CultureInfo.InvariantCulture))
            : FrequencyLimits.Default(dimension, kernelSize);
        return golden.Metadata.ContainsKey("rings")
            ? RadialBasis.Rings([.. golden.Json("rings").EnumerateArray().Select(value => value.GetDouble())], [.. golden.Json("sigma").EnumerateArray().Select(value => value.GetDouble())], limit)
            : RadialBasis.Rings(kernelSize, limit);
    }

    private Representation Fields(string key)
        => new(Action.Group, [.. Golden.Json(key).EnumerateArray().Select(field => new RepresentationTerm(1, PieceOf(Action.Group, field.GetString()!)))]);

    private int Number(string key, int fallback) => Golden.Metadata.TryGetValue(key, out string? text) ? JsonSerializer.Deserialize<int>(text) : fallback;
}
