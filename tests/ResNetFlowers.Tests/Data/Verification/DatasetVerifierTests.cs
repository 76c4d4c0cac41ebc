using ResNetFlowers.Data.Verification;
using ResNetFlowers.Imaging;

namespace ResNetFlowers.Tests.Data.Verification;

public sealed class DatasetVerifierTests(DrawnFlowers drawn) : IClassFixture<DrawnFlowers>, IDisposable
{
    private readonly PlantedFlowers _flowers = new(drawn);

    public void Dispose() => _flowers.Dispose();

    [Fact]
    public void AHealthySetHasNoFindings()
    {
        var seen = new List<VerifyProgress>();
        VerifyResult result = DatasetVerifier.Verify(Options(), new Callback(seen.Add));
        Assert.Empty(result.Findings);
        Assert.False(result.Harms);
        Assert.Equal(["train", "val", "test"], result.Parts);
        Assert.Equal([28, 8, 4], result.Classes[0].Photos);
        Assert.Equal(Enumerable.Range(1, 200).Select(done => new VerifyProgress(done, 200)), seen);
    }

    [Fact]
    public void EverythingPlantedIsFoundAndNothingElse()
    {
        _flowers.PlantEverything();
        VerifyResult result = DatasetVerifier.Verify(Options());
        Assert.Equal(_flowers.Planted.Order(StringComparer.Ordinal), result.Findings.Select(PlantedFlowers.Describe).Order(StringComparer.Ordinal));
        Assert.True(result.Harms);
        Assert.Equal(result.Findings.Select(finding => finding.Kind).Order(), result.Findings.Select(finding => finding.Kind));
    }

    [Fact]
    public void FixMovesOffendersToTheirPlacesBesideAndDeletesNothing()
    {
        List<string> before = _flowers.PlantEverything().Files();
        VerifyResult result = DatasetVerifier.Verify(Options() with { Fix = true });

        string[] moved =
        [
            "test/daisy/half.png", "train/daisy/b.jpg", "train/daisy/c.jpg", "train/daisy/text.jpg", "train/roses/leak.jpg", "train/roses/two.jpg",
            "train/roses/unsure.jpg", "train/tulips/half.jpg", "train/tulips/noise.jpg", "train/tulips/three.jpg", "train/tulips/unsure.jpg",
            "val/roses/empty.png", "val/roses/three.jpg", "val/sunflowers/small.png",
        ];
        Assert.Equal(moved, result.Moved.Select(file => file.From).Order(StringComparer.Ordinal));
        Assert.All(result.Moved, file => Assert.Equal(Path.Combine(_flowers.SetAside, file.From), file.To));
        Assert.All(result.Moved, file => Assert.True(File.Exists(file.To)));
        Assert.Equal(before.Except(moved, StringComparer.Ordinal), _flowers.Files());

        // Only a person can mend a class without photos.
        Assert.True(result.Harms);
        Directory.Delete(_flowers.File("train/zinnia"));
        VerifyResult again = DatasetVerifier.Verify(Options());
        Assert.False(again.Harms);
        Assert.Equal(
            [FindingKind.NearDuplicate, FindingKind.WrongExtension, FindingKind.Giant], again.Findings.Select(finding => finding.Kind));
    }

    [Fact]
    public void WhatWasSetAsideBeforeStays()
    {
        foreach (string content in (string[])["first", "second"])
        {
            _flowers.Write("train/daisy/x.jpg", System.Text.Encoding.ASCII.GetBytes(content));
            Assert.Single(DatasetVerifier.Verify(Options() with { Fix = true }).Moved);
        }

        Assert.Equal("first", File.ReadAllText(Path.Combine(_flowers.SetAside, "train/daisy/x.jpg")));
        Assert.Equal("second", File.ReadAllText(Path.Combine(_flowers.SetAside, "train/daisy/x.2.jpg")));
    }

