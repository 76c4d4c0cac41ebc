using ResNetFlowers.Imaging.Transforms.Drawn;
using ResNetFlowers.Imaging.Warping;

namespace ResNetFlowers.Imaging.Transforms.Policies;

/// <summary>The operations of which automatic augmentation chooses, in torchvision's order.</summary>
internal enum Operation
{
    Identity,
    ShearX,
    ShearY,
    TranslateX,
    TranslateY,
    Rotate,
    Brightness,
    Color,
    Contrast,
    Sharpness,
    Posterize,
    Solarize,
    AutoContrast,
    Equalize,
    Invert,
}

/// <summary>What the operations do (torchvision's <c>autoaugment._apply_op</c>).</summary>
internal static class Operations
{
    /// <summary>Whether the magnitude's sign is left to chance.</summary>
    public static bool IsSigned(this Operation operation) => operation is >= Operation.ShearX and <= Operation.Sharpness;

    /// <summary>Whether the operation can be done by more or less.</summary>
    public static bool HasMagnitude(this Operation operation) => operation is >= Operation.ShearX and <= Operation.Solarize;

    /// <summary>What an operation does to a picture; null for nothing.</summary>
    /// <param name="operation">What to do.</param>
    /// <param name="magnitude">How much, in the operation's own unit; ignored where it has none.</param>
    /// <param name="interpolation">Nearest or bilinear, for what moves pixels.</param>
    /// <param name="fill">What is seen beyond the picture's edges.</param>
    public static PictureChange? Change(Operation operation, double magnitude, InterpolationMode interpolation, PixelColor fill) => operation switch
    {
        // Shears are about the first corner, not the middle.
        Operation.ShearX => Affine(new AffineWarp(ShearX: Shear(magnitude)), interpolation, fill) with { IsAboutCorner = true },
        Operation.ShearY => Affine(new AffineWarp(ShearY: Shear(magnitude)), interpolation, fill) with { IsAboutCorner = true },
        Operation.TranslateX => Affine(new AffineWarp(TranslateX: (int)magnitude), interpolation, fill),
        Operation.TranslateY => Affine(new AffineWarp(TranslateY: (int)magnitude), interpolation, fill),
        Operation.Rotate => new PictureChange(ChangeKind.Rotate, magnitude) { Interpolation = interpolation, Fill = fill },
        Operation.Brightness => new PictureChange(ChangeKind.Brightness, 1.0 + magnitude),
        Operation.Color => new PictureChange(ChangeKind.Saturation, 1.0 + magnitude),
        Operation.Contrast => new PictureChange(ChangeKind.Contrast, 1.0 + magnitude),
        Operation.Sharpness => new PictureChange(ChangeKind.Sharpness, 1.0 + magnitude),
        Operation.Posterize => new PictureChange(ChangeKind.Posterize, magnitude),
        Operation.Solarize => new PictureChange(ChangeKind.Solarize, magnitude),
        Operation.AutoContrast => new PictureChange(ChangeKind.AutoContrast),
        Operation.Equalize => new PictureChange(ChangeKind.Equalize),
        Operation.Invert => new PictureChange(ChangeKind.Invert),
        _ => null,
    };

    private static PictureChange Affine(AffineWarp warp, InterpolationMode interpolation, PixelColor fill) =>
        new(ChangeKind.Affine) { Warp = warp, Interpolation = interpolation, Fill = fill };

    private static double Shear(double slope) => Angle.Degrees(Math.Atan(slope));
}
