namespace Intertwine.Generator.Inference;

internal abstract partial record Layer
{
    /// <summary>A method written by hand, called between two programs.</summary>
    /// <param name="Method">For people.</param>
    /// <param name="Code">The method as C# code.</param>
    /// <param name="Parameters">By name, one for each piece of each source.</param>
    /// <param name="Results">By piece of the feature its place in what the method returns.</param>
    /// <param name="ReturnsTuple">Whether it returns a tuple.</param>
    public sealed record Custom(string Method, string Code, EquatableArray<string> Parameters, EquatableArray<int> Results, bool ReturnsTuple) : Layer;
}
