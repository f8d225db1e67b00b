namespace Intertwine.Analyzers.Tests.Tensors.Operations;

/// <summary>Modules in locals and fields, and their functional forms.</summary>
public class ModuleSnippetTests
{
    private const string Fields = """
        private readonly TorchSharp.Modules.Linear _mix = nn.Linear(16, 8, hasBias: false);
        private readonly TorchSharp.Modules.Linear _biased = nn.Linear(16, 16);
        private readonly TorchSharp.Modules.Linear _made;
        private readonly Module<Tensor, Tensor> _gate;
        private readonly TorchSharp.Modules.ModuleList<TorchSharp.Modules.Linear> _layers = nn.ModuleList(nn.Linear(16, 16, false), nn.Linear(16, 16, false));
        private readonly TorchSharp.Modules.Parameter _scale = nn.Parameter(torch.ones(1));
        private TorchSharp.Modules.Sequential Mlp { get; } = nn.Sequential(("a", nn.Linear(16, 16)), ("b", nn.SiLU()), ("c", nn.Linear(16, 1)));
        private readonly VectorLayer _layer = new();
        Snippet(bool bias)
        {
            _made = nn.Linear(16, 16, hasBias: false);
            this._gate = nn.Sequential(nn.Linear(16, 16), nn.Sigmoid());
        }
        class VectorLayer : Module<Tensor, Tensor>
        {
            public VectorLayer() : base("layer") { }
            [Equivariant("O(3)")]
            [return: Rep("1o")]
            public override Tensor forward([Rep("1o")] Tensor v) => 2 * v;
        }
        """;

    [Theory]
    [InlineData("O(3)", "v:1o@-2/3 -> 1o@-2", "_mix.forward(v)")]
    [InlineData("O(3)", "v:1o/3 -> 1o", "_mix.forward(v.transpose(1, 2)).transpose(1, 2)")]
    [InlineData("O(3)", "v:1o/3 -> 1o", "{|EQV1107:_mix.forward(v)|}")]
    [InlineData("O(3)", "v:1o@-2/3 -> 1o@-2", "{|EQV1102:_biased.forward(v)|}")]
    [InlineData("O(3)", "v:1o@-2/3 -> 1o@-2", "_made.call(v)")]
    [InlineData("O(3)", "v:1o; h:inv/2 -> 1o", "v * Mlp.forward(h)")]
    [InlineData("O(3)", "v:1o/2 -> 1o", "{|EQV1107:Mlp.forward(v)|}")]
    [InlineData("O(3)", "v:1o@-2/3 -> 1o@-2", "{|EQV1102:_gate.forward(v)|}")]
    [InlineData("O(3)", "v:1o@-2/3 -> 1o@-2", "foreach (var layer in _layers) { v = layer.forward(v); } return v;")]
    [InlineData("O(3)", "v:1o@-2/3 -> 1o@-2", "for (int i = 0; i < _layers.Count; i++) { v = v + _layers[i].forward(v); } return v;")]
    [InlineData("O(3)", "v:1o@-2/3 -> 1o@-2", "for (int i = 0; i < _layers.Count; i++) { v = v.transpose(1, 2); v = {|EQV1107:_layers[i].forward(v)|}; v = v.transpose(1, 2); } return v;")]
    [InlineData("O(3)", "v:1o -> 1o", "v * _scale")]
    [InlineData("O(3)", "v:1o -> 1o", "_layer.forward(v) + _layer.call(v)")]
    [InlineData("O(3)", "v:1e -> 1e", "_layer.forward({|EQV1114:v|})")]
    [InlineData("O(3)", "v:1e -> 1e", "_layer.call({|EQV1114:v|})")]
    [InlineData("O(3)", "v:16x1o -> 1o", "{|EQV1107:_mix.forward(v)|}")]
    [InlineData("SO(2)", "v:1@-2/3 -> 1@-2", "_mix.forward(v)")]
    [InlineData("SO(1,3)", "v:V@-2/3 -> V@-2", "_mix.forward(v)")]
    [InlineData("SO(1,3)", "v:V/3 -> V", "{|EQV1107:_mix.forward(v)|}")]
    [InlineData("E(3)", "x:point/2; h:inv/2 -> 1o", "(x - x.mean(new long[] { 0 }, true)) * Mlp.forward(h)")]
    public Task Members(string group, string signature, string body) => Snippets.CheckAsync(group, signature, body, Fields);

