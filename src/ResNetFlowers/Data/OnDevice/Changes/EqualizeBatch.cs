using ResNetFlowers.Imaging.Coloring;
using static TorchSharp.torch;

namespace ResNetFlowers.Data.OnDevice.Changes;

/// <summary>Makes the values of each channel of each picture about equally frequent, as <see cref="Imaging.ToneMapping.Equalize"/> does.</summary>
internal sealed class EqualizeBatch : IBatchChange
{
    private const int Levels = LookupTable.Levels;

    /// <inheritdoc/>
    public Tensor Apply(Tensor pictures, Tensor table)
    {
        long count = pictures.shape[0];
        Tensor samples = pictures.to(int64).reshape(count, 3, -1);
        // Single precision counts exactly up to 2²⁴, more than a picture has pixels.
        Tensor ones = ones_like(samples, float32);
        Tensor histogram = zeros([count, 3, Levels], float32, pictures.device).scatter_add_(2, samples, ones).to(float64);
        Tensor lightest = pictures.amax(2, 3).to(int64).unsqueeze(2);
        Tensor others = histogram.sum([2], keepdim: true).sub_(histogram.gather(2, lightest));
        Tensor step = others.div_(255).floor_();

        Tensor below = histogram.cumsum(2).sub_(histogram);
        Tensor half = step.div(2).floor_();
        Tensor values = below.add_(half).div_(step.clamp(min: 1)).floor_().clamp_(0, 255);
        Tensor same = arange(Levels, float64, pictures.device).view(1, 1, -1);
        return where(step.gt(0), values, same).to(float32).gather(2, samples).view(pictures.shape);
    }
}
