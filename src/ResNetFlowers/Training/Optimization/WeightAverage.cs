using TorchSharp;
using static TorchSharp.torch;

namespace ResNetFlowers.Training.Optimization;

/// <summary>
/// An exponential moving average of a network's weights ("Acceleration of Stochastic Approximation by Averaging", Polyak and Juditsky,
/// 1992), held by a second network of the same kind: that one is evaluated and saved as it stands. Early on the average follows faster,
/// as TensorFlow's ExponentialMovingAverage with num_updates does.
/// </summary>
public sealed class WeightAverage
{
    private readonly (Tensor Average, Tensor Own)[] _averaged;
    private readonly (Tensor Average, Tensor Own)[] _copied;

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
        using IDisposable _ = no_grad();
        using DisposeScope scope = NewDisposeScope();
        double decay = Math.Min(Decay, (1.0 + Updates) / (10.0 + Updates));
        // lerp, for it leaves weights that do not change, frozen ones say, as they are, bit for bit.
        Tensor weight = tensor((float)(1 - decay), _averaged[0].Own.device);
        foreach ((Tensor average, Tensor own) in _averaged) average.lerp_(own, weight);
        foreach ((Tensor average, Tensor own) in _copied) average.copy_(own);
        Updates++;
    }
}
