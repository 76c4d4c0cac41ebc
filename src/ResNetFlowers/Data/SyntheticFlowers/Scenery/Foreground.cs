using System.Numerics;
using ResNetFlowers.Data.SyntheticFlowers.Drawing;

namespace ResNetFlowers.Data.SyntheticFlowers.Scenery;

/// <summary>What comes between us and the flowers: blades of grass, a leaf too near to be in focus, drops of dew.</summary>
internal static class Foreground
{
    /// <summary>Hides some of the picture, never much.</summary>
    public static void Paint(Canvas canvas, RandomSource random)
    {
        if (random.Chance(0.3))
        {
            Vector3 green = Colour.Vary(Colour.Hex(0x6E9440), random, 0.2);
            for (int i = 3 + random.Below(9); i > 0; i--) Blade(canvas, random, Colour.Vary(green, random, 0.1), canvas.Size * 0.75f, 1);
        }

        if (random.Chance(0.12)) NearLeaf(canvas, random);
        if (random.Chance(0.12)) Dew(canvas, random);
    }

    /// <summary>One blade of grass that rises from below the picture.</summary>
    /// <param name="canvas">The picture.</param>
    /// <param name="random">Where it stands, how it bends.</param>
    /// <param name="colour">Its colour in the middle.</param>
    /// <param name="height">The most that it may rise, in pixels.</param>
    /// <param name="opacity">Its opacity.</param>
    public static void Blade(Canvas canvas, RandomSource random, Vector3 colour, float height, float opacity)
    {
        float x = canvas.Size * (float)random.Uniform(-0.1, 1.1);
        float rise = height * (float)random.Uniform(0.25, 1);
        float bend = rise * (float)random.Normal(0, 0.22);
        float width = canvas.Size * (float)random.Uniform(0.008, 0.028);
        Outline blade = Outline.Band(
            new Vector2(x, canvas.Size * 1.02f),
            new Vector2(x + bend * 0.2f, canvas.Size - rise * 0.6f),
            new Vector2(x + bend, canvas.Size - rise),
            width,
            width * 0.1f);
        canvas.Fill(blade, Matrix3x2.Identity, Layer.Scenery, point =>
            new Vector4(colour * (0.65f + 0.5f * Math.Clamp((canvas.Size - point.Y) / rise, 0, 1)), opacity));
    }

    private static void NearLeaf(Canvas canvas, RandomSource random)
    {
        Vector2 corner = canvas.Size * new Vector2(random.Below(2), (float)random.Uniform(0.3, 1.1));
        Vector2 reach = canvas.Size * new Vector2((float)random.Uniform(0.15, 0.3), (float)random.Uniform(0.2, 0.4));
        canvas.Glow(corner, reach, Layer.Scenery, Colour.Vary(Colour.Hex(0x5C8238), random, 0.2), 0.9f);
    }

    private static void Dew(Canvas canvas, RandomSource random)
    {
        for (int i = 4 + random.Below(10); i > 0; i--)
        {
            Vector2 centre = canvas.Size * new Vector2((float)random.Uniform(0.15, 0.85), (float)random.Uniform(0.15, 0.85));
            float radius = canvas.Size * (float)random.Uniform(0.006, 0.014);
            canvas.Glow(centre, new Vector2(radius * 1.5f), Layer.Shade, Colour.Black, 0.35f);
            canvas.Glow(centre - new Vector2(radius * 0.3f), new Vector2(radius), Layer.Shade, Colour.White, 0.8f);
        }
    }
}
