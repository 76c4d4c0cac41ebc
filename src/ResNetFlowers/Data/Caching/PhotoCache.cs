using ResNetFlowers.Imaging;

namespace ResNetFlowers.Data.Caching;

/// <summary>
/// Keeps photos as they were decoded, upright and of their own size, so that each is decoded once and gives the same bytes ever after.
/// It fills up as photos are asked for. Any number of threads may share it.
/// </summary>
public abstract class PhotoCache : IDisposable
{
    private protected PhotoCache(CacheLayout layout) => Layout = layout;

    /// <summary>Where each photo goes.</summary>
    private protected CacheLayout Layout { get; }

    /// <summary>Gives a photo out of the cache, or reads and keeps it. What is not in the cache's list is read each time.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maxPixels">How many pixels it may have, see <see cref="PixelLimit"/>.</param>
    /// <returns>A picture that the caller disposes.</returns>
    /// <exception cref="InvalidImageException">The file cannot be read or is no picture; it is tried again the next time.</exception>
    public RgbImage Read(string path, long maxPixels = PixelLimit.Default)
    {
        if (!Layout.TryFind(path, out int slot)) return PhotoFile.Read(path, maxPixels);
        if (TryLoad(slot) is { } kept) return kept;
        RgbImage image = PhotoFile.Read(path, maxPixels);
        // A photo may have changed since its header was read.
        if (image.Pixels.Length <= Layout.Capacity(slot)) Store(slot, image);
        return image;
    }

    /// <summary>The photo of a slot; null where there is none yet.</summary>
    private protected abstract RgbImage? TryLoad(int slot);

    /// <summary>Keeps a photo. Two threads may keep the same one at once: they write the same bytes.</summary>
    /// <param name="slot">Its slot, which is large enough.</param>
    /// <param name="image">The photo; it stays the caller's.</param>
    private protected abstract void Store(int slot, RgbImage image);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives back what holds the photos; nobody may be reading any more.</summary>
    protected abstract void Dispose(bool disposing);
}
