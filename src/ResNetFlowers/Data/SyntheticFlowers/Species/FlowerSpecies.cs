using System.Numerics;
using ResNetFlowers.Data.SyntheticFlowers.Drawing;
using ResNetFlowers.Data.SyntheticFlowers.Scenery;

namespace ResNetFlowers.Data.SyntheticFlowers.Species;

/// <summary>
/// A kind of flower. What tells it from the others is its shape; its colours are as varied as nature's, and overlap with theirs.
/// </summary>
internal abstract class FlowerSpecies
{
    /// <summary>Every kind, in the ordinal order of the class names.</summary>
    public static IReadOnlyList<FlowerSpecies> All { get; } = [new Daisy(), new Dandelion(), new Rose(), new Sunflower(), new Tulip()];

    /// <summary>The name of its class, and of its folder.</summary>
    public abstract string ClassName { get; }

    /// <summary>The most heads in one picture.</summary>
    public abstract int LargestGroup { get; }

    /// <summary>Draws one plant: stem and leaves, then the head.</summary>
    public void Paint(Canvas canvas, Pose pose, RandomSource random)
    {
        PaintPlant(canvas, pose, random);
        PaintHead(canvas, pose, random);
    }

    /// <summary>Draws what is green.</summary>
    protected abstract void PaintPlant(Canvas canvas, Pose pose, RandomSource random);

    /// <summary>Draws the flower head.</summary>
    protected abstract void PaintHead(Canvas canvas, Pose pose, RandomSource random);

    /// <summary>Draws a petal, its shadow first.</summary>
    /// <param name="canvas">The picture.</param>
    /// <param name="outline">Its shape.</param>
    /// <param name="place">From its coordinates to pixels.</param>
    /// <param name="pose">The head that it belongs to.</param>
    /// <param name="shader">Its colours.</param>
    protected static void Petal(Canvas canvas, Outline outline, Matrix3x2 place, Pose pose, Shader shader)
    {
        Matrix3x2 below = place * Matrix3x2.CreateTranslation(pose.Light * -0.03f * pose.Radius + new Vector2(0, 0.015f * pose.Radius));
        canvas.Fill(outline, below, Layer.Shade, Colour.Black, 0.2f);
        canvas.Fill(outline, place, Layer.Flower, shader);
    }

    /// <summary>
    /// Small round florets packed over a disc as sunflowers pack their seeds: the n-th at the golden angle from the one before, at a
    /// distance that grows with √n (H. Vogel, "A better way to construct the sunflower head", 1979).
    /// </summary>
    /// <param name="canvas">The picture.</param>
    /// <param name="pose">The head.</param>
    /// <param name="count">How many.</param>
    /// <param name="radius">The disc's radius, in head radii.</param>
    /// <param name="colour">The colour of a floret from its distance to the middle, in [0, 1].</param>
    protected static void Disc(Canvas canvas, Pose pose, int count, float radius, Func<float, Vector3> colour)
    {
        float floret = 1.1f * radius / MathF.Sqrt(count);
        for (int n = 0; n < count; n++)
        {
            float distance = MathF.Sqrt((n + 0.5f) / count);
            float angle = n * 2.3999632f;
            Vector3 lit = colour(distance) * pose.Brightness(angle);
            canvas.Fill(Outline.Circle, pose.Part(new Vector2(floret), distance * radius, angle), Layer.Flower, point =>
                Colour.Opaque(lit * (1.12f - 0.45f * point.LengthSquared())));
        }
    }
}
