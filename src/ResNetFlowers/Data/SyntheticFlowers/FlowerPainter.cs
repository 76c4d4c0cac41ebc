using System.Numerics;
using ResNetFlowers.Data.SyntheticFlowers.Drawing;
using ResNetFlowers.Data.SyntheticFlowers.Scenery;
using ResNetFlowers.Data.SyntheticFlowers.Species;

namespace ResNetFlowers.Data.SyntheticFlowers;

/// <summary>Draws pictures of flowers, each from its own number alone, so that any of them can be drawn again by itself.</summary>
public static class FlowerPainter
{
    /// <summary>The smallest picture, in pixels a side.</summary>
    public const int SmallestSize = 16;

    /// <summary>The largest picture, in pixels a side.</summary>
    public const int LargestSize = 2048;

    /// <summary>The names of the classes that can be drawn, in ordinal order.</summary>
    public static IReadOnlyList<string> Classes { get; } = [.. FlowerSpecies.All.Select(species => species.ClassName)];

    /// <summary>Draws one picture.</summary>
    /// <param name="label">Which flower: an index into <see cref="Classes"/>.</param>
    /// <param name="index">Which of its pictures.</param>
    /// <param name="seed">Which series of pictures.</param>
    /// <param name="size">Pixels a side, <see cref="SmallestSize"/> to <see cref="LargestSize"/>.</param>
    /// <returns>The picture and its mask; the caller disposes them.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The label or the size is out of its range.</exception>
    public static SyntheticFlower Draw(int label, int index, long seed = 0, int size = 128)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(label);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(label, Classes.Count);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, SmallestSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, LargestSize);

        var random = new RandomSource(seed, label, index);
        FlowerSpecies species = FlowerSpecies.All[label];
        var canvas = new Canvas(size);
        (float sin, float cos) = MathF.SinCos((float)random.Uniform(-2.6, -0.5));
        var light = new Vector2(cos, sin);
        Backdrop.Paint(canvas, random);
        foreach (Pose pose in Arrange(species, size, light, random)) species.Paint(canvas, pose, random);
        Foreground.Paint(canvas, random);
        Photograph.Develop(canvas, light, random);
        return new SyntheticFlower(canvas.ToImage(), canvas.Mask);
    }

    /// <summary>One large head, or a group of smaller ones, the small ones behind.</summary>
    private static List<Pose> Arrange(FlowerSpecies species, int size, Vector2 light, RandomSource random)
    {
        int count = random.Chance(0.65) ? 1 : 2 + random.Below(species.LargestGroup - 1);
        (double smallest, double largest) = count == 1 ? (0.3, 0.5) : count == 2 ? (0.2, 0.3) : (0.15, 0.22);
        var poses = new List<Pose>(count);
        for (int i = 0; i < count; i++)
        {
            float radius = size * (float)random.Uniform(smallest, largest);
            poses.Add(new Pose(
                FreePlace(poses, radius, size, random),
                radius,
                Turn: (float)random.Normal(0, 0.22),
                Lean: (float)random.Uniform(0, MathF.Tau),
                Squash: (float)random.Uniform(0.65, 1),
                light));
        }

        poses.Sort((a, b) => a.Radius.CompareTo(b.Radius));
        return poses;
    }

    /// <summary>A place for a head where it hides little of the others: the best of a few tries.</summary>
    private static Vector2 FreePlace(List<Pose> others, float radius, int size, RandomSource random)
    {
        float margin = MathF.Min(0.7f * radius, 0.4f * size);
        Vector2 best = default;
        float most = float.NegativeInfinity;
        for (int i = 0; i < 12; i++)
        {
            var place = new Vector2((float)random.Uniform(margin, size - margin), (float)random.Uniform(margin, size - 1.2f * margin));
            float room = others.Count == 0 ? 0 : others.Min(other => Vector2.Distance(other.Centre, place) - other.Radius - radius);
            if (room <= most) continue;
            (best, most) = (place, room);
        }

        return best;
    }
}
