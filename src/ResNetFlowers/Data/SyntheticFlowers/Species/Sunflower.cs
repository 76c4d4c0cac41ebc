using System.Numerics;
using ResNetFlowers.Data.SyntheticFlowers.Drawing;
using ResNetFlowers.Data.SyntheticFlowers.Scenery;

namespace ResNetFlowers.Data.SyntheticFlowers.Species;

/// <summary>A broad dark disc of spiralling seeds in a ring of pointed petals, on a thick stem with heart-shaped leaves.</summary>
internal sealed class Sunflower : FlowerSpecies
{
    public override string ClassName => "sunflowers";

    public override int LargestGroup => 4;

    protected override void PaintPlant(Canvas canvas, Pose pose, RandomSource random)
    {
        Vector3 green = Colour.Vary(Colour.Hex(0x5C8135), random, 0.12);
        Func<float, Vector2> stem = Greenery.Stem(canvas, pose, pose.Radius * 0.17f, green, random);
        for (int i = random.Below(4); i > 0; i--)
        {
            Outline heart = Outline.Petal((float)random.Uniform(0.36, 0.48), 0.25f, 0.12f, 0.03f);
            float angle = random.Chance(0.5) ? (float)random.Uniform(-0.7, 0.6) : (float)random.Uniform(2.5, 3.8);
            Vector2 foot = stem((float)random.Uniform(0.45, 0.95));
            Greenery.Leaf(canvas, heart, foot, angle, pose.Radius * (float)random.Uniform(0.8, 1.2), green);
        }
    }

    protected override void PaintHead(Canvas canvas, Pose pose, RandomSource random)
    {
        Vector3 petals = Colour.Vary(Colour.Pick(random, 0xF5B816, 0xF7C92B, 0xF1E3A0, 0xD9741F, 0x9C2F1C, 0xF2EEDD), random, 0.06);
        Vector3 foot = random.Chance(0.3) ? Colour.Mix(petals, Colour.Hex(0x8A3A16), 0.7f) : petals * 0.78f;
        float disc = (float)random.Uniform(0.4, 0.55);
        int count = 17 + random.Below(10);

        for (int i = 0; i < count; i++)
        {
            float angle = (i + 0.25f) * MathF.Tau / count;
            Matrix3x2 sepal = pose.Part(new Vector2(0.45f, 1), 0.42f, angle);
            canvas.Fill(Outline.Petal(0.13f, 0.05f, 0.3f), sepal, Layer.Flower, Colour.Hex(0x55752F));
        }

        for (int layer = 0; layer < 3; layer++)
        {
            for (int i = 0; i < count; i++)
            {
                float angle = (i + layer / 3f + (float)random.Uniform(-0.2, 0.2)) * MathF.Tau / count;
                float length = (1.02f - disc * 0.85f) * (float)random.Uniform(0.82, 1.05) * (1 - 0.06f * layer);
                float bright = pose.Brightness(angle) * (0.78f + 0.11f * layer);
                Outline outline = Outline.Petal((float)random.Uniform(0.09, 0.13), 0.12f, 0.42f, 0.04f);
                Petal(canvas, outline, pose.Part(new Vector2(length, 1), disc * 0.85f, angle), pose, point =>
                {
                    float veins = 1 - 0.09f * MathF.Abs(MathF.Sin(point.Y * 90));
                    return Colour.Opaque(Colour.Mix(foot, petals, point.X * 1.8f) * bright * veins);
                });
            }
        }

        Vector3 seeds = Colour.Vary(Colour.Pick(random, 0x4A2E19, 0x38231A, 0x6B4A22), random, 0.12);
        Vector3 middle = random.Chance(0.5) ? Colour.Hex(0x8C8A3C) : seeds * 0.75f;
        Vector3 rim = Colour.Mix(seeds, Colour.Hex(0xB87A22), 0.75f);
        canvas.Fill(Outline.Circle, pose.Part(new Vector2(disc * 1.04f), 0, 0), Layer.Flower, seeds * 0.55f);
        Disc(canvas, pose, 260, disc, distance =>
            distance < 0.45f ? Colour.Mix(middle, seeds, distance * 2.2f) : Colour.Mix(seeds, rim, (distance - 0.7f) * 3));
    }
}
