using ResNetFlowers.Capabilities;
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

    // Sums that were asked for and have not come yet, and the photos that they are of.
    private (LaterRead Numbers, long Images)? _later;

    /// <param name="device">Where the network runs.</param>
    /// <param name="start">What to add to.</param>
    public TrainingMeter(Device device, MeterSums start)
    {
        _loss = full([], start.Loss, float64, device).DetachFromDisposeScope();
        _hits = full([], start.Hits, int64, device).DetachFromDisposeScope();
        _images = start.Images;
    }

    /// <param name="loss">The batch's mean loss, <c>[]</c>.</param>
    /// <param name="hits">How many of it were classified right, <c>[]</c>, int64.</param>
    /// <param name="images">Its photos.</param>
    public void Add(Tensor loss, Tensor hits, int images)
    {
        using IDisposable _ = no_grad();
        using DisposeScope scope = NewDisposeScope();
        _images += images;
        _loss.add_(loss.detach().to_type(float64), images);
        _hits.add_(hits);
    }

    /// <summary>The sums so far; waits for the device.</summary>
    public MeterSums Read() => new(_images, _loss.ToDouble(), _hits.ToInt64());

    /// <summary>Asks for the sums so far without waiting; where others are still on their way, for no more.</summary>
    public void Ask() => _later ??= (new LaterRead(_loss, _hits), _images);

    /// <summary>The sums that were asked for, once, when they have come; null before.</summary>
    public MeterSums? TakeAnswer()
    {
        if (_later is not { } later || !later.Numbers.HasArrived) return null;
        IReadOnlyList<Tensor> numbers = later.Numbers.Take();
        var sums = new MeterSums(later.Images, numbers[0].ToDouble(), numbers[1].ToInt64());
        later.Numbers.Dispose();
        _later = null;
        return sums;
    }

    public void Dispose()
    {
        _later?.Numbers.Dispose();
        _loss.Dispose();
        _hits.Dispose();
    }
}
