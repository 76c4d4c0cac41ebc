using System.Numerics;

namespace ResNetFlowers.Data.SyntheticFlowers.Drawing;

/// <summary>Puts a picture out of focus.</summary>
internal static class Blur
{
    /// <summary>Blurs all that was drawn so far: three box blurs each way, close to a Gaussian. The mask stays sharp.</summary>
    /// <param name="canvas">The picture.</param>
    /// <param name="radius">The reach of each box, in pixels; below 1 nothing happens.</param>
    public static void Apply(Canvas canvas, int radius)
    {
        if (radius < 1) return;
        var line = new Vector3[canvas.Size];
        for (int pass = 0; pass < 3; pass++)
        {
            for (int y = 0; y < canvas.Size; y++) Average(canvas.Pixels.AsSpan(y * canvas.Size), 1, line, radius);
            for (int x = 0; x < canvas.Size; x++) Average(canvas.Pixels.AsSpan(x), canvas.Size, line, radius);
        }
    }

    /// <summary>Replaces a row or column by its moving average; beyond the border its end pixels go on.</summary>
    private static void Average(Span<Vector3> pixels, int stride, Span<Vector3> line, int radius)
    {
        int last = line.Length - 1;
        for (int i = 0; i <= last; i++) line[i] = pixels[i * stride];
        Vector3 sum = line[0] * radius;
        for (int i = 0; i <= radius; i++) sum += line[Math.Min(i, last)];
        for (int i = 0; i <= last; i++)
        {
            pixels[i * stride] = sum / (2 * radius + 1);
            sum += line[Math.Min(i + radius + 1, last)] - line[Math.Max(i - radius, 0)];
        }
    }
}
