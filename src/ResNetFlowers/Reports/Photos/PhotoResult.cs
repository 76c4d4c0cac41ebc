namespace ResNetFlowers.Reports.Photos;

/// <summary>A validation photo, and what the network makes of it.</summary>
/// <param name="Path">The photo.</param>
/// <param name="True">Its class, by index.</param>
/// <param name="Predicted">The most probable one.</param>
/// <param name="Probability">How probable, at the checkpoint's temperature, in [0, 1].</param>
internal sealed record PhotoResult(string Path, int True, int Predicted, double Probability)
{
    /// <summary>Whether the most probable class is the true one.</summary>
    public bool IsHit => True == Predicted;
}

/// <summary>A photo in the gallery, as JPEGs.</summary>
/// <param name="Photo">The photo.</param>
/// <param name="Jpeg">What the network saw of it.</param>
/// <param name="Overlay">The same with the places coloured in which the network saw the class that it predicted.</param>
internal sealed record GalleryPhoto(PhotoResult Photo, byte[] Jpeg, byte[] Overlay);

/// <summary>The photos that tell most.</summary>
/// <param name="Mistakes">The most confident mistakes, the most confident first.</param>
/// <param name="Hits">The least sure hits, the least sure first.</param>
internal sealed record Gallery(IReadOnlyList<GalleryPhoto> Mistakes, IReadOnlyList<GalleryPhoto> Hits)
{
    public const int MostMistakes = 24;
    public const int MostHits = 12;

    public static IReadOnlyList<PhotoResult> ChooseMistakes(IReadOnlyList<PhotoResult> photos) =>
        [.. photos.Where(photo => !photo.IsHit).OrderByDescending(photo => photo.Probability).ThenBy(photo => photo.Path, StringComparer.Ordinal).Take(MostMistakes)];

    public static IReadOnlyList<PhotoResult> ChooseHits(IReadOnlyList<PhotoResult> photos) =>
        [.. photos.Where(photo => photo.IsHit).OrderBy(photo => photo.Probability).ThenBy(photo => photo.Path, StringComparer.Ordinal).Take(MostHits)];
}
