using ResNetFlowers.Data.Loading;

namespace ResNetFlowers.Tests.Data.Loading;

public class LoaderPaceTests
{
    private const long MiB = 1 << 20;

    [Theory]
    [InlineData(16, 2, 10, 3)] // small batches, few cores: the least
    [InlineData(16, 64, 10, 8)] // 64 threads with two photos each are 128 photos
    [InlineData(1, 8, 1, 16)]
    [InlineData(16, 64, 64, 6)] // eight of these are in memory, 512 MiB
    [InlineData(256, 8, 170, 1)]
    [InlineData(1024, 8, 2048, 1)] // one is needed, whatever it takes
    public void ItFollowsFromCoresAndBatches(int batchSize, int cores, long batchMiB, int prefetch) =>
        Assert.Equal(new LoaderPace(cores, prefetch), LoaderPace.Choose(new LoaderOptions { BatchSize = batchSize }, batchMiB * MiB, cores));

    [Fact]
    public void WhatIsGivenIsTaken()
    {
        Assert.Equal(new LoaderPace(5, 7), LoaderPace.Choose(new LoaderOptions { Workers = 5, Prefetch = 7 }, 4096 * MiB, cores: 2));
        Assert.Equal(new LoaderPace(0, 3), LoaderPace.Choose(new LoaderOptions { Workers = 0 }, MiB, cores: 2));
    }
}
