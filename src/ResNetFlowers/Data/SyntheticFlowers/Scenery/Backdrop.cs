using System.Numerics;
using ResNetFlowers.Data.SyntheticFlowers.Drawing;

namespace ResNetFlowers.Data.SyntheticFlowers.Scenery;

/// <summary>What is behind the flowers: sky, meadow, soil, foliage out of focus, or a plain wall. None belongs to any class.</summary>
internal static class Backdrop
{
    private static readonly Action<Canvas, RandomSource>[] Kinds = [Sky, Meadow, Meadow, Soil, Foliage, Foliage, Wall];

    /// <summary>Covers the whole canvas.</summary>
    public static void Paint(Canvas canvas, RandomSource random) => Kinds[random.Below(Kinds.Length)](canvas, random);

    private static void Sky(Canvas canvas, RandomSource random)
    {
        Vector3 top = Colour.Vary(Colour.Pick(random, 0x4A86C8, 0x8FB3D0, 0xA9AFB8, 0xD9A58C), random, 0.1);
        Gradient(canvas, top, Colour.Mix(top, Colour.White, 0.55f));
        for (int i = random.Below(7); i > 0; i--)
        {
            Vector2 cloud = Extent(canvas, random, 0.15, 0.4) * new Vector2(1, 0.4f);
            canvas.Glow(Place(canvas, random, 0, 0.6), cloud, Layer.Scenery, Colour.White, 0.6f);
        }

        float horizon = canvas.Size * (float)random.Uniform(0.65, 1.15);
        for (int i = 0; i < 26; i++)
        {
            var centre = new Vector2(canvas.Size * (float)random.Uniform(0, 1), horizon + canvas.Size * (float)random.Uniform(0.03, 0.5));
            canvas.Glow(centre, Extent(canvas, random, 0.1, 0.25), Layer.Scenery, Green(random), 0.95f);
        }

        Blur.Apply(canvas, canvas.Size / 40);
    }

    private static void Meadow(Canvas canvas, RandomSource random)
    {
        Vector3 green = Green(random);
        Gradient(canvas, green * 0.75f, green * 0.45f);
        Speckle(canvas, random, 30, 0.08, 0.3, 0.5f, () => Green(random));
        for (int i = 0; i < 130; i++) Foreground.Blade(canvas, random, Green(random), canvas.Size * 1.1f, 0.8f);
        Blur.Apply(canvas, random.Below(1 + canvas.Size / 40));
    }

    private static void Soil(Canvas canvas, RandomSource random)
    {
        Vector3 Earth() => Colour.Vary(Colour.Pick(random, 0x5B4636, 0x7A6048, 0x40342B, 0x8C7B66), random, 0.18);
        Gradient(canvas, Earth(), Earth() * 0.8f);
        Speckle(canvas, random, 260, 0.01, 0.07, 0.7f, Earth);
        Speckle(canvas, random, 14, 0.05, 0.2, 0.5f, () => Green(random));
        Blur.Apply(canvas, random.Below(1 + canvas.Size / 64));
    }

    private static void Foliage(Canvas canvas, RandomSource random)
    {
        float dark = (float)random.Uniform(0.25, 0.9);
        Gradient(canvas, Green(random) * dark, Green(random) * dark);
        Speckle(canvas, random, 40, 0.1, 0.35, 0.5f, () => Green(random) * dark);
        Vector3 guest = Colour.Pick(random, 0xE8E06A, 0xF3F0E6, 0xD4577E, 0xC9302C, 0xE58A2E, 0x8F6BB0);
        Speckle(canvas, random, random.Below(9), 0.03, 0.12, 0.8f, () => Colour.Vary(guest, random, 0.1));
        Blur.Apply(canvas, canvas.Size / 30);
        for (int i = random.Below(10); i > 0; i--) Bokeh(canvas, random);
    }

    private static void Wall(Canvas canvas, RandomSource random)
    {
        Vector3 paint = Colour.Vary(Colour.Pick(random, 0x15181B, 0xDAD5CC, 0x8D8A86, 0x6C7F8F, 0xC7A98B), random, 0.12);
        Gradient(canvas, paint * 1.1f, paint * 0.75f);
        Speckle(canvas, random, 8, 0.2, 0.5, 0.25f, () => Colour.Vary(paint, random, 0.25));
    }

    private static void Bokeh(Canvas canvas, RandomSource random)
    {
        Vector3 light = Colour.Mix(Green(random), Colour.Hex(0xFFF6D0), (float)random.Uniform(0.3, 0.9));
        Vector2 radius = new(Extent(canvas, random, 0.02, 0.07).X);
        Matrix3x2 place = Matrix3x2.CreateScale(radius) * Matrix3x2.CreateTranslation(Place(canvas, random, 0, 1));
        canvas.Fill(Outline.Circle, place, Layer.Scenery, light, (float)random.Uniform(0.15, 0.5));
    }

    private static void Gradient(Canvas canvas, Vector3 top, Vector3 bottom) =>
        canvas.Map((place, _) => Colour.Mix(top, bottom, place.Y));

    private static void Speckle(
        Canvas canvas, RandomSource random, int count, double smallest, double largest, float opacity, Func<Vector3> colour)
    {
        for (int i = 0; i < count; i++)
        {
            canvas.Glow(Place(canvas, random, 0, 1), Extent(canvas, random, smallest, largest), Layer.Scenery, colour(), opacity);
        }
    }

    private static Vector2 Place(Canvas canvas, RandomSource random, double top, double bottom) =>
        canvas.Size * new Vector2((float)random.Uniform(0, 1), (float)random.Uniform(top, bottom));

    private static Vector2 Extent(Canvas canvas, RandomSource random, double smallest, double largest) =>
        canvas.Size * (float)random.Uniform(smallest, largest) * new Vector2(1, (float)random.Uniform(0.7, 1));

    private static Vector3 Green(RandomSource random) =>
        Colour.Vary(Colour.Pick(random, 0x5E8C3A, 0x3F6B2E, 0x86A24A, 0x2F4F2B, 0xA8A45A), random, 0.14);
}
