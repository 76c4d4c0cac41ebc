using ResNetFlowers.Imaging;
using ResNetFlowers.Imaging.Transforms.Drawn;

namespace ResNetFlowers.Data.OnDevice;

/// <summary>Everything that was drawn for one photo.</summary>
/// <param name="View">The part of it that is seen.</param>
/// <param name="IsMirrored">Whether the view is mirrored, left to right.</param>
/// <param name="IsUpsideDown">Whether the view is mirrored, top to bottom.</param>
/// <param name="Changes">What is done to it then, for each stage of the <see cref="DevicePlan"/>.</param>
/// <param name="Erased">What is painted over after normalization; null for nothing.</param>
internal sealed record PhotoPlan(
    PhotoView View, bool IsMirrored, bool IsUpsideDown, IReadOnlyList<IReadOnlyList<PictureChange>> Changes, PixelBox? Erased);

/// <summary>A photo whose pixels are in memory that many photos share.</summary>
/// <param name="Plan">What is to be done to it.</param>
/// <param name="Memory">Which memory.</param>
/// <param name="FirstPixel">Where its pixels begin, in pixels of three bytes.</param>
/// <param name="Stored">The part of the photo that is there, row by row; the plan's view lies inside.</param>
internal readonly record struct PlacedPhoto(PhotoPlan Plan, int Memory, long FirstPixel, PixelBox Stored);
