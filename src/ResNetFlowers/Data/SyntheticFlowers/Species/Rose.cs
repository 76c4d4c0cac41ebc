using System.Numerics;
using ResNetFlowers.Data.SyntheticFlowers.Drawing;
using ResNetFlowers.Data.SyntheticFlowers.Scenery;

namespace ResNetFlowers.Data.SyntheticFlowers.Species;

/// <summary>Broad petals wound about each other into a spiral, over leaflets with toothed edges.</summary>
internal sealed class Rose : FlowerSpecies
{
    /// <summary>Distance of a ring's petals from the middle, their size, and how many they are, from the outside in.</summary>
    private static readonly (float Offset, float Size, int Count)[] Rings =
        [(0.52f, 0.5f, 6), (0.42f, 0.46f, 5), (0.32f, 0.41f, 5), (0.22f, 0.35f, 4), (0.13f, 0.27f, 3), (0.06f, 0.18f, 3)];

    public override string ClassName => "roses";

    public override int LargestGroup => 4;

    protected override void PaintPlant(Canvas canvas, Pose pose, RandomSource random)
    {
        Vector3 green = Colour.Vary(Colour.Pick(random, 0x2F5A2C, 0x4A6B38), random, 0.12);
        Func<float, Vector2> stem = Greenery.Stem(canvas, pose, pose.Radius * 0.11f, green, random);
        for (int i = 1 + random.Below(4); i > 0; i--)
        {
            Vector2 foot = stem((float)random.Uniform(0.3, 0.9));
            float angle = (float)random.Uniform(-0.9, 0.7) + (random.Chance(0.5) ? MathF.PI : 0);
            float length = pose.Radius * (float)random.Uniform(0.6, 0.95);
            (float sin, float cos) = MathF.SinCos(angle);
            foreach ((float along, float turn) in new[] { (0.25f, 0.9f), (0.25f, -0.9f), (0.45f, 0f) })
            {
                Outline leaflet = Outline.ToothedLeaf(0.27f, 9, 0.12f, 0);
                Greenery.Leaf(canvas, leaflet, foot + new Vector2(cos, sin) * length * along, angle + turn, length, green);
            }
        }
    }

    protected override void PaintHead(Canvas canvas, Pose pose, RandomSource random)
    {
        Vector3 petals = Colour.Vary(Colour.Pick(random, 0xB5182B, 0xE2799A, 0xF4EDE2, 0xF0C63C, 0xEE8C4E, 0xB04A8C), random, 0.07);
        Vector3 edge = random.Chance(0.25) ? Colour.Vary(Colour.Hex(0xE05070), random, 0.1) : Colour.Mix(petals, Colour.White, 0.22f);
        Vector3 deep = petals * petals * 0.55f;
        for (int i = 0; i < 5; i++)
        {
            float angle = (i + 0.5f) * MathF.Tau / 5;
            canvas.Fill(Outline.Petal(0.14f, 0, 0.3f), pose.Part(new Vector2(0.7f, 1), 0.4f, angle), Layer.Scenery, Colour.Hex(0x44682F));
        }

        // A bud that is still closing shows its rings nearer to the side that it leans to.
        Vector2 shift = new Vector2(1 - pose.Squash, 0) * 0.5f;
        float open = (float)random.Uniform(0.85, 1.1);
        float wind = (float)random.Uniform(0, MathF.Tau);
        for (int ring = 0; ring < Rings.Length; ring++)
        {
            (float offset, float size, int count) = Rings[ring];
            float inward = ring / (float)Rings.Length;
            Pose lifted = pose with { Centre = pose.Centre + pose.Radius * inward * Turn(shift, pose.Lean) };
            wind += 2.3999632f;
            for (int i = 0; i < count; i++)
            {
                float angle = wind + i * MathF.Tau / count + (float)random.Normal(0, 0.06);
                PaintPetal(canvas, lifted, angle, offset * open, size * (float)random.Uniform(0.94, 1.06), inward, (deep, petals, edge));
            }
        }

        Matrix3x2 heart = pose.Part(new Vector2(0.07f), 0, 0);
        canvas.Fill(Outline.Circle, heart * Matrix3x2.CreateTranslation(pose.Radius * Turn(shift, pose.Lean)), Layer.Flower, deep * 0.8f);
    }

    /// <summary>A rounded fan whose rim catches the light while its foot lies in the shadow of the petals above it.</summary>
    private static void PaintPetal(
        Canvas canvas, Pose pose, float angle, float offset, float size, float inward, (Vector3 Deep, Vector3 Petals, Vector3 Edge) colours)
    {
        // Each petal reaches over its neighbour on one side only: a turn of the disc about its own middle makes the spiral.
        Matrix3x2 place = Matrix3x2.CreateScale(size * 0.92f, size * 1.18f)
            * Matrix3x2.CreateRotation(0.3f)
            * Matrix3x2.CreateTranslation(offset, 0)
            * Matrix3x2.CreateRotation(angle)
            * pose.Head;
        float bright = pose.Brightness(angle) * (1.02f - 0.2f * inward);
        Petal(canvas, Outline.Circle, place, pose, point =>
        {
            float out01 = (point.X + 1) * 0.5f;
            float rim = MathF.Pow(point.LengthSquared(), 5) * MathF.Max(0, 0.4f + point.X);
            Vector3 body = Colour.Mix(colours.Deep, colours.Petals, 0.15f + 1.15f * out01);
            return Colour.Opaque(Colour.Mix(body, colours.Edge, rim) * bright);
        });
    }

    private static Vector2 Turn(Vector2 point, float angle) => Vector2.Transform(point, Matrix3x2.CreateRotation(angle));
}
