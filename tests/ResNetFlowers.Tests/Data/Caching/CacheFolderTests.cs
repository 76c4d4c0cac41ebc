using ResNetFlowers.Data.Caching;

namespace ResNetFlowers.Tests.Data.Caching;

public sealed class CacheFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(null, "/home/me/.cache/resnet-flowers")]
    [InlineData("", "/home/me/.cache/resnet-flowers")]
    [InlineData("/elsewhere", "/elsewhere/resnet-flowers")]
    public void ItIsTheUsers(string? variable, string expected) =>
        Assert.Equal(expected, CacheFolder.Find(name => name == "XDG_CACHE_HOME" ? variable : "/wrong", "/home/me/.cache"));

    [Fact]
    public void EveryFolderOfPhotosHasAFileAndNoMore()
    {
        string[] roots = [TinyPhotos.Folder(_folder.File("a"), 2, 1), TinyPhotos.Folder(_folder.File("b"), 2, 1)];
        foreach (string root in roots) Open(root);
        foreach (string root in roots)
        {
            TinyPhotos.Folder(root, 2, 2);
            Open(root);
        }

        Assert.Equal(2, Directory.GetFiles(_folder.File("cache")).Length);
    }

    [Fact]
    public void FilesOfPhotosThatAreGoneAreRemovedAndNoOthers()
    {
        string[] roots = [TinyPhotos.Folder(_folder.File("a"), 2, 1), TinyPhotos.Folder(_folder.File("b"), 2, 1)];
        foreach (string root in roots) Open(root);
        string[] others = ["cache/notes.txt", "cache/mine.photos", "cache/long.photos"];
        _folder.Files(others);
        File.WriteAllBytes(_folder.File(others[2]), new byte[5000]);

        Directory.Delete(roots[0], recursive: true);
        Open(roots[1]);

        string kept = Path.GetFileName(CacheFolder.FileFor("", roots[1]));
        Assert.Equal([.. others.Append($"cache/{kept}").Order(StringComparer.Ordinal)], _folder.List("").Where(file => file.StartsWith("cache/", StringComparison.Ordinal)));
    }

    [Fact]
    public void AListOfPhotosHasAFileToo()
    {
        string[] photos = Directory.GetFiles(TinyPhotos.Folder(_folder.File("a"), 2, 1), "*.png", SearchOption.AllDirectories);
        string list = _folder.Files("photos.csv").File("photos.csv");
        for (int run = 0; run < 2; run++)
        {
            using PhotoCache cache = PhotoCaches.Open(PhotoCaches.Disk, list, photos, _folder.File("cache"))!;
            cache.Read(photos[0]).Dispose();
            CachedPhotos.Spoil(photos[0]);
        }
    }

    private void Open(string root) =>
        PhotoCaches.Open(PhotoCaches.Disk, root, Directory.GetFiles(root, "*.png", SearchOption.AllDirectories), _folder.File("cache"))!.Dispose();
}
