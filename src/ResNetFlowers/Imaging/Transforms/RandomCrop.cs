namespace ResNetFlowers.Imaging.Transforms;

/// <summary>Cuts out a square at a random place, drawn as torchvision's <c>RandomCrop</c> draws it; margins are black.</summary>
/// <param name="Size">The side of the result, in pixels.</param>
/// <param name="Padding">A margin added on all four sides first, in pixels, at least 0; null for none.</param>
public sealed record RandomCrop(int Size, int? Padding = null) : ICrop
{
    /// <summary>Whether a picture that is too small gets further margins, each as wide as what is missing; else it is refused.</summary>
    public bool PadIfNeeded { get; init; }

    /// <inheritdoc/>
    /// <exception cref="InvalidImageException">The picture is too small.</exception>
    public RgbImage Apply(RgbImage image, RandomSource random)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(random);
        using (image) return Cropping.Crop(image, Draw(image.Width, image.Height, random));
    }

    /// <summary>Draws the box, all places equally likely; a negative corner lies in a margin.</summary>
    /// <param name="width">The picture's columns.</param>
    /// <param name="height">The picture's rows.</param>
    /// <param name="random">Where chance comes from.</param>
    /// <exception cref="InvalidImageException">The picture is too small.</exception>
    public PixelBox Draw(int width, int height, RandomSource random)
    {
        ArgumentNullException.ThrowIfNull(random);
        int marginX = Margin(width);
        int marginY = Margin(height);
        int roomX = width + 2 * marginX - Size;
        int roomY = height + 2 * marginY - Size;
        if (roomX < 0 || roomY < 0) throw new InvalidImageException($"is too small: {width}x{height}, for a crop of {Size}x{Size}");
        int top = random.Below(roomY + 1);
        int left = random.Below(roomX + 1);
        return new PixelBox(left - marginX, top - marginY, Size, Size);
    }

    /// <inheritdoc/>
    bool ICrop.StaysInside(int shorterSide) => Padding is null or 0 && !PadIfNeeded;

    /// <inheritdoc/>
    public override string ToString() => $"RandomCrop(size=({Size}, {Size}), padding={(Padding is { } padding ? $"{padding}" : "None")})";

    private int Margin(int side)
    {
        int margin = Padding ?? 0;
        return PadIfNeeded ? margin + Math.Max(Size - side - 2 * margin, 0) : margin;
    }
}
