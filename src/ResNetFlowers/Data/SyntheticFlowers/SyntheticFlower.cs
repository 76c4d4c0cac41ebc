using ResNetFlowers.Imaging;

namespace ResNetFlowers.Data.SyntheticFlowers;

/// <summary>A drawn picture of flowers, and where in it the flowers are.</summary>
public sealed class SyntheticFlower : IDisposable
{
    internal SyntheticFlower(RgbImage image, float[] mask)
    {
        Image = image;
        Mask = mask;
    }

    /// <summary>The picture; it lives until this is disposed.</summary>
    public RgbImage Image { get; }

    /// <summary>How much of each pixel is flower head (not stem, leaf or background), in [0, 1], <c>[Height, Width]</c>.</summary>
    public IReadOnlyList<float> Mask { get; }

    /// <summary>Gives the picture's buffer back.</summary>
    public void Dispose() => Image.Dispose();
}
