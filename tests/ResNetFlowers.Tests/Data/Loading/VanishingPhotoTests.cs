using System.Collections.Concurrent;
using ResNetFlowers.Data;
using ResNetFlowers.Data.Caching;
using ResNetFlowers.Data.Loading;

namespace ResNetFlowers.Tests.Data.Loading;

/// <summary>Photos that go away while they are being read are left out like unreadable ones; those that a cache holds stay.</summary>
public sealed class VanishingPhotoTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ConcurrentDictionary<string, string> _skipped = new(StringComparer.Ordinal);
    private readonly Sample[] _samples;

    public VanishingPhotoTests()
    {
        TinyPhotos.Folder(_folder.Path, classes: 3, perClass: 4);
        _samples = [.. ImageFolder.Scan(_folder.Path).Samples];
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(PhotoCaches.None)]
    [InlineData(PhotoCaches.Ram)]
    [InlineData(PhotoCaches.Disk)]
    public void TheOthersComeAsBefore(string kind)
    {
        using var cacheFolder = new TemporaryFolder();
        using PhotoCache? cache = PhotoCaches.Open(kind, _folder.Path, _samples.Select(sample => sample.Path), cacheFolder.Path);
        // Without workers nothing is read before it is asked for.
        using DataLoader loader = LoaderFixture.Loader(_samples, new LoaderOptions
        {
            BatchSize = 4, Workers = 0, Cache = cache, OnSkipped = (path, reason) => _skipped[path] = reason,
        });
        using DataLoader plain = LoaderFixture.Loader(_samples, new LoaderOptions { BatchSize = 4 });
        List<LoaderFixture.Read> whole = [.. plain.Batches(1).Select(LoaderFixture.Take)];

        var batches = new List<LoaderFixture.Read>();
        foreach (Batch batch in loader.Batches(1))
        {
            batches.Add(LoaderFixture.Take(batch));
            if (batches.Count > 1) continue;
            foreach (int sample in new[] { 0, 5, 8, 10 }) File.Delete(_samples[sample].Path);
            Directory.CreateDirectory(_samples[8].Path);
            File.CreateSymbolicLink(_samples[10].Path, _samples[10].Path);
        }

        Assert.Equal([[0, 1, 2, 3], [4, 6, 7], [9, 11]], batches.Select(batch => batch.Samples));
        foreach ((LoaderFixture.Read expected, LoaderFixture.Read actual) in whole.Zip(batches))
            Assert.All(actual.Samples, sample => Assert.True(expected.Photo(sample).SequenceEqual(actual.Photo(sample)), $"sample {sample}"));
        Assert.Equal(
            ["no such file", "is a folder", "is a link that leads to no file"], new[] { 5, 8, 10 }.Select(sample => _skipped[_samples[sample].Path]));

        int[] first = kind == PhotoCaches.None ? [1, 2, 3] : [0, 1, 2, 3];
        Assert.Equal(first, loader.Batches(2).Select(LoaderFixture.Take).First().Samples);
        Assert.Equal(kind == PhotoCaches.None ? 4 : 3, loader.SkippedCount);
    }
}