    [Theory]
    [InlineData("O(3)", "v:1o@-2/3 -> 1o@-2", "var lin = nn.Linear(4, 4, hasBias: false); return lin.forward(v);")]
    [InlineData("O(3)", "v:1o/3 -> 1o", "var relu = nn.ReLU(); return {|EQV1101:relu.forward(v)|};")]
    [InlineData("O(3)", "v:1o/3 -> 1o", "return {|EQV1101:nn.Tanh().forward(v)|};")]
    [InlineData("O(3)", "v:1o/3 -> 1o", "return {|EQV1105:nn.Softmax(-1).forward(v)|};")]
    [InlineData("O(3)", "v:1o/3 -> 1o", "return {|EQV1116:nn.BatchNorm1d(16).forward(v)|};")]
    [InlineData("O(3)", "v:1o/3 -> 1o", "return {|EQV1116:nn.LayerNorm(3).forward(v)|};")]
    [InlineData("O(3)", "v:1o@-2/3 -> 1o@-2", "return {|EQV1116:nn.LayerNorm(16).forward(v)|};")]
    [InlineData("O(3)", "v:1o/3 -> 1o", "return {|EQV1116:nn.Dropout(0.1).forward(v)|};")]
    [InlineData("O(3)", "v:1o/3 -> 1o", "return nn.Dropout1d(0.1).forward(v);")]
    [InlineData("O(3)", "v:1o/3 -> 1o", "return nn.Identity().forward(v);")]
    [InlineData("O(3)", "v:1o/3 -> *x1o", "return nn.Flatten().forward(v);")]
    [InlineData("O(3)", "v:1o/3 -> 1o", "return nn.Conv1d(16, 8, 1, bias: false).forward(v);")]
    [InlineData("O(3)", "v:1o/3 -> 1o", "return {|EQV1102:nn.Conv1d(16, 8, 1).forward(v)|};")]
    [InlineData("O(3)", "v:1o/3 -> 1o", "return {|EQV1107:nn.Conv1d(16, 8, 3, padding: 1L, bias: false).forward(v)|};")]
    [InlineData("O(3)", "v:1o@-2/3 -> 1o@-2", "return {|EQV1107:nn.Conv1d(3, 3, 1, bias: false).forward(v)|};")]
    [InlineData("O(3)", "v:1o/3; h:inv/3 -> inv", "return nn.BatchNorm1d(16).forward(h) + nn.LayerNorm(8).forward(h) + nn.Dropout().forward(v.norm(-1));")]
    [InlineData("O(3)", "v:1o/3 -> 1o", "return {|EQV1107:nn.MultiheadAttention(3, 1).call(v, v, v)|}.Item1;")]
    [InlineData("O(3)", "h:inv/3; v:1o/3 -> inv", "return nn.MultiheadAttention(16, 4).call(h, h, h).Item1;")]
    [InlineData("O(3)", "z:inv/1 -> inv", "return nn.Embedding(100, 16).forward(z);")]
    [InlineData("O(3)", "v:1o@-2/3; h:inv/3 -> 1o@-2", "return nn.Bilinear(4, 4, 8, hasBias: false).forward(h, v);")]
    [InlineData("O(3)", "v:1o/3 -> 1o", "return {|EQV1105:nn.AvgPool1d(2).forward(v)|};")]
    [InlineData("O(3)", "v:1o@1/4 -> 1o@1/4", "return {|EQV1101:nn.MaxPool2d(2L).forward(v)|};")]
    [InlineData("O(3)", "v:1o@1/4 -> 1o@1/4", "return nn.AvgPool2d(2L).forward(v);")]
    [InlineData("S_5", "x:V@-2/3 -> V@-2", "return nn.LayerNorm(16).forward(x);")]
    [InlineData("S_5", "x:V@-2/3 -> V@-2", "return nn.ReLU().forward(x);")]
    [InlineData("S_5", "x:V@-2/3 -> V@-2", "return nn.Linear(16, 8).forward(x);")]
    [InlineData("S_5", "x:V@-2/3 -> V@-2", "return {|EQV1107:nn.Linear(5, 5).forward(x.transpose(1, 2))|};")]
    [InlineData("C_4", "f:regular/3 -> regular", "return nn.Conv1d(16, 8, 1).forward(f);")]
    [InlineData("E(3)", "x:point@-2/3 -> 1o@-2", "return {|EQV1116:nn.LayerNorm(16).forward(x)|};")]
    public Task Locals(string group, string signature, string body) => Snippets.CheckAsync(group, signature, body);

    [Theory]
    [InlineData("O(3)", "v:1o@-2/3; w:inv/2 -> 1o@-2", "functional.linear(v, w)")]
    [InlineData("O(3)", "v:1o@-2/3; w:inv/2; b:inv/1 -> 1o@-2", "{|EQV1102:functional.linear(v, w, b)|}")]
    [InlineData("O(3)", "v:1o/3; w:inv/2 -> 1o", "{|EQV1107:functional.linear(v, w)|}")]
    [InlineData("O(3)", "v:1o/3 -> 1o", "{|EQV1116:functional.layer_norm(v, new long[] { 3 })|}")]
    [InlineData("O(3)", "v:1o/3 -> 1o", "functional.pad(v, new long[] { 0, 0, 1, 1 })")]
    [InlineData("O(3)", "v:1o/3 -> 1o", "{|EQV1109:functional.pad(v, new long[] { 1, 1 })|}")]
    [InlineData("O(3)", "v:1o/3 -> 1o", "{|EQV1102:functional.pad(v, new long[] { 0, 0, 1, 1 }, value: 5.0)|}")]
    [InlineData("O(3)", "v:1o/3 -> 1o", "{|EQV1109:functional.interpolate(v, new long[] { 6 })|}")]
    [InlineData("O(3)", "v:1o@-2/3 -> 1o@-2", "functional.interpolate(v, new long[] { 6 })")]
    [InlineData("O(3)", "v:1o/2 -> inv", "functional.one_hot(v.norm(-1).to(int64), 4)")]
    public Task Functional(string group, string signature, string body) => Snippets.CheckAsync(group, signature, body);
}
