using Xunit;

// libtorch has one random number generator per process: tests that seed it and draw from it at the same time disturb each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
