using System.Runtime.InteropServices;
using ResNetFlowers.Imaging;

namespace ResNetFlowers.Data.Verification;

/// <summary>The mean of each channel of a picture, and of its square, with samples in [0, 1].</summary>
/// <param name="Mean">Red, green, blue.</param>
/// <param name="MeanSquare">The same of the squares.</param>
/// <param name="IsGrey">Whether every pixel is a shade of grey.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ColourSums(double[] Mean, double[] MeanSquare, bool IsGrey)
{
    /// <summary>Adds up a picture, in whole numbers, so that no order of adding makes a difference.</summary>
    public static ColourSums Of(RgbImage image)
    {
        Span<long> sums = stackalloc long[3];
        Span<long> squares = stackalloc long[3];
        bool isGrey = true;
        ReadOnlySpan<byte> pixels = image.Pixels;
        for (int i = 0; i <= pixels.Length - 3; i += 3)
        {
            (int red, int green, int blue) = (pixels[i], pixels[i + 1], pixels[i + 2]);
            sums[0] += red;
            sums[1] += green;
            sums[2] += blue;
            squares[0] += red * red;
            squares[1] += green * green;
            squares[2] += blue * blue;
            isGrey &= red == green && green == blue;
        }

        double pixelCount = (double)image.Width * image.Height;
        return new ColourSums(Scaled(sums, pixelCount * 255), Scaled(squares, pixelCount * 255 * 255), isGrey);
    }

    private static double[] Scaled(ReadOnlySpan<long> sums, double divisor) => [sums[0] / divisor, sums[1] / divisor, sums[2] / divisor];
}
