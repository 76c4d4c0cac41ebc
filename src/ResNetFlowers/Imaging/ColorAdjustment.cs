using ResNetFlowers.Imaging.Coloring;
using ResNetFlowers.Imaging.Filtering;

namespace ResNetFlowers.Imaging;

/// <summary>
/// Colour operations in place, byte for byte those of torchvision on Pillow's pictures (<c>torchvision.transforms.functional</c>,
/// <c>PIL.ImageEnhance</c>). A factor of 1 leaves a picture as it is, 0 takes the quality away, more exaggerates it.
/// </summary>
public static class ColorAdjustment
{
    /// <summary>Darkens or brightens.</summary>
    /// <param name="image">The picture; changed in place.</param>
    /// <param name="factor">0 is black, 1 leaves as is; at least 0.</param>
    public static void Brightness(RgbImage image, double factor) => BlendWithGrey(image, 0, factor);

    /// <summary>Moves every sample away from, or towards, the picture's mean luma.</summary>
    /// <inheritdoc cref="Brightness"/>
    public static void Contrast(RgbImage image, double factor) => BlendWithGrey(image, MeanLuma(image), factor);

    /// <summary>Moves every pixel away from, or towards, its own luma.</summary>
    /// <inheritdoc cref="Brightness"/>
    public static void Saturation(RgbImage image, double factor)
    {
        ArgumentNullException.ThrowIfNull(image);
        using RgbImage grey = RgbImage.Rent(image.Width, image.Height);
        Coloring.Grayscale.Convert(image, grey);
        Blending.Blend(grey.Pixels, image.Pixels, (float)factor);
    }

    /// <summary>Turns the hue of every pixel.</summary>
    /// <param name="image">The picture; changed in place.</param>
    /// <param name="turn">Part of the whole circle, −0.5 to 0.5; cut to 255ths.</param>
    /// <exception cref="ArgumentOutOfRangeException">The turn is out of range.</exception>
    public static void Hue(RgbImage image, double turn)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentOutOfRangeException.ThrowIfLessThan(turn, -0.5);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(turn, 0.5);
        HueRotation.Apply(image.Pixels, HueRotation.Shift(turn));
    }

    /// <summary>Moves every pixel away from, or towards, the picture smoothed over 3x3 pixels.</summary>
    /// <inheritdoc cref="Brightness"/>
    public static void Sharpness(RgbImage image, double factor)
    {
        ArgumentNullException.ThrowIfNull(image);
        using RgbImage smooth = RgbImage.Rent(image.Width, image.Height);
        SmoothFilter.Apply(image, smooth);
        Blending.Blend(smooth.Pixels, image.Pixels, (float)factor);
    }

    /// <summary>Gives every pixel its luma, three equal samples.</summary>
    /// <param name="image">The picture; it stays the caller's.</param>
    /// <returns>A new picture that the caller disposes.</returns>
    public static RgbImage Grayscale(RgbImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        RgbImage grey = RgbImage.Rent(image.Width, image.Height);
        Coloring.Grayscale.Convert(image, grey);
        return grey;
    }

    private static void BlendWithGrey(RgbImage image, byte grey, double factor)
    {
        ArgumentNullException.ThrowIfNull(image);
        Span<byte> table = stackalloc byte[LookupTable.Levels];
        for (int level = 0; level < table.Length; level++) table[level] = Blending.Blend(grey, (byte)level, (float)factor);
        LookupTable.Apply(image, table);
    }

    private static byte MeanLuma(RgbImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        ReadOnlySpan<byte> pixels = image.Pixels;
        long sum = 0;
        for (int i = 0; i <= pixels.Length - 3; i += 3) sum += Coloring.Grayscale.Luma(pixels[i], pixels[i + 1], pixels[i + 2]);
        return (byte)((double)sum / (pixels.Length / 3) + 0.5);
    }
}
