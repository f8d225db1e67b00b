using Xunit;

namespace Intertwine.Golden;

/// <summary>libtorch has one random number generator per process, and every model that another test makes draws from it: tests that compare what follows a seed run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class RandomGenerator
{
    public const string Name = nameof(RandomGenerator);
}
