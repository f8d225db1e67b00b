using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Intertwine.Generator.Tests;

/// <summary>What was read from a declaration is read again whenever an edit of another file can change it: after every edit a driver with a history writes what a new one does.</summary>
public class DeclarationCacheTests
{
    private const string Net = """
        using Shared;
        using W = Shared.Wide;

        namespace Project;

        [EquivariantModel(Groups.Name)]
        public partial class Net : Base
        {
            [Graph] public partial EdgeSet Edges { get; }
            [Input(Texts.State, Per.Node)] public partial Feature State { get; }
            [Linear(nameof(State), Channels = Sizes.Width)] public partial Feature Mixed { get; }
            [Block<Step>(nameof(Mixed))] public partial Step Stepped { get; }
            [Mlp($"{nameof(Stepped)}.{nameof(Step.Moved)}", W.Value, Inherited, Constant), Output] public partial Feature Result { get; }
        }
        """;

    private static readonly string[] Other =
    [
        "namespace Shared; public static class Sizes { public const int Width = Numbers.Eight; }",
        "namespace Shared; public static class Numbers { public const int Eight = 8; }",
        "namespace Shared; public static class Texts { public const string State = \"4x0e\"; }",
        "namespace Shared; public static class Groups { public const string Name = \"O(3)\"; }",
        "namespace Shared; public static class Wide { public const int Value = 7; }",
        "namespace Shared; public abstract class Base : Intertwine.EquivariantModel { protected const int Inherited = Shared.Numbers.Eight + 1; protected Base(Intertwine.ModelDefinition d, TorchSharp.torch.ScalarType? t = null, TorchSharp.torch.Device? v = null) : base(d, t, v) { } }",
        "namespace Project; [EquivariantBlock(\"O(3)\")] public partial class Step { [Option(6)] public partial int Width { get; } [Input(\"*x0e\", Per.Node)] public partial Feature X { get; } [Mlp(nameof(X), nameof(Width)), Output] public partial Feature Moved { get; } }",
        "global using static Global.Constants;",
        "namespace Global; public static class Constants { public const int Constant = 5; }",
        "internal static class Unrelated { public static int X => 1; }",
    ];

    /// <summary>A file, what is replaced in it, and by what.</summary>
    public static TheoryData<int, string, string, bool> Edits => new()
    {
        { 0, "Numbers.Eight", "12", true },
        { 1, "Eight = 8", "Eight = 16", true },
        { 2, "4x0e", "5x0e", true },
        { 3, "O(3)", "E(3)", true },
        { 4, "Value = 7", "Value = 9", true },
        { 5, "Eight + 1", "Eight + 2", true },
        { 6, "[Option(6)]", "[Option(3)]", true },
        { 7, "global using static Global.Constants;", "global using static Global.Others;", true },
        { 8, "Constant = 5", "Constant = 4", true },
        { 9, "X => 1", "X => 2", false },
        { 9, "internal static class Unrelated { public static int X => 1; }", "namespace Project; public static class Sizes { public const int Width = 31; }", true },
        { 9, "internal static class Unrelated { public static int X => 1; }", "namespace Project; public class LinearAttribute : System.Attribute { }", true },
        { 9, "internal static class Unrelated { public static int X => 1; }", "namespace Project; public partial class Net { public static int Y => 2; }", false },
        { 9, "internal static class Unrelated", "namespace Global; public static class Others { public const int Constant = 3; } public static class Unrelated", false },
    };

