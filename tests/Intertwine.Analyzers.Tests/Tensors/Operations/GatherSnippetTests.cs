namespace Intertwine.Analyzers.Tests.Tensors.Operations;

/// <summary>Message passing: items taken and added by invariant indices.</summary>
public class GatherSnippetTests
{
    [Theory]
    [InlineData("O(3)", "v:1o; i:inv/1 -> 1o", "v[i]")]
    [InlineData("O(3)", "v:1o/3; i:inv/1 -> 1o", "v[TensorIndex.Colon, TensorIndex.Tensor(i)]")]
    [InlineData("O(3)", "v:1o; i:inv -> 1o", "v.index_select(0, i)")]
    [InlineData("O(3)", "v:1o; i:inv -> inv", "{|EQV1104:v.index_select(-1, i)|}")]
    [InlineData("O(3)", "v:1o/2; i:inv/1 -> 1o", "v.gather(0, i.unsqueeze(-1).expand(-1, 3))")]
    [InlineData("O(3)", "v:1o/2; i:inv/2 -> inv", "{|EQV1104:v.gather(1, i)|}")]
    [InlineData("O(3)", "v:1o/2; m:inv/1 -> 1o", "v[m]")]
    [InlineData("O(3)", "v:1o/2; d:inv/1 -> 1o", "v[d < 5]")]
    [InlineData("O(3)", "v:1o/2; i:inv/1 -> inv", "{|EQV1104:v[TensorIndex.Ellipsis, TensorIndex.Tensor(i)]|}")]
    [InlineData("E(3)", "x:point; i:inv; j:inv -> 1o", "x[i] - x[j]")]
    [InlineData("E(3)", "x:point; i:inv; j:inv -> inv", "(x.index_select(0, i) - x.index_select(0, j)).norm(-1)")]
    [InlineData("O(3)", "v:1o/3 -> 1o", "v.gather(1, v.norm(-1).argmax(1, keepdim: true).unsqueeze(-1).expand(-1, -1, 3)).squeeze(1)")]
    [InlineData("SO(2)", "v:1/2; i:inv/1 -> 1", "v.index_select(0, i)")]
    [InlineData("SO(2)", "v:1/2; i:inv/1 -> inv", "{|EQV1104:v.index_select(1, i)|}")]
    public Task Taking(string group, string signature, string body) => Snippets.CheckAsync(group, signature, body);

    [Theory]
    [InlineData("O(3)", "m:1o/2; i:inv/1; long n -> 1o", "torch.zeros(n, 3).index_add(0, i, m, 1)")]
    [InlineData("O(3)", "m:1o; i:inv; long n -> 1o", "return torch.zeros(n, 3).index_add_(0, i, m, 1);")]
    [InlineData("O(3)", "m:1o/2; i:inv/1; long n -> 1o", "torch.zeros(n, 3).scatter_add(0, i.unsqueeze(-1).expand(-1, 3), m)")]
    [InlineData("O(3)", "m:1o/2; i:inv/1; long n -> 1o", "Tensor sum = torch.zeros_like(m); sum.index_add_(0, i, m, 1); return sum;")]
    [InlineData("O(3)", "m:1o/2; w:1e/2; i:inv/1 -> 1o", "{|EQV1106:m.index_add(0, i, w, 1)|}")]
    [InlineData("O(3)", "m:1o/2; s:inv/2; i:inv/1 -> 1o", "{|EQV1111:m.index_add_(0, i, s, 1)|}")]
    [InlineData("O(3)", "m:1o/2; w:1o/2; i:inv/1 -> 1o", "m.index_add(0, i, w, 1)")]
    [InlineData("O(3)", "h:inv/2; i:inv/1; long n -> inv", "torch.zeros(n, 16).index_add(0, i, h, 1)")]
    [InlineData("SO(1,3)", "m:V/2; i:inv/1; long n -> V", "torch.zeros(n, 4).index_add(0, i, m, 1)")]
    public Task Adding(string group, string signature, string body) => Snippets.CheckAsync(group, signature, body);

    [Theory]
    [InlineData("O(3)", "v:1o/2 -> 1o", "Tensor c = v.clone(); {|EQV1111:c[.., 0] = 0.5|}; return c;")]
    [InlineData("O(3)", "v:1o/2; w:1o/2 -> 1o", "Tensor c = v.clone(); c[0] = w[1]; return c;")]
    [InlineData("O(3)", "v:1o/2; w:1o/2; m:inv/1 -> 1o", "Tensor c = v.clone(); c[m] = w; return c;")]
    [InlineData("O(3)", "v:1o/2; w:1e/2; m:inv/1 -> 1o", "Tensor c = v.clone(); {|EQV1111:c[m] = w|}; return c;")]
    [InlineData("O(3)", "v:1o/2; m:inv/1 -> 1o", "Tensor c = v.clone(); c[m] = torch.zeros(3); return c;")]
    [InlineData("O(3)", "v:1o/2; m:inv/1 -> 1o", "Tensor c = torch.zeros_like(v); c[m] = v; return c;")]
    [InlineData("O(3)", "s:inv/2; m:inv/1; t:inv/2 -> inv", "Tensor c = s.clone(); c[m] = t; return c;")]
    public Task Writing(string group, string signature, string body) => Snippets.CheckAsync(group, signature, body);

    [Fact]
    public void MaskedSelect_OfWholeVectorsOnly()
    {
        var calls = new CallBuilder("O(3)");
        Assert.Equal("*x1o on axis -1", CallBuilder.Text(calls.Apply("masked_select", calls.Of("1o", rank: 2), ("mask", calls.Invariant(-1, 1)))));
        Assert.Empty(calls.Reported);
        Assert.Equal("reported", CallBuilder.Text(calls.Apply("masked_select", calls.Of("1o", rank: 2), ("mask", calls.Invariant(-1, 3)))));
        Assert.Equal(["EQV1104"], calls.Reported);
    }
}
