using ResNetFlowers.Inference;

namespace ResNetFlowers.Tests.Inference;

public sealed class PredictionTableTests : IDisposable
{
    private static readonly Prediction Rose = new(
        "a, \"b\".jpg", [new ClassProbability("10", "rose", 1, 0.75f), new ClassProbability("2", Name: null, 0, 0.25f)]);

    private static readonly Prediction Damaged = new("c.jpg", [], "is no picture, or a damaged one");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ALineAPhotoWithAsManyClassesAsAskedFor() => Assert.Equal(
        """
        path,class,name,probability,unknown,error,class_2,probability_2
        c.jpg,,,,,"is no picture, or a damaged one",,
        "a, ""b"".jpg",10,rose,0.750000,,,2,0.250000
        "a, ""b"".jpg",10,rose,0.750000,true,,2,0.250000
        c.jpg,,,,,"is no picture, or a damaged one",,

        """.ReplaceLineEndings("\n"),
        Written(Damaged, Rose, Rose with { Distance = 0.4f, IsUnknown = true }, Damaged));

    [Fact]
    public void PhotosOfWhichNoneCanBeReadHaveTheirLines() =>
        Assert.Equal("path,class,name,probability,unknown,error\nc.jpg,,,,,\"is no picture, or a damaged one\"\n", Written(Damaged));

    [Fact]
    public void AnInterruptedTableIsNone()
    {
        Assert.Throws<OperationCanceledException>(() => PredictionTable.Write(_folder.File("new.csv"), Interrupted()));
        Assert.Empty(_folder.List());

        static IEnumerable<Prediction> Interrupted()
        {
            yield return Rose;
            throw new OperationCanceledException();
        }
    }

    [Fact]
    public void ATableThatIsThereStays()
    {
        File.WriteAllText(_folder.File("old.csv"), "old");
        Assert.Contains("name another file with --csv", Assert.Throws<InputException>(() => PredictionTable.RequireFree(_folder.File("old.csv"), force: false)).Message, StringComparison.Ordinal);
        PredictionTable.RequireFree(_folder.File("old.csv"), force: true);
    }

    private string Written(params IEnumerable<Prediction> predictions)
    {
        PredictionTable.Write(_folder.File("new.csv"), predictions);
        return File.ReadAllText(_folder.File("new.csv"));
    }
}
