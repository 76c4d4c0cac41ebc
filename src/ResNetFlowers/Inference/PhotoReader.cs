using System.Buffers;
using ResNetFlowers.Data;
using ResNetFlowers.Imaging;
using ResNetFlowers.Imaging.Transforms;

namespace ResNetFlowers.Inference;

/// <summary>Photos ready for the network.</summary>
/// <param name="Photos">Each photo, with the reason where it could not be read.</param>
/// <param name="Shape">Of each photo, <c>[ImageSize, ImageSize, C]</c>.</param>
/// <param name="Buffer">Pooled; the readable photos one after another.</param>
internal sealed record PhotoBatch(IReadOnlyList<(string Path, string? Error)> Photos, long[] Shape, float[] Buffer) : IDisposable
{
    /// <summary>How many photos are readable.</summary>
    public int Readable => Photos.Count(photo => photo.Error is null);

    /// <summary>The readable photos.</summary>
    public Memory<float> Pixels => Buffer.AsMemory(0, Readable * (int)(Shape[0] * Shape[1] * Shape[2]));

    public void Dispose() => ArrayPool<float>.Shared.Return(Buffer);
}

/// <summary>Reads, decodes and prepares photos on all cores.</summary>
internal sealed class PhotoReader(IImageTransform transform, Normalization normalization, int imageSize, long maxPixels)
{
    public PhotoBatch Read(IReadOnlyList<string> paths)
    {
        int length = normalization.Channels * imageSize * imageSize;
        float[] buffer = ArrayPool<float>.Shared.Rent(paths.Count * length);
        var errors = new string?[paths.Count];
        Parallel.For(0, paths.Count, index => errors[index] = TryRead(paths[index], buffer.AsSpan(index * length, length)));

        // Close the gaps that unreadable photos left.
        int kept = 0;
        for (int index = 0; index < paths.Count; index++)
        {
            if (errors[index] is not null) continue;
            if (kept != index) buffer.AsSpan(index * length, length).CopyTo(buffer.AsSpan(kept * length));
            kept++;
        }

        return new PhotoBatch([.. paths.Zip(errors)], [imageSize, imageSize, normalization.Channels], buffer);
    }

    private string? TryRead(string path, Span<float> pixels)
    {
        try
        {
            using PhotoFile file = PhotoFile.Open(path, maxPixels);
            using RgbImage image = transform.Apply(file.Photo(), new RandomSource());
            normalization.ApplyChannelsLast(image, pixels);
            return null;
        }
        catch (InvalidImageException exception)
        {
            return exception.Message;
        }
    }
}
