using System.Runtime.InteropServices;

namespace ResNetFlowers.Imaging.Warping;

/// <summary>
/// From a point of the result to the point of the source that it shows: <c>(A x + B y + C, D x + E y + F)</c>, in pixels, the origin at
/// the corner of the first pixel.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct AffineMatrix(double A, double B, double C, double D, double E, double F)
{
    /// <summary>Reduces a picture's sides by two factors.</summary>
    public static AffineMatrix Scale(double x, double y) => new(x, 0, 0, 0, y, 0);

    /// <summary>
    /// Turns about a point, with the sine and cosine rounded to 15 decimals, as Pillow's <c>Image.rotate</c> does.
    /// </summary>
    /// <param name="degrees">Counter-clockwise.</param>
    /// <param name="centerX">The point's column.</param>
    /// <param name="centerY">The point's row.</param>
    public static AffineMatrix Rotation(double degrees, double centerX, double centerY)
    {
        double angle = -Angle.Radians(degrees);
        double cosine = Round15(Math.Cos(angle));
        double sine = Round15(Math.Sin(angle));
        return new AffineMatrix(cosine, sine, 0, Round15(-Math.Sin(angle)), cosine, 0).Around(-centerX, -centerY, centerX, centerY);
    }

    /// <summary>
    /// The inverse of: shear, scale and turn about a point, then move; with torchvision's sequence of operations
    /// (<c>torchvision.transforms.functional._get_inverse_affine_matrix</c>).
    /// </summary>
    /// <param name="warp">What is to be done to the picture.</param>
    /// <param name="centerX">The point's column.</param>
    /// <param name="centerY">The point's row.</param>
    public static AffineMatrix Inverse(AffineWarp warp, double centerX, double centerY)
    {
        double turn = Angle.Radians(warp.Degrees);
        double shearX = Angle.Radians(warp.ShearX);
        double shearY = Angle.Radians(warp.ShearY);
        double a = Math.Cos(turn - shearY) / Math.Cos(shearY);
        double b = -Math.Cos(turn - shearY) * Math.Tan(shearX) / Math.Cos(shearY) - Math.Sin(turn);
        double c = Math.Sin(turn - shearY) / Math.Cos(shearY);
        double d = -Math.Sin(turn - shearY) * Math.Tan(shearX) / Math.Cos(shearY) + Math.Cos(turn);
        var matrix = new AffineMatrix(d / warp.Scale, -b / warp.Scale, 0, -c / warp.Scale, a / warp.Scale, 0);
        double x = -centerX - warp.TranslateX;
        double y = -centerY - warp.TranslateY;
        return matrix with
        {
            C = matrix.A * x + matrix.B * y + centerX,
            F = matrix.D * x + matrix.E * y + centerY,
        };
    }

    /// <summary>Where a point goes.</summary>
    public (double X, double Y) Map(double x, double y) => (A * x + B * y + C, D * x + E * y + F);

    /// <summary>The same after moving the result's points, and with the source's points moved.</summary>
    public AffineMatrix Around(double beforeX, double beforeY, double afterX = 0, double afterY = 0)
    {
        (double x, double y) = Map(beforeX, beforeY);
        return this with { C = x + afterX, F = y + afterY };
    }

    /// <summary>
    /// A number from −1 to 1 rounded to 15 decimals as Python's <c>round</c> does it, of the exact value. <c>Math.Round</c> would round
    /// the product with 10¹⁵ twice; the fused operation gives what was lost in the first rounding.
    /// </summary>
    private static double Round15(double value)
    {
        const double Shift = 1e15;
        double whole = Math.Round(value * Shift);
        double rest = Math.FusedMultiplyAdd(value, Shift, -whole);
        if (rest > 0.5) whole++;
        else if (rest < -0.5) whole--;
        return whole / Shift;
    }
}
