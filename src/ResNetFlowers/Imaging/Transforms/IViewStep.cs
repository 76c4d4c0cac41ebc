using ResNetFlowers.Imaging.Transforms.Drawn;

namespace ResNetFlowers.Imaging.Transforms;

/// <summary>A step that makes a square of a photo of any size by cutting and resizing, and can say how without doing it.</summary>
internal interface IViewStep : IImageTransform
{
    /// <summary>The side of the result, in pixels.</summary>
    int Size { get; }

    /// <summary>Whether <see cref="View"/> can say it for every photo, with these parameters.</summary>
    bool HasView { get; }

    /// <summary>Draws what <see cref="IImageTransform.Apply(RgbImage, RandomSource)"/> draws, in the same order.</summary>
    /// <param name="width">The photo's columns.</param>
    /// <param name="height">The photo's rows.</param>
    /// <param name="random">Where chance comes from.</param>
    /// <exception cref="InvalidImageException">The photo is too small, or too elongated.</exception>
    PhotoView View(int width, int height, RandomSource random);
}
