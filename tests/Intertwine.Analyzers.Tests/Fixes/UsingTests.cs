using Intertwine.CodeFixes;

namespace Intertwine.Analyzers.Tests.Fixes;

/// <summary><c>using Intertwine;</c> where it is missing.</summary>
public class UsingTests
{
    private const string Body = """
        [EquivariantModel("O(3)")]
        public partial class Net
        {
            [Input("0e", Per.Node), Output] public partial Feature X { get; }
            [Block<EgnnLayer>(nameof(X)), Output] public partial EgnnLayer Layer { get; }
        }
        """;

    [Theory]
    [InlineData("", "using Intertwine;\n\n")]
    [InlineData("using System;\nusing System.Linq;\n\nnamespace Models;\n\n", "using System;\nusing System.Linq;\nusing Intertwine;\n\nnamespace Models;\n\n")]
    [InlineData("/// <summary>A net.</summary>\n", "using Intertwine;\n\n/// <summary>A net.</summary>\n")]
    public async Task MissingUsing_IsAdded(string before, string after)
    {
        Assert.Equal(after + Body, await FixHost.FixOneAsync(new AddUsingCodeFix(), before + Body, usings: ""));
        Assert.Equal(after + Body, await FixHost.FixAllAsync(new AddUsingCodeFix(), before + Body, usings: ""));
    }

    [Fact]
    public async Task NamesOfOthers_AreNotTouched()
    {
        const string Source = "public class A { [Unknown] public Other X { get; } = Nothing.Y; }";
        Assert.Equal(Source, await FixHost.FixOneAsync(new AddUsingCodeFix(), Source, usings: ""));
    }
}
