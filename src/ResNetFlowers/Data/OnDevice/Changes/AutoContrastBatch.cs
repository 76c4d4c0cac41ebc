using static TorchSharp.torch;

namespace ResNetFlowers.Data.OnDevice.Changes;

/// <summary>Stretches each channel of each picture from its darkest and lightest sample to 0 and 255, as <see cref="Imaging.ToneMapping.AutoContrast"/> does.</summary>
internal sealed class AutoContrastBatch : IBatchChange
{
    /// <inheritdoc/>
    public Tensor Apply(Tensor pictures, Tensor table)
    {
        Tensor low = pictures.amin(2, 3).unsqueeze(2).unsqueeze(3).to(float64);
        Tensor range = pictures.amax(2, 3).unsqueeze(2).unsqueeze(3).to(float64).sub_(low);
        Tensor scale = ones_like(range).mul_(255).div_(range.clamp(min: 1));
        Tensor stretched = pictures.to(float64).mul_(scale).sub_(low * scale).clamp_(0, 255).floor_();
        return where(range.gt(0), stretched.to(float32), pictures);
    }
}
