namespace ResNetFlowers.Tests;

/// <summary>
/// Tests that train or load a network run one by one, after all others: they seed the default random generator, which making any
/// layer draws from, and keep all cores busy.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public class Alone
{
    public const string Name = "alone";
}
