using System.Runtime.ExceptionServices;
using ResNetFlowers.Data.Similarity;
using ResNetFlowers.Imaging;

namespace ResNetFlowers.Data.Verification;

/// <summary>Looks at every photo once, on all cores; a giant one at a time, so that memory stays bounded.</summary>
/// <param name="giantPixels">A photo of more pixels than this is giant.</param>
/// <param name="maxPixels">A photo of more pixels than this cannot be read.</param>
internal sealed class PhotoInspector(long giantPixels, long maxPixels)
{
    private readonly Lock _giants = new();

    /// <summary>Looks at photos.</summary>
    /// <param name="photos">The photos.</param>
    /// <param name="progress">Told after each, by one thread at a time.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The facts, in the order of the photos.</returns>
    public IReadOnlyList<PhotoFacts> Inspect(
        IReadOnlyList<ListedPhoto> photos, IProgress<VerifyProgress>? progress, CancellationToken cancellation)
    {
        var facts = new PhotoFacts[photos.Count];
        int done = 0;
        var reporting = new Lock();
        var parallel = new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount };
        try
        {
            Parallel.For(0, photos.Count, parallel, index =>
            {
                facts[index] = Inspect(photos[index]);
                lock (reporting) progress?.Report(new VerifyProgress(++done, photos.Count));
            });
        }
        catch (AggregateException exception)
        {
            // Each thread meets the same missing library: one of them is enough to tell.
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }

        return facts;
    }

    private PhotoFacts Inspect(ListedPhoto photo)
    {
        try
        {
            using PhotoFile file = PhotoFile.Open(photo.Path);
            return new PhotoFacts(photo, Inspect(file.Bytes.Span), Error: null);
        }
        catch (InvalidImageException exception)
        {
            return new PhotoFacts(photo, Picture: null, exception);
        }
    }

    private PictureFacts Inspect(ReadOnlySpan<byte> file)
    {
        ImageHeader header = ImageHeader.Read(file, maxPixels);
        if ((long)header.Width * header.Height <= giantPixels) return Inspect(file, header.Format);
        lock (_giants) return Inspect(file, header.Format);
    }

    private PictureFacts Inspect(ReadOnlySpan<byte> file, ImageFormat format)
    {
        using RgbImage image = ImageCodec.Decode(file, out string? flaw, maxPixels);
        return new PictureFacts(ContentHash.Of(file), format, image.Width, image.Height, flaw, ColourSums.Of(image), Look.Of(image));
    }
}
