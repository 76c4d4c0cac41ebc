using System.Numerics;
using ResNetFlowers.Data.SyntheticFlowers.Drawing;

namespace ResNetFlowers.Data.SyntheticFlowers.Scenery;

/// <summary>What the day's light and the camera do to a picture.</summary>
internal static class Photograph
{
    /// <summary>Light from one side, exposure, contrast, white balance, vignette, a little blur, noise.</summary>
    /// <param name="canvas">The picture.</param>
    /// <param name="light">Where the light comes from, a unit vector.</param>
    /// <param name="random">How strong each effect is.</param>
    public static void Develop(Canvas canvas, Vector2 light, RandomSource random)
    {
        if (random.Chance(0.12)) Blur.Apply(canvas, 1);
        float exposure = (float)Math.Exp(random.Normal(0, 0.16));
        float contrast = (float)random.Uniform(0.85, 1.15);
        float side = (float)random.Uniform(0, 0.3);
        float vignette = (float)random.Uniform(0, 0.7);
        float warmth = (float)random.Normal(0, 0.06);
        var balance = new Vector3(1 + warmth, 1 + (float)random.Normal(0, 0.02), 1 - warmth);
        canvas.Map((place, colour) =>
        {
            Vector2 fromMiddle = place - new Vector2(0.5f);
            float shine = exposure * (1 + side * Vector2.Dot(fromMiddle, light)) * (1 - vignette * fromMiddle.LengthSquared());
            return (colour * balance * shine - new Vector3(0.5f)) * contrast + new Vector3(0.5f);
        });
        AddNoise(canvas, random, (float)random.Uniform(0.003, 0.018));
    }

    private static void AddNoise(Canvas canvas, RandomSource random, float strength)
    {
        Vector3[] pixels = canvas.Pixels;
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] += strength * new Vector3(NearlyNormal(random), NearlyNormal(random), NearlyNormal(random));
        }
    }

    /// <summary>The sum of four uniform numbers, shifted and scaled to mean 0 and deviation 1: near enough to normal for noise.</summary>
    private static float NearlyNormal(RandomSource random)
    {
        ulong bits = random.NextBits();
        int sum = (int)(bits & 0xFFFF) + (int)(bits >> 16 & 0xFFFF) + (int)(bits >> 32 & 0xFFFF) + (int)(bits >> 48);
        return (sum / 65536f - 2) * 1.7320508f;
    }
}