    [Fact]
    public void AFileThatCannotBeNamedStopsTheFixBeforeItBegins()
    {
        _flowers.Write("train/daisy/x.jpg", [1]);
        Assert.EndsWith(
            "daisy/\uFFFD.jpg: cannot be found by its name; its name is not UTF-8, rename it",
            Assert.Throws<InputException>(() => SetAside.Move(_flowers.Root, ["train/daisy/x.jpg", "train/daisy/\uFFFD.jpg"])).Message,
            StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_flowers.Root, "train/daisy/x.jpg")));
        Assert.False(Directory.Exists(_flowers.SetAside));
    }

    [Fact]
    public void PicturesOfFormatsThatAreNotReadAreToldAndStay()
    {
        _flowers.Write("train/daisy/IMG_1.HEIC", [1]);
        _flowers.Write("val/roses/x.tiff", [1]);
        VerifyResult result = DatasetVerifier.Verify(Options() with { Fix = true });
        Assert.Equal(["UnreadFormat: train/daisy/IMG_1.HEIC", "UnreadFormat: val/roses/x.tiff"], result.Findings.Select(PlantedFlowers.Describe));
        Assert.False(result.Harms);
        Assert.Empty(result.Moved);
    }

    [Fact]
    public void AClassThatLosesItsLastPhotoIsTold()
    {
        _flowers.Write("train/zinnia/x.jpg", "no photo"u8);
        _flowers.Write("val/zinnia/x.jpg", PlantedFlowers.Jpeg(_flowers.New(64)));
        _flowers.Write("test/zinnia/x.jpg", PlantedFlowers.Jpeg(_flowers.New(64)));
        VerifyResult result = DatasetVerifier.Verify(Options() with { Fix = true });
        Assert.Contains("EmptyClass: train/zinnia", result.Findings.Select(PlantedFlowers.Describe));
        Assert.True(result.Harms);
    }

    [Theory]
    [InlineData(1, "has 1 photo, tulips has 28")]
    [InlineData(2, "has 2 photos, tulips has 28")]
    public void UnevenClassesAreTold(int photos, string problem)
    {
        for (int i = 0; i < photos; i++)
        {
            _flowers.Write($"train/zinnia/{i}.jpg", PlantedFlowers.Jpeg(_flowers.New(64)));
            _flowers.Write($"val/zinnia/{i}.jpg", PlantedFlowers.Jpeg(_flowers.New(64)));
            _flowers.Write($"test/zinnia/{i}.jpg", PlantedFlowers.Jpeg(_flowers.New(64)));
        }

        Finding finding = Assert.Single(DatasetVerifier.Verify(Options()).Findings);
        Assert.Equal("Imbalance: train/zinnia", PlantedFlowers.Describe(finding));
        Assert.Contains(problem, finding.Problem, StringComparison.Ordinal);
        Assert.False(finding.Harms);
    }

    [Fact]
    public void SizeAndColourAreThoseOfThePixels()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("a"));
        WriteFlat(folder.File("a/1.png"), 20, 30, 255, 0, 0);
        WriteFlat(folder.File("a/2.png"), 40, 60, 51, 51, 51);
        WriteFlat(folder.File("a/3.png"), 50, 16, 0, 0, 0);
        ImageStatistics statistics = DatasetVerifier.Verify(new VerifyOptions { Data = folder.Path }).Statistics!;
        Assert.Equal((new Spread(20, 40, 50), new Spread(16, 30, 60)), (statistics.Width, statistics.Height));
        Assert.Equal([new FormatCount("PNG", 3)], statistics.Formats);
        Assert.Equal(2, statistics.Grey);
        Assert.Equal([0.4, 0.2 / 3, 0.2 / 3], statistics.Mean.Select(mean => Math.Round(mean, 12)), (x, y) => Math.Abs(x - y) < 1e-9);
        Assert.Equal(Math.Sqrt((1 + 0.04) / 3 - 0.16), statistics.Std[0], 9);
    }

    [Theory]
    [InlineData(0, 50, "--min-side 0: ")]
    [InlineData(16, 0, "--max-megapixels 0: ")]
    public void OptionsOutsideTheirRangeAreNamed(int minSide, int maxMegapixels, string expected) => Assert.StartsWith(
        expected,
        Assert.Throws<InputException>(() => DatasetVerifier.Verify(Options() with { MinSide = minSide, MaxMegapixels = maxMegapixels })).Message,
        StringComparison.Ordinal);

    [Fact]
    public void CancellingMovesNothing()
    {
        List<string> before = _flowers.PlantEverything().Files();
        using var stop = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(
            () => DatasetVerifier.Verify(Options() with { Fix = true }, new Callback(_ => stop.Cancel()), stop.Token));
        Assert.Equal(before, _flowers.Files());
    }

    private VerifyOptions Options() => new() { Data = _flowers.Root, MaxMegapixels = PlantedFlowers.MaxMegapixels };

    private static void WriteFlat(string path, int width, int height, byte red, byte green, byte blue)
    {
        using RgbImage image = RgbImage.Rent(width, height);
        for (int i = 0; i < image.Pixels.Length; i += 3) ((ReadOnlySpan<byte>)[red, green, blue]).CopyTo(image.Pixels[i..]);
        File.WriteAllBytes(path, ImageCodec.EncodePng(image));
    }

    private sealed class Callback(Action<VerifyProgress> action) : IProgress<VerifyProgress>
    {
        public void Report(VerifyProgress value) => action(value);
    }
}
