using ResNetFlowers.Training.Runs;

namespace ResNetFlowers.Tests.Training.Runs;

public sealed class ResultsFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void WhatIsWrittenIsRead()
    {
        EpochResult[] epochs =
        [
            new(1, 0.001, 1.5, 0.25, 1.25, 0.5, 0.5, 8, 120.25, 3.5, IsBest: true) { PeakMemory = 812.5 },
            new(2, 0.001, 1.25, 0.5, 1.5, 0.375, 0.5, 8, 130.5, 3.25, IsBest: false),
        ];
        ResultsFile.Write(_folder.File("results.csv"), epochs);

        Assert.Equal(epochs, ResultsFile.Read(_folder.File("results.csv")));
    }

    [Fact]
    public void AFileOfARunBeforeMemoryWasMeasuredIsRead()
    {
        File.WriteAllText(
            _folder.File("results.csv"),
            "epoch,lr,train_loss,train_acc,val_loss,val_acc,raw_val_acc,val_images,images_per_second,seconds\n1,0.001,1.5,0.25,1.25,0.5,0.5,8,120.25,3.5\n");

        EpochResult epoch = Assert.Single(ResultsFile.Read(_folder.File("results.csv")));

        Assert.Equal((3.5, null), (epoch.Seconds, epoch.PeakMemory));
    }

    [Fact]
    public void ALineThatIsTooShortIsRefused()
    {
        ResultsFile.Write(_folder.File("results.csv"), [new(1, 0.001, 1.5, 0.25, 1.25, 0.5, 0.5, 8, 120.25, 3.5, IsBest: true)]);
        File.WriteAllText(_folder.File("results.csv"), File.ReadAllText(_folder.File("results.csv")).Replace(",3.50,", ",", StringComparison.Ordinal));

        Assert.Throws<InputException>(() => ResultsFile.Read(_folder.File("results.csv")));
    }
}
