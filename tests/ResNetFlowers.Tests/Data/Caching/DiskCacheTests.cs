using FsCheck;
using FsCheck.Fluent;
using ResNetFlowers.Data.Caching;

namespace ResNetFlowers.Tests.Data.Caching;

/// <summary>The file of a cache on the disk: used again, made anew, damaged, shared, too large.</summary>
public sealed class DiskCacheTests : IDisposable
{
    private readonly CachedPhotos _photos = new();
    private readonly List<byte[]> _expected;

    public DiskCacheTests() => _expected = _photos.DecodeAll();

    public void Dispose() => _photos.Dispose();

    [Fact]
    public void ALaterRunDecodesNothing()
    {
        Assert.Equal(_expected, ReadAll());
        foreach (string path in _photos.Paths) CachedPhotos.Spoil(path);
        Assert.Equal(_expected, ReadAll());
    }

    [Fact]
    public void AnEpochThatWasNotFinishedIsFinishedByALaterRun()
    {
        using (PhotoCache cache = _photos.Open(PhotoCaches.Disk)) CachedPhotos.Pixels(cache, _photos.Paths[3]);
        CachedPhotos.Spoil(_photos.Paths[3]);
        Assert.Equal(_expected, ReadAll());
    }

    [Fact]
    public void APhotoThatHasChangedIsDecodedAgain()
    {
        ReadAll();
        File.Copy(_photos.Paths[4], _photos.Paths[0], overwrite: true);
        Assert.Equal(_expected[4], ReadAll()[0]);
        File.SetLastWriteTimeUtc(_photos.Paths[1], DateTime.UnixEpoch);
        CachedPhotos.Spoil(_photos.Paths[1]);
        using PhotoCache cache = _photos.Open(PhotoCaches.Disk);
        Assert.Throws<ResNetFlowers.Imaging.InvalidImageException>(() => cache.Read(_photos.Paths[1]));
        _ = _photos.CacheFile;
    }

    [Fact]
    public void DamageIsNoticed()
    {
        ReadAll();
        byte[] whole = File.ReadAllBytes(_photos.CacheFile);
        Gen<(int Kind, int Place, int Length, int Value)> damage =
            from kind in Gen.Choose(0, 3)
            from place in Gen.Choose(0, whole.Length - 1)
            from length in Gen.Choose(1, 5000)
            from value in Gen.Choose(0, 255)
            // Half of them where header and entries are, a part of the file that is small.
            from near in Gen.Choose(0, 1)
            select (kind, near == 0 ? place : place % (CacheHeader.Length + 100), length, value);
        Prop.ForAll(damage.ToArbitrary(), hurt =>
        {
            byte[] bytes = [.. whole];
            switch (hurt.Kind)
            {
                case 0: bytes[hurt.Place] ^= (byte)Math.Max(1, hurt.Value); break;
                case 1: bytes.AsSpan(hurt.Place, Math.Min(hurt.Length, whole.Length - hurt.Place)).Fill((byte)hurt.Value); break;
                case 2: bytes = bytes[..hurt.Place]; break;
                default: bytes = [.. bytes, .. new byte[hurt.Length]]; break;
            }

            File.WriteAllBytes(_photos.CacheFile, bytes);
            Assert.Equal(_expected, ReadAll());
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void WhatWasDamagedIsWhole()
    {
        ReadAll();
        byte[] whole = File.ReadAllBytes(_photos.CacheFile);
        byte[] bytes = [.. whole];
        bytes[^1] ^= 1;
        File.WriteAllBytes(_photos.CacheFile, bytes);
        ReadAll();
        Assert.Equal(whole, File.ReadAllBytes(_photos.CacheFile));
    }

    [Fact]
    public void AFileThatIsRemovedOrCutWhileItIsUsedIsNoTrouble()
    {
        using PhotoCache cache = _photos.Open(PhotoCaches.Disk);
        Assert.Equal(_expected, _photos.ReadAll(cache));
        using (FileStream file = new(_photos.CacheFile, FileMode.Open, FileAccess.Write, FileShare.ReadWrite)) file.SetLength(CacheHeader.Length + 30);
        Assert.Equal(_expected, _photos.ReadAll(cache));
        File.Delete(_photos.CacheFile);
        Assert.Equal(_expected, _photos.ReadAll(cache));
        Assert.Equal(_expected, ReadAll());
    }

    [Fact]
    public void ADiskWithoutRoomIsRefused()
    {
        CacheLayout layout = _photos.Layout();
        string message = $"--cache disk: 6 photos take 1 MiB more on the disk of {_photos.CacheFolder}, which has 0 MiB left; give another --cache-dir, or --cache none";
        Assert.Equal(message, Assert.Throws<InputException>(() => Open(layout, free: 0)).Message);
        Assert.Empty(Directory.GetFiles(_photos.CacheFolder));

        using (DiskCache cache = Open(layout, layout.Length)) CachedPhotos.Pixels(cache, _photos.Paths[0]);
        long missing = layout.Length - layout.Capacity(0);
        Open(layout, missing).Dispose();
        Assert.Throws<InputException>(() => Open(layout, missing - 1));
        ReadAll();
        Open(layout, free: 0).Dispose();
    }

    [Fact]
    public void AFolderThatCannotBeIsRefused()
    {
        string file = _photos.Paths[0];
        Assert.Equal($"--cache-dir {file}: is a file; name a folder", Refused(file));
        Assert.StartsWith($"--cache-dir {file}/below: cannot be used (", Refused($"{file}/below"), StringComparison.Ordinal);

        string Refused(string folder) => Assert.Throws<InputException>(() => PhotoCaches.Open(PhotoCaches.Disk, _photos.Root, _photos.Paths, folder)).Message;
    }

    private DiskCache Open(CacheLayout layout, long free) => DiskCache.Open(_photos.CacheFolder, _photos.Root, layout, _ => free);

    private List<byte[]> ReadAll()
    {
        using PhotoCache cache = _photos.Open(PhotoCaches.Disk);
        return _photos.ReadAll(cache);
    }
}
