using static TorchSharp.torch;

namespace ResNetFlowers.Data.OnDevice.Changes;

/// <summary>
/// Luma as <see cref="Imaging.Coloring.Grayscale"/> has it: its 16-bit fixed-point numbers stay below 2²⁴, where single precision is exact.
/// </summary>
internal static class LumaBatch
{
    private const int Red = 19595;
    private const int Green = 38470;
    private const int Blue = 7471;
    private const int One = 1 << 16;

    /// <summary>The luma of pictures.</summary>
    /// <param name="pictures"><c>[N, 3, H, W]</c>, float32 in whole numbers from 0 to 255.</param>
    /// <returns><c>[N, 1, H, W]</c>, the same.</returns>
    public static Tensor Of(Tensor pictures)
    {
        Tensor[] channels = pictures.split(1, 1);
        return channels[0].mul(Red).add_(channels[1].mul(Green)).add_(channels[2].mul(Blue)).add_(One / 2).div_(One).floor_();
    }
}
