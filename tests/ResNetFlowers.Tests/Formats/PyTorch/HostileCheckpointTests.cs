using System.Buffers.Binary;
using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using ResNetFlowers.Formats;
using ResNetFlowers.Formats.PyTorch;

namespace ResNetFlowers.Tests.Formats.PyTorch;

/// <summary>Checkpoints made to take a program's memory, time or files: each is refused in one line, at once.</summary>
public sealed class HostileCheckpointTests : IDisposable
{
    private const long MaxBytes = 16 << 20;

    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("hostile.pth");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AZipBombIsNotUnpacked()
    {
        using (ZipArchive zip = ZipFile.Open(Path, ZipArchiveMode.Create))
        {
            using Stream entry = zip.CreateEntry("archive/data.pkl", CompressionLevel.SmallestSize).Open();
            for (int i = 0; i < 64; i++) entry.Write(new byte[1 << 20]);
        }

        Assert.Contains("its entry archive/data.pkl is compressed or encrypted", Error(), StringComparison.Ordinal);
    }

    // All entries point at the same bytes, so that the archive unpacks to many times its size.
    [Fact]
    public void EntriesThatShareTheirBytesAreRefused()
    {
        TorchFile.Write(Path, new ListValue([.. Enumerable.Range(0, 40).Select(i => TensorData.FromFloats(new float[i == 0 ? 1000 : 1], [i == 0 ? 1000 : 1]))]));
        byte[] bytes = File.ReadAllBytes(Path);
        List<int> headers = [];
        for (int at = 0; (at = IndexOf(bytes, "PK\x01\x02"u8, at)) >= 0; at++) headers.Add(at);
        int large = headers.Find(at => BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at + 24)) == 4000);
        foreach (int at in headers.Where(at => BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at + 24)) == 4))
        {
            bytes.AsSpan(large + 16, 12).CopyTo(bytes.AsSpan(at + 16));
            bytes.AsSpan(large + 42, 4).CopyTo(bytes.AsSpan(at + 42));
        }

        File.WriteAllBytes(Path, bytes);
        Assert.Contains("overlaps others", Error(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../data.pkl")]
    [InlineData("archive/../../data.pkl")]
    [InlineData("/etc/data.pkl")]
    public void ANameThatClimbsIsRefused(string name)
    {
        using (ZipArchive zip = ZipFile.Open(Path, ZipArchiveMode.Create))
        {
            using Stream entry = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
            entry.Write("\x80\x02N."u8);
        }

        Assert.Contains($"its entry {name} points outside the archive", Error(), StringComparison.Ordinal);
    }

    [Fact]
    public void AStorageThatIsMissingIsNamed()
    {
        (ReadOnlyMemory<byte> pickle, _) = PickleWriter.Write(TensorData.Scalar(1));
        using (ZipArchive zip = ZipFile.Open(Path, ZipArchiveMode.Create))
        {
            using Stream entry = zip.CreateEntry("archive/data.pkl", CompressionLevel.NoCompression).Open();
            entry.Write(pickle.Span);
        }

        Assert.Contains("its entry archive/data/0 is missing", Error(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("]", "a")]
    [InlineData("K\u0001", "\u0085")]
    [InlineData("(", "t")]
    public void DeepNestingIsRefused(string open, string close)
    {
        string[] opened = [.. Enumerable.Repeat(open, open == "K\u0001" ? 1 : 200_000)];
        Expect("nested without end", $"{string.Concat(opened)}{string.Concat(Enumerable.Repeat(close, 199_999))}.");
    }

    [Fact]
    public void AValueUnderANumberThatNoPickleComesToIsRefused() =>
        Expect("keeps a value under a number that no pickle comes to", "]r\u00FF\u00FF\u00FF\u00FF.");

    [Fact]
    public void DictionariesOfTheSameItemsAgainAndAgainAreRefused()
    {
        string pairs = string.Concat(Enumerable.Range(0, 1000).Select(i => $"](M{(char)(i & 0xFF)}{(char)(i >> 8)}Ne"));
        string dicts = string.Concat(Enumerable.Repeat("h\u0001h\u0000\u0085R", 100_000));
        Expect("dictionaries of the same items again and again", $"]({pairs}eq\0ccollections\nOrderedDict\nq\u0001{dicts}.");
    }

    [Fact]
    public void ATensorOfMoreDimensionsThanPyTorchHasIsRefused()
    {
        TensorLoader loader = new(_ => new byte[4], 4);
        long[] ones = [.. Enumerable.Repeat(1L, 65)];
        StorageReference storage = new(ElementType.Float32, "0", 1);
        Assert.Equal(64, loader.Load(storage, new TensorLayout(0, ones[1..], ones[1..])).Shape.Length);
        Assert.Contains(
            "has 65 dimensions", Assert.Throws<InvalidDataException>(() => loader.Load(storage, new TensorLayout(0, ones, ones))).Message,
            StringComparison.Ordinal);
    }

    // Numbers whose upper and lower half are equal all have the same hash in .NET.
    [Fact]
    public void KeysThatAreMadeToCollideTakeNoLonger()
    {
        StringBuilder pickle = new("\u0080\u0002}(");
        for (int i = 1; i <= 150_000; i++)
        {
            pickle.Append("\u008A\u0008").Append(Encoding.Latin1.GetString(BitConverter.GetBytes(((long)i << 32) | (uint)i))).Append('N');
        }

        long started = Stopwatch.GetTimestamp();
        CheckpointValue root = PickleReader.Read(Encoding.Latin1.GetBytes(pickle.Append("u.").ToString()), (_, _) => TensorData.Scalar(1));
        Assert.Equal(150_000, ((DictValue)root).Count);
        Assert.InRange(Stopwatch.GetElapsedTime(started).TotalSeconds, 0, 8);
    }

    private static int IndexOf(byte[] bytes, ReadOnlySpan<byte> what, int from)
    {
        int found = bytes.AsSpan(from).IndexOf(what);
        return found < 0 ? -1 : from + found;
    }

    private static void Expect(string reason, string pickle)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        InvalidDataException exception = Assert.Throws<InvalidDataException>(() =>
            PickleReader.Read(Encoding.Latin1.GetBytes($"\u0080\u0002{pickle}"), (_, _) => TensorData.Scalar(1)));
        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 * MaxBytes);
    }

    private string Error()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        string message = Assert.Throws<InputException>(() => WeightsFile.Open(Path)).Message;
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MaxBytes);
        Assert.StartsWith($"{Path}: ", message, StringComparison.Ordinal);
        return message;
    }
}
