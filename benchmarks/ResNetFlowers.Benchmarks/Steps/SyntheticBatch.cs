using ResNetFlowers.Data.Loading;
using ResNetFlowers.Training.Options;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetFlowers.Benchmarks.Steps;

/// <summary>Noise in the shape and memory order of a batch of photos, again and again: what remains is the network's work.</summary>
internal sealed class SyntheticBatch : IDisposable
{
    private const int Channels = 3;

    private readonly Tensor _pixels;
    private readonly Tensor _labels;
    private readonly Tensor _deviceLabels;
    private readonly int[] _samples;

    /// <param name="options">How many pictures, of which size.</param>
    /// <param name="classes">Labels are below it.</param>
    /// <param name="device">Where the network is, and the pictures are.</param>
    public SyntheticBatch(TrainOptions options, int classes, Device device)
    {
        using DisposeScope scope = NewDisposeScope();
        _samples = [.. Enumerable.Range(0, options.BatchSize)];
        _pixels = randn([options.BatchSize, options.ImageSize, options.ImageSize, Channels]).to(device).DetachFromDisposeScope();
        long[] numbers = [.. _samples.Select(sample => (long)sample % classes)];
        _labels = tensor(numbers).DetachFromDisposeScope();
        _deviceLabels = _labels.to(device, copy: true).DetachFromDisposeScope();
    }

    /// <summary>Pictures in it.</summary>
    public int Count => _samples.Length;

    /// <summary>The batch as a loader gives it; whoever takes it disposes it.</summary>
    public Batch Take() => new(
        index: 0, _pixels.permute(0, 3, 1, 2).DetachFromDisposeScope(), _labels.alias().DetachFromDisposeScope(), _samples, release: () => { }, _deviceLabels);

    public void Dispose()
    {
        _pixels.Dispose();
        _labels.Dispose();
        _deviceLabels.Dispose();
    }
}
