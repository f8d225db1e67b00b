// One device and two cores: tests that wait for the same stream gain nothing from each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
