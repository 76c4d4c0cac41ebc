using TorchSharp;
using static TorchSharp.torch;

namespace ResNetFlowers.Training.Learning;

/// <summary>What training photos added up to.</summary>
/// <param name="Images">Photos seen.</param>
/// <param name="Loss">The sum of their losses.</param>
/// <param name="Hits">How many were classified right.</param>
internal sealed record MeterSums(long Images, double Loss, long Hits)
{
    /// <summary>Over photos, not over batches, of which the last is smaller.</summary>
    public double MeanLoss => Loss / Images;

    /// <summary>Share classified right, in [0, 1].</summary>
    public double Accuracy => (double)Hits / Images;
}

/// <summary>Adds up loss and hits where the network runs, so that no step waits for a number.</summary>
internal sealed class TrainingMeter : IDisposable
{
    private readonly Tensor _loss;
    private readonly Tensor _hits;
    private long _images;

    /// <param name="device">Where the network runs.</param>
    /// <param name="start">What to add to.</param>
    public TrainingMeter(Device device, MeterSums start)
    {
        _loss = full([], start.Loss, float64, device).DetachFromDisposeScope();
        _hits = full([], start.Hits, int64, device).DetachFromDisposeScope();
        _images = start.Images;
    }

    /// <param name="loss">The batch's mean loss.</param>
    /// <param name="logits"><c>[N, C]</c>.</param>
    /// <param name="labels"><c>[N]</c>.</param>
    public void Add(Tensor loss, Tensor logits, Tensor labels)
    {
        using IDisposable _ = no_grad();
        long count = labels.shape[0];
        _images += count;
        _loss.add_(loss.detach().to_type(float64), count);
        _hits.add_(logits.argmax(1).eq(labels).sum());
    }

    /// <summary>The sums so far; waits for the device.</summary>
    public MeterSums Read() => new(_images, _loss.ToDouble(), _hits.ToInt64());

    public void Dispose()
    {
        _loss.Dispose();
        _hits.Dispose();
    }
}
