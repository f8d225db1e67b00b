using Intertwine.Algebra;
using static TorchSharp.torch;

namespace Intertwine.Benchmarks;

/// <summary>How the channels of a path meet; e3nn's modes.</summary>
internal enum EagerMode
{
    /// <summary>z_w = sum_uv W_uvw T(x_u, y_v).</summary>
    Uvw,

    /// <summary>z_u = sum_v W_uv T(x_u, y_v).</summary>
    Uvu,
}

/// <summary>One path of a tensor product, from a term of each source to a term of the result.</summary>
/// <param name="Factor">e3nn's path weight.</param>
internal sealed record EagerPath(int Left, int Right, int Output, EagerMode Mode, double Factor);

/// <summary>
/// e3nn's tensor product in eager TorchSharp: what its code generator writes for each instruction (products without a Wigner tensor where a degree is zero, an einsum with the dense Wigner 3j tensor elsewhere), with the einsums
/// contracted pair by pair in the cheapest order and constants folded into the smallest operand, as <c>opt_einsum_fx</c> does; sums over the paths to one term, and a concatenation. Features and weights are flat tensors.
/// </summary>
internal sealed class EagerTensorProduct
{
    private readonly EagerIrreps _left;
    private readonly EagerIrreps _right;
    private readonly EagerIrreps _output;
    private readonly IReadOnlyList<EagerPath> _paths;
    private readonly bool _shared;
    private readonly Instruction[] _instructions;

    /// <param name="shared">Whether all items have the same weights, <c>[weights]</c>; else <c>[items, weights]</c>.</param>
    public EagerTensorProduct(EagerIrreps left, EagerIrreps right, EagerIrreps output, IReadOnlyList<EagerPath> paths, bool shared, ScalarType type = ScalarType.Float32)
    {
        _left = left;
        _right = right;
        _output = output;
        _paths = paths;
        _shared = shared;
        _instructions = [.. paths.Select(p => new Instruction(this, p, type))];
    }

    public EagerIrreps Output => _output;

    public long WeightCount => _instructions.Sum(i => i.WeightCount);

    /// <summary>e3nn's <c>FullyConnectedTensorProduct</c>: every allowed path, weights shared, normalised by component and element.</summary>
    public static EagerTensorProduct FullyConnected(string left, string right, string output, ScalarType type = ScalarType.Float32) =>
        FullyConnected(EagerIrreps.Parse(left), EagerIrreps.Parse(right), EagerIrreps.Parse(output), type);

    /// <inheritdoc cref="FullyConnected(string, string, string, ScalarType)"/>
    public static EagerTensorProduct FullyConnected(EagerIrreps a, EagerIrreps b, EagerIrreps c, ScalarType type)
    {
        List<(int I, int J, int K)> paths = [.. Triples(a, b, c)];
        return new EagerTensorProduct(a, b, c, [.. paths.Select(p => new EagerPath(p.I, p.J, p.K, EagerMode.Uvw, Factor(p.K)))], shared: true, type);

        double Factor(int k) => Math.Sqrt(c.Terms[k].Components / (double)paths.Where(p => p.K == k).Sum(p => a.Terms[p.I].Channels * b.Terms[p.J].Channels));
    }

    /// <summary>The product of NequIP's interaction: mode uvu, weights of each item, one term of the result for each path, sorted by irrep.</summary>
    public static EagerTensorProduct Channelwise(string left, string right, string filter, ScalarType type = ScalarType.Float32)
    {
        (EagerIrreps a, EagerIrreps b, EagerIrreps kept) = (EagerIrreps.Parse(left), EagerIrreps.Parse(right), EagerIrreps.Parse(filter));
        (int I, int J, int K)[] paths = [.. Triples(a, b, kept)];
        int[] order = [.. Enumerable.Range(0, paths.Length).OrderBy(p => paths[p].K)];
        EagerIrreps output = new([.. order.Select(p => kept.Terms[paths[p].K] with { Channels = a.Terms[paths[p].I].Channels })]);
        return new EagerTensorProduct(
            a,
            b,
            output,
            [.. paths.Select((p, n) => new EagerPath(p.I, p.J, Array.IndexOf(order, n), EagerMode.Uvu, Math.Sqrt(kept.Terms[p.K].Components / (double)b.Terms[p.J].Channels)))],
            shared: false,
            type);
    }

