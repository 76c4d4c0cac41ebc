using ResNetFlowers.Data;

namespace ResNetFlowers.Tests.Data;

public class ImageFolderTests
{
    [Fact]
    public void ClassesAndFilesComeInOrdinalOrder()
    {
        using var temp = new TemporaryFolder().Files("b/2.jpg", "b/10.jpg", "a/z.PNG", "a/B.jpg", "a/a.jpg", "B/1.jpg", "LICENSE.txt");
        ImageFolder folder = ImageFolder.Scan(temp.Path);
        Assert.Equal(["B", "a", "b"], folder.Classes);
        Assert.Equal([1, 3, 2], folder.Counts);
        Assert.Equal(["B/1.jpg", "a/B.jpg", "a/a.jpg", "a/z.PNG", "b/10.jpg", "b/2.jpg"], Relative(folder));
        Assert.Equal([0, 1, 1, 1, 2, 2], folder.Samples.Select(sample => sample.Label));
    }

    [Fact]
    public void SubfoldersAreSearchedInTorchvisionsOrder()
    {
        // os.walk's folders sorted as whole paths: "a/x-y" comes before "a/x/y", for '-' sorts before '/'.
        using var temp = new TemporaryFolder().Files("a/x/y/3.jpg", "a/x-y/2.jpg", "a/x/2.jpg", "a/1.jpg");
        Assert.Equal(["a/1.jpg", "a/x/2.jpg", "a/x-y/2.jpg", "a/x/y/3.jpg"], Relative(ImageFolder.Scan(temp.Path)));
    }

    [Fact]
    public void OtherFilesAndHiddenOnesAreTold()
    {
        using var temp = new TemporaryFolder().Files("a/1.jpg", "a/notes.txt", "a/jpg", "a/.hidden.jpg", "a/2.jpg.part");
        Assert.Equal(["a/.hidden.jpg", "a/1.jpg"], Relative(ImageFolder.Scan(temp.Path)));
    }

    [Fact]
    public void LinksAreFollowedAndLoopsEnd()
    {
        using var temp = new TemporaryFolder().Files("photos/a/1.jpg", "elsewhere/2.jpg", "b.jpg");
        Directory.CreateSymbolicLink(temp.File("photos/a/up"), "..");
        Directory.CreateSymbolicLink(temp.File("photos/a/self"), temp.File("photos/a"));
        Directory.CreateSymbolicLink(temp.File("photos/b"), "../elsewhere");
        File.CreateSymbolicLink(temp.File("photos/b/linked.jpg"), temp.File("b.jpg"));
        Directory.CreateSymbolicLink(temp.File("door"), "photos");

        ImageFolder folder = ImageFolder.Scan(temp.File("door"));
        Assert.Equal(["a", "b"], folder.Classes);
        Assert.Contains("a/1.jpg", Relative(folder));
        Assert.Equal(["b/2.jpg", "b/linked.jpg"], Relative(folder).Where(path => path.StartsWith("b/", StringComparison.Ordinal)));
    }

    [Fact]
    public void AMissingFolderIsNamed() => Refuses("/no/such/place", "/no/such/place: no such folder");

    [Fact]
    public void AFileIsNoFolder()
    {
        using var temp = new TemporaryFolder().Files("photo.jpg");
        Refuses(temp.File("photo.jpg"), "photo.jpg: is a file");
    }

    [Fact]
    public void AFolderWithoutSubfoldersIsRefused()
    {
        using var temp = new TemporaryFolder().Files("photo.jpg");
        Refuses(temp.Path, "has no sub-folder");
    }

    [Fact]
    public void NoPhotoAtAllSaysWhereItLookedAndForWhat()
    {
        using var temp = new TemporaryFolder().Files("a/notes.txt", "b/notes.txt");
        Refuses(temp.Path, "no photo in its 2 sub-folders (a, b); looked for files ending in .jpg .jpeg .png .webp .bmp .gif");
    }

    [Fact]
    public void AClassWithoutPhotosIsNamed()
    {
        using var temp = new TemporaryFolder().Files("a/1.jpg", "b/notes.txt");
        Refuses(temp.Path, $"{temp.File("b")}: no photo there");
    }

    [Fact]
    public void DifferentClassesAreToldApart()
    {
        using TemporaryFolder temp = new TemporaryFolder()
            .Class("train/a", 1).Class("train/b", 1)
            .Class("val/b", 1).Class("val/c", 1)
            .Class("test/a", 2).Class("test/b", 1);
        ImageFolder train = ImageFolder.Scan(temp.File("train"));
        ImageFolder val = ImageFolder.Scan(temp.File("val"));
        string message = Assert.Throws<InputException>(() => train.RequireSameClasses(val)).Message;
        Assert.Equal(
            $"{val.Root}: lacks a, which {train.Root} has; {train.Root}: lacks c, which {val.Root} has; both need the same classes",
            message);
        train.RequireSameClasses(ImageFolder.Scan(temp.File("test")));
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
