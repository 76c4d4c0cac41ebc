using ResNetFlowers.Data.Splitting;

namespace ResNetFlowers.Tests.Data.Splitting;

/// <summary>A list of photos as what is split, and a list that says which goes where.</summary>
public sealed class ListSourceTests : IDisposable
{
    private readonly TemporaryFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void PhotosStandInTheirLabelsFolders()
    {
        _temp.Files("in/1.jpg", "in/b/1.jpg", "in/c/1.jpg", "elsewhere/2.jpg", "in/3.png");
        List("in/list.csv", "path,label", "b/1.jpg,rose", "1.jpg,rose", "c/1.jpg,daisy", $"{_temp.File("elsewhere/2.jpg")},daisy", "../in/3.png,rose");
        SplitResult result = DatasetSplitter.Split(Options() with { Val = 0.5 });

        Assert.Equal([new("daisy", 1, 1, 0), new ClassCounts("rose", 2, 1, 0)], result.Classes);
        List<string> placed = [.. _temp.List("out/train").Concat(_temp.List("out/val")).Order(StringComparer.Ordinal)];
        Assert.Equal(["daisy/1.jpg", "daisy/2.jpg", "rose/1-2.jpg", "rose/1.jpg", "rose/3.png"], placed);
        Assert.Equal("in/b/1.jpg", File.ReadAllText(Placed("rose/1-2.jpg")));
        Assert.Equal(_temp.File("in/list.csv"), result.Source);
    }

    [Fact]
    public void TheOrderOfTheListDoesNotMatter()
    {
        string[] photos = [.. Enumerable.Range(0, 40).Select(i => $"{i}.jpg")];
        _temp.Files(photos.Select(photo => $"in/{photo}"));
        List<string> Val(string output, IEnumerable<string> order)
        {
            List("in/list.csv", [.. order.Select(photo => $"{photo},{(photo.Length == 5 ? "one" : "two")}")]);
            DatasetSplitter.Split(Options() with { Out = _temp.File(output), Val = 0.3 });
            return _temp.List($"{output}/val");
        }

        Assert.Equal(Val("first", photos), Val("second", photos.Reverse()));
    }

    [Theory]
    [InlineData("a.jpg,x/y", "line 1: the label 'x/y' holds one of / ")]
    [InlineData("a.jpg,", "line 1: its label is empty")]
    [InlineData("a.jpg,..", "line 1: the label '..' begins or ends with a dot")]
    [InlineData("notes.txt,x", "line 1: notes.txt does not end in one of .jpg")]
    [InlineData("gone.jpg,x", "line 1: gone.jpg: no such file; paths begin from the list's folder")]
    [InlineData("a.jpg,x\n./a.jpg,y", "line 2: ./a.jpg is on line 1 already; list each photo once")]
    [InlineData("a.jpg,x", "has one class only (x)")]
    public void RowsThatCannotBeUsedAreNamed(string rows, string expected)
    {
        _temp.Files("in/a.jpg", "in/notes.txt");
        List("in/list.csv", rows);
        Refuses(Options(), expected);
    }

    [Fact]
    public void PhotosInOutAreRefused()
    {
        _temp.Files("out/old/a.jpg", "in/b.jpg");
        List("in/list.csv", "../out/old/a.jpg,x", "b.jpg,y");
        string message = Assert.Throws<InputException>(() => DatasetSplitter.Split(Options() with { Force = true })).Message;
        Assert.Contains("holds photos that ", message, StringComparison.Ordinal);
        Assert.Equal(["old/a.jpg"], _temp.List("out"));
    }

    [Fact]
    public void AGivenSplitIsFollowed()
    {
        _temp.Class("in/a", 4).Class("in/b", 3);
        List("by.csv", "path,split", "a/0001.jpg,val", "a/0002.jpg,train", "a/0003.jpg,test", "b/0001.jpg,train", $"{_temp.File("in/b/0003.jpg")},test");
        SplitResult result = DatasetSplitter.Split(Options() with { Source = _temp.File("in"), By = _temp.File("by.csv") });

        Assert.Equal([new("a", 1, 1, 1), new ClassCounts("b", 1, 0, 1)], result.Classes);
        Assert.Equal(
            ["split.json", "test/a/0003.jpg", "test/b/0003.jpg", "train/a/0002.jpg", "train/b/0001.jpg", "val/a/0001.jpg"], _temp.List("out"));
        Assert.Equal(
            [$"{_temp.File("by.csv")}: does not list 2 of the photos; they are left out", $"b: {_temp.File("by.csv")} lists none of its photos as val"],
            result.Warnings);
        DatasetSplitter.Split(Options() with { Source = _temp.File("in"), Force = true });
        Assert.Equal(8, _temp.List("out").Count);
    }

    [Fact]
    public void OneListCanBeBoth()
    {
        _temp.Files("in/1.jpg", "in/2.jpg", "in/3.jpg");
        List("in/list.csv", "path,label,split", "1.jpg,x,train", "2.jpg,y,train", "3.jpg,y,val");
        DatasetSplitter.Split(Options() with { By = Options().Source });
        Assert.Equal(["split.json", "train/x/1.jpg", "train/y/2.jpg", "val/y/3.jpg"], _temp.List("out"));
    }

    [Theory]
    [InlineData("a/0001.jpg,valid", "line 1: 'valid' is no part of a split; give train, val or test")]
    [InlineData("a/9.jpg,train", "line 1: a/9.jpg is no photo of ")]
    [InlineData("a/0001.jpg,train\na/../a/0001.jpg,val", "line 2: a/../a/0001.jpg is listed already")]
    [InlineData("a/0001.jpg,train\nb/0001.jpg,val", "leaves no photo of b to train on")]
    public void PartsThatCannotBeUsedAreNamed(string rows, string expected)
    {
        _temp.Class("in/a", 2).Class("in/b", 2);
        List("by.csv", rows);
        Refuses(Options() with { Source = _temp.File("in"), By = _temp.File("by.csv") }, expected);
        Refuses(Options() with { Source = _temp.File("in"), By = _temp.File("by.txt") }, "by.txt: is no list; give a file ending in one of .csv");
    }

    private SplitOptions Options() => new() { Source = _temp.File("in/list.csv"), Out = _temp.File("out") };

    private void List(string name, params string[] lines) => File.WriteAllText(_temp.File(name), string.Join('\n', lines));

    private string Placed(string file) => SplitPlan.Parts.Select(part => _temp.File($"out/{part}/{file}")).Single(File.Exists);

    private void Refuses(SplitOptions options, string expected)
    {
        string message = Assert.Throws<InputException>(() => DatasetSplitter.Split(options)).Message;
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
        Assert.False(Directory.Exists(_temp.File("out")));
    }
}
