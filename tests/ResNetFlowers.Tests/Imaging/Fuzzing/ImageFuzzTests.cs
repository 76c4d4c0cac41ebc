using System.Diagnostics;
using System.Globalization;
using ResNetFlowers.Imaging;

namespace ResNetFlowers.Tests.Imaging.Fuzzing;

/// <summary>
/// Damaged files of every format that is read, each a picture or refused, and soon. FLOWERS_FUZZ says how many; with it (scripts/fuzz.sh
/// gives 200,000) memory is looked at, too, for which nothing else may run. A failure names the number that shows it again.
/// </summary>
public class ImageFuzzTests
{
    private const string CountVariable = "FLOWERS_FUZZ";
    private const int Slice = 8_000;

    // A damaged size may be any; larger ones are refused by the header, which costs nothing, and would take all the time.
    private const long MaxPixels = 1 << 20;
    private const long MaxGrowth = 64 << 20;
    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(20);

    private readonly int _count =
        Environment.GetEnvironmentVariable(CountVariable) is { } count ? int.Parse(count, CultureInfo.InvariantCulture) : Slice;

    private readonly byte[][] _files = [.. Golden.Files.Where(file => file != "photo.jpg").Select(Golden.Bytes)];

    private int _read;
    private int _refused;

    [Fact]
    public void EveryDamagedFileIsAPictureOrRefused()
    {
        bool isAlone = _count > Slice;
        long warm = 0;
        if (isAlone)
        {
            Run(0, _count / 4);
            warm = ResidentBytes();
        }

        Run(isAlone ? _count / 4 : 0, _count);

        // Both must happen, or the mutations were too rough or too gentle to tell anything.
        Assert.Equal(_count, _read + _refused);
        Assert.InRange(_read, _count / 20, _count * 19 / 20);
        if (isAlone) Assert.InRange(ResidentBytes() - warm, long.MinValue, MaxGrowth);
    }

    private void Run(int from, int to)
    {
        int next = from - 1;
        var begun = new long[Environment.ProcessorCount];
        Task[] workers = [.. begun.Select((_, worker) => Task.Factory.StartNew(() => Work(worker), TaskCreationOptions.LongRunning))];
        while (!Task.WaitAll(workers, TimeSpan.FromSeconds(1)))
        {
            Assert.All(begun, since => Assert.True(
                Volatile.Read(ref since) == 0 || Stopwatch.GetElapsedTime(since) < MaxTime, $"a file at or before number {next} takes longer than {MaxTime}"));
        }

        void Work(int worker)
        {
            for (int number = Interlocked.Increment(ref next); number < to; number = Interlocked.Increment(ref next))
            {
                Volatile.Write(ref begun[worker], Stopwatch.GetTimestamp());
                Try(number);
            }

            Volatile.Write(ref begun[worker], 0);
        }
    }

    private void Try(int number)
    {
        var random = new RandomSource(number);
        byte[] file = new ImageMutator(_files, random).Next();
        try
        {
            bool isRead = IsRead(() => ImageCodec.Decode(file, MaxPixels));
            // The two ways that a part is decoded and that flaws are told may judge another way, but may not crash either.
            IsRead(() => ImageCodec.Decode(file, out _, MaxPixels));
            IsRead(() => DecodePart(file, random));
            Interlocked.Increment(ref isRead ? ref _read : ref _refused);
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"number {number} ({file.Length} bytes): {exception.GetType().Name}: {exception.Message}", exception);
        }
    }

    private static bool IsRead(Func<RgbImage> decode)
    {
        try
        {
            using RgbImage image = decode();
            return (long)image.Width * image.Height is >= 1 and <= MaxPixels ? true : throw new InvalidOperationException("has no size");
        }
        catch (InvalidImageException exception) when (exception.Message.StartsWith("is ", StringComparison.Ordinal))
        {
            return false;
        }
    }

    private static RgbImage DecodePart(byte[] file, RandomSource random)
    {
        var photo = new EncodedPhoto(file, MaxPixels);
        int width = 1 + random.Below(photo.Width);
        int height = 1 + random.Below(photo.Height);
        return photo.Decode(new PixelBox(random.Below(photo.Width - width + 1), random.Below(photo.Height - height + 1), width, height));
    }

    private static long ResidentBytes()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
