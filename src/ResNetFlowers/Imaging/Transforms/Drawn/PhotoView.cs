using System.Runtime.InteropServices;
using ResNetFlowers.Imaging.Resizing;

namespace ResNetFlowers.Imaging.Transforms.Drawn;

/// <summary>How a photo becomes a picture by cutting and resizing alone: along each axis a resize, and the positions of it that are kept.</summary>
/// <param name="Left">Where the columns' first sample is in the photo.</param>
/// <param name="Top">Where the rows' first sample is in the photo.</param>
/// <param name="Columns">The resize along a row.</param>
/// <param name="Rows">The resize along a column.</param>
/// <param name="Interpolation">Bilinear or bicubic.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PhotoView(int Left, int Top, ResizeAxis Columns, ResizeAxis Rows, InterpolationMode Interpolation)
{
    /// <summary>A part of a photo, resized to a square.</summary>
    public static PhotoView Of(PixelBox box, int size, InterpolationMode interpolation) => new(
        box.Left, box.Top, new ResizeAxis(box.Width, size, 0, size), new ResizeAxis(box.Height, size, 0, size), interpolation);

    /// <summary>A box of a photo that is first resized as a whole.</summary>
    /// <param name="width">The photo's columns.</param>
    /// <param name="height">The photo's rows.</param>
    /// <param name="resizedWidth">Columns that it is resized to.</param>
    /// <param name="resizedHeight">Rows that it is resized to.</param>
    /// <param name="window">The box; where the sizes are alike it may reach beyond the photo, which is black there.</param>
    /// <param name="interpolation">Bilinear or bicubic.</param>
    public static PhotoView Of(int width, int height, int resizedWidth, int resizedHeight, PixelBox window, InterpolationMode interpolation) => new(
        0, 0, new ResizeAxis(width, resizedWidth, window.Left, window.Width), new ResizeAxis(height, resizedHeight, window.Top, window.Height), interpolation);

    /// <summary>The part of the photo that has influence, at least one pixel of it.</summary>
    public PixelBox Part()
    {
        ResizeFilter filter = ResizeFilter.Of(Interpolation);
        (int left, int width) = Inside(Columns.Inputs(filter), Columns.InputSize);
        (int top, int height) = Inside(Rows.Inputs(filter), Rows.InputSize);
        return new PixelBox(Left + left, Top + top, width, height);
    }

    private static (int Start, int Count) Inside((int Start, int Count) inputs, int size)
    {
        int start = Math.Clamp(inputs.Start, 0, size - 1);
        return (start, Math.Clamp(inputs.Start + inputs.Count - start, 1, size - start));
    }
}
