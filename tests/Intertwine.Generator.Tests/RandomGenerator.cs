namespace Intertwine.Generator.Tests;

/// <summary>libtorch has one random number generator per process: tests that seed it and draw from it run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class RandomGenerator
{
    public const string Name = nameof(RandomGenerator);
}
