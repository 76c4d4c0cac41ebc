namespace TorchSharp.SystemLibTorch.Tests;

/// <summary>
/// Tests that change what all threads share (the default random generator, the number of threads) run one by one, after all others:
/// even making a layer draws from that generator.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public class Alone
{
    public const string Name = "alone";
}
