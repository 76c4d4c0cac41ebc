using FsCheck;
using FsCheck.Fluent;
using ResNetFlowers.Data;
using ResNetFlowers.Data.Splitting;
using ResNetFlowers.Data.SyntheticFlowers;
using ResNetFlowers.Imaging;

namespace ResNetFlowers.Tests.Data.Splitting;

/// <summary>Copies of a photo stay on one side of a split.</summary>
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
    public void NearDuplicatesStayOnOneSide()
    {
        using TemporaryFolder temp = Flowers(20);
        SplitOptions options = new() { Source = temp.File("photos"), Out = temp.File("apart"), Val = 0.25, ExactCopiesOnly = true };
        DatasetSplitter.Split(options);
        // Another version of a photo on each side.
        string learned = temp.List("apart/train")[0];
        string held = temp.List("apart/val")[0];
        foreach (string photo in new[] { learned, held })
        {
            using RgbImage image = ImageCodec.Decode(File.ReadAllBytes(temp.File($"photos/{photo}")));
            File.WriteAllBytes(temp.File($"photos/{Path.ChangeExtension(photo, ".again.jpg")}"), ImageCodec.EncodeJpeg(image, 50));
        }

        SplitResult result = DatasetSplitter.Split(options with { Out = temp.File("out"), ExactCopiesOnly = false });
        Assert.Equal([$"2 photos have near-duplicates, edited or encoded anew; copies stay on one side; 'flowers verify {temp.File("photos")}' names them"], result.Warnings);
        List<string> files = temp.List("out");
        foreach (string photo in new[] { learned, held })
        {
            string part = Assert.Single(new[] { "train", "val" }, part => files.Contains($"{part}/{photo}"));
            Assert.Contains($"{part}/{Path.ChangeExtension(photo, ".again.jpg")}", files);
        }
    }

    [Fact]
    public void WithoutNearDuplicatesTheSplitIsThatOfExactCopies()
    {
        using TemporaryFolder temp = Flowers(12);
        SplitOptions options = new() { Source = temp.File("photos"), Out = temp.File("exact"), Val = 0.3, Test = 0.1, ExactCopiesOnly = true };
        DatasetSplitter.Split(options);
        Assert.Empty(DatasetSplitter.Split(options with { Out = temp.File("out"), ExactCopiesOnly = false }).Warnings);
        foreach (string part in new[] { "train", "val", "test" }) Assert.Equal(temp.List($"exact/{part}"), temp.List($"out/{part}"));
    }

    [Fact]
    public void AClassOfPhotosThatAllLookAlikeIsSplitAllTheSame()
    {
        using TemporaryFolder temp = Flowers(12);
        using RgbImage image = ImageCodec.Decode(File.ReadAllBytes(temp.File("photos/a/00.jpg")));
        for (int quality = 40; quality < 52; quality++) File.WriteAllBytes(temp.File($"photos/a/{quality - 40:d2}.jpg"), ImageCodec.EncodeJpeg(image, quality));
        SplitResult result = DatasetSplitter.Split(new SplitOptions { Source = temp.File("photos"), Out = temp.File("out"), Val = 0.25 });
        Assert.Equal([new ClassCounts("a", 9, 3, 0), new ClassCounts("b", 9, 3, 0)], result.Classes);
        Assert.Contains("a: too many of its photos look alike to keep them on one side; only exact copies are kept so", result.Warnings);
    }

    [Fact]
    public void TheSharesAreKeptWithSinglePhotos()
    {
        using TemporaryFolder temp = new TemporaryFolder().Class("photos/a", 20).Class("photos/b", 20);
        File.Copy(temp.File("photos/a/0001.jpg"), temp.File("photos/a/0002.jpg"), overwrite: true);
        SplitResult result = DatasetSplitter.Split(new SplitOptions { Source = temp.File("photos"), Out = temp.File("out"), Val = 0.25 });
        Assert.Equal([new ClassCounts("a", 15, 5, 0), new ClassCounts("b", 15, 5, 0)], result.Classes);
        Assert.Equal([$"1 photo has exact copies; copies stay on one side; 'flowers verify {temp.File("photos")}' names them"], result.Warnings);
    }

    /// <summary>Two classes of drawn flowers, photos/a and photos/b.</summary>
    private static TemporaryFolder Flowers(int perClass)
    {
        var temp = new TemporaryFolder();
        foreach (string name in new[] { "a", "b" })
        {
            Directory.CreateDirectory(temp.File($"photos/{name}"));
            for (int number = 0; number < perClass; number++)
            {
                using SyntheticFlower flower = FlowerPainter.Draw(name == "a" ? 0 : 2, number, seed: 5, size: 64);
                File.WriteAllBytes(temp.File($"photos/{name}/{number:d2}.jpg"), ImageCodec.EncodeJpeg(flower.Image));
            }
        }

        return temp;
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
