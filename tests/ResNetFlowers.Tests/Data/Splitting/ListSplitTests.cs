using ResNetFlowers.Data;
using ResNetFlowers.Data.Splitting;

namespace ResNetFlowers.Tests.Data.Splitting;

public sealed class ListSplitTests : IDisposable
{
    private readonly TemporaryFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void TheListSaysWhichPhotoIsForWhat()
    {
        _temp.Files("pics/2.jpg", "pics/1.jpg", "3.jpg", "pics/4.jpg", "5.jpg");
        string list = Write("path,label,split\npics/2.jpg,T-shirt/top,train\npics/1.jpg,T-shirt/top,train\n3.jpg,Bag,train\npics/4.jpg,T-shirt/top,val\n5.jpg,Bag,val\n");
        (ImageFolder train, ImageFolder val) = ListSplit.Open(list, val: 0.5);
        Assert.Equal(["Bag", "T-shirt/top"], train.Classes);
        Assert.Equal(train.Classes, val.Classes);
        Assert.Equal([("3.jpg", 0), ("pics/1.jpg", 1), ("pics/2.jpg", 1)], Listed(train));
        Assert.Equal([("5.jpg", 0), ("pics/4.jpg", 1)], Listed(val));
        Assert.Equal([1, 2], train.Counts);
        Assert.Equal(Listed(val), Listed(ListSplit.ToEvaluate(list)));
    }

    [Fact]
    public void ASplitOfTheListDrawsTheSamePhotos()
    {
        _temp.Class("photos/a", 20).Class("photos/b", 10);
        File.Copy(_temp.File("photos/a/0003.jpg"), _temp.File("photos/a/copy.jpg"));
        string[] photos = [.. _temp.List("photos")];
        string list = Write(string.Concat(photos.Reverse().Select(photo => $"photos/{photo},{photo[0]}\n")));
        (ImageFolder train, ImageFolder val) = ListSplit.Open(list, val: 0.3);
        DatasetSplitter.Split(new SplitOptions { Source = list, Out = _temp.File("out"), Val = 0.3 });
        Assert.Equal(_temp.List("out/val"), Listed(val).Select(photo => photo.Path["photos/".Length..]).Order(StringComparer.Ordinal));
        Assert.Equal(_temp.List("out/train"), Listed(train).Select(photo => photo.Path["photos/".Length..]).Order(StringComparer.Ordinal));
        Assert.Equal(31, ListSplit.ToEvaluate(list).Samples.Count);
    }

    [Theory]
    [InlineData("a.jpg,rose,train\nb.jpg,rose,val\n", "has one class only, rose")]
    [InlineData("a.jpg,rose,train\nb.jpg,tulip,val\n", "has no photo of tulip for train; mark some of its lines train")]
    [InlineData("a.jpg,rose,train\nb.jpg,tulip,train\n", "has no photo of rose for val; mark some of its lines val")]
    [InlineData("a.jpg,rose\nb.jpg,tulip\n", "has no photo of rose for val; raise --val, or say in a column 'split'")]
    [InlineData("a.jpg,rose,train\nb.jpg,tulip,valid\n", "line 2: 'valid' is no part of a split; give train, val or test")]
    [InlineData("a.jpg,rose\nc.jpg,tulip\n", "line 2: c.jpg: no such file; paths begin from the list's folder")]
    [InlineData("a.jpg,rose\nsub/../a.jpg,tulip\n", "line 2: sub/../a.jpg is on line 1 already")]
    [InlineData("a.jpg,rose\nb.txt,tulip\n", "line 2: b.txt does not end in one of ")]
    [InlineData("a.jpg,rose\nb.jpg, \n", "line 2: its label is empty; name the class")]
    [InlineData("a.jpg,rose\nb.jpg,\"two\nlines\"\n", "line 2: the label 'two lines' holds a control character")]
    public void WhatCannotBeTrainedOnIsRefused(string text, string expected)
    {
        _temp.Files("a.jpg", "b.jpg", "b.txt");
        string list = Write(text);
        Refuses(() => ListSplit.Open(list, val: 0.1), $"{list}: {expected}");
    }

    [Fact]
    public void EveryLineHasAPartOrNone()
    {
        _temp.Files("a.jpg", "b.jpg");
        string list = _temp.File("list.jsonl");
        File.WriteAllText(list, """{"path": "a.jpg", "label": "x", "split": "train"}""" + "\n" + """{"path": "b.jpg", "label": "y"}""");
        Refuses(() => ListSplit.Open(list, val: 0.1), $"{list}: line 2: only some lines have a split; give every line one, or none");
    }

    [Fact]
    public void WhatIsMarkedForTestIsMeasuredOnWhereNothingIsForVal()
    {
        _temp.Files("a.jpg", "b.jpg", "c.jpg");
        Assert.Equal([("b.jpg", 0), ("c.jpg", 1)], Listed(ListSplit.ToEvaluate(Write("a.jpg,x,train\nb.jpg,x,test\nc.jpg,y,test\n"))));
        Refuses(() => ListSplit.ToEvaluate(Write("a.jpg,x,train\nb.jpg,y,train\n")), $"{_temp.File("list.csv")}: marks every photo as train");
    }

    [Fact]
    public void TheFingerprintKnowsTheClasses()
    {
        _temp.Files("a.jpg", "b.jpg", "c.jpg", "d.jpg");
        string Print(string text)
        {
            (ImageFolder train, ImageFolder val) = ListSplit.Open(Write(text), val: 0.5);
            return DataFingerprint.Of(train, val);
        }

        string one = Print("a.jpg,x,train\nb.jpg,y,train\nc.jpg,x,val\nd.jpg,y,val\n");
        Assert.Equal(one, Print("d.jpg,y,val\nc.jpg,x,val\nb.jpg,y,train\na.jpg,x,train\n"));
        Assert.NotEqual(one, Print("a.jpg,y,train\nb.jpg,x,train\nc.jpg,y,val\nd.jpg,x,val\n"));
        Assert.NotEqual(one, Print("a.jpg,x,val\nb.jpg,y,train\nc.jpg,x,train\nd.jpg,y,val\n"));
    }

    private string Write(string text)
    {
        File.WriteAllText(_temp.File("list.csv"), text);
        return _temp.File("list.csv");
    }

    private IEnumerable<(string Path, int Label)> Listed(ImageFolder photos) =>
        photos.Samples.Select(sample => (Path.GetRelativePath(_temp.Path, sample.Path).Replace('\\', '/'), sample.Label));

    private static void Refuses(Action open, string expected)
    {
        string message = Assert.Throws<InputException>(open).Message;
        Assert.StartsWith(expected, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }
}
