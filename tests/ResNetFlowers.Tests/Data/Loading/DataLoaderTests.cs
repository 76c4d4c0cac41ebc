using System.Runtime.InteropServices;
using FsCheck;
using FsCheck.Fluent;
using ResNetFlowers.Capabilities;
using ResNetFlowers.Data;
using ResNetFlowers.Data.Loading;
using ResNetFlowers.Imaging;
using ResNetFlowers.Imaging.Transforms;
using TorchSharp;

namespace ResNetFlowers.Tests.Data.Loading;

/// <summary>Which photos come in which batch.</summary>
public sealed class DataLoaderTests(LoaderFixture fixture) : IClassFixture<LoaderFixture>
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void AnyNumberOfWorkersGivesTheSameBytes(int workers)
    {
        var options = new LoaderOptions { BatchSize = 4, Order = SampleOrder.Shuffled, Seed = 5 };
        using DataLoader alone = fixture.Loader(options with { Workers = 0 });
        using DataLoader together = fixture.Loader(options with { Workers = workers });
        for (int epoch = 1; epoch <= 2; epoch++)
        {
            List<LoaderFixture.Read> expected = [.. alone.Batches(epoch).Select(LoaderFixture.Take)];
            List<LoaderFixture.Read> actual = [.. together.Batches(epoch).Select(LoaderFixture.Take)];
            Assert.Equal(expected.Select(batch => batch.Samples), actual.Select(batch => batch.Samples));
            Assert.Equal(expected.Select(batch => batch.Labels), actual.Select(batch => batch.Labels));
            Assert.Equal(expected.Select(batch => batch.Images), actual.Select(batch => batch.Images));
        }
    }

    [Fact]
    public void AStepAfterNormalizationIsAppliedToEveryPhotoWithItsOwnRandomNumbers()
    {
        const int Side = LoaderFixture.Side;
        TransformPreset preset = TransformPresets.Named("none", Side);
        var options = new LoaderOptions { BatchSize = LoaderFixture.Count };
        using var plain = new DataLoader(fixture.Samples, Side, preset.Train, Normalization.ImageNet, options);
        using var erased = new DataLoader(fixture.Samples, Side, preset.Train, Normalization.ImageNet, options, new RandomErasing(1));
        LoaderFixture.Read before = Assert.Single(plain.Batches(1).Select(LoaderFixture.Take));
        LoaderFixture.Read after = Assert.Single(erased.Batches(1).Select(LoaderFixture.Take));
        for (int sample = 0; sample < LoaderFixture.Count; sample++)
        {
            float[] expected = MemoryMarshal.Cast<byte, float>(before.Photo(sample)).ToArray();
            float[] actual = MemoryMarshal.Cast<byte, float>(after.Photo(sample)).ToArray();
            Assert.All(expected.Zip(actual), pair => Assert.True(pair.Second == pair.First || pair.Second == 0));
            Assert.Contains(0f, actual);
        }
    }

    [Fact]
    public void EveryEpochHasAnOrderAndAnAugmentationOfItsOwn()
    {
        using DataLoader loader = fixture.Loader(new LoaderOptions { BatchSize = LoaderFixture.Count, Order = SampleOrder.Shuffled });
        LoaderFixture.Read first = Assert.Single(loader.Batches(1).Select(LoaderFixture.Take));
        LoaderFixture.Read second = Assert.Single(loader.Batches(2).Select(LoaderFixture.Take));
        LoaderFixture.Read again = Assert.Single(loader.Batches(1).Select(LoaderFixture.Take));
        Assert.NotEqual(first.Samples, second.Samples);
        Assert.False(first.Photo(3).SequenceEqual(second.Photo(3)));
        Assert.Equal(first.Images, again.Images);
    }

    [Fact]
    public void AnotherSeedGivesAnotherOrder()
    {
        var options = new LoaderOptions { BatchSize = LoaderFixture.Count, Order = SampleOrder.Shuffled };
        using DataLoader one = fixture.Loader(options);
        using DataLoader other = fixture.Loader(options with { Seed = 1 });
        Assert.NotEqual(Assert.Single(one.Batches(1).Select(LoaderFixture.Take)).Samples, Assert.Single(other.Batches(1).Select(LoaderFixture.Take)).Samples);
    }

    [Fact]
    public void UnshuffledBatchesFollowTheListAndTheLastIsShort()
    {
        using DataLoader loader = fixture.Loader(new LoaderOptions { BatchSize = 4 });
        List<LoaderFixture.Read> batches = [.. loader.Batches(0).Select(LoaderFixture.Take)];
        Assert.Equal([[0, 1, 2, 3], [4, 5, 6, 7], [8, 9, 10]], batches.Select(batch => batch.Samples));
        Assert.Equal([[0, 1, 2, 0], [1, 2, 0, 1], [2, 0, 1]], batches.Select(batch => batch.Labels));
        Assert.Equal([[4, 3, 16, 16], [4, 3, 16, 16], [3, 3, 16, 16]], batches.Select(batch => batch.Shape));
    }

    [Fact]
    public void EveryPhotoComesOnceWhateverTheSizes()
    {
        Gen<(int Count, int BatchSize, int Workers, int Prefetch, int Seed)> sizes =
            from count in Gen.Choose(1, 23)
            from batchSize in Gen.Choose(1, 25)
            from workers in Gen.Choose(0, 4)
            from prefetch in Gen.Choose(1, 4)
            from seed in Gen.Choose(0, 1000)
            select (count, batchSize, workers, prefetch, seed);
        Prop.ForAll(sizes.ToArbitrary(), size =>
        {
            Sample[] samples = [.. Enumerable.Range(0, size.Count).Select(i => fixture.Samples[i % LoaderFixture.Count] with { Label = i })];
            var options = new LoaderOptions { BatchSize = size.BatchSize, Workers = size.Workers, Prefetch = size.Prefetch, Order = SampleOrder.Shuffled, Seed = size.Seed };
            using DataLoader loader = LoaderFixture.Loader(samples, options);
            List<LoaderFixture.Read> batches = [.. loader.Batches(1).Select(LoaderFixture.Take)];
            Assert.Equal(Enumerable.Range(0, size.Count), batches.SelectMany(batch => batch.Samples).Order());
            Assert.All(batches, batch => Assert.Equal(batch.Samples.Select(sample => (long)sample), batch.Labels));
            Assert.All(batches.SkipLast(1), batch => Assert.Equal(size.BatchSize, batch.Samples.Length));
            Assert.InRange(batches[^1].Samples.Length, 1, size.BatchSize);
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(SampleOrder.Sequential, 0)]
    [InlineData(SampleOrder.Shuffled, 2)]
    [InlineData(SampleOrder.Balanced, 1)]
    public void AnEpochGoesOnFromAnyBatchBitForBit(SampleOrder order, int workers)
    {
        using DataLoader loader = fixture.Loader(new LoaderOptions { BatchSize = 3, Order = order, Workers = workers, Seed = 9 });
        List<LoaderFixture.Read> whole = [.. loader.Batches(2).Select(LoaderFixture.Take)];
        Assert.Equal(4, loader.BatchCount);
        Assert.Equal(Enumerable.Range(0, loader.BatchCount), whole.Select(batch => batch.Index));
        for (int first = 0; first <= loader.BatchCount; first++)
        {
            List<LoaderFixture.Read> rest = [.. loader.Batches(2, firstBatch: first).Select(LoaderFixture.Take)];
            Assert.Equal(whole.Skip(first).Select(batch => batch.Index), rest.Select(batch => batch.Index));
            Assert.Equal(whole.Skip(first).Select(batch => batch.Samples), rest.Select(batch => batch.Samples));
            Assert.Equal(whole.Skip(first).Select(batch => batch.Images), rest.Select(batch => batch.Images));
        }
    }

    [Fact]
    public void BatchesBeforeTheFirstAreNotDecoded()
    {
        var missing = new Sample("no-such-photo.png", 0);
        using DataLoader loader = LoaderFixture.Loader([missing, missing, .. fixture.Samples], new LoaderOptions { BatchSize = 2 });

        Assert.Equal(6, loader.Batches(1, firstBatch: 1).Select(LoaderFixture.Take).Count());

        Assert.Equal(0, loader.SkippedCount);
    }

    [Fact]
    public void APhotoThatComesTwiceIsAugmentedTwice()
    {
        using DataLoader loader = LoaderFixture.Loader([fixture.Samples[0], fixture.Samples[1]], new LoaderOptions { BatchSize = 1, Order = SampleOrder.Balanced });
        LoaderFixture.Read[] twice = Enumerable.Range(1, 20).Select(epoch => loader.Batches(epoch).Select(LoaderFixture.Take).ToArray())
            .First(epoch => epoch[0].Samples[0] == epoch[1].Samples[0]);
        Assert.NotEqual(twice[0].Images, twice[1].Images);
    }

    [Fact]
    public void ANormalizationOfOneChannelMakesBatchesOfOne()
    {
        IImageTransform transform = Preprocessing.Middle(LoaderFixture.Side).ToTransform();
        using var loader = new DataLoader(fixture.Samples, LoaderFixture.Side, transform, Normalization.Luminance, new LoaderOptions { BatchSize = 4 });
        var floats = new float[LoaderFixture.Side * LoaderFixture.Side];
        foreach (LoaderFixture.Read batch in loader.Batches(0).Select(LoaderFixture.Take))
        {
            Assert.Equal([batch.Samples.Length, 1, LoaderFixture.Side, LoaderFixture.Side], batch.Shape);
            foreach (int sample in batch.Samples)
            {
                using RgbImage image = transform.Apply(PhotoFile.Read(fixture.Samples[sample].Path), new RandomSource());
                Normalization.Luminance.Apply(image, floats);
                Assert.True(batch.Photo(sample).SequenceEqual(MemoryMarshal.AsBytes<float>(floats)));
            }
        }
    }

    [Fact]
    public void BatchesThatAreSentAreTheSameAsThoseThatStay()
    {
        IImageTransform transform = TransformPresets.Named("seed", LoaderFixture.Side).Train;
        Sample[] samples = [.. fixture.Samples.Take(4), new Sample("no-such-photo.png", 1), .. fixture.Samples.Skip(4)];
        var options = new LoaderOptions { BatchSize = 5, Workers = 2 };
        var reader = new SampleReader(transform, Normalization.ImageNet, afterNormalization: null, cache: null, PixelLimit.Default, onSkipped: null);
        var batches = new PictureBatches(samples, options.BatchSize, LoaderFixture.Side, channels: 3, reader, TorchCapabilities.Transfer(torch.CPU));
        using var sent = new DataLoader(samples, LoaderFixture.Side, options, batches);
        using DataLoader stays = LoaderFixture.Loader(samples, options);
        List<LoaderFixture.Read> expected = [.. stays.Batches(1).Select(LoaderFixture.Take)];
        List<LoaderFixture.Read> actual = [.. sent.Batches(1).Select(LoaderFixture.Take)];
        Assert.Equal(expected.Select(batch => batch.Samples), actual.Select(batch => batch.Samples));
        Assert.Equal(expected.Select(batch => batch.Labels), actual.Select(batch => batch.Labels));
        Assert.Equal(expected.Select(batch => batch.Images), actual.Select(batch => batch.Images));
    }

    [Fact]
    public void BatchesInHandKeepTheirPhotos()
    {
        using DataLoader loader = fixture.Loader(new LoaderOptions { BatchSize = 2, Workers = 2 });
        List<LoaderFixture.Read> expected = [.. loader.Batches(1).Select(LoaderFixture.Take)];
        var held = new List<Batch>();
        foreach (Batch batch in loader.Batches(1))
        {
            if (held.Count == 0)
            {
                // Twice, which must not lend the memory twice.
                batch.Dispose();
                batch.Dispose();
            }

            held.Add(batch);
        }

        Assert.Equal(expected.Skip(1).Select(batch => batch.Images), held.Skip(1).Select(batch => LoaderFixture.Look(batch).Images));
        held.ForEach(batch => batch.Dispose());
    }

    [Fact]
    public void OptionsOutOfRangeAreRefused()
    {
        Assert.Throws<ArgumentException>(() => LoaderFixture.Loader([], new LoaderOptions()));
        Assert.Throws<ArgumentOutOfRangeException>(() => fixture.Loader(new LoaderOptions { BatchSize = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => fixture.Loader(new LoaderOptions { Prefetch = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => fixture.Loader(new LoaderOptions { Workers = -1 }));
        using DataLoader loader = fixture.Loader(new LoaderOptions());
        Assert.Throws<ArgumentOutOfRangeException>(() => loader.Batches(1, firstBatch: -1).Count());
    }
}
