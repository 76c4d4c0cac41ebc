using System.Numerics;
using ResNetFlowers.Data.SyntheticFlowers.Drawing;
using ResNetFlowers.Data.SyntheticFlowers.Scenery;

namespace ResNetFlowers.Data.SyntheticFlowers.Species;

/// <summary>A wheel of narrow round-tipped petals about a small domed yellow disc.</summary>
internal sealed class Daisy : FlowerSpecies
{
    public override string ClassName => "daisy";

    public override int LargestGroup => 5;

    protected override void PaintPlant(Canvas canvas, Pose pose, RandomSource random)
    {
        Vector3 green = Colour.Vary(Colour.Hex(0x5F8A3C), random, 0.12);
        Func<float, Vector2> stem = Greenery.Stem(canvas, pose, pose.Radius * 0.09f, green, random);
        Outline spoon = Outline.Petal(0.17f, 0.8f, 0.75f, 0.04f);
        for (int i = random.Below(4); i > 0; i--)
        {
            float angle = (float)random.Uniform(-2.9, -0.2);
            Vector2 foot = stem((float)random.Uniform(0.55, 0.95));
            Greenery.Leaf(canvas, spoon, foot, angle, pose.Radius * (float)random.Uniform(0.6, 1), green);
        }
    }

    protected override void PaintHead(Canvas canvas, Pose pose, RandomSource random)
    {
        Vector3 petals = Colour.Pick(random, 0xF7F6F0, 0xF7F4FA, 0xE9A0BE, 0xF2D95C, 0xC9A2DC, 0xD8503F, 0xF0A04A);
        petals = Colour.Vary(petals, random, 0.05);
        Vector3 tips = random.Chance(0.3) ? Colour.Mix(petals, Colour.Hex(0xD878A0), 0.5f) : petals;
        int count = 13 + random.Below(16);
        float width = (float)random.Uniform(2.6, 3.6) / count;
        float droop = (float)random.Uniform(0, 0.06);

        for (int layer = 0; layer < 2; layer++)
        {
            for (int i = 0; i < count; i++)
            {
                if (random.Chance(0.02)) continue;
                float angle = (i + 0.5f * layer) * MathF.Tau / count + (float)random.Normal(0, droop);
                float length = (0.84f - 0.06f * layer) * (float)random.Uniform(0.9, 1.05);
                float bright = pose.Brightness(angle) * (layer == 0 ? 0.84f : 1);
                Outline outline = Outline.Petal(
                    width * (float)random.Uniform(0.8, 1.1), (float)random.Uniform(0.75, 1), belly: 0.6f, foot: width * 0.4f);
                Petal(canvas, outline, pose.Part(new Vector2(length, 1), 0.15f, angle), pose, point =>
                {
                    float groove = 1 - 0.1f * MathF.Exp(-400 * point.Y * point.Y);
                    return Colour.Opaque(Colour.Mix(petals, tips, point.X) * bright * groove * (0.78f + 0.24f * point.X));
                });
            }
        }

        Vector3 disc = Colour.Vary(Colour.Pick(random, 0xF2BE22, 0xE09A1C, 0xD9C53A), random, 0.08);
        float radius = (float)random.Uniform(0.22, 0.33);
        canvas.Fill(Outline.Circle, pose.Part(new Vector2(radius * 1.05f), 0, 0), Layer.Flower, disc * 0.6f);
        Disc(canvas, pose, 90, radius, distance => Colour.Mix(disc * 1.1f, disc * 0.72f, distance * distance));
    }
}
