using ResNetFlowers.Imaging;
using ResNetFlowers.Inference;

namespace ResNetFlowers.Reports.Photos;

/// <summary>Lays a heat map over a photo.</summary>
public static class HeatOverlay
{
    // How much of a pixel the hottest colour takes.
    private const float Opacity = 0.72f;

    // From little to much, dark to light, so that colour-blind people see it too.
    private static readonly (float R, float G, float B)[] Colours = [(66, 10, 104), (147, 38, 103), (221, 81, 58), (252, 165, 10), (252, 255, 164)];

    /// <summary>Colours a photo in place: the more a place counts, the more of the map's colour it gets.</summary>
    /// <param name="image">The photo.</param>
    /// <param name="map">Of any size.</param>
    public static void Blend(RgbImage image, HeatMap map)
    {
        HeatMap whole = map.Resize(image.Width, image.Height);
        Span<byte> pixels = image.Pixels;
        for (int i = 0; i < whole.Values.Count; i++)
        {
            float value = whole.Values[i];
            (float r, float g, float b) = ColourOf(value);
            Span<byte> pixel = pixels.Slice(3 * i, 3);
            pixel[0] = Mix(pixel[0], r, value);
            pixel[1] = Mix(pixel[1], g, value);
            pixel[2] = Mix(pixel[2], b, value);
        }
    }

    private static byte Mix(byte under, float over, float value) => (byte)MathF.Round(under + Opacity * value * (over - under));

    private static (float R, float G, float B) ColourOf(float value)
    {
        float place = Math.Clamp(value, 0, 1) * (Colours.Length - 1);
        int index = Math.Min((int)place, Colours.Length - 2);
        float share = place - index;
        (float r0, float g0, float b0) = Colours[index];
        (float r1, float g1, float b1) = Colours[index + 1];
        return (r0 + share * (r1 - r0), g0 + share * (g1 - g0), b0 + share * (b1 - b0));
    }
}
