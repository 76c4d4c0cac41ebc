using ResNetFlowers.Benchmarks.Numerics;
using ResNetFlowers.Data.SyntheticFlowers;
using ResNetFlowers.Training;
using ResNetFlowers.Training.Options;

namespace ResNetFlowers.Benchmarks.Tests.Numerics;

public sealed class LogitDifferenceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TheLargestOfAllIsToldWithWhatItMayBeMeasuredBy()
    {
        float[][] expected = [[1, -5], [2, 3]];
        float[][] actual = [[1.25f, -5], [3.5f, 3]];
        Assert.Equal(new LogitDifference(Photos: 2, Largest: 5, Difference: 1.5f, Agreeing: 1), LogitDifference.Between(expected, actual));
    }

    [Theory]
    [InlineData(float.NaN, 1)]
    [InlineData(1, float.NaN)]
    public void WhatIsNotANumberIsNotOverlooked(float expected, float actual) =>
        Assert.True(float.IsNaN(LogitDifference.Between([[expected, 0]], [[actual, 0]]).Difference));

    [Fact]
    public void ADeviceDoesNotDifferFromItself()
    {
        foreach (string part in new[] { "train", "val" })
            SyntheticFlowerFolder.Write(new SynthOptions { Out = _folder.File($"data/{part}"), PerClass = 4, Size = 40 });
        string run = new Trainer(new TrainOptions { Data = _folder.File("data"), Arch = "resnet18", Epochs = 1, ImageSize = 32, Device = "cpu", NoNeighbours = true, Out = _folder.File("run") })
            .Run(new Unwatched()).Folder;
        string[] photos = [.. Directory.EnumerateFiles(_folder.File("data/val"), "*.*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        File.WriteAllText(photos[0], "no photo");

        LogitDifference none = LogitDifference.Measure(Path.Combine(run, "best.pth"), "cpu", photos);

        Assert.Equal((photos.Length - 1, photos.Length - 1, 0f), (none.Photos, none.Agreeing, none.Difference));
        Assert.True(none.Largest > 0);
    }

    private sealed class Unwatched : ITrainingObserver;
}
