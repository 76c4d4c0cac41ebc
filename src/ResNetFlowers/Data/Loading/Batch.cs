using static TorchSharp.torch;

namespace ResNetFlowers.Data.Loading;

/// <summary>Photos that go through the network together. Dispose it as soon as they have.</summary>
public sealed class Batch : IDisposable
{
    private Action? _release;

    internal Batch(int index, Tensor images, Tensor labels, IReadOnlyList<int> samples, Action release, Tensor? deviceLabels = null)
    {
        Index = index;
        Images = images;
        Labels = labels;
        DeviceLabels = deviceLabels ?? labels;
        Samples = samples;
        _release = release;
    }

    /// <summary>Its place in the epoch, from 0; batches of which no photo could be read count too.</summary>
    public int Index { get; }

    /// <summary>
    /// <c>[N, C, H, W]</c>, float32, normalised, channels last in memory: every layer follows the input's order, and convolutions are
    /// faster in this one. On the CPU, but for a loader that makes them on another device. Its memory is used again after
    /// <see cref="Dispose"/>.
    /// </summary>
    public Tensor Images { get; }

    /// <summary><c>[N]</c>, int64, on the CPU.</summary>
    public Tensor Labels { get; }

    /// <summary>The labels where the images are.</summary>
    public Tensor DeviceLabels { get; }

    /// <summary>Which samples these are, as indices into the loader's list.</summary>
    public IReadOnlyList<int> Samples { get; }

    /// <summary>How many photos there are, at least 1.</summary>
    public int Count => Samples.Count;

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        Images.Dispose();
        Labels.Dispose();
        // Once: memory given back twice would hold two batches at a time.
        Interlocked.Exchange(ref _release, null)?.Invoke();
    }
}
