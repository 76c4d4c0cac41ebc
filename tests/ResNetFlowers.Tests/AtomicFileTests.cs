namespace ResNetFlowers.Tests;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void WritesTheWholeFileAndNothingBesideIt()
    {
        string path = _folder.File("a.txt");
        AtomicFile.WriteText(path, "tulips\n");
        AtomicFile.WriteText(path, "röses\n");
        Assert.Equal("röses\n"u8.ToArray(), File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void AFailureLeavesTheOldFileAndNoTemporary()
    {
        string path = _folder.File("a.txt");
        AtomicFile.WriteText(path, "old");
        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(path, stream =>
        {
            stream.Write("half"u8);
            throw new InvalidOperationException("midway");
        }));
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void AMissingFolderIsNamedInOneLine()
    {
        string path = _folder.File("missing/a.txt");
        InputException exception = Assert.Throws<InputException>(() => AtomicFile.WriteText(path, "x"));
        Assert.StartsWith($"{path}: cannot be written (its folder does not exist)", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', exception.Message);
    }

    [Fact]
    public void AFolderOfThatNameIsNamed()
    {
        InputException exception = Assert.Throws<InputException>(() => AtomicFile.WriteText(_folder.Path, "x"));
        Assert.Contains("a folder has that name", exception.Message, StringComparison.Ordinal);
        Assert.True(Directory.Exists(_folder.Path));
    }
}
