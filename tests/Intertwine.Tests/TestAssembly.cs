using System.Runtime.CompilerServices;
using Intertwine.Native;

namespace Intertwine.Tests;

internal static class TestAssembly
{
    /// <summary>As generated code does for assemblies with models: tests may call TorchSharp first.</summary>
    [ModuleInitializer]
    internal static void Initialize() => TorchLibrary.Load();
}