    /// <summary>The product.</summary>
    /// <param name="x"><c>[items, size of the left irreps]</c>.</param>
    /// <param name="y"><c>[items, size of the right irreps]</c>.</param>
    /// <param name="weights">Flat, path after path, each <c>[u, v, w]</c> or <c>[u, v]</c>.</param>
    public Tensor Run(Tensor x, Tensor y, Tensor weights)
    {
        Tensor[] left = _left.Split(x);
        Tensor[] right = _right.Split(y);
        var pairs = new Dictionary<(int, int), Tensor>();
        Tensor?[] sums = new Tensor?[_output.Terms.Count];
        long first = 0;
        for (int p = 0; p < _paths.Count; p++)
        {
            EagerPath path = _paths[p];
            Instruction instruction = _instructions[p];
            Tensor weight = instruction.Weight(weights, first);
            first += instruction.WeightCount;
            Tensor result = instruction.Run(left[path.Left], right[path.Right], weight, pairs).reshape(x.shape[0], _output.Terms[path.Output].Size);
            sums[path.Output] = sums[path.Output] is { } sum ? sum + result : result;
        }

        return cat([.. sums.Select((s, k) => s ?? zeros([x.shape[0], _output.Terms[k].Size], x.dtype))], 1);
    }

    private static IEnumerable<(int I, int J, int K)> Triples(EagerIrreps a, EagerIrreps b, EagerIrreps c) =>
        from i in Enumerable.Range(0, a.Terms.Count)
        from j in Enumerable.Range(0, b.Terms.Count)
        from k in Enumerable.Range(0, c.Terms.Count)
        where EagerTerm.Allows(a.Terms[i], b.Terms[j], c.Terms[k])
        select (i, j, k);

    /// <summary>The code of one path.</summary>
    private sealed class Instruction
    {
        private readonly EagerPath _path;
        private readonly long[] _shape;
        private readonly bool _shared;
        private readonly double _weightFactor;
        private readonly Contraction _contraction;
        private readonly Tensor? _wigner;
        private readonly bool _usesPair;
        private readonly (bool Left, bool Right) _squeezed;

        public Instruction(EagerTensorProduct product, EagerPath path, ScalarType type)
        {
            (EagerTerm a, EagerTerm b, EagerTerm c) = (product._left.Terms[path.Left], product._right.Terms[path.Right], product._output.Terms[path.Output]);
            _path = path;
            _shared = product._shared;
            _shape = path.Mode == EagerMode.Uvw ? [a.Channels, b.Channels, c.Channels] : [a.Channels, b.Channels];
            string z = _shared ? string.Empty : "z";
            string w = path.Mode == EagerMode.Uvw ? $"{z}uvw" : $"{z}uv";
            string o = path.Mode == EagerMode.Uvw ? "zw" : "zu";
            _squeezed = (a.Degree == 0, b.Degree == 0);
            (string equation, double factor) = (a.Degree, b.Degree, c.Degree) switch
            {
                (0, 0, 0) => ($"{w},zu,zv->{o}", 1.0),
                (0, _, _) => ($"{w},zu,zvj->{o}j", 1 / Math.Sqrt(c.Components)),
                (_, 0, _) => ($"{w},zui,zv->{o}i", 1 / Math.Sqrt(c.Components)),
                (_, _, 0) => ($"{w},zui,zvi->{o}", 1 / Math.Sqrt(a.Components)),
                _ => (string.Empty, 1.0),
            };
            _weightFactor = factor * path.Factor;
            if (equation.Length == 0)
            {
                // The outer product of two terms is computed once where several paths use it; else it is part of the einsum.
                _usesPair = product._paths.Count(p => (p.Left, p.Right) == (path.Left, path.Right) && product._output.Terms[p.Output].Degree > 0) > 1;
                equation = _usesPair ? $"{w},ijk,zuvij->{o}k" : $"{w},ijk,zui,zvj->{o}k";
                SparseTensor3 wigner = Wigner3j.Real(a.Degree, b.Degree, c.Degree);
                _wigner = tensor(wigner.ToArray(), [wigner.Dim1, wigner.Dim2, wigner.Dim3], dtype: ScalarType.Float64).mul_(_weightFactor).to(type).DetachFromDisposeScope();
                _weightFactor = 1;
            }

            _contraction = new Contraction(equation);
        }

        public long WeightCount => _shape.Aggregate(1L, (n, extent) => n * extent);

        public Tensor Weight(Tensor flat, long first)
        {
            Tensor weight = _shared ? flat.narrow(0, first, WeightCount).reshape(_shape) : flat.narrow(1, first, WeightCount).reshape([flat.shape[0], .. _shape]);
            return _shared && _weightFactor != 1 ? weight * _weightFactor : weight;
        }

        public Tensor Run(Tensor x, Tensor y, Tensor weight, Dictionary<(int, int), Tensor> pairs)
        {
            if (_wigner is null)
            {
                Tensor result = _contraction.Run(weight, _squeezed.Left ? x.squeeze(2) : x, _squeezed.Right ? y.squeeze(2) : y);
                return _shared || _weightFactor == 1 ? result : result * _weightFactor;
            }

            if (!_usesPair)
            {
                return _contraction.Run(weight, _wigner, x, y);
            }

            if (!pairs.TryGetValue((_path.Left, _path.Right), out Tensor? pair))
            {
                pairs.Add((_path.Left, _path.Right), pair = einsum("zui,zvj->zuvij", x, y));
            }

            return _contraction.Run(weight, _wigner, pair);
        }
    }
}
