using System.Collections.Concurrent;
using ResNetFlowers.Data.Loading;
using ResNetFlowers.Imaging;
using ResNetFlowers.Imaging.Transforms;
using TorchSharp;

namespace ResNetFlowers.Tests.Data.Loading;

/// <summary>The threads of a loader: how they end, and what comes out of them.</summary>
public sealed class LoaderWorkersTests(LoaderFixture fixture) : IClassFixture<LoaderFixture>
{
    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void ALoaderThatIsLeftMidwayLeavesNothing(int workers)
    {
        var transform = new Watched();
        long before = Live;
        using (DataLoader loader = fixture.Loader(new LoaderOptions { BatchSize = 2, Workers = workers }, transform))
        {
            foreach (Batch batch in loader.Batches(1))
            {
                batch.Dispose();
                break;
            }
        }

        Assert.Equal(before, Live);
        Assert.Equal(workers > 0, transform.Threads.Keys.Any(thread => thread != Thread.CurrentThread));
        Assert.DoesNotContain(transform.Threads.Keys, thread => thread != Thread.CurrentThread && thread.IsAlive);
    }

    [Fact]
    public void AWholeEpochLeavesNothing()
    {
        long before = Live;
        using (DataLoader loader = fixture.Loader(new LoaderOptions { BatchSize = 2, Order = SampleOrder.Shuffled }))
        {
            for (int epoch = 1; epoch <= 2; epoch++)
            {
                foreach (Batch batch in loader.Batches(epoch)) batch.Dispose();
            }
        }

        Assert.Equal(before, Live);
    }

    [Fact]
    public void DecodingStaysAsFarAheadAsItMay()
    {
        var transform = new Watched();
        using DataLoader loader = fixture.Loader(new LoaderOptions { BatchSize = 2, Workers = 4, Prefetch = 1 }, transform);
        using IEnumerator<Batch> batches = loader.Batches(1).GetEnumerator();
        Assert.True(batches.MoveNext());
        Thread.Sleep(50);
        Assert.InRange(transform.Photos, 2, 4);
        batches.Current.Dispose();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void WhatGoesWrongOnAWorkerComesOut(int workers)
    {
        var transform = new Watched { FailAt = 5 };
        using DataLoader loader = fixture.Loader(new LoaderOptions { BatchSize = 2, Workers = workers }, transform);
        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => loader.Batches(1).Select(LoaderFixture.Take).Count());
        Assert.Equal("photo 5", exception.Message);
        Assert.DoesNotContain(transform.Threads.Keys, thread => thread != Thread.CurrentThread && thread.IsAlive);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void CancellationEndsItBetweenBatches(int workers)
    {
        using var cancellation = new CancellationTokenSource();
        using DataLoader loader = fixture.Loader(new LoaderOptions { BatchSize = 2, Workers = workers });
        int batches = 0;
        Assert.Throws<OperationCanceledException>(() =>
        {
            foreach (Batch batch in loader.Batches(1, cancellation.Token))
            {
                batch.Dispose();
                batches++;
                cancellation.Cancel();
            }
        });
        Assert.Equal(1, batches);
    }

    [Fact]
    public void CancellationEndsTheWaitForAPhoto()
    {
        using var cancellation = new CancellationTokenSource();
        using DataLoader loader = fixture.Loader(new LoaderOptions { BatchSize = 2, Workers = 1 }, new Watched { Before = cancellation.Cancel });
        Assert.Throws<OperationCanceledException>(() => loader.Batches(1, cancellation.Token).Select(LoaderFixture.Take).Count());
    }

    private static long Live => DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;

    /// <summary>The validation transform, watched.</summary>
    private sealed class Watched : IImageTransform
    {
        private readonly IImageTransform _inner = Preprocessing.Middle(LoaderFixture.Side).ToTransform();
        private int _photos;

        public ConcurrentDictionary<Thread, bool> Threads { get; } = new();

        public int Photos => _photos;

        public int FailAt { get; init; } = -1;

        public Action? Before { get; init; }

        public RgbImage Apply(RgbImage image, RandomSource random)
        {
            Threads[Thread.CurrentThread] = true;
            Before?.Invoke();
            int photo = Interlocked.Increment(ref _photos);
            if (photo != FailAt) return _inner.Apply(image, random);
            image.Dispose();
            throw new InvalidOperationException($"photo {photo}");
        }
    }
}
