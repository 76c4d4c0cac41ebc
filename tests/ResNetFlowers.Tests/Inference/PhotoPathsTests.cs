using ResNetFlowers.Inference;

namespace ResNetFlowers.Tests.Inference;

public sealed class PhotoPathsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public PhotoPathsTests()
    {
        foreach (string name in new[] { "b.png", "a.jpg", "my rose.png", "x[1].png", "notes.txt", "deep/down/c.jpg", "deep/d.png", "none/readme.md", ".hidden.png" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_folder.File(name))!);
            File.WriteAllText(_folder.File(name), "");
        }
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void FilesStayAsTheyAreAndInOrder() => Expands(["b.png", "gone.png", "a.jpg", "notes.txt"], "b.png", "gone.png", "a.jpg", "notes.txt");

    [Fact]
    public void AFolderStandsForThePhotosBelowIt() => Expands([".hidden.png", "a.jpg", "b.png", "my rose.png", "x[1].png", "deep/d.png", "deep/down/c.jpg"], "");

    [Fact]
    public void NamesWithSpacesAndBracketsAreNames() => Expands(["my rose.png", "x[1].png"], "my rose.png", "x[1].png");

    [Theory]
    [InlineData("*.png", "b.png", "my rose.png", "x[1].png")]
    [InlineData("my *.png", "my rose.png")]
    [InlineData("x[*.png", "x[1].png")]
    [InlineData("?.png", "b.png")]
    [InlineData(".h*", ".hidden.png")]
    [InlineData("deep/**", "deep/d.png", "deep/down/c.jpg")]
    [InlineData("deep/*", "deep/d.png")]
    [InlineData("de*/*.png", "deep/d.png")]
    [InlineData("**/*.jpg", "a.jpg", "deep/down/c.jpg")]
    [InlineData("deep/**/*.jpg", "deep/down/c.jpg")]
    public void APatternStandsForWhatItMatches(string pattern, params string[] expected) => Expands(expected, pattern);

    [Theory]
    [InlineData("*.gif", "matches no file")]
    [InlineData("nowhere/*.png", "matches no file")]
    [InlineData("none", "holds no photo")]
    public void NothingAtAllIsAnError(string path, string reason)
    {
        InputException exception = Assert.Throws<InputException>(() => PhotoPaths.Expand([_folder.File(path)]));
        Assert.StartsWith($"{_folder.File(path)}: {reason}", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnEmptyNameIsAnError() => Assert.Throws<InputException>(() => PhotoPaths.Expand([_folder.File("a.jpg"), " "]));

    private void Expands(IEnumerable<string> expected, params string[] paths) =>
        Assert.Equal(expected.Select(_folder.File), PhotoPaths.Expand(paths.Select(_folder.File)));
}
