using System.Numerics;
using ResNetFlowers.Data.SyntheticFlowers.Drawing;

namespace ResNetFlowers.Data.SyntheticFlowers.Scenery;

/// <summary>Stems and leaves, which every flower has in a form of its own.</summary>
internal static class Greenery
{
    /// <summary>A stem from the head down and out of the picture, lit along one side.</summary>
    /// <param name="canvas">The picture.</param>
    /// <param name="pose">The head.</param>
    /// <param name="width">Its width, in pixels.</param>
    /// <param name="colour">Its colour.</param>
    /// <param name="random">How it bends.</param>
    /// <returns>A point on the stem for each t in [0, 1], from the head to the ground.</returns>
    public static Func<float, Vector2> Stem(Canvas canvas, Pose pose, float width, Vector3 colour, RandomSource random)
    {
        Vector2 from = pose.Centre;
        var to = new Vector2(from.X + canvas.Size * (float)random.Normal(0, 0.1), MathF.Max(canvas.Size * 1.05f, from.Y + pose.Radius * 2));
        var bend = new Vector2(from.X + canvas.Size * (float)random.Normal(0, 0.05), (from.Y + to.Y) * 0.5f);
        canvas.Fill(Outline.Band(from, bend, to, width, width * 1.15f), Matrix3x2.Identity, Layer.Scenery, colour * 0.75f);
        Matrix3x2 aside = Matrix3x2.CreateTranslation(pose.Light.X * width * 0.15f, 0);
        canvas.Fill(Outline.Band(from, bend, to, width * 0.6f, width * 0.7f), aside, Layer.Scenery, colour * 1.1f);
        return t => Vector2.Lerp(Vector2.Lerp(from, bend, t), Vector2.Lerp(bend, to, t), t);
    }

    /// <summary>A leaf with a midrib, its two halves lit differently.</summary>
    /// <param name="canvas">The picture.</param>
    /// <param name="outline">Its shape from (0, 0) to (1, 0).</param>
    /// <param name="foot">Where it grows, in pixels.</param>
    /// <param name="angle">Where it points, in radians.</param>
    /// <param name="length">Its length, in pixels.</param>
    /// <param name="colour">Its colour.</param>
    public static void Leaf(Canvas canvas, Outline outline, Vector2 foot, float angle, float length, Vector3 colour)
    {
        Matrix3x2 place = Matrix3x2.CreateScale(length) * Matrix3x2.CreateRotation(angle) * Matrix3x2.CreateTranslation(foot);
        canvas.Fill(outline, place, Layer.Scenery, point =>
        {
            float rib = MathF.Exp(-MathF.Abs(point.Y) * 45);
            float half = point.Y > 0 ? 0.82f : 1.05f;
            return Colour.Opaque(Colour.Mix(colour * half * (0.8f + 0.3f * point.X), colour * 1.35f, rib * 0.6f));
        });
    }
}
