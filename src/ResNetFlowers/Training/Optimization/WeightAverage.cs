using static TorchSharp.torch;

namespace ResNetFlowers.Training.Optimization;

/// <summary>
/// An exponential moving average of a network's weights ("Acceleration of Stochastic Approximation by Averaging", Polyak and Juditsky,
/// 1992), held by a second network of the same kind: that one is evaluated and saved as it stands. Early on the average follows faster,
/// as TensorFlow's ExponentialMovingAverage with num_updates does.
/// </summary>
public sealed class WeightAverage : IDisposable
{
    private readonly (Tensor Average, Tensor Own)[] _averaged;
    private readonly (Tensor Average, Tensor Own)[] _copied;

    // The share that an update takes of the weights.
    private readonly Tensor _share;

    /// <summary>Starts from the weights as they are.</summary>
    /// <param name="model">The network that is trained.</param>
    /// <param name="average">Another with the same state dict, on the same device; it is overwritten, frozen and set to evaluation.</param>
    /// <param name="decay">What an update keeps of the average, in [0, 1); 0.999 say.</param>
    /// <exception cref="ArgumentOutOfRangeException">The decay is out of its range.</exception>
    /// <exception cref="InvalidOperationException">The state dicts differ.</exception>
    public WeightAverage(nn.Module model, nn.Module average, double decay)
    {
        if (!(decay is >= 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(decay), decay, "the decay is in [0, 1)");
        Average = average;
        Decay = decay;
        Dictionary<string, Tensor> own = model.state_dict();
        average.load_state_dict(own);
        average.eval();
        foreach (Tensor parameter in average.parameters()) parameter.requires_grad = false;

        (Tensor Average, Tensor Own)[] pairs = [.. average.state_dict().Select(entry => (entry.Value, own[entry.Key]))];
        _averaged = [.. pairs.Where(pair => pair.Own.is_floating_point())];
        _copied = [.. pairs.Where(pair => !pair.Own.is_floating_point())];
        _share = zeros([], float32, _averaged[0].Own.device).DetachFromDisposeScope();
    }

    /// <summary>The network that holds the average, in evaluation mode.</summary>
    public nn.Module Average { get; }

    /// <summary>What an update keeps of the average once it has settled.</summary>
    public double Decay { get; }

    /// <summary>Updates so far. Together with the state dict of <see cref="Average"/> it is all there is to save and to set again.</summary>
    public long Updates { get; set; }

    /// <summary>
    /// Takes in the weights after a step: average += (1 − d)·(weights − average) with d = min(decay, (1 + t)/(10 + t)) after t updates.
    /// BatchNorm's running statistics are averaged too, its count of batches is copied.
    /// </summary>
    public void Update()
    {
        Prepare();
        Run();
    }

    /// <summary>The part of an update that the host does: counts it, and writes d where the device finds it.</summary>
    internal void Prepare()
    {
        using IDisposable _ = no_grad();
        double decay = Math.Min(Decay, (1.0 + Updates) / (10.0 + Updates));
        _share.fill_(1 - decay);
        Updates++;
    }

    /// <summary>The part that the device does, always the same, so that a graph can hold it.</summary>
    internal void Run()
    {
        using IDisposable _ = no_grad();
        // lerp, for it leaves weights that do not change, frozen ones say, as they are, bit for bit.
        foreach ((Tensor average, Tensor own) in _averaged) average.lerp_(own, _share);
        foreach ((Tensor average, Tensor own) in _copied) average.copy_(own);
    }

    /// <summary>Frees what updates need; the averages stay.</summary>
    public void Dispose() => _share.Dispose();
}
