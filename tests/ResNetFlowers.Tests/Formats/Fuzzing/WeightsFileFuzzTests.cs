using System.Diagnostics;
using ResNetFlowers.Formats;
using ResNetFlowers.Formats.PyTorch;
using ResNetFlowers.Tests.Formats.PyTorch;

namespace ResNetFlowers.Tests.Formats.Fuzzing;

/// <summary>
/// 120,000 damaged files in all three formats: each is read or refused in one line, soon, and in little memory. A failure names the
/// seed that shows it again.
/// </summary>
public sealed class WeightsFileFuzzTests : IDisposable
{
    private const int Seeds = 120;
    private const int FilesPerSeed = 1000;

    // A file of a few KiB may ask for copies of up to 64 MiB (TensorLoader) and for a tree of two million values (TreeBounds).
    private const long MaxBytesPerFile = 80 << 20;
    private static readonly TimeSpan MaxTimePerFile = TimeSpan.FromSeconds(10);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void EveryDamagedFileIsReadOrRefusedInOneLine()
    {
        byte[][] files = SeedFiles();
        int[] outcomes = new int[2];
        Parallel.For(0, Seeds, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, seed =>
        {
            Mutator mutator = new(files, seed);
            for (int i = 0; i < FilesPerSeed; i++)
            {
                bool isRead = TryRead(mutator.Next(), $"seed {seed}, file {i}");
                Interlocked.Increment(ref outcomes[isRead ? 1 : 0]);
            }
        });

        // Both must happen, or the mutations were too rough or too gentle to tell anything.
        Assert.Equal(Seeds * FilesPerSeed, outcomes.Sum());
        Assert.All(outcomes, count => Assert.InRange(count, Seeds * FilesPerSeed / 50, Seeds * FilesPerSeed));
    }

    private static bool TryRead(byte[] content, string which)
    {
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        long started = Stopwatch.GetTimestamp();
        bool isRead = false;
        try
        {
            using WeightsFile file = WeightsFile.Open("damaged", () => new ArrayBytes(content));
            file.Verify();
            Touch(file.Root);
            isRead = true;
        }
        catch (InputException exception)
        {
            Assert.StartsWith("damaged: ", exception.Message, StringComparison.Ordinal);
            Assert.False(exception.Message.Any(char.IsControl), $"{which}: {exception.Message}");
        }
        catch (Exception exception) when (exception is not Xunit.Sdk.XunitException)
        {
            throw new InvalidOperationException($"{which}: {exception.GetType().Name}", exception);
        }

        Assert.True(Stopwatch.GetElapsedTime(started) < MaxTimePerFile, $"{which} took {Stopwatch.GetElapsedTime(started)}");
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Assert.True(allocated < MaxBytesPerFile, $"{which} took {allocated} bytes");
        return isRead;
    }

    // The first level is enough: what a dictionary holds in a deeper one was checked by the same readers.
    private static void Touch(CheckpointValue root)
    {
        if (root is not DictValue dict) return;
        foreach ((_, CheckpointValue value) in dict)
        {
            if (value is TensorData { ElementType: ElementType.Float32 or ElementType.Float16 or ElementType.BFloat16 or ElementType.Float64 } tensor)
            {
                tensor.CopyTo(new float[tensor.ElementCount]);
            }
        }
    }

    private byte[][] SeedFiles()
    {
        string path = _folder.File("model.pth");
        TorchFile.Write(path, TorchFileTests.Example());
        string[] golden =
        [
            "strides.pth", "shared.pth", "parameter.pth", "strides_legacy.pth", "shared_legacy.pth", "parameter_legacy.pth", "dtypes_legacy.pth",
            "old_python2.pth", "old_views.pth", "tensors.safetensors", "tensors.safetensors", "tensors.safetensors",
        ];
        return [File.ReadAllBytes(path), .. golden.Select(name => File.ReadAllBytes(Golden.Path(name)))];
    }
}
