using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using ResNetFlowers.Data.Splitting;

namespace ResNetFlowers.Tests.Data.Splitting;

public sealed class DatasetSplitterTests : IDisposable
{
    private readonly TemporaryFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void EachClassGivesItsShareToEachPart()
    {
        _temp.Class("photos/daisy", 29).Class("photos/roses", 100).Files("photos/roses/deep/er.jpg", "photos/LICENSE.txt");
        SplitResult result = DatasetSplitter.Split(Options() with { Val = 0.1, Test = 0.29 });

        Assert.Equal([new ClassCounts("daisy", 19, 2, 8), new ClassCounts("roses", 62, 10, 29)], result.Classes);
        Assert.Equal((81, 12, 37), (result.Train, result.Val, result.Test));
        Assert.Equal(81, _temp.List("out/train").Count);
        Assert.Equal(10, _temp.List("out/val/roses").Count);
        Assert.Equal(29, _temp.List("out/test/roses").Count);
        Assert.Equal(_temp.List("photos").Where(file => file.EndsWith(".jpg", StringComparison.Ordinal)), Union("train", "val", "test"));
        Assert.Equal("photos/daisy/0007.jpg", File.ReadAllText(Placed("daisy/0007.jpg")));
        Assert.Empty(result.Warnings);
    }

    [Fact]
    public void TheRecordTellsHowAndLists()
    {
        Small();
        DatasetSplitter.Split(Options() with { Val = 0.25, Seed = 7 });
        using var json = JsonDocument.Parse(File.ReadAllBytes(_temp.File("out/split.json")));
        JsonElement root = json.RootElement;
        Assert.Equal(_temp.File("photos"), root.GetProperty("source").GetString());
        Assert.Equal(7, root.GetProperty("seed").GetInt64());
        Assert.Equal(0.25, root.GetProperty("val").GetDouble());
        Assert.Equal("copy", root.GetProperty("mode").GetString());
        Assert.Equal(3, root.GetProperty("classes")[0].GetProperty("train").GetInt32());
        Assert.Equal(
            _temp.List("out").Where(file => file != "split.json"),
            root.GetProperty("files").EnumerateArray().Select(file => file.GetString()));
    }

    [Fact]
    public void TheSameSeedSplitsAlikeAndAnotherDoesNot()
    {
        _temp.Class("photos/a", 40).Class("photos/b", 40);
        List<string> Val(string output, long seed)
        {
            DatasetSplitter.Split(Options() with { Out = _temp.File(output), Seed = seed });
            return _temp.List($"{output}/val");
        }

        List<string> first = Val("one", 3);
        Assert.Equal(first, Val("two", 3));
        Assert.NotEqual(first, Val("three", 4));
        Assert.NotEqual(
            first.Where(file => file[0] == 'a').Select(Path.GetFileName), first.Where(file => file[0] == 'b').Select(Path.GetFileName));
    }

    [Fact]
    public void AddingAClassMovesNoPhotoOfAnother()
    {
        _temp.Class("photos/b", 30).Class("photos/c", 30);
        DatasetSplitter.Split(Options());
        List<string> before = _temp.List("out/val/b");
        _temp.Class("photos/a", 30);
        DatasetSplitter.Split(Options() with { Force = true });
        Assert.Equal(before, _temp.List("out/val/b"));
    }

    [Fact]
    public void AnyNameOfAPhotoCanBeSplitAnew()
    {
        Small();
        if (!OperatingSystem.IsWindows()) _temp.Files("photos/a/back\\slash.jpg", "photos/a/new\nline.jpg");
        _temp.Files("photos/a/it's 100% \u00FC\U0001F33C.jpg");
        DatasetSplitter.Split(Options());
        List<string> before = _temp.List("out");
        DatasetSplitter.Split(Options() with { Force = true });
        Assert.Equal(before, _temp.List("out"));
    }

    [Fact]
    public void PicturesOfFormatsThatAreNotReadAreTold()
    {
        Small();
        _temp.Files("photos/a/notes.txt", "photos/a/deep/IMG_1.HEIC");
        string first = _temp.File("photos/a/deep/IMG_1.HEIC");
        Assert.Equal([$"{first}: is a picture in a format that is not read; save it as a JPEG"], DatasetSplitter.Split(Options() with { Val = 0.25 }).Warnings);
        _temp.Files("photos/b/x.tif", "photos/b/y.cr2");
        Assert.Equal(
            [$"3 pictures, {first} the first, are in formats that are not read; save them as JPEG; 'flowers verify {_temp.File("photos")}' names them"],
            DatasetSplitter.Split(Options() with { Val = 0.25, Force = true }).Warnings);
        Assert.DoesNotContain(_temp.List("out"), file => file.EndsWith(".HEIC", StringComparison.Ordinal));
    }

