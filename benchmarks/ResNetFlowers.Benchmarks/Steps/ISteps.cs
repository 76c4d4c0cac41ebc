namespace ResNetFlowers.Benchmarks.Steps;

/// <summary>What a round repeats.</summary>
internal interface ISteps : IDisposable
{
    /// <summary>Takes steps until the time is up, at least one, and waits until the device has done them.</summary>
    /// <returns>How many pictures went through the network.</returns>
    long Run(TimeSpan atLeast);
}
