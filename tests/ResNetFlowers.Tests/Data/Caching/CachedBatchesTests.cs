using ResNetFlowers.Data.Caching;
using ResNetFlowers.Data.Loading;
using ResNetFlowers.Imaging.Transforms;
using ResNetFlowers.Tests.Data.Loading;

namespace ResNetFlowers.Tests.Data.Caching;

/// <summary>A cache changes how long batches take, and not a byte of them.</summary>
public sealed class CachedBatchesTests(LoaderFixture fixture) : IClassFixture<LoaderFixture>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(PhotoCaches.None, 1)]
    [InlineData(PhotoCaches.None, 2)]
    [InlineData(PhotoCaches.None, 8)]
    [InlineData(PhotoCaches.Ram, 1)]
    [InlineData(PhotoCaches.Ram, 2)]
    [InlineData(PhotoCaches.Ram, 8)]
    [InlineData(PhotoCaches.Disk, 1)]
    [InlineData(PhotoCaches.Disk, 2)]
    [InlineData(PhotoCaches.Disk, 8)]
    public void EveryKindAndAnyNumberOfWorkersGivesTheSameBytes(string kind, int workers)
    {
        foreach (SampleOrder order in Enum.GetValues<SampleOrder>())
        {
            var options = new LoaderOptions { BatchSize = 4, Order = order, Seed = 5 };
            using DataLoader plain = fixture.Loader(options with { Workers = 0 });
            using PhotoCache? cache = Open(kind);
            using DataLoader cached = fixture.Loader(options with { Workers = workers, Cache = cache });
            for (int epoch = 1; epoch <= 3; epoch++) AssertSame(plain, cached, epoch);
        }
    }

    [Theory]
    [InlineData(PhotoCaches.Ram)]
    [InlineData(PhotoCaches.Disk)]
    public void LoadersOfDifferentPicturesShareACache(string kind)
    {
        const int Side = LoaderFixture.Side;
        using PhotoCache? cache = Open(kind);
        using DataLoader plain = fixture.Loader(new LoaderOptions());
        using DataLoader cached = fixture.Loader(new LoaderOptions { Cache = cache });
        using DataLoader other = LoaderFixture.Loader(
            fixture.Samples, new LoaderOptions { Cache = cache }, Preprocessing.Middle(Side).ToTransform());
        Assert.Equal(LoaderFixture.Count, other.Batches(1).Select(LoaderFixture.Take).Single().Samples.Length);
        AssertSame(plain, cached, epoch: 1);
    }

    [Fact]
    public void TwoProcessesMayShareACacheOnTheDisk()
    {
        using DataLoader plain = fixture.Loader(new LoaderOptions { BatchSize = 3 });
        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, _ =>
        {
            using PhotoCache? cache = Open(PhotoCaches.Disk);
            using DataLoader cached = fixture.Loader(new LoaderOptions { BatchSize = 3, Workers = 2, Cache = cache });
            for (int epoch = 1; epoch <= 3; epoch++) AssertSame(plain, cached, epoch);
        });
    }

    private PhotoCache? Open(string kind) =>
        PhotoCaches.Open(kind, Path.GetDirectoryName(fixture.Samples[0].Path)!, fixture.Samples.Select(sample => sample.Path), _folder.File("cache"));

    private static void AssertSame(DataLoader plain, DataLoader cached, int epoch)
    {
        List<LoaderFixture.Read> expected = [.. plain.Batches(epoch).Select(LoaderFixture.Take)];
        List<LoaderFixture.Read> actual = [.. cached.Batches(epoch).Select(LoaderFixture.Take)];
        Assert.Equal(expected.Select(batch => batch.Samples), actual.Select(batch => batch.Samples));
        Assert.Equal(expected.Select(batch => batch.Images), actual.Select(batch => batch.Images));
    }
}
