using Xunit;

// The default connection and the environment belong to the process, so that tests of the module follow one another.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
