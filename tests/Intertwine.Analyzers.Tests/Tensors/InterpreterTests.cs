using Microsoft.CodeAnalysis;

namespace Intertwine.Analyzers.Tests.Tensors;

/// <summary>What the language has is followed: what a method returns is known whichever way it goes there, and wrong where one way is wrong.</summary>
public class InterpreterTests
{
    private const string Others = """
        [Equivariant("O(3)")] [return: Rep("1o")] static Tensor Same([Rep("1o")] Tensor v) => v;
        [Equivariant("O(3)")] [return: Rep("1e")] static Tensor Spin([Rep("1o")] Tensor v, [Rep("1e")] Tensor s) => s;
        [Equivariant("O(3)")] [return: Invariant] static Tensor Length([Rep("1o")] Tensor v, [Invariant] Tensor h) => h;
        [Equivariant("O(3)")] [return: Rep("1o", Item = 0), Invariant(Item = 1)] static (Tensor Vector, Tensor Scalar) Both([Rep("1o")] Tensor v, [Invariant] Tensor h) => (v, h);
        """;

    /// <summary>Bodies of a method that returns a vector; <c>GOOD</c> stands for the vector v, and the body is wrong where <c>s</c>, a pseudo-vector, stands there instead.</summary>
    public static TheoryData<string, string> Bodies => new()
    {
        { "Local", "Tensor a = GOOD; Tensor b = a; return b;" },
        { "Reassigned", "Tensor a = s; a = GOOD; return a;" },
        { "Parameter", "v = GOOD; return v;" },
        { "Tuple", "var pair = (GOOD, h); return pair.Item1;" },
        { "NamedTuple", "(Tensor X, Tensor H) pair = (GOOD, h); return pair.X;" },
        { "Deconstruction", "var (a, b) = (GOOD, h); return a;" },
        { "DeconstructionIntoLocals", "Tensor a, b; (a, (b, _)) = (GOOD, (h, s)); return a;" },
        { "Swap", "Tensor a = s, b = GOOD; (a, b) = (b, a); return a;" },
        { "CallOfATuple", "var (a, b) = Both(v, h); return flag ? a : GOOD;" },
        { "Array", "Tensor[] all = new[] { s, GOOD }; return all[1];" },
        { "ArrayFromTheEnd", "Tensor[] all = { s, GOOD }; return all[^1];" },
        { "ArrayWritten", "Tensor[] all = { s, s }; all[0] = GOOD; return all[0];" },
        { "ArrayFilled", "var all = new Tensor[3]; for (int i = 0; i < 3; i++) { all[i] = GOOD; } return all[2];" },
        { "CollectionExpression", "Tensor[] all = [v, GOOD]; return all[1];" },
        { "Spread", "Tensor[] some = [v, GOOD]; Tensor[] all = [.. some, v]; return all[n];" },
        { "List", "var all = new List<Tensor>(); for (int i = 0; i < n; i++) { all.Add(GOOD); } return all[0];" },
        { "ListInitializer", "var all = new List<Tensor> { v, GOOD }; return all[n];" },
        { "ListAlias", "var all = new List<Tensor>(); var other = all; other.Add(GOOD); return all[0];" },
        { "ListWritten", "var all = new List<Tensor> { v }; all[0] = GOOD; return all[0];" },
        { "For", "Tensor a = v; for (int i = 0; i < n; i++) { a = GOOD; } return a;" },
        { "While", "Tensor a = v; int i = 0; while (i++ < n) { if (i == 2) { continue; } a = Same(a); if (i == 5) { a = GOOD; break; } } return a;" },
        { "DoWhile", "Tensor a = s; do { a = GOOD; } while (n > 100); return a;" },
        { "Foreach", "Tensor a = v; foreach (Tensor part in new[] { v, GOOD }) { a = part; } return a;" },
        { "ForeachOverAList", "Tensor a = v; foreach (var part in new List<Tensor> { GOOD }) { a = part; } return a;" },
        { "ForeachWithDeconstruction", "Tensor a = v; foreach (var (part, _) in new[] { (GOOD, h) }) { a = part; } return a;" },
        { "NullBeforeTheLoop", "Tensor? sum = null; for (int i = 0; i < n; i++) { sum = sum is null ? GOOD : Same(sum); } return sum!;" },
        { "If", "Tensor a; if (flag) { a = v; } else { a = GOOD; } return a;" },
        { "EarlyReturn", "if (flag) { return v; } return GOOD;" },
        { "IfOnAnInvariant", "Tensor a = v; if (Length(v, h).item<double>() > 0) { a = GOOD; } return a;" },
        { "Conditional", "return flag ? v : GOOD;" },
        { "ConditionalArgument", "return Same(flag ? v : v) is var same && flag ? same : GOOD;" },
        { "SwitchExpression", "return n switch { 0 => v, 1 or 2 => GOOD, _ when flag => v, _ => v };" },
        { "SwitchStatement", "Tensor a; switch (n) { case 0: a = v; break; case 1: goto case 0; default: a = GOOD; break; } return a;" },
        { "Coalesce", "Tensor? none = null; return none ?? GOOD;" },
        { "CoalesceAssignment", "Tensor? a = flag ? v : null; a ??= GOOD; return a;" },
        { "ConditionalAccess", "Tensor? a = flag ? GOOD : null; return a?.contiguous() ?? v;" },
        { "Pattern", "Tensor? a = GOOD; return a is { } found ? found : v;" },
        { "TypePattern", "Tensor? a = GOOD; if (a is Tensor found && flag) { return found; } return v;" },
        { "TuplePattern", "return (GOOD, h) is (var a, _) ? a : v;" },
        { "Using", "using var copy = h.clone(); using (var other = h.alias()) { return GOOD; }" },
        { "DisposeScope", "using (torch.NewDisposeScope()) { return (GOOD).MoveToOuterDisposeScope(); }" },
        { "DisposeScopeVariable", "using var scope = torch.NewDisposeScope(); return scope.MoveToOuter(GOOD);" },
        { "Try", "Tensor a = s; try { a = GOOD; } catch (Exception) { throw; } finally { Console.WriteLine(n); } return a;" },
        { "Lambda", "Func<Tensor, Tensor> f = x => x; return f(GOOD);" },
        { "LambdaWithBlock", "Func<Tensor, Tensor> f = x => { if (flag) { return x; } return GOOD; }; return f(v);" },
        { "LambdaThatWrites", "Tensor a = v; Action f = () => { a = GOOD; }; f(); return a;" },
        { "LocalFunction", "Tensor F(Tensor x) => x; return F(GOOD);" },
        { "LocalFunctionBehind", "return F(); Tensor F() { return GOOD; }" },
        { "MethodGroup", "Func<Tensor, Tensor> f = Same; return flag ? f(v) : GOOD;" },
        { "Select", "return new[] { v, v }.Select(x => GOOD).ToList()[n];" },
        { "SelectOverNumbers", "return Enumerable.Range(0, n).Select(i => GOOD).ToArray()[0];" },
        { "Zip", "return new[] { GOOD }.Zip(new[] { h }, (a, b) => a).First();" },
        { "Aggregate", "return new[] { v, GOOD }.Aggregate((a, b) => b);" },
        { "ForwardOfAModule", "return flag ? _layer.forward(v) : _layer.call(GOOD);" },
        { "Extension", "return v.Again().Again() is var a && flag ? a : GOOD;" },
        { "Field", "return flag ? _axis : GOOD;" },
        { "Property", "return flag ? this.Axis : GOOD;" },
        { "OutParameter", "Split(v, out Tensor a); return flag ? a : GOOD;" },
        { "NamedArguments", "return Both(h: h, v: GOOD).Vector;" },
        { "Checked", "checked { return GOOD; }" },
        { "Lock", "lock (this) { return GOOD; }" },
        { "Parenthesized", "return ((Tensor)(object)v is null ? v : (GOOD));" },
        { "Throw", "return flag ? GOOD : throw new InvalidOperationException();" },
        { "DefaultOfTensor", "Tensor a = default!; if (a is null) { a = GOOD; } return a;" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Body_IsFollowed(string name, string body)
    {
        Assert.Empty(await ReportsAsync(body.Replace("GOOD", "v", StringComparison.Ordinal)));
        string[] wrong = await ReportsAsync(body.Replace("GOOD", "s", StringComparison.Ordinal));
        Assert.True(wrong.Length > 0, $"{name}: nothing is said about a wrong body.");
        Assert.True(wrong.All(id => id is "EQV1113" or "EQV1114" or "EQV9010"), string.Join(", ", wrong));
    }

    /// <summary>What is not followed is information at the return, and never more.</summary>
    [Theory]
    [InlineData("Tensor a = Unknown(v); return a;")]
    [InlineData("if (UnknownNumber(v) > 0) { return v; } return Same(v);")]
    [InlineData("return v * UnknownNumber(v);")]
    [InlineData("Tensor a = v; Change(ref a); return a;")]
    [InlineData("Tensor a = v; Write(a); return a;")]
    [InlineData("var pair = new Pair(v, h); return pair.Other;")]
    [InlineData("Func<Tensor, Func<Tensor>> f = x => () => x; Func<Tensor> g = f(v); return g();")]
    [InlineData("return recursive(v); Tensor recursive(Tensor x) => flag ? recursive(x) : Unknown(x);")]
    public async Task WhatIsNotFollowed_IsInformation(string body) => Assert.Equal(["EQV9010"], (await ReportsAsync(body)).Distinct());

    [Theory]
    [InlineData("[Equivariant(\"O(3)\")] [return: Rep(\"1o\")] static async Task<Tensor> LayerAsync([Rep(\"1o\")] Tensor v, [Rep(\"1e\")] Tensor s) { await Task.Yield(); return GOOD; }")]
    [InlineData("[Equivariant(\"O(3)\")] [return: Rep(\"1o\")] static async Task<Tensor> LayerAsync([Rep(\"1o\")] Tensor v, [Rep(\"1e\")] Tensor s) { var a = await LayerAsync(v, s); return GOOD; }")]
    [InlineData("[Equivariant(\"O(3)\")] [return: Rep(\"1o\")] static IEnumerable<Tensor> Layer([Rep(\"1o\")] Tensor v, [Rep(\"1e\")] Tensor s) { for (int i = 0; i < 3; i++) { yield return GOOD; } yield break; }")]
    [InlineData("[Equivariant(\"O(3)\")] static void Layer([Rep(\"1o\")] in Tensor v, [Rep(\"1e\")] Tensor s, [Rep(\"1o\")] out Tensor y) { y = GOOD; }")]
    [InlineData("[Equivariant(\"O(3)\")] static void Layer([Rep(\"1o\")] Tensor v, [Rep(\"1e\")] Tensor s, [Rep(\"1o\")] ref Tensor y) { if (s.shape[0] > 1) { y = GOOD; } }")]
    [InlineData("void Outer() { var f = [Equivariant(\"O(3)\")] [return: Rep(\"1o\")] ([Rep(\"1o\")] Tensor v, [Rep(\"1e\")] Tensor s) => GOOD; }")]
    [InlineData("private static readonly Func<Tensor, Tensor, Tensor> F = [Equivariant(\"O(3)\")] [return: Rep(\"1o\")] ([Rep(\"1o\")] v, [Rep(\"1e\")] s) => GOOD;")]
    [InlineData("void Outer() { [Equivariant(\"O(3)\")] [return: Rep(\"1o\")] static Tensor Inner([Rep(\"1o\")] Tensor v, [Rep(\"1e\")] Tensor s) => GOOD; }")]
    [InlineData("[Equivariant(\"O(3)\")] [return: Rep(\"1o\")] static Tensor Outer([Rep(\"1o\")] Tensor v, [Rep(\"1e\")] Tensor s) { return Inner(); [Equivariant(\"O(3)\")] [return: Rep(\"1o\")] Tensor Inner() => GOOD; }")]
    [InlineData("[Equivariant(\"O(3)\")] [return: Rep(\"1o\")] static Tensor[] Layer([Rep(\"1o\")] Tensor v, [Rep(\"1e\")] Tensor s) => new[] { v, GOOD };")]
    [InlineData("[Equivariant(\"O(3)\")] [return: Rep(\"1o\")] static T Layer<T>([Rep(\"1o\")] T v, [Rep(\"1e\")] T s) where T : class => GOOD;", true)]
    public async Task Method_IsFollowed(string method, bool isSilent = false)
    {
        Assert.Empty(await MemberReportsAsync(method.Replace("GOOD", "v", StringComparison.Ordinal)));
        Assert.Equal(isSilent ? [] : ["EQV1113"], await MemberReportsAsync(method.Replace("GOOD", "s", StringComparison.Ordinal)));
    }

    private static Task<string[]> ReportsAsync(string body) => MemberReportsAsync($$"""
        {{Others}}
        [Rep("1o")] private readonly Tensor _axis = null!;
        [Rep("1o")] public Tensor Axis { get; set; } = null!;
        private readonly Layer1 _layer = new();
        [Equivariant("O(3)")] static void Split([Rep("1o")] Tensor v, [Rep("1o")] out Tensor part) => part = v;
        static Tensor Unknown(Tensor v) => v;
        static double UnknownNumber(Tensor v) => 1;
        static void Change(ref Tensor v) => v = -v;
        static void Write(Tensor v) => v.add_(1);
        record Pair(Tensor Vector, Tensor Other);

        [Equivariant("O(3)")]
        [return: Rep("1o")]
        Tensor Layer([Rep("1o")] Tensor v, [Rep("1e")] Tensor s, [Invariant] Tensor h, bool flag, int n)
        {
            {{body}}
        }
        """);

    private static async Task<string[]> MemberReportsAsync(string members)
    {
        const string Types = """

            sealed class Layer1() : Module<Tensor, Tensor>("layer")
            {
                [Equivariant("O(3)")]
                [return: Rep("1o")]
                public override Tensor forward([Rep("1o")] Tensor v) => v;
            }

            static class Extensions
            {
                [Equivariant("O(3)")] [return: Rep("1o")] public static Tensor Again([Rep("1o")] this Tensor v) => v;
            }
            """;
        return [.. (await AnalyzerHost.AnalyzeAsync(TensorHost.CompileCorrect(TensorHost.Class(members) + Types), [TensorHost.Analyzer])).Select(diagnostic => diagnostic.Id)];
    }
}
