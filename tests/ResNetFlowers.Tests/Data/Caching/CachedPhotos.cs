using ResNetFlowers.Data.Caching;
using ResNetFlowers.Imaging;

namespace ResNetFlowers.Tests.Data.Caching;

/// <summary>A folder of six photos, and caches of it.</summary>
internal sealed class CachedPhotos : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public CachedPhotos()
    {
        TinyPhotos.Folder(Root, classes: 3, perClass: 2);
        Paths = [.. Directory.GetFiles(Root, "*.png", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
    }

    public string Root => _folder.File("photos");

    public string CacheFolder => _folder.File("cache");

    public IReadOnlyList<string> Paths { get; }

    /// <summary>The only file of the cache folder.</summary>
    public string CacheFile => Assert.Single(Directory.GetFiles(CacheFolder));

    public PhotoCache Open(string kind) => PhotoCaches.Open(kind, Root, Paths, CacheFolder)!;

    public CacheLayout Layout() => CacheLayout.Of(Root, Paths);

    public void Dispose() => _folder.Dispose();

    /// <summary>Reads every photo through a cache.</summary>
    public List<byte[]> ReadAll(PhotoCache cache) => [.. Paths.Select(path => Pixels(cache, path))];

    /// <summary>Every photo as it is decoded.</summary>
    public List<byte[]> DecodeAll() => [.. Paths.Select(Decode)];

    public static byte[] Decode(string path)
    {
        using RgbImage image = ImageCodec.Decode(File.ReadAllBytes(path));
        return image.Pixels.ToArray();
    }

    public static byte[] Pixels(PhotoCache cache, string path)
    {
        using RgbImage image = cache.Read(path);
        return image.Pixels.ToArray();
    }

    /// <summary>Makes a photo unreadable, so that nothing but its content shows it.</summary>
    public static void Spoil(string path)
    {
        DateTime time = File.GetLastWriteTimeUtc(path);
        using (FileStream file = File.OpenWrite(path))
        {
            file.Position = 30;
            file.Write(new byte[file.Length - 30]);
        }

        File.SetLastWriteTimeUtc(path, time);
    }
}
