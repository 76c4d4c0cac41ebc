using System.Runtime.ExceptionServices;
using ResNetFlowers.Imaging;

namespace ResNetFlowers.Data.Similarity;

/// <summary>Looks at many photos, on all cores; a giant one at a time, so that memory stays bounded.</summary>
internal static class LookReader
{
    private const long GiantPixels = 50_000_000;

    /// <summary>Looks at photos.</summary>
    /// <param name="paths">The photos.</param>
    /// <param name="onDone">Told how many are done, by one thread at a time.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>What each looks like; null where it cannot be read.</returns>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static IReadOnlyList<Look?> Read(IReadOnlyList<string> paths, Action<int> onDone, CancellationToken cancellation)
    {
        var looks = new Look?[paths.Count];
        var giants = new Lock();
        var reporting = new Lock();
        int done = 0;
        var parallel = new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount };
        try
        {
            Parallel.For(0, paths.Count, parallel, index =>
            {
                looks[index] = TryLook(paths[index], giants);
                lock (reporting) onDone(++done);
            });
        }
        catch (AggregateException exception)
        {
            // Each thread meets the same missing library: one of them is enough to tell.
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }

        return looks;
    }

    private static Look? TryLook(string path, Lock giants)
    {
        try
        {
            using PhotoFile file = PhotoFile.Open(path);
            ReadOnlySpan<byte> bytes = file.Bytes.Span;
            ImageHeader header = ImageHeader.Read(bytes);
            if ((long)header.Width * header.Height <= GiantPixels) return LookAt(bytes);
            lock (giants) return LookAt(bytes);
        }
        catch (InvalidImageException)
        {
            return null;
        }
    }

    private static Look LookAt(ReadOnlySpan<byte> file)
    {
        using RgbImage image = ImageCodec.Decode(file);
        return Look.Of(image);
    }
}
