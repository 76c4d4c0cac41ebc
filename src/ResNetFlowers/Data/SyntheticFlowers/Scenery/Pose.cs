using System.Numerics;

namespace ResNetFlowers.Data.SyntheticFlowers.Scenery;

/// <summary>How one flower head stands in the picture.</summary>
/// <param name="Centre">Its middle, in pixels.</param>
/// <param name="Radius">Its reach, in pixels.</param>
/// <param name="Turn">How it is turned about its own axis, in radians.</param>
/// <param name="Lean">Which way it looks, in radians in the picture.</param>
/// <param name="Squash">How much of its depth is seen: 1 looking straight at us, 0 seen from the side.</param>
/// <param name="Light">Which way the light comes from, a unit vector in the picture.</param>
internal sealed record Pose(Vector2 Centre, float Radius, float Turn, float Lean, float Squash, Vector2 Light)
{
    /// <summary>From the head's coordinates (its middle at the origin, its reach 1) to pixels.</summary>
    public Matrix3x2 Head =>
        Matrix3x2.CreateRotation(Turn - Lean)
        * Matrix3x2.CreateScale(Radius * Squash, Radius)
        * Matrix3x2.CreateRotation(Lean)
        * Matrix3x2.CreateTranslation(Centre);

    /// <summary>Upright, whichever way the head looks: for flowers seen from the side, leaning by <see cref="Turn"/>.</summary>
    public Matrix3x2 Upright =>
        Matrix3x2.CreateScale(Radius) * Matrix3x2.CreateRotation(Turn) * Matrix3x2.CreateTranslation(Centre);

    /// <summary>A part of the head: scaled, moved out from the middle and turned.</summary>
    public Matrix3x2 Part(Vector2 scale, float offset, float angle) =>
        Matrix3x2.CreateScale(scale) * Matrix3x2.CreateTranslation(offset, 0) * Matrix3x2.CreateRotation(angle) * Head;

    /// <summary>How bright a part at this angle is: more on the side of the light.</summary>
    public float Brightness(float angle)
    {
        (float sin, float cos) = MathF.SinCos(angle + Turn);
        return 1 + 0.13f * Vector2.Dot(new Vector2(cos, sin), Light);
    }
}
