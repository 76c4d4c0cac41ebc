using System.Runtime.InteropServices;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ResNetFlowers.Data;
using ResNetFlowers.Data.Splitting;
using ResNetFlowers.Imaging;

namespace ResNetFlowers.Tests.Data;

public partial class ImageFolderTests
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
    public void LinksAreFollowed()
    {
        using var temp = new TemporaryFolder().Files("photos/a/1.jpg", "elsewhere/2.jpg", "b.jpg");
        Directory.CreateSymbolicLink(temp.File("photos/b"), "../elsewhere");
        Directory.CreateSymbolicLink(temp.File("photos/b/same"), temp.File("elsewhere2"));
        Directory.CreateDirectory(temp.File("elsewhere2"));
        Directory.CreateSymbolicLink(temp.File("photos/b/twice"), temp.File("elsewhere2"));
        File.WriteAllText(temp.File("elsewhere2/3.jpg"), "");
        File.CreateSymbolicLink(temp.File("photos/b/linked.jpg"), temp.File("b.jpg"));
        Directory.CreateSymbolicLink(temp.File("door"), "photos");

        ImageFolder folder = ImageFolder.Scan(temp.File("door"));
        Assert.Equal(["a", "b"], folder.Classes);
        Assert.Equal(["a/1.jpg", "b/2.jpg", "b/linked.jpg", "b/same/3.jpg"], Relative(folder));
    }

    [Theory]
    [InlineData("photos/a/up", "..")]
    [InlineData("photos/a/self", ".")]
    [InlineData("photos/a/deep/down/up", "../..")]
    [InlineData("photos/a/deep/out", "../../../other")]
    public void LinksThatLeadBackAreRefused(string link, string target)
    {
        using var temp = new TemporaryFolder().Files("photos/a/1.jpg", "photos/a/deep/down/2.jpg", "photos/b/3.jpg", "other/4.jpg");
        // By way of another folder.
        Directory.CreateSymbolicLink(temp.File("other/back"), temp.File("photos/a"));
        Directory.CreateSymbolicLink(temp.File(link), target);
        string refused = target.EndsWith("other", StringComparison.Ordinal) ? temp.File("photos/a/deep/out/back") : temp.File(link);
        Refuses(temp.File("photos"), $"{refused}: is a link to ");
    }

    [Fact]
    public void ALinkToItselfIsAPhotoThatCannotBeRead()
    {
        using var temp = new TemporaryFolder().Files("a/1.jpg");
        File.CreateSymbolicLink(temp.File("a/2.jpg"), "2.jpg");
        ImageFolder folder = ImageFolder.Scan(temp.Path);
        Assert.Equal([7, -1], folder.Lengths);
        Assert.Equal("is a link that leads to no file", Assert.Throws<InvalidImageException>(() => PhotoFile.Read(folder.Samples[1].Path)).Message);
    }

    [Fact]
    public void AnyNameComesBack() => Prop.ForAll(
        Gen.Elements("a", " ", "\n", "é", "e\u0301", "花", "🌼", "'", "\"", "\\", "*", "-").ArrayOf().Select(string.Concat).ListOf().Where(names => names.Count > 0).ToArbitrary(),
        names =>
        {
            if (OperatingSystem.IsWindows()) return true; // Which allows no such names.
            using var temp = new TemporaryFolder();
            string[] expected = [.. names.Select((name, index) => $"{index} {name}.jpg").Order(StringComparer.Ordinal)];
            temp.Files(expected.Select(name => $"the class/{name}"));
            ImageFolder folder = ImageFolder.Scan(temp.Path);
            return folder.Samples.Select(sample => sample.Path).SequenceEqual(expected.Select(name => temp.File($"the class/{name}")))
                && Enumerable.Range(0, expected.Length).All(index => folder.Samples[index] == folder.Samples.ElementAt(index) && folder.Lengths[index] > 0);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(30));

    [Fact]
    public void ANameThatIsNotUtf8IsSaidToBeSo()
    {
        if (!OperatingSystem.IsLinux()) return; // Where a name is not any bytes.
        using var temp = new TemporaryFolder().Files("a/1.jpg", "a/2.jpg");
        byte[] photo = [.. Bytes("a/")[..^1], (byte)'r', 0xE9, .. ".jpg\0"u8];
        Assert.Equal(0, Rename(Bytes("a/2.jpg"), photo));
        ImageFolder folder = ImageFolder.Scan(temp.Path);
        Assert.Equal(2, folder.Samples.Count);
        string message = Assert.Throws<InvalidImageException>(() => PhotoFile.Read(folder.Samples[1].Path)).Message;
        Assert.Equal("cannot be found by its name; its name is not UTF-8, rename it", message);
        string split = Assert.Throws<InputException>(() => PhotoPlacer.Place(folder.Samples[1].Path, temp.File("copy.jpg"), SplitMode.Copy)).Message;
        Assert.EndsWith("; its name is not UTF-8, rename it", split, StringComparison.Ordinal);

        Assert.Equal(0, Rename(photo, Bytes("a/2.jpg")));

        byte[] named = [.. Bytes("a")[..^1], 0xE9, 0];
        Assert.Equal(0, Rename(Bytes("a"), named));
        Refuses(temp.Path, "cannot be listed; its name is not UTF-8, rename it");
        // The runtime could not remove it either.
        Assert.Equal(0, Rename(named, Bytes("a")));

        byte[] Bytes(string name) => Encoding.UTF8.GetBytes(temp.File(name) + "\0");
    }

    [Fact]
    public void ManyFoldersAreOneList()
    {
        var table = new SampleTable();
        var expected = new List<Sample>();
        for (int folder = 0; folder < 9; folder++)
        {
            string[] names = [.. Enumerable.Range(0, folder % 4).Select(number => $"{number}é.jpg")];
            table.Add($"f{folder}", label: folder / 2, names);
            expected.AddRange(names.Select(name => new Sample(Path.Join($"f{folder}", name), folder / 2)));
        }

        Assert.Equal(expected, table);
        Assert.Equal(expected, Enumerable.Range(0, table.Count).Select(index => table[index]));
        Assert.Throws<ArgumentOutOfRangeException>(() => table[-1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => table[expected.Count]);
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
            $"{val.Root}: lacks a, which {train.Root} has; {train.Root}: lacks c, which {val.Root} has; both need the same classes; add photos there, or split again with a larger --val",
            message);
        train.RequireSameClasses(ImageFolder.Scan(temp.File("test")));
    }

    private static IEnumerable<string> Relative(ImageFolder folder) =>
        folder.Samples.Select(sample => Path.GetRelativePath(folder.Root, sample.Path).Replace('\\', '/'));

    [LibraryImport("libc", EntryPoint = "rename")]
    private static partial int Rename(byte[] from, byte[] to);

    private static void Refuses(string root, string expected)
    {
        string message = Assert.Throws<InputException>(() => ImageFolder.Scan(root)).Message;
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }
}
