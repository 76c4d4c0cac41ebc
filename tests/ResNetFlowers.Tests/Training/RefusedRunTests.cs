using ResNetFlowers.Training;
using ResNetFlowers.Training.Options;
using ResNetFlowers.Training.Runs;

namespace ResNetFlowers.Tests.Training;

/// <summary>Runs that cannot be: one line that names what is wrong, and no trace on the disk.</summary>
[Collection(Alone.Name)]
public sealed class RefusedRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TrainOptions _options;

    public RefusedRunTests() => _options = new TrainOptions
    {
        Data = _folder.File("data"), Arch = "resnet18", Epochs = 1, BatchSize = 4, ImageSize = 40, Device = "cpu", Out = _folder.File("runs/new"),
    };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void NoData() => Refused($"--data {_options.Data}: no such folder; make it with 'split'");

    [Fact]
    public void NoValidation()
    {
        TinyPhotos.Folder(_folder.File("data/train"), 2, 1);
        Refused($"--data {_options.Data}: has no folder 'val'; to check with, 'split {Path.Combine(_options.Data, "train")} --out OTHER' takes");
    }

    [Fact]
    public void OneClass()
    {
        TinyPhotos.Split(_options.Data, 1, 2, 1);
        Refused($"{Path.Combine(_options.Data, "train")}: has one class only, daisies");
    }

    [Fact]
    public void OtherClassesInValidation()
    {
        TinyPhotos.Folder(_folder.File("data/train"), 3, 1);
        TinyPhotos.Folder(_folder.File("data/val"), 2, 1);
        Refused($"{Path.Combine(_options.Data, "val")}: lacks tulips");
    }

    [Fact]
    public void AnEmptyClass()
    {
        TinyPhotos.Split(_options.Data, 2, 2, 1);
        Directory.CreateDirectory(_folder.File("data/train/violets"));
        Directory.CreateDirectory(_folder.File("data/val/violets"));
        Refused($"{Path.Combine(_options.Data, "train", "violets")}: no photo there");
    }

    [Theory]
    [InlineData("train")]
    [InlineData("val")]
    public void NotOneReadablePhoto(string part)
    {
        TinyPhotos.Split(_options.Data, 2, 2, 1);
        foreach (string photo in Directory.GetFiles(Path.Combine(_options.Data, part), "*.png", SearchOption.AllDirectories)) File.WriteAllText(photo, "");
        Refused($"{Path.Combine(_options.Data, part, "daisies", "00.png")}: cannot be read, nor can any other");
    }

    [Fact]
    public void ALearningRateThatBlowsUp()
    {
        TinyPhotos.Split(_options.Data, 2, 3, 1);
        Refused("--lr 1E+18: is too high, the loss of epoch 1 is not a number any more", _options with { Lr = 1e18 });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void AStepOfOnePhotoAtTheLeastSize(int batchSize)
    {
        TinyPhotos.Split(_options.Data, 2, 3, 1);
        Refused($"--batch-size {batchSize}: leaves a step with one photo", _options with { ImageSize = 32, BatchSize = batchSize });
    }

    [Fact]
    public void AStepOfWhichOnePhotoIsLeftAtTheLeastSize()
    {
        TinyPhotos.Split(_options.Data, 2, 2, 1);
        for (int label = 0; label < 2; label++) File.WriteAllText(Path.Combine(_options.Data, "train", TinyPhotos.Classes[label], "00.png"), "");
        File.WriteAllText(Path.Combine(_options.Data, "train", "roses", "01.png"), "");
        Refused("--batch-size 4: leaves a step with one photo", _options with { ImageSize = 32 });
    }

    [Fact]
    public void AStepOfOnePhotoIsNoTroubleAboveTheLeastSize()
    {
        TinyPhotos.Split(_options.Data, 2, 3, 1);
        TrainResult result = new Trainer(_options with { BatchSize = 5, ImageSize = 33 }).Run(new RecordingObserver());
        Assert.True(double.IsFinite(result.Epochs[0].TrainLoss) && double.IsFinite(result.Epochs[0].ValLoss));
    }

    [Fact]
    public void AnOutputThatHoldsSomething()
    {
        TinyPhotos.Split(_options.Data, 2, 2, 1);
        Directory.CreateDirectory(_options.Out!);
        File.WriteAllText(Path.Combine(_options.Out!, "options.json"), "mine");
        InputException exception = Assert.Throws<InputException>(() => new Trainer(_options).Run(new RecordingObserver()));
        Assert.StartsWith($"--out {_options.Out}: is not empty", exception.Message, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(Path.Combine(_options.Out!, "options.json")));
    }

    [Fact]
    public void WhatAKilledRunHadNotSavedIsNoTrouble()
    {
        TinyPhotos.Split(_options.Data, 2, 2, 1);
        Directory.CreateDirectory(_options.Out!);
        foreach (string file in new[] { ".lock", "options.yaml", "class_indices.json" }) File.WriteAllText(Path.Combine(_options.Out!, file), "");
        Assert.Single(new Trainer(_options).Run(new RecordingObserver()).Epochs);
    }

    [Theory]
    [InlineData("file", "is a file")]
    [InlineData("file/below", "cannot be written")]
    public void AnOutputThatCannotBe(string name, string reason)
    {
        TinyPhotos.Split(_options.Data, 2, 2, 1);
        File.WriteAllText(_folder.File("file"), "");
        TrainOptions options = _options with { Out = _folder.File(name) };
        InputException exception = Assert.Throws<InputException>(() => new Trainer(options).Run(new RecordingObserver()));
        Assert.StartsWith($"--out {options.Out}: {reason}; give a", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFolderThatWasThereStays()
    {
        TinyPhotos.Split(_options.Data, 2, 2, 1);
        foreach (string photo in Directory.GetFiles(_options.Data, "*.png", SearchOption.AllDirectories)) File.WriteAllText(photo, "");
        Directory.CreateDirectory(_options.Out!);
        Assert.Throws<InputException>(() => new Trainer(_options).Run(new RecordingObserver()));
        Assert.Empty(Directory.GetFileSystemEntries(_options.Out!));
    }

    private void Refused(string message, TrainOptions? options = null)
    {
        InputException exception = Assert.Throws<InputException>(() => new Trainer(options ?? _options).Run(new RecordingObserver()));
        Assert.StartsWith(message, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', exception.Message);
        Assert.False(Directory.Exists(_folder.File("runs")), "the run's folder stays");
    }
}
