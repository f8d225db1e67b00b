namespace Intertwine.Golden;

/// <summary>Files with options and sizes that no stored file has: the harness declares, binds and compares them without a line of its own.</summary>
public sealed class OptionTests : IDisposable
{
    private const string Velocity = "n_body_system.model.EGNN_vel";
    private const string Plain = "models.egnn_clean.EGNN";
    private const string Qm9 = "qm9.models.EGNN";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("golden");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(Velocity, "in_node_nf=2 in_edge_nf=0 hidden_nf=5 n_layers=1 batch=1 nodes=4")]
    [InlineData(Velocity, "in_node_nf=1 in_edge_nf=3 hidden_nf=9 n_layers=3 batch=2 nodes=7 norm_diff=true recurrent=true coords_weight=0.5")]
    [InlineData(Velocity, "in_node_nf=3 in_edge_nf=1 hidden_nf=17 n_layers=2 batch=30 nodes=3 tanh=true recurrent=1")]
    [InlineData(Plain, "in_node_nf=4 in_edge_nf=0 hidden_nf=7 out_node_nf=5 n_layers=2 batch=3 nodes=5 coords_agg=sum residual=false")]
    [InlineData(Plain, "in_node_nf=1 in_edge_nf=2 hidden_nf=20 out_node_nf=1 n_layers=5 batch=2 nodes=6 normalize=true attention=true")]
    [InlineData(Qm9, "in_node_nf=6 in_edge_nf=0 hidden_nf=11 n_layers=3 batch=2 nodes=5 attention=0")]
    [InlineData(Qm9, "in_node_nf=5 in_edge_nf=2 hidden_nf=8 n_layers=2 batch=4 nodes=6 attention=1 node_attr=0")]
    public void OtherOptions_Agree(string type, string options)
    {
        string path = Path.Combine(_folder.FullName, "options.safetensors");
        OfficialEgnn.Write(path, type, options.Split(' ').Select(o => o.Split('=')).ToDictionary(o => o[0], o => o[1]));
        GoldenVerdict verdict = GoldenHarness.Check(path, options);
        Assert.False(verdict.Failed, string.Join("\n", [verdict.Line, .. verdict.Failures]));
    }
}
