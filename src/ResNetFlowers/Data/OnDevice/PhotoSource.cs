using ResNetFlowers.Data.Loading;
using ResNetFlowers.Imaging;

namespace ResNetFlowers.Data.OnDevice;

/// <summary>File to decoded photo and what is drawn for it; no more is decoded than is needed. Any number of threads may share it.</summary>
/// <param name="plan">What the device does, and what is done before.</param>
/// <param name="kept">The photos that the device keeps; null for none.</param>
/// <param name="options">The cache on the host, and the limit of size.</param>
internal sealed class PhotoSource(DevicePlan plan, DevicePhotos? kept, LoaderOptions options)
{
    private readonly SkippedPhotos _skipped = new(options.OnSkipped);

    /// <summary>Photos that could not be read so far; each counts once.</summary>
    public int SkippedCount => _skipped.Count;

    /// <summary>Reads a photo.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="random">The sample's own random numbers.</param>
    /// <returns>The photo, which the caller disposes; null where it cannot be read, which is reported once.</returns>
    public DecodedPhoto? TryRead(string path, RandomSource random)
    {
        try
        {
            if (kept is not null) return ReadKept(kept, path, random);
            if (options.Cache is { } cache) return FromPicture(plan.Before.Apply(cache.Read(path, options.MaxPixels), random), random);
            using PhotoFile file = PhotoFile.Open(path, options.MaxPixels);
            return plan.TakesPhotos ? FromFile(file.Photo(), random) : FromPicture(plan.Before.Apply(file.Photo(), random), random);
        }
        catch (InvalidImageException exception)
        {
            _skipped.Add(path, exception.Message);
            return null;
        }
    }

    /// <summary>From the device, or all of it to be kept there.</summary>
    private DecodedPhoto ReadKept(DevicePhotos photos, string path, RandomSource random)
    {
        if (photos.Find(path, out int slot) is { } whole) return new DecodedPhoto(plan.Draw(whole.Width, whole.Height, random), whole) { Slot = slot };
        RgbImage image = PhotoFile.Read(path, options.MaxPixels);
        return Owning(image, () => new DecodedPhoto(plan.Draw(image.Width, image.Height, random), PixelBox.Whole(image))
        {
            Image = image, Slot = photos.Fits(slot, image) ? slot : -1,
        });
    }

    private DecodedPhoto FromPicture(RgbImage image, RandomSource random) => Owning(image, () =>
    {
        PhotoPlan drawn = plan.Draw(image.Width, image.Height, random);
        PixelBox part = drawn.View.Part();
        return new DecodedPhoto(drawn, part) { Image = image, Corner = (part.Left, part.Top) };
    });

    private DecodedPhoto FromFile(EncodedPhoto photo, RandomSource random)
    {
        PhotoPlan drawn = plan.Draw(photo.Width, photo.Height, random);
        PixelBox part = drawn.View.Part();
        return new DecodedPhoto(drawn, part) { Image = photo.Decode(part) };
    }

    private static DecodedPhoto Owning(RgbImage image, Func<DecodedPhoto> make)
    {
        try
        {
            return make();
        }
        catch
        {
            image.Dispose();
            throw;
        }
    }
}
