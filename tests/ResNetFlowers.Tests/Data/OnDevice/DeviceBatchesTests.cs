using System.Runtime.InteropServices;
using ResNetFlowers.Data;
using ResNetFlowers.Data.Caching;
using ResNetFlowers.Data.Loading;
using ResNetFlowers.Data.OnDevice;
using ResNetFlowers.Imaging;
using ResNetFlowers.Imaging.Transforms;
using ResNetFlowers.Tests.Data.Loading;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetFlowers.Tests.Data.OnDevice;

/// <summary>Batches that are finished on a device, which here is the CPU.</summary>
public sealed class DeviceBatchesTests(LoaderFixture fixture) : IClassFixture<LoaderFixture>
{
    private const int Side = LoaderFixture.Side;

    [Theory]
    [InlineData("seed", 0)]
    [InlineData("seed", 3)]
    [InlineData("strong", 2)]
    [InlineData("flowers102", 1)]
    public void TheyAreThoseOfTheCpuButForRounding(string preset, int workers)
    {
        var options = new LoaderOptions { BatchSize = 4, Order = SampleOrder.Shuffled, Seed = 3, Workers = workers };
        using DataLoader cpu = Cpu(preset, options);
        using DataLoader device = Device(preset, options);
        for (int epoch = 1; epoch <= 3; epoch++)
        {
            List<LoaderFixture.Read> expected = [.. cpu.Batches(epoch).Select(LoaderFixture.Take)];
            List<LoaderFixture.Read> actual = [.. device.Batches(epoch).Select(LoaderFixture.Take)];
            Assert.Equal(expected.Select(batch => (batch.Index, batch.Samples, batch.Labels, batch.Shape)), actual.Select(batch => (batch.Index, batch.Samples, batch.Labels, batch.Shape)));
            double mean = expected.Zip(actual).SelectMany(pair => Floats(pair.First).Zip(Floats(pair.Second), (one, other) => Math.Abs(one - other))).Average();
            // Half a level, divided by the standard deviation.
            Assert.InRange(mean, 0, 0.5 / 255 / 0.225);
        }
    }

    [Fact]
    public void GreyPicturesAndErasedBoxesAreTheCpusToTheBit()
    {
        // Nothing is resized: there is no rounding.
        var transform = new Compose(new RandomCrop(Side), new RandomHorizontalFlip(), new ColorJitter(0.4, 0.4, 0.4, 0.2));
        var erasing = new RandomErasing(0.7) { Value = 0.5 };
        var options = new LoaderOptions { BatchSize = 4, Workers = 2 };
        foreach (Normalization normalization in new[] { Normalization.ImageNet, Normalization.Luminance })
        {
            using var cpu = new DataLoader(fixture.Samples, Side, transform, normalization, options, erasing);
            using DataLoader device = Device(DevicePlan.Of(transform, erasing, Side)!, options, normalization: normalization);
            Assert.Equal(cpu.Batches(1).Select(LoaderFixture.Take).Select(batch => batch.Images), device.Batches(1).Select(LoaderFixture.Take).Select(batch => batch.Images));
        }
    }

    [Fact]
    public void AnyNumberOfWorkersAndAnyFirstBatchGiveTheSameBytes()
    {
        var options = new LoaderOptions { BatchSize = 3, Order = SampleOrder.Balanced, Seed = 5, Workers = 0 };
        using DataLoader alone = Device("strong", options);
        using DataLoader together = Device("strong", options with { Workers = 4 });
        List<byte[]> expected = [.. alone.Batches(2).Select(LoaderFixture.Take).Select(batch => batch.Images)];
        Assert.Equal(expected, together.Batches(2).Select(LoaderFixture.Take).Select(batch => batch.Images));
        Assert.Equal(expected.Skip(2), together.Batches(2, firstBatch: 2).Select(LoaderFixture.Take).Select(batch => batch.Images));
    }

