using System.Runtime.InteropServices;
using ResNetFlowers.Training;
using ResNetFlowers.Training.Learning;
using ResNetFlowers.Training.Options;

namespace ResNetFlowers.Tests.Training.Learning;

public sealed class OutOfMemoryTests : IDisposable
{
    // libtorch 2.11 and 1.13, shortened.
    private const string Newer = "CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a total capacity of 79.10 GiB of which 1.02 GiB is free.";
    private const string Older = "CUDA out of memory. Tried to allocate 2.00 GiB (GPU 0; 79.15 GiB total capacity; 70.20 GiB already allocated)";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(128, 70, 64)]
    [InlineData(128, 3, 2)]
    [InlineData(100, 49, 25)]
    [InlineData(16, 0, 0)]
    [InlineData(1, 1, 0)]
    public void HalvesAreTriedUntilOneFits(int batchSize, int room, int fitting) => Assert.Equal(fitting, OutOfMemory.LargestThatFits(batchSize, photos =>
    {
        if (photos > room) throw new ExternalException(Newer);
    }));

    [Fact]
    public void AnotherFailureIsNotHidden() =>
        Assert.Throws<ExternalException>(() => OutOfMemory.LargestThatFits(8, _ => throw new ExternalException("CUDA error: an illegal memory access was encountered")));

    [Theory]
    [InlineData(Newer, 64, "--batch-size 128: does not fit into the device's 79.10 GiB; 64 does: give --batch-size 64, with --accumulate 2 for steps as large")]
    [InlineData(Older, 32, "--batch-size 128: does not fit into the device's 79.15 GiB; 32 does: give --batch-size 32, with --accumulate 4 for steps as large")]
    [InlineData("CUDA out of memory.", 0, "--batch-size 128: not even one photo of 224 px fits into the device's memory; give a smaller --image-size or --arch")]
    public void TheMendIsNamed(string message, int fitting, string expected) =>
        Assert.Equal(expected, OutOfMemory.Explain(new ExternalException(message), new TrainOptions { BatchSize = 128 }, fitting).Message);

    [Fact]
    public void AHalfThatIsNoDivisorPromisesNoEqualSteps() => Assert.EndsWith(
        "12 does: give --batch-size 12", OutOfMemory.Explain(new ExternalException(Newer), new TrainOptions { BatchSize = 100 }, 12).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("none")]
    [InlineData("backbone")]
    public void ARunThatDoesNotFitSaysWhatWould(string freeze)
    {
        string data = TinyPhotos.Split(_folder.File("data"), classes: 2, train: 4, val: 2);
        var options = new TrainOptions
        {
            Data = data, Arch = "resnet18", Epochs = 1, BatchSize = 4, ImageSize = 40, Workers = 0, Device = "cpu", Freeze = freeze, Out = _folder.File("run"),
        };
        var observer = new RecordingObserver { AfterBatch = _ => throw new ExternalException(Newer) };

        InputException refused = Assert.Throws<InputException>(() => new Trainer(options).Run(observer));

        Assert.Equal("--batch-size 4: does not fit into the device's 79.10 GiB; 2 does: give --batch-size 2, with --accumulate 2 for steps as large", refused.Message);
    }
}
