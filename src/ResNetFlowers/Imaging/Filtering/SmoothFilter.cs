using System.Runtime.CompilerServices;

namespace ResNetFlowers.Imaging.Filtering;

/// <summary>
/// A mean over 3x3 pixels in which the middle one counts five times, byte for byte Pillow's <c>ImageFilter.SMOOTH</c>: single
/// precision, summed in its order, halves rounded up. The outermost pixels are copied.
/// </summary>
internal static class SmoothFilter
{
    private const float Edge = 1f / 13f;
    private const float Middle = 5f / 13f;

    /// <summary>Smooths a picture into another of the same size.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply(RgbImage source, RgbImage destination)
    {
        source.Pixels.CopyTo(destination.Pixels);
        for (int y = 1; y < source.Height - 1; y++)
        {
            ReadOnlySpan<byte> above = source.Row(y - 1);
            ReadOnlySpan<byte> row = source.Row(y);
            ReadOnlySpan<byte> below = source.Row(y + 1);
            Span<byte> output = destination.Row(y);
            for (int i = 3; i < output.Length - 3; i++)
            {
                float sum = 0.5f;
                sum += below[i - 3] * Edge + below[i] * Edge + below[i + 3] * Edge;
                sum += row[i - 3] * Edge + row[i] * Middle + row[i + 3] * Edge;
                sum += above[i - 3] * Edge + above[i] * Edge + above[i + 3] * Edge;
                output[i] = (byte)Math.Min(sum, 255f);
            }
        }
    }
}