    [Fact]
    public void ClassesOneFolderDeeperAreTold()
    {
        _temp.Class("photos/flowers/a", 4).Class("photos/flowers/b", 4);
        Refuses(Options(), $"has one class only (flowers); its sub-folders a, b look like classes: give {_temp.File("photos/flowers")}");
    }

    [Theory]
    [InlineData(SplitMode.Copy)]
    [InlineData(SplitMode.Hardlink)]
    public void ALinkThatLeadsNowhereIsNamed(SplitMode mode)
    {
        Small();
        File.CreateSymbolicLink(_temp.File("photos/a/gone.jpg"), _temp.File("nowhere.jpg"));
        Refuses(Options() with { Mode = mode }, $"{_temp.File("photos/a/gone.jpg")}: is a link that leads to no file; remove it");
    }

    [Fact]
    public void HardLinksShareTheirContent()
    {
        Small();
        DatasetSplitter.Split(Options() with { Mode = SplitMode.Hardlink });
        File.AppendAllText(_temp.File("photos/a/0001.jpg"), "!");
        Assert.EndsWith("!", File.ReadAllText(Placed("a/0001.jpg")), StringComparison.Ordinal);
        Assert.Null(new FileInfo(Placed("a/0001.jpg")).LinkTarget);
    }

    [Fact]
    public void SymbolicLinksLeadToTheAbsolutePath()
    {
        Small();
        string relative = Path.GetRelativePath(Environment.CurrentDirectory, _temp.File("photos"));
        DatasetSplitter.Split(Options() with { Source = relative, Mode = SplitMode.Symlink });
        Assert.Equal(_temp.File("photos/a/0001.jpg"), new FileInfo(Placed("a/0001.jpg")).LinkTarget);
    }

    [Fact]
    public void ALinkAcrossFileSystemsSuggestsACopy()
    {
        if (!Directory.Exists("/dev/shm")) return;
        Small();
        string elsewhere = $"/dev/shm/resnetflowers-{Guid.NewGuid():N}";
        Refuses(Options() with { Out = elsewhere, Mode = SplitMode.Hardlink }, "lies on another file system); use --mode copy");
        Assert.False(Directory.Exists(elsewhere));
    }

    [Fact]
    public void AnOccupiedOutIsRefused()
    {
        Small();
        _temp.Files("out/thesis.txt");
        Refuses(Options(), "is not empty (it holds thesis.txt); choose another folder, or replace the split there with --force");
        Assert.Equal(["thesis.txt"], _temp.List("out"));
    }

    [Fact]
    public void AReadMeIsNotInTheWay()
    {
        Small();
        _temp.Files("out/README.md", "out/.gitignore");
        DatasetSplitter.Split(Options());
        Assert.True(File.Exists(_temp.File("out/README.md")));
    }

    [Fact]
    public void ForceReplacesTheEarlierSplitAndNothingElse()
    {
        _temp.Class("photos/a", 20).Class("photos/b", 20).Class("photos/old", 20);
        DatasetSplitter.Split(Options() with { Test = 0.2 });
        _temp.Files("out/thesis.txt", "out/train/a/mine.jpg");
        Directory.Delete(_temp.File("photos/old"), recursive: true);
        DatasetSplitter.Split(Options() with { Force = true, Seed = 9 });

        Assert.Equal(_temp.List("photos").Append("a/mine.jpg").Order(StringComparer.Ordinal), Union("train", "val"));
        Assert.True(File.Exists(_temp.File("out/thesis.txt")));
        Assert.False(Directory.Exists(_temp.File("out/test")));
        Assert.False(Directory.Exists(_temp.File("out/train/old")));
        Assert.Empty(Directory.EnumerateDirectories(_temp.File("out"), ".split-*"));
    }

    [Fact]
    public void SomebodyElsesFileIsNeverOverwritten()
    {
        Small();
        _temp.Files("out/train/a/0001.jpg", "out/val/a/0001.jpg");
        List<string> before = _temp.List("out");
        Refuses(Options() with { Force = true }, "a/0001.jpg: is no part of an earlier split and would be overwritten");
        Assert.Equal(before, _temp.List("out"));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("no json")]
    [InlineData("null")]
    [InlineData("""{"source":"s","seed":0,"val":0.1,"test":0,"mode":"copy","classes":[],"files":["train/../../thesis.txt"]}""")]
    [InlineData("""{"source":"s","seed":0,"val":0.1,"test":0,"mode":"copy","classes":[],"files":["/train/a/1.jpg"]}""")]
    public void ARecordThatIsNoneIsNotBelieved(string record)
    {
        Small();
        _temp.Files("out/train/a/other.jpg", "thesis.txt");
        File.WriteAllText(_temp.File("out/split.json"), record);
        Refuses(Options() with { Force = true }, "split.json: is not the record of a split");
        Assert.True(File.Exists(_temp.File("thesis.txt")));
        Assert.Equal(["split.json", "train/a/other.jpg"], _temp.List("out"));
    }

