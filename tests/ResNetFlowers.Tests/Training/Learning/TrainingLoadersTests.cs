using ResNetFlowers.Data.Loading;
using ResNetFlowers.Imaging;
using ResNetFlowers.Imaging.Transforms;
using ResNetFlowers.Tests.Data.Loading;
using ResNetFlowers.Training.Learning;
using ResNetFlowers.Training.Options;
using static TorchSharp.torch;

namespace ResNetFlowers.Tests.Training.Learning;

/// <summary>Where photos are augmented and kept.</summary>
public sealed class TrainingLoadersTests(LoaderFixture fixture) : IClassFixture<LoaderFixture>
{
    private const int Side = 32;
    private const string Blur = "[RandomResizedCrop, {GaussianBlur: {kernel_size: 3}}, RandomHorizontalFlip]";

    private static readonly TrainOptions Options = new() { ImageSize = Side, BatchSize = 4, Workers = 0 };

    [Theory]
    [InlineData("auto", "seed", "--cache device: photos are augmented on the CPU, which needs them there; give --augment-on device, or --cache ram")]
    [InlineData("cpu", "seed", "--cache device: photos are augmented on the CPU, which needs them there; give --augment-on device, or --cache ram")]
    [InlineData("device", Blur, "--cache device: GaussianBlur of --augment is done on the CPU, which needs the photos there; give --cache ram")]
    [InlineData("device", "[RandomResizedCrop, {RandomErasing: {value: random}}]", "--augment-on device: RandomErasing with random values draws each of them on the CPU; give it a number as its value, or --augment-on cpu")]
    public void WhatTheDeviceCannotDoIsRefused(string augmentOn, string augment, string message)
    {
        TrainOptions options = Options with { AugmentOn = augmentOn, Augment = augment, Cache = "device" };
        options.Validate();
        Assert.Equal(message, Assert.Throws<InputException>(() => Open(options)).Message);
    }

    [Fact]
    public void PhotosThatTheDeviceHasNoRoomForAreKeptOnTheHost()
    {
        using TrainingLoaders plain = Open(Options with { AugmentOn = "device" });
        using TrainingLoaders full = Open(Options with { AugmentOn = "device", Cache = "device" }, room: 1000);
        Assert.Null(plain.Note);
        Assert.Equal("--cache device: 11 photos take 1 MiB decoded, and 1 MiB of cpu may go to them; they are kept in ram instead", full.Note);
        for (int epoch = 1; epoch <= 2; epoch++) Assert.Equal(Images(plain, "seed", epoch), Images(full, "seed", epoch));
    }

    [Fact]
    public void AutoIsTheCpuWhereThereIsNoGpu()
    {
        using TrainingLoaders auto = Open(Options);
        using TrainingLoaders cpu = Open(Options with { AugmentOn = "cpu" });
        Assert.Equal(Images(cpu, "seed", 1), Images(auto, "seed", 1));
    }

    [Fact]
    public void WhatTheDeviceCannotDoIsDoneBeforeIt()
    {
        using TrainingLoaders cpu = Open(Options with { Augment = Blur });
        using TrainingLoaders device = Open(Options with { Augment = Blur, AugmentOn = "device", Cache = "ram" });
        // What is left to the device is a flip: there is no rounding.
        Assert.Equal(Images(cpu, Blur, 1), Images(device, Blur, 1));
    }

    private TrainingLoaders Open(TrainOptions options, long? room = null) =>
        new(options, [.. fixture.Samples.Select(sample => sample.Path)], Normalization.ImageNet, CPU, (_, _) => { }, room);

    private List<byte[]> Images(TrainingLoaders loaders, string augment, int epoch)
    {
        TransformPreset preset = (Options with { Augment = augment }).Transforms(Side);
        using DataLoader loader = loaders.Create(fixture.Samples, Side, preset.Train, preset.AfterNormalization, SampleOrder.Shuffled);
        return [.. loader.Batches(epoch).Select(LoaderFixture.Take).Select(batch => batch.Images)];
    }
}
