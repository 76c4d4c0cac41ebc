using System.Runtime.InteropServices;

namespace ResNetFlowers.Imaging;

/// <summary>One colour, as the bytes of a pixel; the default is black.</summary>
/// <param name="Red">0 to 255.</param>
/// <param name="Green">0 to 255.</param>
/// <param name="Blue">0 to 255.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PixelColor(byte Red, byte Green, byte Blue)
{
    /// <summary>Paints a whole picture.</summary>
    public void Fill(RgbImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        Span<byte> pixels = image.Pixels;
        if (Red == Green && Green == Blue)
        {
            pixels.Fill(Red);
            return;
        }

        for (int i = 0; i <= pixels.Length - 3; i += 3)
        {
            pixels[i] = Red;
            pixels[i + 1] = Green;
            pixels[i + 2] = Blue;
        }
    }

    /// <summary>As Python prints it: one number for a grey, else three.</summary>
    public override string ToString() => Red == Green && Green == Blue ? $"{Red}" : $"({Red}, {Green}, {Blue})";
}
