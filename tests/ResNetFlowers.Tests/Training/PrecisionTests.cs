using ResNetFlowers.Training;
using ResNetFlowers.Training.Checkpoints;
using ResNetFlowers.Training.Options;
using ResNetFlowers.Training.Runs;
using TorchSharp;

namespace ResNetFlowers.Tests.Training;

/// <summary>Runs in another precision than float32.</summary>
[Collection(Alone.Name)]
public sealed class PrecisionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SystemProviderFact]
    public void ARunInBf16LearnsAndKeepsFloat32()
    {
        TrainResult plain = Train("fp32");
        TrainResult rounded = Train("bf16");

        Assert.Equal("bf16", RunEnvironment.Read(Path.Combine(rounded.Folder, "environment.json"))!.Precision);
        Assert.NotEqual(plain.Epochs[0].TrainLoss, rounded.Epochs[0].TrainLoss);
        Assert.NotEqual(plain.Epochs[0].ValLoss, rounded.Epochs[0].ValLoss);
        Assert.Equal(plain.Epochs[0].TrainLoss, rounded.Epochs[0].TrainLoss, 0.05);
        using CheckpointFile file = CheckpointFile.Open(Path.Combine(rounded.Folder, "last.pth"));
        using var model = file.BuildRawModel();
        Assert.All(model.state_dict().Values, tensor => Assert.Contains(tensor.dtype, new[] { torch.ScalarType.Float32, torch.ScalarType.Int64 }));
    }

    [Fact]
    public void ThePrecisionIsPartOfARunsOutcome()
    {
        TrainResult run = Train("fp32");

        InputException refused = Assert.Throws<InputException>(() => Trainer.Resume(
            run.Folder, [new GivenOption(OptionTable.Of(nameof(TrainOptions.Epochs)), "2"), new GivenOption(OptionTable.Of(nameof(TrainOptions.Precision)), "bf16")]));

        Assert.StartsWith("--precision bf16: ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnotherPrecisionIsRefused() => Assert.Equal(
        "--precision fp16: choose one of auto, fp32, tf32, bf16", Assert.Throws<InputException>(new TrainOptions { Precision = "fp16" }.Validate).Message);

    [Fact]
    public void WhatTheDeviceLacksIsSaid()
    {
        var observer = new RecordingObserver();

        new Trainer(Options("tf32")).Run(observer);

        Assert.Contains("--precision tf32: cpu has no TensorFloat-32; it computes in fp32", observer.Warnings);
    }

    private TrainResult Train(string precision) => new Trainer(Options(precision)).Run(new RecordingObserver());

    private TrainOptions Options(string precision)
    {
        string data = _folder.File("data");
        if (!Directory.Exists(data)) TinyPhotos.Split(data, classes: 2, train: 4, val: 2);
        return new TrainOptions
        {
            Data = data, Arch = "resnet18", Epochs = 1, BatchSize = 4, ImageSize = 40, Workers = 0, Device = "cpu", Precision = precision,
            // Slowly: Adam's first steps are as long whatever the gradient, and would make much of how it was rounded.
            Lr = 1e-5, NoNeighbours = true, Out = _folder.File($"runs/{precision}"),
        };
    }
}