    [Theory]
    [MemberData(nameof(Edits))]
    public void EditOfAnotherFile_GivesWhatANewDriverGives(int file, string old, string replacement, bool changes)
    {
        CSharpCompilation before = GeneratorHost.Compile([Net, .. Other]);
        GeneratorDriver driver = GeneratorHost.Driver().RunGenerators(before);
        IReadOnlyDictionary<string, string> first = Files(driver);
        Assert.Contains(first.Values, text => text.Contains("Result.2.weight", StringComparison.Ordinal));

        Assert.Contains(old, Other[file], StringComparison.Ordinal);
        CSharpCompilation after = before.ReplaceSyntaxTree(before.SyntaxTrees[file + 1], CSharpSyntaxTree.ParseText(Other[file].Replace(old, replacement, StringComparison.Ordinal), GeneratorHost.ParseOptions, before.SyntaxTrees[file + 1].FilePath));
        IReadOnlyDictionary<string, string> second = Files(driver.RunGenerators(after));
        Assert.Equal(Fresh(after), second);
        Assert.Equal(changes, !first.SequenceEqual(second));
    }

    /// <summary>Edit upon edit, in any order, some undone.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void EditsInAnyOrder_GiveWhatANewDriverGives(int seed)
    {
        var random = new Random(seed);
        (int File, string Old, string Replacement)[] edits = [.. Edits.Select(e => ((int)e[0], (string)e[1], (string)e[2]))];
        CSharpCompilation compilation = GeneratorHost.Compile([Net, .. Other]);
        GeneratorDriver driver = GeneratorHost.Driver().RunGenerators(compilation);
        for (int i = 0; i < 25; i++)
        {
            (int file, string old, string replacement) = edits[random.Next(edits.Length)];
            SyntaxTree tree = compilation.SyntaxTrees[file + 1];
            string text = tree.ToString();
            string edited = text.Contains(old, StringComparison.Ordinal) ? text.Replace(old, replacement, StringComparison.Ordinal) : Other[file];
            compilation = compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(edited, GeneratorHost.ParseOptions, tree.FilePath));
            driver = driver.RunGenerators(compilation);
            Assert.Equal(Fresh(compilation), Files(driver));
        }
    }

    /// <summary>The same files in a compilation with other references are other declarations.</summary>
    [Fact]
    public void OtherReferences_AreReadAgain()
    {
        CSharpCompilation library = CSharpCompilation.Create("Library", [CSharpSyntaxTree.ParseText("namespace Shared; public static class Sizes { public const int Width = 20; }", GeneratorHost.ParseOptions)], GeneratorHost.References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        CSharpCompilation compilation = GeneratorHost.Compile([Net, .. Other]);
        compilation = compilation.RemoveSyntaxTrees(compilation.SyntaxTrees[1]).AddReferences(library.ToMetadataReference());
        GeneratorDriver driver = GeneratorHost.Driver().RunGenerators(compilation);
        CSharpCompilation other = library.ReplaceSyntaxTree(library.SyntaxTrees[0], CSharpSyntaxTree.ParseText("namespace Shared; public static class Sizes { public const int Width = 21; }", GeneratorHost.ParseOptions));
        compilation = compilation.ReplaceReference(compilation.References.OfType<CompilationReference>().Single(), other.ToMetadataReference());
        IReadOnlyDictionary<string, string> second = Files(driver.RunGenerators(compilation));
        Assert.Contains(second.Values, text => text.Contains("\"Mixed.weight\", [21, 4]", StringComparison.Ordinal));
    }

    /// <summary>With trees that no cache has seen.</summary>
    private static IReadOnlyDictionary<string, string> Fresh(CSharpCompilation compilation)
    {
        CSharpCompilation copy = compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(compilation.SyntaxTrees.Select(tree => CSharpSyntaxTree.ParseText(tree.GetText(), GeneratorHost.ParseOptions, tree.FilePath)));
        return Files(GeneratorHost.Driver().RunGenerators(copy));
    }

    private static SortedDictionary<string, string> Files(GeneratorDriver driver)
    {
        GeneratorRunResult result = driver.GetRunResult().Results[0];
        Assert.Null(result.Exception);
        return new(result.GeneratedSources.ToDictionary(s => s.HintName, s => s.SourceText.ToString()), StringComparer.Ordinal);
    }
}
