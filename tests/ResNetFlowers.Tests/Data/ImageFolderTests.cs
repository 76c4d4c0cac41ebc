using ResNetFlowers.Data;

namespace ResNetFlowers.Tests.Data;

public class ImageFolderTests
{
    [Fact]
    public void ClassesAndFilesComeInOrdinalOrder()
    {
        using var temp = new TempFolder().Files("b/2.jpg", "b/10.jpg", "a/z.PNG", "a/B.jpg", "a/a.jpg", "B/1.jpg", "LICENSE.txt");
        ImageFolder folder = ImageFolder.Scan(temp.Root);
        Assert.Equal(["B", "a", "b"], folder.Classes);
        Assert.Equal([1, 3, 2], folder.Counts);
        Assert.Equal(["B/1.jpg", "a/B.jpg", "a/a.jpg", "a/z.PNG", "b/10.jpg", "b/2.jpg"], Relative(folder));
        Assert.Equal([0, 1, 1, 1, 2, 2], folder.Samples.Select(sample => sample.Label));
    }

    [Fact]
    public void SubfoldersAreSearchedInTorchvisionsOrder()
    {
        // os.walk's folders sorted as whole paths: "a/x-y" comes before "a/x/y", for '-' sorts before '/'.
        using var temp = new TempFolder().Files("a/x/y/3.jpg", "a/x-y/2.jpg", "a/x/2.jpg", "a/1.jpg");
        Assert.Equal(["a/1.jpg", "a/x/2.jpg", "a/x-y/2.jpg", "a/x/y/3.jpg"], Relative(ImageFolder.Scan(temp.Root)));
    }

    [Fact]
    public void OtherFilesAndHiddenOnesAreTold()
    {
        using var temp = new TempFolder().Files("a/1.jpg", "a/notes.txt", "a/jpg", "a/.hidden.jpg", "a/2.jpg.part");
        Assert.Equal(["a/.hidden.jpg", "a/1.jpg"], Relative(ImageFolder.Scan(temp.Root)));
    }

    [Fact]
    public void LinksAreFollowedAndLoopsEnd()
    {
        using var temp = new TempFolder().Files("photos/a/1.jpg", "elsewhere/2.jpg", "b.jpg");
        Directory.CreateSymbolicLink(temp.At("photos/a/up"), "..");
        Directory.CreateSymbolicLink(temp.At("photos/a/self"), temp.At("photos/a"));
        Directory.CreateSymbolicLink(temp.At("photos/b"), "../elsewhere");
        File.CreateSymbolicLink(temp.At("photos/b/linked.jpg"), temp.At("b.jpg"));
        Directory.CreateSymbolicLink(temp.At("door"), "photos");

        ImageFolder folder = ImageFolder.Scan(temp.At("door"));
        Assert.Equal(["a", "b"], folder.Classes);
        Assert.Contains("a/1.jpg", Relative(folder));
        Assert.Equal(["b/2.jpg", "b/linked.jpg"], Relative(folder).Where(path => path.StartsWith("b/", StringComparison.Ordinal)));
    }

    [Fact]
    public void AMissingFolderIsNamed() => Refuses("/no/such/place", "/no/such/place: no such folder");

    [Fact]
    public void AFileIsNoFolder()
    {
        using var temp = new TempFolder().Files("photo.jpg");
        Refuses(temp.At("photo.jpg"), "photo.jpg: is a file");
    }

    [Fact]
    public void AFolderWithoutSubfoldersIsRefused()
    {
        using var temp = new TempFolder().Files("photo.jpg");
        Refuses(temp.Root, "has no sub-folder");
    }

    [Fact]
    public void NoPhotoAtAllSaysWhereItLookedAndForWhat()
    {
        using var temp = new TempFolder().Files("a/notes.txt", "b/notes.txt");
        Refuses(temp.Root, "no photo in its 2 sub-folders (a, b); looked for files ending in .jpg .jpeg .png .webp .bmp .gif");
    }

    [Fact]
    public void AClassWithoutPhotosIsNamed()
    {
        using var temp = new TempFolder().Files("a/1.jpg", "b/notes.txt");
        Refuses(temp.Root, $"{temp.At("b")}: no photo there");
    }

    [Fact]
    public void DifferentClassesAreToldApart()
    {
        using TempFolder temp = new TempFolder()
            .Class("train/a", 1).Class("train/b", 1)
            .Class("val/b", 1).Class("val/c", 1)
            .Class("test/a", 2).Class("test/b", 1);
        ImageFolder train = ImageFolder.Scan(temp.At("train"));
        ImageFolder val = ImageFolder.Scan(temp.At("val"));
        string message = Assert.Throws<InputException>(() => train.RequireSameClasses(val)).Message;
        Assert.Equal(
            $"{val.Root}: lacks a, which {train.Root} has; {train.Root}: lacks c, which {val.Root} has; both need the same classes",
            message);
        train.RequireSameClasses(ImageFolder.Scan(temp.At("test")));
    }

    private static IEnumerable<string> Relative(ImageFolder folder) =>
        folder.Samples.Select(sample => Path.GetRelativePath(folder.Root, sample.Path).Replace('\\', '/'));

    private static void Refuses(string root, string expected)
    {
        string message = Assert.Throws<InputException>(() => ImageFolder.Scan(root)).Message;
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }
}
