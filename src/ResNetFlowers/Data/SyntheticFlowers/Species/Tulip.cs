using System.Numerics;
using ResNetFlowers.Data.SyntheticFlowers.Drawing;
using ResNetFlowers.Data.SyntheticFlowers.Scenery;

namespace ResNetFlowers.Data.SyntheticFlowers.Species;

/// <summary>A cup of six smooth petals seen from the side, or their open star seen from above, between long lance-like leaves.</summary>
internal sealed class Tulip : FlowerSpecies
{
    /// <summary>A petal stands on its foot: its own direction (+x) turned to where up is in pictures (−y).</summary>
    private const float Upwards = -MathF.PI / 2;

    public override string ClassName => "tulips";

    public override int LargestGroup => 5;

    protected override void PaintPlant(Canvas canvas, Pose pose, RandomSource random)
    {
        Vector3 green = Colour.Vary(Colour.Pick(random, 0x6C9A6A, 0x4F7F4A), random, 0.1);
        Func<float, Vector2> stem = Greenery.Stem(canvas, pose, pose.Radius * 0.14f, green, random);
        for (int i = 1 + random.Below(3); i > 0; i--)
        {
            Outline lance = Outline.Petal((float)random.Uniform(0.09, 0.13), 0.05f, 0.3f, 0.04f);
            float angle = Upwards + (float)random.Uniform(-0.75, 0.75);
            Greenery.Leaf(canvas, lance, stem((float)random.Uniform(0.75, 1)), angle, pose.Radius * (float)random.Uniform(1.6, 2.8), green);
        }
    }

    protected override void PaintHead(Canvas canvas, Pose pose, RandomSource random)
    {
        Vector3 petals = Colour.Vary(Colour.Pick(random, 0xD3233A, 0xF0C52B, 0xE9839F, 0xF5F0E6, 0xEB7A2D, 0x6E2F74), random, 0.07);
        Vector3 flame = random.Chance(0.35) ? Colour.Vary(Colour.Pick(random, 0xF5E2A0, 0xC9283C, 0xF7F2EA), random, 0.06) : petals * 1.12f;
        if (random.Chance(0.12)) PaintOpen(canvas, pose, random, petals, flame);
        else PaintCup(canvas, pose, random, petals, flame);
    }

    private static void PaintCup(Canvas canvas, Pose pose, RandomSource random, Vector3 petals, Vector3 flame)
    {
        float open = (float)random.Uniform(0.02, 0.34);
        float stout = (float)random.Uniform(0.9, 1.15);
        Vector3 foot = Colour.Mix(petals, Colour.Pick(random, 0xE8E3B0, 0x8FA860), 0.6f);

        // From the back to the front: where the foot stands, how far the petal leans out, its width, height and brightness.
        (float X, float Lean, float Width, float Height, float Bright)[] ring =
        [
            (-0.08f, -0.55f * open, 0.27f, 1.72f, 0.68f),
            (0.08f, 0.55f * open, 0.27f, 1.7f, 0.7f),
            (0, 0, 0.29f, 1.6f, 0.78f),
            (-0.16f, -0.12f - open, 0.3f, 1.72f, 0.95f + 0.1f * pose.Light.X * -1),
            (0.16f, 0.12f + open, 0.3f, 1.72f, 0.95f + 0.1f * pose.Light.X),
            (0, (float)random.Normal(0, 0.05), 0.36f, 1.6f, 1.03f),
        ];
        foreach ((float x, float lean, float width, float height, float bright) in ring)
        {
            Outline outline = Outline.Petal(width * stout, (float)random.Uniform(0.22, 0.42), 0.36f, 0.13f);
            Matrix3x2 place = Matrix3x2.CreateScale(height, 1.3f)
                * Matrix3x2.CreateRotation(Upwards + lean)
                * Matrix3x2.CreateTranslation(x, 0.85f)
                * pose.Upright;
            float phase = (float)random.Uniform(0, 6);
            Petal(canvas, outline, place, pose, point =>
            {
                float side = point.Y / width;
                float streak = MathF.Exp(-8 * side * side) * (0.55f + 0.25f * MathF.Sin(side * 14 + phase));
                Vector3 body = Colour.Mix(Colour.Mix(foot, petals, point.X * 4.5f), flame, streak * (1 - 0.6f * point.X));
                float round = 1 - 0.3f * side * side + 0.1f * side * pose.Light.X;
                return Colour.Opaque(body * bright * round * (0.86f + 0.2f * point.X));
            });
        }
    }

    private static void PaintOpen(Canvas canvas, Pose pose, RandomSource random, Vector3 petals, Vector3 flame)
    {
        Vector3 blotch = Colour.Pick(random, 0xE9C93A, 0x2A2230, 0xE9E4C8);
        Outline outline = Outline.Petal((float)random.Uniform(0.33, 0.42), 0.4f, 0.55f, 0.1f);
        for (int i = 0; i < 6; i++)
        {
            float angle = (i < 3 ? i : i - 2.5f) * MathF.Tau / 3;
            float bright = pose.Brightness(angle) * (i < 3 ? 0.84f : 1);
            Petal(canvas, outline, pose.Part(new Vector2(1, 1), 0, angle), pose, point =>
            {
                float rib = MathF.Exp(-40 * point.Y * point.Y);
                Vector3 body = Colour.Mix(petals, flame, 0.6f * rib);
                return Colour.Opaque(Colour.Mix(blotch, body, (point.X - 0.18f) * 8) * bright * (0.8f + 0.25f * point.X));
            });
        }

        for (int i = 0; i < 6; i++)
        {
            float angle = (i + 0.5f) * MathF.Tau / 6;
            Matrix3x2 stamen = pose.Part(new Vector2(0.26f, 1), 0.04f, angle);
            canvas.Fill(Outline.Petal(0.03f, 1, 0.8f, 0.01f), stamen, Layer.Flower, Colour.Hex(0x3B2A20));
        }

        canvas.Fill(Outline.Circle, pose.Part(new Vector2(0.07f), 0, 0), Layer.Flower, Colour.Hex(0xB9C77A));
    }
}
