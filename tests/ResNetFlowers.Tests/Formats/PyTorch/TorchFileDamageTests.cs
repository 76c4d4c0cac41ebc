using FsCheck;
using FsCheck.Fluent;
using ResNetFlowers.Formats;
using ResNetFlowers.Formats.PyTorch;
using ResNetFlowers.Formats.Zip;

namespace ResNetFlowers.Tests.Formats.PyTorch;

/// <summary>Whatever is done to a file, reading it gives what was in it or one line that names it; never another exception.</summary>
public sealed class TorchFileDamageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("model.pth");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void FlippedBytesAreFoundOrHarmless()
    {
        byte[][] files = [.. new[] { "adam", "values", "strides" }.Select(name => File.ReadAllBytes(Golden.Path($"{name}.pth"))), OurOwn()];
        string[] dumps = [.. files.Select(DumpOf)];
        Gen<(int File, int[] Numbers)> damage =
            from file in Gen.Choose(0, files.Length - 1)
            from count in Gen.Choose(1, 4)
            from numbers in Gen.Choose(0, int.MaxValue - 1).ArrayOf(2 * count)
            select (file, numbers);
        Prop.ForAll(damage.ToArbitrary(), sample =>
        {
            byte[] damaged = [.. files[sample.File]];
            for (int i = 0; i < sample.Numbers.Length; i += 2) damaged[sample.Numbers[i] % damaged.Length] ^= (byte)(1 + sample.Numbers[i + 1] % 255);
            return ErrorOf(damaged) is { } error ? IsOneLine(error) : DumpOf(damaged) == dumps[sample.File];
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    // The checksum would find nearly all damage to the pickle first, so that here it is made right again.
    [Fact]
    public void AnyPickleIsReadOrRefused()
    {
        byte[] pickle = [.. PickleWriter.Write(TorchFileTests.Example()).Pickle.Span];
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ArrayOf(6).ToArbitrary(), numbers =>
        {
            byte[] damaged = [.. pickle];
            for (int i = 0; i < numbers.Length; i += 2) damaged[numbers[i] % damaged.Length] = (byte)numbers[i + 1];
            Exception? exception = Record.Exception(() => PickleReader.Read(damaged, (_, _) => TensorData.Scalar(1)));
            return exception is null or InvalidDataException or NotSupportedException;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    [Fact]
    public void AFileThatIsCutShortIsDamaged()
    {
        byte[] whole = OurOwn();
        for (int length = 2; length < whole.Length; length++)
        {
            Assert.Contains("is damaged", ErrorOf(whole[..length]), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void AWrongChecksumNamesTheEntry()
    {
        byte[] file = OurOwn();
        file[file.AsSpan().IndexOf(BitConverter.GetBytes(6f))] ^= 1;
        Assert.Contains("the checksum of its entry archive/data/1 is wrong", ErrorOf(file), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIsNoCheckpointIsSaidToBeNone()
    {
        Assert.Contains("is not a PyTorch checkpoint", ErrorOf("tulips"u8.ToArray()), StringComparison.Ordinal);
        Assert.Contains("the file is empty", ErrorOf([]), StringComparison.Ordinal);
        Assert.Contains("no such file", ErrorAt(_folder.File("none.pth")), StringComparison.Ordinal);
        Assert.Contains("is a folder", ErrorAt(_folder.Path), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new long[] { 4 }, new long[] { 1 }, 0, "reaches beyond the end")]
    [InlineData(new long[] { 2 }, new long[] { 1 }, 2, "reaches beyond the end")]
    [InlineData(new long[] { 3 }, new long[] { -1 }, 0, "makes no sense")]
    [InlineData(new long[] { 3 }, new long[] { 1, 1 }, 0, "makes no sense")]
    [InlineData(new long[] { long.MaxValue, long.MaxValue }, new long[] { 1, 1 }, 0, "larger than any memory")]
    [InlineData(new long[] { 1L << 40 }, new long[] { 0 }, 0, "larger than 2 GiB")]
    [InlineData(new long[] { 1L << 28 }, new long[] { 0 }, 0, "far more memory than the file")]
    public void ATensorThatDoesNotFitItsStorageIsRefused(long[] shape, long[] strides, long offset, string reason)
    {
        TorchFile.Write(Path, TensorData.FromFloats([1, 2, 3], [3]));
        using MappedFile file = MappedFile.Open(Path);
        TensorLoader loader = new(new ZipStorages(new StoredZipReader(file), "archive/").Bytes, file.Length);
        InvalidDataException exception = Assert.Throws<InvalidDataException>(() =>
            loader.Load(new StorageReference(ElementType.Float32, "0", 3), new TensorLayout(offset, shape, strides)));
        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
    }

    // ]q\0h\0a: a list that holds itself. Then a list that holds the one before twice, forty times over.
    [Fact]
    public void ATreeWithoutEndIsRefused()
    {
        Assert.Contains("nested without end", PickleError([0x80, 2, .. "]q\0h\0a."u8]), StringComparison.Ordinal);
        List<byte> doubled = [0x80, 2, .. "]"u8];
        for (byte i = 0; i < 40; i++) doubled.AddRange([(byte)'q', i, (byte)'h', i, 0x86]);
        Assert.Contains("nested without end", PickleError([.. doubled, (byte)'.']), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cos\nsystem\nX\u0002\0\0\0ls\u0085R.", "holds a pickled Python object, os.system")]
    [InlineData("ccollections\nOrderedDict\n.", "bare class")]
    [InlineData("ccollections\nOrderedDict\nK\u0001\u0085R.", "other arguments")]
    [InlineData("X\u00ff\u00ff\u00ff\u00ffx.", "ends too early")]
    [InlineData("h\u0007.", "recalls what it never kept")]
    [InlineData("}(K\u0001u.", "has no value")]
    [InlineData("}NNs.", "neither a string nor a whole number")]
    [InlineData("i.", "pickle operation 0x69")]
    [InlineData("t.", "is damaged")]
    public void AnotherProgramThanACheckpointsIsRefused(string pickle, string reason) =>
        Assert.Contains(reason, PickleError([.. pickle.Select(letter => (byte)letter)]), StringComparison.Ordinal);

    private byte[] OurOwn()
    {
        TorchFile.Write(Path, TorchFileTests.Example());
        return File.ReadAllBytes(Path);
    }

    private string DumpOf(byte[] content)
    {
        File.WriteAllBytes(Path, content);
        using TorchFile file = TorchFile.Read(Path);
        return Dump.Of(file.Root);
    }

    private string? ErrorOf(byte[] content)
    {
        File.WriteAllBytes(Path, content);
        return ErrorAt(Path);
    }

    private static string? ErrorAt(string path)
    {
        try
        {
            TorchFile.Read(path).Dispose();
            return null;
        }
        catch (InputException exception)
        {
            Assert.StartsWith($"{path}: ", exception.Message, StringComparison.Ordinal);
            Assert.True(IsOneLine(exception.Message));
            return exception.Message;
        }
    }

    private static string PickleError(byte[] pickle) =>
        Record.Exception(() => PickleReader.Read(pickle, (_, _) => TensorData.Scalar(1)))!.Message;

    private static bool IsOneLine(string text) => !text.Any(char.IsControl);
}
