using ResNetFlowers.Data;

namespace ResNetFlowers.Tests.Data;

public sealed class ExactCopiesTests : IDisposable
{
    private readonly TemporaryFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void FilesOfTheSameBytesAreGroupedWhateverTheirNames()
    {
        byte[] large = [.. Enumerable.Range(0, 20_000).Select(i => (byte)(i * 7))];
        byte[] otherStart = [1, .. large[1..]];
        byte[] otherEnd = [.. large[..^1], 1];
        string[] files = Write(large, otherStart, [1, 2], large, otherEnd, [1, 3], [1, 2], [], otherStart, []);
        Assert.Equal(["0 3", "1 8", "2 6"], Found(files));
    }

    [Fact]
    public void LinksAreCopiesOfWhatTheyLeadTo()
    {
        string[] files = Write([1, 2, 3]);
        File.CreateSymbolicLink(_temp.File("link"), files[0]);
        File.CreateSymbolicLink(_temp.File("nowhere"), _temp.File("gone"));
        Assert.Equal(["0 1"], Found([.. files, _temp.File("link"), _temp.File("nowhere"), _temp.File("missing"), _temp.Path]));
    }

    [Fact]
    public void ALeakIsCountedAndNamed()
    {
        _temp.Class("train/a", 5).Class("train/b", 5).Class("val/a", 3).Class("val/b", 3);
        File.Copy(_temp.File("train/a/0004.jpg"), _temp.File("val/b/0002.jpg"), overwrite: true);
        File.Copy(_temp.File("train/a/0004.jpg"), _temp.File("train/a/0005.jpg"), overwrite: true);
        File.Copy(_temp.File("val/a/0001.jpg"), _temp.File("val/a/0002.jpg"), overwrite: true);
        Assert.Equal(
            $"1 of 6 validation photos also stand in training ({_temp.File("val/b/0002.jpg")} is {_temp.File("train/a/0004.jpg")}), so that validation accuracy promises too much",
            DataLeak.Between(ImageFolder.Scan(_temp.File("train")), ImageFolder.Scan(_temp.File("val"))));
    }

    [Fact]
    public void NoLeakIsNoWarning()
    {
        _temp.Class("train/a", 5).Class("val/a", 3);
        Assert.Null(DataLeak.Between(ImageFolder.Scan(_temp.File("train")), ImageFolder.Scan(_temp.File("val"))));
    }

    private static IEnumerable<string> Found(IReadOnlyList<string> files) => ExactCopies.Find(files).Select(group => string.Join(' ', group));

    private string[] Write(params byte[][] contents)
    {
        string[] files = [.. contents.Select((_, i) => _temp.File($"{i}.jpg"))];
        for (int i = 0; i < files.Length; i++) File.WriteAllBytes(files[i], contents[i]);
        return files;
    }
}
