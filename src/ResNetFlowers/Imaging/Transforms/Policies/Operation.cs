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

    /// <summary>Applies an operation. Takes the picture over, as a transform does.</summary>
    /// <param name="image">The picture to use up.</param>
    /// <param name="operation">What to do.</param>
    /// <param name="magnitude">How much, in the operation's own unit; ignored where it has none.</param>
    /// <param name="interpolation">Nearest or bilinear, for what moves pixels.</param>
    /// <param name="fill">What is seen beyond the picture's edges.</param>
    public static RgbImage Apply(RgbImage image, Operation operation, double magnitude, InterpolationMode interpolation, PixelColor fill)
    {
        switch (operation)
        {
            case Operation.ShearX:
                // The shear is about the first corner, not the middle.
                return Warp(image, new AffineWarp(ShearX: Shear(magnitude)), interpolation, fill, (0, 0));
            case Operation.ShearY:
                return Warp(image, new AffineWarp(ShearY: Shear(magnitude)), interpolation, fill, (0, 0));
            case Operation.TranslateX:
                return Warp(image, new AffineWarp(TranslateX: (int)magnitude), interpolation, fill, null);
            case Operation.TranslateY:
                return Warp(image, new AffineWarp(TranslateY: (int)magnitude), interpolation, fill, null);
            case Operation.Rotate:
                using (image) return Geometry.Rotate(image, magnitude, interpolation, fill: fill);
            case Operation.Brightness:
                ColorAdjustment.Brightness(image, 1.0 + magnitude);
                break;
            case Operation.Color:
                ColorAdjustment.Saturation(image, 1.0 + magnitude);
                break;
            case Operation.Contrast:
                ColorAdjustment.Contrast(image, 1.0 + magnitude);
                break;
            case Operation.Sharpness:
                ColorAdjustment.Sharpness(image, 1.0 + magnitude);
                break;
            case Operation.Posterize:
                ToneMapping.Posterize(image, (int)magnitude);
                break;
            case Operation.Solarize:
                ToneMapping.Solarize(image, magnitude);
                break;
            case Operation.AutoContrast:
                ToneMapping.AutoContrast(image);
                break;
            case Operation.Equalize:
                ToneMapping.Equalize(image);
                break;
            case Operation.Invert:
                ToneMapping.Invert(image);
                break;
        }

        return image;
    }

    private static RgbImage Warp(RgbImage image, AffineWarp warp, InterpolationMode interpolation, PixelColor fill, (double X, double Y)? center)
    {
        using (image) return Geometry.Affine(image, warp, interpolation, fill, center);
    }

    private static double Shear(double slope) => Angle.Degrees(Math.Atan(slope));
}
