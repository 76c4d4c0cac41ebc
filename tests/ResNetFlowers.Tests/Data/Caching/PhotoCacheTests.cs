using ResNetFlowers.Data.Caching;
using ResNetFlowers.Imaging;

namespace ResNetFlowers.Tests.Data.Caching;

/// <summary>What every kind of cache does.</summary>
public sealed class PhotoCacheTests : IDisposable
{
    private readonly CachedPhotos _photos = new();

    public static TheoryData<string> Kinds => [PhotoCaches.Ram, PhotoCaches.Disk];

    public void Dispose() => _photos.Dispose();

    [Theory]
    [MemberData(nameof(Kinds))]
    public void APhotoIsDecodedOnce(string kind)
    {
        List<byte[]> expected = _photos.DecodeAll();
        using PhotoCache cache = _photos.Open(kind);
        Assert.Equal(expected, _photos.ReadAll(cache));
        foreach (string path in _photos.Paths) File.Delete(path);
        Assert.Equal(expected, _photos.ReadAll(cache));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void APhotoThatIsNoPictureIsTriedEachTime(string kind)
    {
        File.WriteAllText(_photos.Paths[1], "no photo");
        CachedPhotos.Spoil(_photos.Paths[2]);
        using PhotoCache cache = _photos.Open(kind);
        for (int time = 0; time < 2; time++)
        {
            foreach (int unreadable in new[] { 1, 2 }) Assert.Throws<InvalidImageException>(() => cache.Read(_photos.Paths[unreadable]));
        }

        TinyPhotos.Write(_photos.Paths[2], label: 1, number: 0);
        Assert.Equal(CachedPhotos.Decode(_photos.Paths[2]), CachedPhotos.Pixels(cache, _photos.Paths[2]));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void APhotoThatHasGrownIsReadAllTheSame(string kind)
    {
        using PhotoCache cache = _photos.Open(kind);
        using RgbImage larger = RgbImage.Rent(300, 200);
        larger.Pixels.Fill(7);
        File.WriteAllBytes(_photos.Paths[0], ImageCodec.EncodePng(larger));
        for (int time = 0; time < 2; time++) Assert.Equal(larger.Pixels.ToArray(), CachedPhotos.Pixels(cache, _photos.Paths[0]));
        Assert.Equal(_photos.DecodeAll(), _photos.ReadAll(cache));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void APhotoOfAnotherListIsReadToo(string kind)
    {
        using PhotoCache cache = PhotoCaches.Open(kind, _photos.Root, _photos.Paths.Take(2), _photos.CacheFolder)!;
        Assert.Equal(_photos.DecodeAll(), _photos.ReadAll(cache));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void WhatIsGivenOutMayBeChanged(string kind)
    {
        using PhotoCache cache = _photos.Open(kind);
        for (int time = 0; time < 3; time++)
        {
            using RgbImage image = cache.Read(_photos.Paths[0]);
            Assert.Equal(CachedPhotos.Decode(_photos.Paths[0]), image.Pixels.ToArray());
            image.Pixels.Clear();
        }
    }

    [Fact]
    public void NoneIsNoCache() => Assert.Null(PhotoCaches.Open(PhotoCaches.None, _photos.Root, _photos.Paths));

    [Fact]
    public void AnotherKindIsRefused() => Assert.Throws<ArgumentException>(() => _photos.Open("tape"));

    [Fact]
    public void MoreThanThreeQuartersOfTheMemoryIsRefused()
    {
        CacheLayout layout = _photos.Layout();
        Assert.Equal(6 * 44 * 36 * 3, layout.Length);
        RamCache.Create(layout, layout.Length * 4 / 3 + 1).Dispose();
        Assert.Equal(
            "--cache ram: 6 photos take 1 MiB decoded, and 1 MiB of memory may go to them; give --cache disk, or none",
            Assert.Throws<InputException>(() => RamCache.Create(layout, layout.Length)).Message);
    }
}
