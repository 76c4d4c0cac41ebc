using System.Runtime.InteropServices;

namespace ResNetFlowers.Imaging;

/// <summary>A rectangle of whole pixels.</summary>
/// <param name="Left">The first column.</param>
/// <param name="Top">The first row.</param>
/// <param name="Width">Columns, at least 1.</param>
/// <param name="Height">Rows, at least 1.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PixelBox(int Left, int Top, int Width, int Height)
{
    /// <summary>The whole of a picture.</summary>
    public static PixelBox Whole(RgbImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return new PixelBox(0, 0, image.Width, image.Height);
    }

    /// <summary>Whether no part of this lies outside a picture of the given size.</summary>
    public bool IsInside(int width, int height) =>
        Left >= 0 && Top >= 0 && Width >= 1 && Height >= 1 && (long)Left + Width <= width && (long)Top + Height <= height;
}
