using FsCheck;
using FsCheck.Fluent;
using ResNetFlowers.Data;
using ResNetFlowers.Data.Splitting;

namespace ResNetFlowers.Tests.Data.Splitting;

/// <summary>Exact copies of a photo stay on one side of a split.</summary>
public sealed class CopiesTests
{
    [Fact]
    public void CopiesNeverStandOnTwoSides() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue).ToArbitrary(),
        seed =>
        {
            using TemporaryFolder temp = new TemporaryFolder().Class("photos/a", 24).Class("photos/b", 16);
            var random = new RandomSource(seed, 0);
            List<string> photos = temp.List("photos");
            for (int copies = 8; copies > 0; copies--)
                File.Copy(temp.File($"photos/{photos[random.Below(40)]}"), temp.File($"photos/{(random.Chance(0.8) ? 'a' : 'b')}/copy{copies}.jpg"));

            SplitResult result = DatasetSplitter.Split(new SplitOptions
            {
                Source = temp.File("photos"), Out = temp.File("out"), Val = 0.3, Test = 0.2, Seed = seed, Mode = SplitMode.Symlink,
            });
            string[] files = [.. temp.List("out").Where(file => file != "split.json")];
            return files.Length == 48
                && result.Train + result.Val + result.Test == 48
                && result.Classes.All(row => row.Train > 0)
                && ExactCopies.Find([.. files.Select(file => temp.File($"out/{file}"))])
                    .All(group => group.Select(index => files[index].Split('/')[0]).Distinct(StringComparer.Ordinal).Count() == 1);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(15));

    [Fact]
    public void TheSharesAreKeptWithSinglePhotos()
    {
        using TemporaryFolder temp = new TemporaryFolder().Class("photos/a", 20).Class("photos/b", 20);
        File.Copy(temp.File("photos/a/0001.jpg"), temp.File("photos/a/0002.jpg"), overwrite: true);
        SplitResult result = DatasetSplitter.Split(new SplitOptions { Source = temp.File("photos"), Out = temp.File("out"), Val = 0.25 });
        Assert.Equal([new ClassCounts("a", 15, 5, 0), new ClassCounts("b", 15, 5, 0)], result.Classes);
        Assert.Equal([$"1 photo has exact copies; copies stay on one side; 'flowers verify {temp.File("photos")}' names them"], result.Warnings);
    }

    [Fact]
    public void APhotoOfTwoClassesIsNotCheckedWith()
    {
        using TemporaryFolder temp = new TemporaryFolder().Class("photos/a", 4).Class("photos/b", 4);
        for (int number = 1; number <= 3; number++)
            File.Copy(temp.File($"photos/a/000{number}.jpg"), temp.File($"photos/b/000{number}.jpg"), overwrite: true);
        SplitResult result = DatasetSplitter.Split(new SplitOptions { Source = temp.File("photos"), Out = temp.File("out"), Val = 0.5 });
        Assert.Equal([new ClassCounts("a", 3, 1, 0), new ClassCounts("b", 3, 1, 0)], result.Classes);
        Assert.Equal(["a/0004.jpg", "b/0004.jpg"], temp.List("out/val"));
        Assert.StartsWith("3 photos have exact copies; copies stay on one side, 3 of them, which stand in several classes, in train; ", result.Warnings[0], StringComparison.Ordinal);
    }
}