    [Fact]
    public void CancellingLeavesNothingBehind()
    {
        Small();
        using var stop = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(
            () => DatasetSplitter.Split(Options() with { Out = _temp.File("new/out") }, new CallbackProgress<SplitProgress>(_ => stop.Cancel()), stop.Token));
        Assert.False(Directory.Exists(_temp.File("new")));
    }

    [Fact]
    public void ProgressCountsEveryPhoto()
    {
        Small();
        var seen = new List<SplitProgress>();
        DatasetSplitter.Split(Options(), new CallbackProgress<SplitProgress>(seen.Add));
        Assert.Equal(SplitSteps().SelectMany(step => Enumerable.Range(1, 8).Select(done => new SplitProgress(step, done, 8))), seen);

        static SplitStep[] SplitSteps() => [SplitStep.Compare, SplitStep.Place];
    }

    [Fact]
    public void NestedFoldersAreRefused()
    {
        Small();
        Refuses(Options() with { Out = _temp.File("photos/out") }, "lies inside the photos' folder");
        Refuses(Options() with { Out = _temp.File("photos") }, "lies inside the photos' folder");
        Refuses(Options() with { Out = _temp.Path }, "holds the photos' folder");
        Directory.CreateSymbolicLink(_temp.File("door"), _temp.File("photos"));
        Refuses(Options() with { Out = _temp.File("door/out") }, "lies inside the photos' folder");
        Assert.False(Directory.Exists(_temp.File("photos/out")));
    }

    [Theory]
    [InlineData(1.5, 0, "--val 1.5: ")]
    [InlineData(-0.1, 0, "--val -0.1: ")]
    [InlineData(double.NaN, 0, "--val NaN: ")]
    [InlineData(0.1, 1, "--test 1: ")]
    [InlineData(0.5, 0.5, "--val 0.5 --test 0.5: ")]
    [InlineData(0.9999999999999999, 0, "leave nothing to train on")]
    public void SharesOutsideTheirRangeAreNamed(double val, double test, string expected)
    {
        Small();
        Refuses(Options() with { Val = val, Test = test }, expected);
        Assert.False(Directory.Exists(_temp.File("out")));
    }

    [Fact]
    public void OneClassIsNotEnough()
    {
        _temp.Class("photos/a", 4);
        Refuses(Options(), "needs at least two classes");
    }

    [Fact]
    public void EveryClassKeepsAPhotoToTrainOn()
    {
        _temp.Class("photos/a", 1).Class("photos/b", 1);
        Assert.Equal(2, DatasetSplitter.Split(Options() with { Val = 0.5, Test = 0.49 }).Train);
    }

    [Fact]
    public void ASmallClassIsWarnedAbout()
    {
        _temp.Class("photos/a", 20).Class("photos/b", 3);
        Assert.Equal(["b: too few photos for one in val; raise --val or add photos"], DatasetSplitter.Split(Options()).Warnings);
    }

    [Fact]
    public void EveryPhotoIsPlacedOnceWhateverTheShares()
    {
        Prop.ForAll(
            Gen.Choose(0, 60).Zip(Gen.Choose(0, 39)).Zip(Gen.Choose(1, 30)).ToArbitrary(),
            drawn =>
            {
                ((int val, int test), int count) = drawn;
                using var temp = new TemporaryFolder().Class("photos/a", count).Class("photos/b", 12);
                SplitOptions options = new()
                {
                    Source = temp.File("photos"), Out = temp.File("out"), Val = val / 100.0, Test = test / 100.0, Mode = SplitMode.Symlink,
                };
                SplitResult result = DatasetSplitter.Split(options);
                IEnumerable<string> parts = SplitPlan.Parts.Where(part => Directory.Exists(temp.File($"out/{part}")));
                IEnumerable<string> placed = parts.SelectMany(part => temp.List($"out/{part}"));
                (int toVal, int toTest) = (count * val / 100, count * test / 100);
                return placed.Order(StringComparer.Ordinal).SequenceEqual(temp.List("photos"))
                    && result.Classes[0] == new ClassCounts("a", count - toVal - toTest, toVal, toTest);
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(30));
    }

    private SplitOptions Options() => new() { Source = _temp.File("photos"), Out = _temp.File("out") };

    private void Small() => _temp.Class("photos/a", 4).Class("photos/b", 4);

    private string Placed(string file) =>
        SplitPlan.Parts.Select(part => _temp.File($"out/{part}/{file}")).Single(File.Exists);

    private List<string> Union(params string[] parts) =>
        [.. parts.SelectMany(part => _temp.List($"out/{part}")).Order(StringComparer.Ordinal)];

    private static void Refuses(SplitOptions options, string expected)
    {
        string message = Assert.Throws<InputException>(() => DatasetSplitter.Split(options)).Message;
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }
}
