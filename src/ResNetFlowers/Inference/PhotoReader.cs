using System.Buffers;
using ResNetFlowers.Data;
using ResNetFlowers.Imaging;
using ResNetFlowers.Imaging.Transforms;

namespace ResNetFlowers.Inference;

/// <summary>Photos ready for the network.</summary>
/// <param name="Photos">Each photo, with the reason where it could not be read.</param>
/// <param name="ImageSize">Side of the square, in pixels.</param>
/// <param name="Buffer">Pooled; the readable photos one after another, each <c>[ImageSize, ImageSize, 3]</c>.</param>
internal sealed record PhotoBatch(IReadOnlyList<(string Path, string? Error)> Photos, int ImageSize, float[] Buffer) : IDisposable
{
    /// <summary>The readable photos.</summary>
    public Memory<float> Pixels => Buffer.AsMemory(0, Photos.Count(photo => photo.Error is null) * 3 * ImageSize * ImageSize);

    public void Dispose() => ArrayPool<float>.Shared.Return(Buffer);
}

/// <summary>Reads, decodes and prepares photos on all cores.</summary>
internal sealed class PhotoReader(IImageTransform transform, Normalization normalization, int imageSize)
{
    public PhotoBatch Read(IReadOnlyList<string> paths)
    {
        int length = 3 * imageSize * imageSize;
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

        return new PhotoBatch([.. paths.Zip(errors)], imageSize, buffer);
    }

    private string? TryRead(string path, Span<float> pixels)
    {
        try
        {
            using RgbImage image = transform.Apply(PhotoFile.Read(path), new RandomSource());
            normalization.ApplyChannelsLast(image, pixels);
            return null;
        }
        catch (InvalidImageException exception)
        {
            return exception.Message;
        }
    }
}
