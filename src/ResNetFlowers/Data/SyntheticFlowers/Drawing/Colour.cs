using System.Numerics;

namespace ResNetFlowers.Data.SyntheticFlowers.Drawing;

/// <summary>Colours are red, green and blue in [0, 1], as they stand in a picture file (sRGB).</summary>
internal static class Colour
{
    public static readonly Vector3 White = Vector3.One;

    public static readonly Vector3 Black = Vector3.Zero;

    /// <summary>The colour of a number such as 0xFFCC00.</summary>
    public static Vector3 Hex(int rgb) => new Vector3(rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255) / 255;

    /// <summary>From <paramref name="a"/> (at 0) to <paramref name="b"/> (at 1), and no further on either side.</summary>
    public static Vector3 Mix(Vector3 a, Vector3 b, float at) => Vector3.Lerp(a, b, Math.Clamp(at, 0, 1));

    /// <summary>A neighbour of a colour: a little lighter or darker, a little warmer or cooler.</summary>
    public static Vector3 Vary(Vector3 colour, RandomSource random, double amount)
    {
        float light = (float)random.Normal(0, amount);
        float warm = (float)random.Normal(0, amount * 0.6);
        return Vector3.Clamp(colour * (1 + light) + new Vector3(warm, 0, -warm) * 0.5f, Black, White);
    }

    /// <summary>One of some colours, the earlier ones more often: each has half the chance of the one before it.</summary>
    public static Vector3 Pick(RandomSource random, params ReadOnlySpan<int> rgb)
    {
        int last = rgb.Length - 1;
        int chosen = 0;
        while (chosen < last && random.Chance(0.5)) chosen++;
        return Hex(rgb[chosen]);
    }

    /// <summary>The colour with full opacity, as shaders return it.</summary>
    public static Vector4 Opaque(Vector3 colour) => new(colour, 1);
}
