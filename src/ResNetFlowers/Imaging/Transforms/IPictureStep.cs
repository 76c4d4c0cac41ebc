using ResNetFlowers.Imaging.Transforms.Drawn;

namespace ResNetFlowers.Imaging.Transforms;

/// <summary>A step that keeps a picture's size and can say what it would do without doing it.</summary>
internal interface IPictureStep : IImageTransform
{
    /// <summary>Whether it does keep the size, with these parameters.</summary>
    bool KeepsSize => true;

    /// <summary>Draws what <see cref="IImageTransform.Apply(RgbImage, RandomSource)"/> draws, in the same order.</summary>
    /// <param name="width">The picture's columns.</param>
    /// <param name="height">The picture's rows.</param>
    /// <param name="random">Where chance comes from.</param>
    /// <param name="changes">Receives what is to be done, one after the other; nothing where the picture stays as it is.</param>
    void Draw(int width, int height, RandomSource random, ICollection<PictureChange> changes);
}
