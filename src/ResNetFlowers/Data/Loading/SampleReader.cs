using System.Buffers;
using System.Collections.Concurrent;
using ResNetFlowers.Imaging;
using ResNetFlowers.Imaging.Transforms;

namespace ResNetFlowers.Data.Loading;

/// <summary>File to numbers, for one photo at a time; any number of threads may share it.</summary>
internal sealed class SampleReader(IImageTransform transform, Normalization normalization, Action<string, string>? onSkipped)
{
    private readonly ConcurrentDictionary<string, byte> _skipped = new(StringComparer.Ordinal);

    /// <summary>Photos that could not be read so far; each counts once.</summary>
    public int SkippedCount => _skipped.Count;

    /// <summary>Reads, decodes, transforms and normalizes a photo.</summary>
    /// <param name="path">The photo.</param>
    /// <param name="random">The sample's own random numbers.</param>
    /// <param name="planes">Receives <c>[3, H, W]</c>.</param>
    /// <returns>False where the photo cannot be read; that is reported once.</returns>
    public bool TryRead(string path, RandomSource random, Span<float> planes)
    {
        try
        {
            using RgbImage image = transform.Apply(Decode(path), random);
            normalization.Apply(image, planes);
            return true;
        }
        catch (Exception exception) when (Reason(exception) is { } reason)
        {
            if (_skipped.TryAdd(path, 0)) onSkipped?.Invoke(path, reason);
            return false;
        }
    }

    private static RgbImage Decode(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        int length = checked((int)file.Length);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            file.ReadExactly(buffer, 0, length);
            return ImageCodec.Decode(buffer.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static string? Reason(Exception exception) => exception switch
    {
        InvalidImageException => exception.Message,
        FileNotFoundException or DirectoryNotFoundException => "is not there any more",
        UnauthorizedAccessException => "cannot be read (permission denied)",
        IOException => "cannot be read (the disk failed, or it changed while it was read)",
        OverflowException => "is larger than 2 GiB",
        _ => null,
    };
}
