using ResNetFlowers.Data.Caching;
using ResNetFlowers.Training;
using ResNetFlowers.Training.Options;
using ResNetFlowers.Training.Runs;

namespace ResNetFlowers.Tests.Training;

/// <summary>Runs whose photos are augmented on the device, which here is the CPU.</summary>
[Collection(ResumedRunCollection.Name)]
public sealed class DeviceRunTests(ResumedRun run)
{
    [Fact]
    public void KeepingPhotosOnTheDeviceChangesNoByteWhereverTheRunWasStopped()
    {
        TrainOptions options = run.Options("plain") with { AugmentOn = "device", Augment = "strong", Epochs = 2, StartScale = 0.8, Whiten = true };
        TrainResult expected = new Trainer(options with { Out = run.Beside("device") }).Run(new RecordingObserver());
        TrainResult kept = new Trainer(options with { Cache = PhotoCaches.Device, Workers = 3, Out = run.Beside("device-kept") }).Run(new RecordingObserver());
        RequireSame(expected, kept);

        string folder = run.Beside("device-resumed");
        using var cancellation = new CancellationTokenSource();
        var observer = new RecordingObserver { AfterBatch = batch => { if (batch == 6) cancellation.Cancel(); } };
        Assert.Throws<OperationCanceledException>(() => new Trainer(options with { Cache = PhotoCaches.Device, Out = folder }).Run(observer, cancellation.Token));
        RequireSame(expected, Trainer.Resume(folder, []).Run(new RecordingObserver()));
    }

    [Fact]
    public void AugmentingOnTheDeviceLearnsTheSameButForRounding()
    {
        TrainOptions options = run.Options("plain") with { Epochs = 1 };
        EpochResult cpu = Assert.Single(new Trainer(options with { Out = run.Beside("on-cpu") }).Run(new RecordingObserver()).Epochs);
        EpochResult device = Assert.Single(new Trainer(options with { AugmentOn = "device", Cache = PhotoCaches.Ram, Out = run.Beside("on-device") }).Run(new RecordingObserver()).Epochs);
        Assert.InRange(device.TrainLoss, cpu.TrainLoss - 0.1, cpu.TrainLoss + 0.1);
    }

    [Fact]
    public void WhereToAugmentIsPartOfWhatWasBegun()
    {
        string folder = run.Beside("device-begun");
        new Trainer(run.Options("plain") with { Epochs = 1, AugmentOn = "device", Out = folder }).Run(new RecordingObserver());
        GivenOption[] given = [new(OptionTable.Find("augment-on")!, "cpu"), new(OptionTable.Find("epochs")!, "2")];
        InputException exception = Assert.Throws<InputException>(() => Trainer.Resume(folder, given));
        Assert.StartsWith("--augment-on cpu: ", exception.Message);
    }

    private static void RequireSame(TrainResult expected, TrainResult actual)
    {
        foreach (string file in new[] { "last.pth", "best.pth", "neighbours.safetensors" })
            Assert.True(Bytes(expected, file).AsSpan().SequenceEqual(Bytes(actual, file)), $"{actual.Folder}: {file} differs");
    }

    private static byte[] Bytes(TrainResult result, string file) => File.ReadAllBytes(Path.Combine(result.Folder, file));
}
