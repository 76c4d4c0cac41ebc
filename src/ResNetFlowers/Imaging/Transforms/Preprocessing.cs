namespace ResNetFlowers.Imaging.Transforms;

/// <summary>The way from a photo to what the network sees, without chance: for validation and prediction; a checkpoint keeps it.</summary>
/// <param name="Size">Side of the result, in pixels.</param>
/// <param name="ShorterSide">What the photo's shorter side is resized to before the middle is cut out, in pixels; 0 presses the photo into the square.</param>
public sealed record Preprocessing(int Size, int ShorterSide)
{
    /// <summary>
    /// The middle, at the scale of 256 pixels to the shorter side for every 224 of the result (He et al. 2016, "Deep Residual Learning
    /// for Image Recognition", section 3.4).
    /// </summary>
    /// <param name="size">Side of the result, in pixels, at least 1.</param>
    public static Preprocessing Middle(int size) => new(size, size * 256 / 224);

    /// <summary>The whole photo, pressed into the square.</summary>
    /// <param name="size">Side of the result, in pixels, at least 1.</param>
    public static Preprocessing Square(int size) => new(size, 0);

    /// <summary>The same view of a photo at another size.</summary>
    /// <param name="size">Side of the result, in pixels, at least 1.</param>
    public Preprocessing Scaled(int size) => new(size, ShorterSide == 0 ? 0 : Math.Max(size, (int)Math.Round((double)ShorterSide * size / Size)));

    /// <summary>The steps.</summary>
    public Compose ToTransform() => ShorterSide == 0
        ? new Compose(new ResizeSquare(Size))
        : new Compose(new Resize(ShorterSide), new CenterCrop(Size));
}
