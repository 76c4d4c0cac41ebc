using System.Runtime.InteropServices;
using ResNetFlowers.Imaging.Warping;

namespace ResNetFlowers.Imaging.Transforms.Drawn;

/// <summary>
/// One change of a picture, which keeps its size, with everything settled that was left to chance: what a step has drawn for one photo,
/// before anything is done. It may be done here, or elsewhere for many pictures at once.
/// </summary>
/// <param name="Kind">What is done.</param>
/// <param name="Amount">How much, in the kind's own unit; 0 where it has none.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PictureChange(ChangeKind Kind, double Amount = 0)
{
    /// <summary>What <see cref="ChangeKind.Affine"/> does.</summary>
    public AffineWarp Warp { get; init; }

    /// <summary>Whether it does so about the first corner; else about the middle.</summary>
    public bool IsAboutCorner { get; init; }

    /// <summary>Nearest or bilinear, for what moves pixels.</summary>
    public InterpolationMode Interpolation { get; init; }

    /// <summary>What is seen beyond the picture's edges.</summary>
    public PixelColor Fill { get; init; }

    /// <summary>Does it. Takes the picture over, as a transform does.</summary>
    /// <param name="image">The picture to use up.</param>
    public RgbImage Apply(RgbImage image)
    {
        switch (Kind)
        {
            case ChangeKind.Rotate:
                using (image) return Geometry.Rotate(image, Amount, Interpolation, fill: Fill);
            case ChangeKind.Affine:
                using (image) return Geometry.Affine(image, Warp, Interpolation, Fill, IsAboutCorner ? (0, 0) : null);
            case ChangeKind.Grayscale:
                using (image) return ColorAdjustment.Grayscale(image);
            default:
                ApplyInPlace(image);
                return image;
        }
    }

    /// <summary>From a point of the result to the point of the source that it shows, for <see cref="ChangeKind.Rotate"/> and <see cref="ChangeKind.Affine"/>.</summary>
    /// <param name="width">The picture's columns.</param>
    /// <param name="height">The picture's rows.</param>
    public AffineMatrix Matrix(int width, int height) => Kind switch
    {
        ChangeKind.Rotate => Geometry.RotationMatrix(Amount, width, height),
        ChangeKind.Affine when IsAboutCorner => AffineMatrix.Inverse(Warp, 0, 0),
        ChangeKind.Affine => AffineMatrix.Inverse(Warp, width * 0.5, height * 0.5),
        _ => throw new InvalidOperationException($"{Kind} moves no pixels"),
    };

    private void ApplyInPlace(RgbImage image)
    {
        switch (Kind)
        {
            case ChangeKind.FlipHorizontally: Cropping.FlipHorizontally(image); break;
            case ChangeKind.FlipVertically: Cropping.FlipVertically(image); break;
            case ChangeKind.Brightness: ColorAdjustment.Brightness(image, Amount); break;
            case ChangeKind.Contrast: ColorAdjustment.Contrast(image, Amount); break;
            case ChangeKind.Saturation: ColorAdjustment.Saturation(image, Amount); break;
            case ChangeKind.Hue: ColorAdjustment.Hue(image, Amount); break;
            case ChangeKind.Sharpness: ColorAdjustment.Sharpness(image, Amount); break;
            case ChangeKind.Posterize: ToneMapping.Posterize(image, (int)Amount); break;
            case ChangeKind.Solarize: ToneMapping.Solarize(image, Amount); break;
            case ChangeKind.AutoContrast: ToneMapping.AutoContrast(image); break;
            case ChangeKind.Equalize: ToneMapping.Equalize(image); break;
            case ChangeKind.Invert: ToneMapping.Invert(image); break;
            default: throw new InvalidOperationException($"{Kind} is no change in place");
        }
    }
}
