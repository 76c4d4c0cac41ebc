namespace ResNetFlowers.Imaging.Warping;

/// <summary>
/// Degrees and radians, each by one multiplication, as Python's <c>math</c> converts them; .NET multiplies and divides, which may differ
/// in the last bit and so in a pixel.
/// </summary>
internal static class Angle
{
    private const double DegreeInRadians = Math.PI / 180.0;
    private const double RadianInDegrees = 180.0 / Math.PI;

    /// <summary>Degrees to radians.</summary>
    public static double Radians(double degrees) => degrees * DegreeInRadians;

    /// <summary>Radians to degrees.</summary>
    public static double Degrees(double radians) => radians * RadianInDegrees;
}
