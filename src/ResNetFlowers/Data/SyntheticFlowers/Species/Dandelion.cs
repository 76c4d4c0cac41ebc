using System.Numerics;
using ResNetFlowers.Data.SyntheticFlowers.Drawing;
using ResNetFlowers.Data.SyntheticFlowers.Scenery;

namespace ResNetFlowers.Data.SyntheticFlowers.Species;

/// <summary>A dense head of fine rays, layer upon layer with no disc in the middle; or, gone to seed, a ball of parachutes.</summary>
internal sealed class Dandelion : FlowerSpecies
{
    public override string ClassName => "dandelion";

    public override int LargestGroup => 4;

    protected override void PaintPlant(Canvas canvas, Pose pose, RandomSource random)
    {
        Vector3 stem = Colour.Vary(Colour.Pick(random, 0x9DB36A, 0xA9876A), random, 0.1);
        Func<float, Vector2> along = Greenery.Stem(canvas, pose, pose.Radius * 0.12f, stem, random);
        Vector3 green = Colour.Vary(Colour.Hex(0x4F7A33), random, 0.12);
        for (int i = 1 + random.Below(4); i > 0; i--)
        {
            // "Dent de lion": the leaf's teeth look back towards the root.
            Outline leaf = Outline.ToothedLeaf((float)random.Uniform(0.14, 0.2), 6, (float)random.Uniform(0.55, 0.75), 0.8f);
            float angle = (float)random.Uniform(-3, -0.1);
            Greenery.Leaf(canvas, leaf, along((float)random.Uniform(0.7, 1)), angle, pose.Radius * (float)random.Uniform(1, 1.9), green);
        }
    }

    protected override void PaintHead(Canvas canvas, Pose pose, RandomSource random)
    {
        if (random.Chance(0.28)) PaintSeeds(canvas, pose with { Squash = 1 }, random);
        else PaintRays(canvas, pose, random);
    }

    private static void PaintRays(Canvas canvas, Pose pose, RandomSource random)
    {
        Vector3 rays = Colour.Vary(Colour.Pick(random, 0xF7CF1D, 0xF2B91A, 0xF5D84A, 0xF3EFE2, 0xE8913A, 0xEFC3C8), random, 0.06);
        Vector3 heart = Colour.Mix(rays, rays * Colour.Hex(0xE89A30), 0.7f);
        const int layers = 7;
        for (int layer = 0; layer < layers; layer++)
        {
            float inward = layer / (float)layers;
            int count = 30 - 3 * layer;
            for (int i = 0; i < count; i++)
            {
                float angle = (i + (float)random.Uniform(0, 1)) * MathF.Tau / count;
                float length = (1 - 0.88f * inward) * (float)random.Uniform(0.88, 1.02);
                float bright = pose.Brightness(angle) * (0.86f + 0.2f * inward);
                Outline ray = Outline.Petal(0.055f, 1, 0.7f, 0.02f);
                Petal(canvas, ray, pose.Part(new Vector2(length, 1), 0, angle), pose, point =>
                    Colour.Opaque(Colour.Mix(heart, rays, point.X * 0.7f + 0.3f * (1 - inward)) * bright * (0.62f + 0.42f * point.X)));
            }
        }
    }

    private static void PaintSeeds(Canvas canvas, Pose pose, RandomSource random)
    {
        Vector3 silk = Colour.Vary(Colour.Pick(random, 0xF2F2EE, 0xDDD8CC), random, 0.04);
        canvas.Fill(Outline.Circle, pose.Part(new Vector2(0.97f), 0, 0), Layer.Flower, point =>
            new Vector4(silk, 0.35f + 0.25f * point.LengthSquared()));
        canvas.Fill(Outline.Circle, pose.Part(new Vector2(0.13f), 0, 0), Layer.Flower, Colour.Vary(Colour.Hex(0x6E6244), random, 0.1));

        const int seeds = 75;
        double blown = random.Chance(0.3) ? 0.4 : 0;
        for (int n = 0; n < seeds; n++)
        {
            if (random.Chance(blown * n / seeds)) continue;

            // Points spread evenly over the half of a ball that faces us: heights in equal steps, turned by the golden angle.
            float height = 1 - (n + 0.5f) / seeds;
            float distance = 0.93f * MathF.Sqrt(1 - height * height);
            float angle = n * 2.3999632f;
            float bright = pose.Brightness(angle);
            canvas.Fill(Outline.Petal(0.01f, 1), pose.Part(new Vector2(distance, 1), 0, angle), Layer.Flower, silk * 0.62f, 0.55f);
            for (int hair = 0; hair < 7; hair++)
            {
                float fan = angle + (hair - 3) * 0.52f;
                (float sin, float cos) = MathF.SinCos(angle);
                Matrix3x2 place = Matrix3x2.CreateScale(0.17f, 1)
                    * Matrix3x2.CreateRotation(fan)
                    * Matrix3x2.CreateTranslation(new Vector2(cos, sin) * distance * 0.86f)
                    * pose.Head;
                canvas.Fill(Outline.Petal(0.009f, 1), place, Layer.Flower, Colour.Mix(silk * bright, Colour.White, 0.4f), 0.8f);
            }
        }
    }
}
