using System.Runtime.InteropServices;
using ResNetFlowers.Training;
using ResNetFlowers.Training.Options;

namespace ResNetFlowers.Tests.Training;

/// <summary>What a run whose device is too small is told, by a device that is thought up.</summary>
public class MemoryAdviceTests
{
    private const string Newer =
        "CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a total capacity of 79.10 GiB of which 1.02 GiB is free. Of the allocated memory 68.00 GiB is allocated by PyTorch, " +
        "and 1.00 GiB is reserved by PyTorch but unallocated.";

    private const string Memory = "the device's memory (79.1 GiB, of which 70.0 GiB were free; nvidia-smi tells who has the rest)";

    private static readonly TrainOptions Asked = new() { BatchSize = 128, CudaGraph = TrainOptions.Off };

    [Theory]
    [InlineData(128, 64, "64 does; give --batch-size 64, with --accumulate 2 for steps as large")]
    [InlineData(128, 40, "32 does; give --batch-size 32, with --accumulate 4 for steps as large")]
    [InlineData(128, 1, "1 does; give --batch-size 1, with --accumulate 128 for steps as large")]
    [InlineData(100, 13, "12 does; give --batch-size 12")]
    public void TheLargestHalfThatFitsIsNamed(int batchSize, int room, string expected) =>
        Assert.Equal($"--batch-size {batchSize}: does not fit into {Memory}, {expected}", Advice(Asked with { BatchSize = batchSize }, options => options.BatchSize <= room));

    [Fact]
    public void StepsAsLargeAreNotPromisedWhereAddedUpGradientsDoNotFit() => Assert.EndsWith(
        "64 does; give --batch-size 64", Advice(Asked, options => options.BatchSize <= 64 && options.Accumulate == 1), StringComparison.Ordinal);

    [Fact]
    public void PhotosOnTheDeviceGoFirst()
    {
        TrainOptions asked = Asked with { Cache = "device" };
        Assert.Equal($"--cache device: the photos leave the steps too little of {Memory}; give --cache ram", Advice(asked, options => options.Cache == "ram"));
        Assert.Equal(
            $"--batch-size 128: does not fit into {Memory}, 64 does; give --batch-size 64 --cache ram, with --accumulate 2 for steps as large",
            Advice(asked, options => options is { Cache: "ram", BatchSize: <= 64 }));
    }

    [Fact]
    public void GraphsGoBeforeTheBatchIsHalved()
    {
        TrainOptions asked = Asked with { CudaGraph = TrainOptions.On };
        Assert.Equal(
            $"--cuda-graph on: the captured step does not fit into {Memory}; give --cuda-graph auto, or a smaller --batch-size", Advice(asked, options => options.CudaGraph == "auto"));
        Assert.Equal($"--batch-size 128: does not fit into {Memory}, 64 does; give --batch-size 64", Advice(asked, options => options.BatchSize <= 64));
        Assert.Equal(
            $"--cuda-graph auto: the captured step does not fit into {Memory}; give --cuda-graph off, or a smaller --batch-size",
            Advice(Asked with { CudaGraph = TrainOptions.Auto }, options => options.CudaGraph == "off"));
    }

    [Fact]
    public void ARunThatGoesOnKeepsItsSteps()
    {
        Assert.Equal(
            $"--device auto: the run's steps do not fit into {Memory}; give --device cpu, or end what else uses the device", Advice(Asked, options => options.BatchSize < 128, isResumed: true));
        Assert.EndsWith("; give --cache ram", Advice(Asked with { Cache = "device" }, options => options.Cache == "ram", isResumed: true), StringComparison.Ordinal);
    }

    [Fact]
    public void WhereNothingFitsAnotherDeviceDoes() => Assert.Equal(
        $"--device auto: not even one photo of 224 px fits into {Memory}; give --device cpu, or a smaller --arch or --image-size", Advice(Asked, _ => false));

    [Fact]
    public void SizesThatTheOptionsForbidAreNoMend() => Assert.Equal(
        $"--batch-size 128: does not fit into {Memory}, 32 does; give --batch-size 32, with --accumulate 4 for steps as large",
        Advice(Asked, options => options.BatchSize == 64 ? throw new InputException("--batch-size 64: leaves one photo") : options.BatchSize < 64));

    private static string Advice(TrainOptions asked, Func<TrainOptions, bool> fits, bool isResumed = false) => new MemoryAdvice(new ExternalException(Newer), asked, isResumed, options =>
    {
        if (!fits(options)) throw new ExternalException(Newer);
    }).Find().Message;
}
