namespace ResNetFlowers.Inference;

/// <summary>How much each part of a picture counts.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Values"><c>[Height, Width]</c>, each in [0, 1].</param>
public sealed record HeatMap(int Width, int Height, IReadOnlyList<float> Values)
{
    /// <summary>
    /// The map at another size, bilinear as PyTorch's <c>interpolate(mode="bilinear", align_corners=False)</c>: centres of cells lie
    /// half a cell from the edge, and what lies outside of the outermost centres is as they are.
    /// </summary>
    public HeatMap Resize(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        float[] values = new float[width * height];
        for (int y = 0; y < height; y++)
        {
            (int top, int bottom, float down) = Neighbours(y, height, Height);
            for (int x = 0; x < width; x++)
            {
                (int left, int right, float along) = Neighbours(x, width, Width);
                float above = At(left, top) + along * (At(right, top) - At(left, top));
                float below = At(left, bottom) + along * (At(right, bottom) - At(left, bottom));
                values[y * width + x] = above + down * (below - above);
            }
        }

        return new HeatMap(width, height, values);
    }

    private static (int Before, int After, float Share) Neighbours(int place, int size, int cells)
    {
        float centre = Math.Max(0, (place + 0.5f) * cells / size - 0.5f);
        int before = Math.Min((int)centre, cells - 1);
        return (before, Math.Min(before + 1, cells - 1), centre - before);
    }

    private float At(int x, int y) => Values[y * Width + x];
}