    [Theory]
    [InlineData("seed", SampleOrder.Shuffled)]
    [InlineData("strong", SampleOrder.Balanced)]
    public void KeptPhotosGiveTheSameBytesAndAreReadOnce(string preset, SampleOrder order)
    {
        using var folder = new TemporaryFolder();
        Sample[] samples = [.. fixture.Samples.Select(sample => sample with { Path = Copy(sample.Path, folder) })];
        var options = new LoaderOptions { BatchSize = 4, Order = order, Workers = 2 };
        DevicePlan plan = Plan(preset);
        using var kept = new DevicePhotos(CacheLayout.Of(folder.Path, samples.Select(sample => sample.Path)), CPU);
        using var plain = new DataLoader(samples, Side, options, new DeviceBatches(samples, Side, plan, Normalization.ImageNet, options, CPU));
        using var keeping = new DataLoader(samples, Side, options, new DeviceBatches(samples, Side, plan, Normalization.ImageNet, options, CPU, kept));
        List<List<byte[]>> expected = [.. Enumerable.Range(1, 3).Select(epoch => plain.Batches(epoch).Select(LoaderFixture.Take).Select(batch => batch.Images).ToList())];
        Assert.Equal(expected[0], keeping.Batches(1).Select(LoaderFixture.Take).Select(batch => batch.Images));
        foreach (Sample sample in samples.Where(sample => kept.Find(sample.Path, out _) is not null)) File.Delete(sample.Path);
        Assert.True(order == SampleOrder.Balanced || folder.List().Count == 0);
        Assert.Equal(expected[1], keeping.Batches(2).Select(LoaderFixture.Take).Select(batch => batch.Images));
        Assert.Equal(expected[2], keeping.Batches(3).Select(LoaderFixture.Take).Select(batch => batch.Images));
        Assert.Equal(0, keeping.SkippedCount);
    }

    [Fact]
    public void UnreadablePhotosAreLeftOutAndCountedOnce()
    {
        Sample[] samples = [new Sample("no-such-photo.png", 1), .. fixture.Samples.Take(4), new Sample("nor-this.png", 2), new Sample("nor-that.png", 0)];
        var options = new LoaderOptions { BatchSize = 5, Workers = 1 };
        using var kept = new DevicePhotos(CacheLayout.Of(".", samples.Select(sample => sample.Path)), CPU);
        using var loader = new DataLoader(samples, Side, options, new DeviceBatches(samples, Side, Plan("seed"), Normalization.ImageNet, options, CPU, kept));
        for (int epoch = 1; epoch <= 2; epoch++)
            Assert.Equal([[1, 2, 3, 4]], loader.Batches(epoch).Select(LoaderFixture.Take).Select(batch => batch.Samples));
        Assert.Equal(3, loader.SkippedCount);
    }

    [Fact]
    public void NothingIsLeftBehind()
    {
        var options = new LoaderOptions { BatchSize = 4, Workers = 0 };
        long before = Live;
        using (DataLoader loader = Device("strong", options))
        {
            foreach (Batch batch in loader.Batches(1)) batch.Dispose();
            using Batch first = loader.Batches(2).First();
        }

        Assert.Equal(before, Live);
    }

    private static long Live => DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;

    private static DevicePlan Plan(string preset)
    {
        TransformPreset transforms = TransformPresets.Named(preset, Side);
        return DevicePlan.Of(transforms.Train, transforms.AfterNormalization, Side)!;
    }

    private DataLoader Cpu(string preset, LoaderOptions options)
    {
        TransformPreset transforms = TransformPresets.Named(preset, Side);
        return new DataLoader(fixture.Samples, Side, transforms.Train, Normalization.ImageNet, options, transforms.AfterNormalization);
    }

    private DataLoader Device(string preset, LoaderOptions options) => Device(Plan(preset), options);

    private DataLoader Device(DevicePlan plan, LoaderOptions options, Normalization? normalization = null) =>
        new(fixture.Samples, Side, options, new DeviceBatches(fixture.Samples, Side, plan, normalization ?? Normalization.ImageNet, options, CPU));

    private static float[] Floats(LoaderFixture.Read batch) => MemoryMarshal.Cast<byte, float>(batch.Images).ToArray();

    private static string Copy(string path, TemporaryFolder folder)
    {
        string copy = folder.File(Path.GetFileName(path));
        File.Copy(path, copy);
        return copy;
    }
}
