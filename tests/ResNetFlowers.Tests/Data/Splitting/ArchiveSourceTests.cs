using System.Formats.Tar;
using System.Text.Json;
using ResNetFlowers.Data.Splitting;

namespace ResNetFlowers.Tests.Data.Splitting;

/// <summary>An archive of photos as what is split.</summary>
public sealed class ArchiveSourceTests : IDisposable
{
    private readonly TemporaryFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Theory]
    [InlineData("photos.tar", "flower_photos/", false)]
    [InlineData("photos.TGZ", "./very/deep/", true)]
    [InlineData("photos.tar.gz", "", true)]
    public void ItsPhotosAreSplitAsAFoldersAre(string name, string prefix, bool compressed)
    {
        string[] photos = [.. from flower in new[] { "daisy", "rose" } from number in Enumerable.Range(10, 20) select $"{flower}/{number}.jpg"];
        _temp.Files(photos.Select(photo => $"photos/{photo}"));
        Archive(TarBytes.Make([.. photos.Select(photo => prefix + photo), prefix + "LICENSE.txt", prefix + "daisy/._10.jpg"]), name, compressed);

        SplitResult result = DatasetSplitter.Split(Options(name));
        DatasetSplitter.Split(Options(name) with { Source = _temp.File("photos"), Out = _temp.File("like") });
        Assert.Equal(_temp.List("like"), _temp.List("out"));
        Assert.Equal([new("daisy", 18, 2, 0), new ClassCounts("rose", 18, 2, 0)], result.Classes);
        Assert.All(_temp.List("out/train"), photo => Assert.Equal(prefix + photo, File.ReadAllText(_temp.File($"out/train/{photo}"))));
        Assert.Equal(["out/split.json", "out/train", "out/val"], Directory.GetFileSystemEntries(_temp.File("out")).Select(path => Path.GetRelativePath(_temp.Path, path)).Order(StringComparer.Ordinal));
        using var record = JsonDocument.Parse(File.ReadAllBytes(_temp.File("out/split.json")));
        Assert.Equal(_temp.File(name), record.RootElement.GetProperty("source").GetString());
    }

    [Fact]
    public void AGivenSplitIsFollowed()
    {
        Archive(TarBytes.Make("set/a/1.jpg", "set/b/1.jpg", "set/b/2.jpg"));
        File.WriteAllText(_temp.File("by.csv"), "a/1.jpg,train\nb/2.jpg,train\nb/1.jpg,val");
        DatasetSplitter.Split(Options() with { By = _temp.File("by.csv") });
        Assert.Equal(["split.json", "train/a/1.jpg", "train/b/2.jpg", "val/b/1.jpg"], _temp.List("out"));
    }

    [Theory]
    [InlineData("../a/1.jpg", "a name that leads out of the folder")]
    [InlineData("a/../../1.jpg", "a name that leads out of the folder")]
    [InlineData("/tmp/a/1.jpg", "a name that leads out of the folder")]
    [InlineData("a\\..\\..\\1.jpg", "a name that leads out of the folder")]
    [InlineData("../notes.txt", "a name that leads out of the folder")]
    [InlineData("a/1.jpg", "holds a/1.jpg twice")]
    public void NamesThatDoHarmAreRefused(string name, string expected)
    {
        Archive(TarBytes.Make("a/1.jpg", name, "b/1.jpg"));
        Refuses(expected);
    }

    [Theory]
    [InlineData(TarEntryType.SymbolicLink, "/etc/passwd", "holds a link, a/2.jpg; pack it again")]
    [InlineData(TarEntryType.HardLink, "a/1.jpg", "holds a link, a/2.jpg; pack it again")]
    [InlineData(TarEntryType.Fifo, "", "holds a/2.jpg, which is no plain file (type Fifo)")]
    public void LinksAndDevicesAreRefused(TarEntryType type, string target, string expected)
    {
        TarEntry entry = target.Length > 0 ? TarBytes.Link(type, "a/2.jpg", target) : new PaxTarEntry(type, "a/2.jpg");
        Archive(TarBytes.Make([TarBytes.File("a/1.jpg"), entry]));
        Refuses(expected);
    }

    [Fact]
    public void WhatIsNoArchiveOfPhotosIsRefused()
    {
        Refuses("photos.tar: no such file; give an archive of photos (.tar .tgz .tar.gz .zip)");
        Archive([]);
        Refuses("photos.tar: is damaged (");
        Archive("no archive at all, but long enough to be a block of one"u8.ToArray());
        Refuses("photos.tar: ");
        Archive(TarBytes.Make("notes.txt"));
        Refuses("holds no photo (.jpg");
        Archive(TarBytes.Make("1.jpg", "2.jpg"));
        Refuses("its photos lie in no folder of a class");
        Archive(TarBytes.Make("a/1.jpg", "a/2.jpg"));
        Refuses("photos.tar: has one class only (a)");
        Archive(TarBytes.Make("a/1.jpg", "b/2.jpg"));
        Refuses("--mode symlink: an archive's photos cannot be linked to", SplitMode.Symlink);
        Directory.CreateDirectory(_temp.File("folder.tar/a"));
        Assert.Contains("folder.tar: no photo in its sub-folder a", Assert.Throws<InputException>(() => DatasetSplitter.Split(Options("folder.tar"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DamageIsNamed()
    {
        byte[] noise = new byte[5000];
        var random = new RandomSource(1);
        for (int i = 0; i < noise.Length; i++) noise[i] = (byte)random.Below(256);
        byte[] tar = TarBytes.Make([TarBytes.File("a/1.jpg", noise), TarBytes.File("b/1.jpg", noise)]);
        byte[] gzip = IdxBytes.Gzip(tar);
        int cuts = 0;
        foreach (byte[] whole in new[] { tar, gzip })
        {
            // Past the second photo's content only zeros follow in a tar, which may be missing.
            int end = whole == tar ? tar.Length - 2048 : gzip.Length;
            for (int length = 600; length < end; length += 701, cuts++)
            {
                Archive(whole[..length]);
                Refuses("photos.tar: ");
            }
        }

        Assert.True(cuts > 20);
        gzip[^6] ^= 1;
        Archive(gzip);
        Refuses("photos.tar: is damaged (");
    }

    [Fact]
    public void FlippedBitsNeverCrashAndLeaveNothingBehind()
    {
        byte[] tar = TarBytes.Make("a/1.jpg", "b/1.jpg", "b/2.jpg");
        int[] used = [.. Enumerable.Range(0, tar.Length).Where(at => tar[at] != 0)];
        var random = new RandomSource(3);
        int refused = 0;
        for (int round = 0; round < 80; round++)
        {
            byte[] damaged = [.. tar];
            for (int flips = 1 + random.Below(3); flips > 0; flips--) damaged[used[random.Below(used.Length)]] ^= (byte)(1 << random.Below(8));
            Archive(damaged);
            try
            {
                DatasetSplitter.Split(Options());
                Directory.Delete(_temp.File("out"), recursive: true);
            }
            catch (InputException)
            {
                refused++;
                Assert.Equal(["photos.tar"], Directory.GetFileSystemEntries(_temp.Path).Select(Path.GetFileName));
            }
        }

        Assert.InRange(refused, 20, 80);
    }

    [Fact]
    public void WhatIsMadeToFillTheDiskIsRefused()
    {
        // A gigabyte and more of zeros behind a photo.
        using (FileStream file = File.Create(_temp.File("photos.tar")))
        using (var gzip = new System.IO.Compression.GZipStream(file, System.IO.Compression.CompressionLevel.Fastest))
        {
            byte[] photo = TarBytes.Make("a/1.jpg", "b/1.jpg");
            gzip.Write(photo);
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 1025; i++) gzip.Write(zeros);
        }

        Refuses("it unpacks to more than 1073741824 bytes, far more than photos do");
    }

    private SplitOptions Options(string name = "photos.tar") => new() { Source = _temp.File(name), Out = _temp.File("out") };

    private void Archive(byte[] tar, string name = "photos.tar", bool compressed = false) =>
        File.WriteAllBytes(_temp.File(name), compressed ? IdxBytes.Gzip(tar) : tar);

    private void Refuses(string expected, SplitMode mode = SplitMode.Copy)
    {
        string message = Assert.Throws<InputException>(() => DatasetSplitter.Split(Options() with { Mode = mode })).Message;
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
        Assert.False(Directory.Exists(_temp.File("out")));
    }
}
