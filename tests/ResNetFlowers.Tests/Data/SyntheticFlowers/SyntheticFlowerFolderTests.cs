using ResNetFlowers.Data;
using ResNetFlowers.Data.SyntheticFlowers;
using ResNetFlowers.Imaging;

namespace ResNetFlowers.Tests.Data.SyntheticFlowers;

public sealed class SyntheticFlowerFolderTests : IDisposable
{
    private readonly TemporaryFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void TheFolderIsOneToTrainOn()
    {
        SynthResult result = SyntheticFlowerFolder.Write(Options() with { PerClass = 3 });
        Assert.Equal((15, _temp.File("out")), (result.Images, result.Out));

        ImageFolder folder = ImageFolder.Scan(_temp.File("out"));
        Assert.Equal(FlowerPainter.Classes, folder.Classes);
        Assert.Equal([3, 3, 3, 3, 3], folder.Counts);
        Assert.EndsWith("0001.jpg", folder.Samples[0].Path, StringComparison.Ordinal);
        using RgbImage image = ImageCodec.Decode(File.ReadAllBytes(folder.Samples[14].Path));
        Assert.Equal((24, 24), (image.Width, image.Height));
        Assert.Equal(15, _temp.List("out").Count);
    }

    [Fact]
    public void MorePicturesLeaveTheFirstOnesAsTheyAre()
    {
        SyntheticFlowerFolder.Write(Options() with { PerClass = 1 });
        SyntheticFlowerFolder.Write(Options() with { PerClass = 2, Out = _temp.File("more") });
        Assert.Equal(File.ReadAllBytes(_temp.File("out/tulips/0001.jpg")), File.ReadAllBytes(_temp.File("more/tulips/0001.jpg")));
        Assert.NotEqual(File.ReadAllBytes(_temp.File("more/tulips/0002.jpg")), File.ReadAllBytes(_temp.File("more/tulips/0001.jpg")));
    }

    [Fact]
    public void ProgressCountsEveryPicture()
    {
        var seen = new List<SynthProgress>();
        SyntheticFlowerFolder.Write(Options(), new CallbackProgress<SynthProgress>(seen.Add));
        Assert.Equal(Enumerable.Range(1, 10).Select(done => new SynthProgress(done, 10)), seen);
    }

    [Fact]
    public void CancellingLeavesNothingBehind()
    {
        _temp.Files("there/README.md");
        foreach (string place in new[] { "new/out", "there" })
        {
            using var stop = new CancellationTokenSource();
            Assert.ThrowsAny<OperationCanceledException>(
                () => SyntheticFlowerFolder.Write(Options() with { Out = _temp.File(place) }, new CallbackProgress<SynthProgress>(_ => stop.Cancel()), stop.Token));
        }

        Assert.False(Directory.Exists(_temp.File("new")));
        Assert.Equal([_temp.File("there/README.md")], Directory.EnumerateFileSystemEntries(_temp.File("there")));
    }

    [Fact]
    public void AnOccupiedFolderIsRefused()
    {
        _temp.Files("out/thesis.txt", "file");
        Refuses(Options(), "is not empty (it holds thesis.txt); choose another folder");
        Refuses(Options() with { Out = _temp.File("file") }, "file: is a file; name a folder");
        Refuses(Options() with { Out = _temp.File("file/below") }, "cannot be written");
        Assert.Equal(["thesis.txt"], _temp.List("out"));
    }

    [Fact]
    public void NumbersOutOfRangeAreNamed()
    {
        Refuses(Options() with { PerClass = 0 }, "--per-class 0: is out of range; give a number from 1 to 9999");
        Refuses(Options() with { Size = 8 }, "--size 8: is out of range; give a number from 16 to 2048");
        Assert.False(Directory.Exists(_temp.File("out")));
    }

    private SynthOptions Options() => new() { Out = _temp.File("out"), PerClass = 2, Size = 24 };

    private static void Refuses(SynthOptions options, string expected)
    {
        string message = Assert.Throws<InputException>(() => SyntheticFlowerFolder.Write(options)).Message;
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }
}
