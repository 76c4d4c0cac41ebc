using TorchSharp;
using static TorchSharp.torch;

namespace ResNetFlowers.Training;

/// <summary>What the training photos of an epoch added up to.</summary>
/// <param name="Images">Photos seen.</param>
/// <param name="Loss">Their mean loss: over photos, not over batches, of which the last is smaller.</param>
/// <param name="Accuracy">Share classified right, in [0, 1].</param>
internal sealed record TrainingMeter(long Images, double Loss, double Accuracy);

/// <summary>Adds up loss and hits where the network runs, so that no step waits for a number.</summary>
internal sealed class TrainingMeterTensors : IDisposable
{
    private readonly Tensor _loss;
    private readonly Tensor _hits;
    private long _images;

    public TrainingMeterTensors(Device device)
    {
        _loss = zeros([], float64, device).DetachFromDisposeScope();
        _hits = zeros([], int64, device).DetachFromDisposeScope();
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

    public TrainingMeter Read() => new(_images, _loss.ToDouble() / _images, (double)_hits.ToInt64() / _images);

    public void Dispose()
    {
        _loss.Dispose();
        _hits.Dispose();
    }
}
