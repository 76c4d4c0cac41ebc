using System.Runtime.CompilerServices;

namespace ResNetFlowers.Imaging.Coloring;

/// <summary>
/// Turns every colour around the circle of hues, byte for byte torchvision's way over Pillow's HSV: hue, saturation and value in 8 bits
/// each, the hue's byte added to with wrapping (the formulas are those of Python's <c>colorsys</c>, in Pillow's mix of single and
/// double precision).
/// </summary>
internal static class HueRotation
{
    /// <summary>Turns a picture in place.</summary>
    /// <param name="pixels">RGB samples.</param>
    /// <param name="shift">What is added to the hue, in 255ths of the circle, modulo 256.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply(Span<byte> pixels, byte shift)
    {
        for (int i = 0; i <= pixels.Length - 3; i += 3)
        {
            byte red = pixels[i];
            byte green = pixels[i + 1];
            byte blue = pixels[i + 2];
            byte value = Math.Max(red, Math.Max(green, blue));
            byte least = Math.Min(red, Math.Min(green, blue));
            if (value == least) continue; // Grey has no hue.

            float range = value - least;
            byte saturation = (byte)(range / value * 255.0);
            byte hue = (byte)(Hue(value - red, value - green, value - blue, range) + shift);
            (pixels[i], pixels[i + 1], pixels[i + 2]) = ToRgb(hue, saturation, value);
        }
    }

    /// <summary>The hue of a pixel, from how far each channel is from the largest.</summary>
    private static byte Hue(int belowRed, int belowGreen, int belowBlue, float range)
    {
        float red = belowRed / range;
        float green = belowGreen / range;
        float blue = belowBlue / range;
        float sixth = belowRed == 0 ? blue - green
            : belowGreen == 0 ? (float)(2.0 + red - blue)
            : (float)(4.0 + green - red);
        double turn = sixth / 6.0 + 1.0;
        if (turn >= 1.0) turn -= 1.0;
        return (byte)((float)turn * 255.0);
    }

    private static (byte Red, byte Green, byte Blue) ToRgb(byte hue, byte saturation, byte value)
    {
        if (saturation == 0) return (value, value, value);
        double sixths = hue * 6.0 / 255.0;
        int sector = (int)sixths;
        float fraction = (float)(sixths - sector);
        float depth = (float)(saturation / 255.0);
        byte p = Round(value * (1.0 - depth));
        byte q = Round(value * (1.0 - depth * fraction));
        byte t = Round(value * (1.0 - depth * (1.0 - fraction)));
        return sector switch
        {
            1 => (q, value, p),
            2 => (p, value, t),
            3 => (p, q, value),
            4 => (t, p, value),
            5 => (value, p, q),
            _ => (value, t, p),
        };
    }

    /// <summary>Halves go up; the value is from 0 to 255.</summary>
    private static byte Round(double value) => (byte)(value + 0.5);
}
