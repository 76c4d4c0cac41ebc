using System.IO.Compression;
using ResNetFlowers.Data.Splitting;

namespace ResNetFlowers.Tests.Data.Splitting;

/// <summary>A zip of photos as what is split; what it shares with other archives is in <see cref="ArchiveSourceTests"/>.</summary>
public sealed class ZipSourceTests : IDisposable
{
    private const int UnixLink = 0xA1FF << 16;
    private const int UnixFile = 0x81A4 << 16;

    private readonly TemporaryFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Theory]
    [InlineData("photos.zip", "flowers/")]
    [InlineData("Photos.ZIP", "")]
    [InlineData("photos.tar", "very/deep/")] // a wrong name
    public void ItsPhotosAreSplitAsAFoldersAre(string name, string prefix)
    {
        string[] photos = [.. from flower in new[] { "daisy", "rose" } from number in Enumerable.Range(10, 20) select $"{flower}/{number}.jpg"];
        _temp.Files(photos.Select(photo => $"photos/{photo}"));
        File.WriteAllBytes(_temp.File(name), ZipBytes.Make([prefix + "daisy/", .. photos.Select(photo => prefix + photo), prefix + "notes.txt", "__MACOSX/daisy/._10.jpg"]));

        DatasetSplitter.Split(Options(name));
        DatasetSplitter.Split(Options(name) with { Source = _temp.File("photos"), Out = _temp.File("like") });

        Assert.Equal(_temp.List("like"), _temp.List("out"));
        Assert.All(_temp.List("out/train"), photo => Assert.Equal(prefix + photo, File.ReadAllText(_temp.File($"out/train/{photo}"))));
    }

    [Theory]
    [InlineData("../a/1.jpg")]
    [InlineData("/tmp/a/1.jpg")]
    [InlineData("a\\..\\..\\1.jpg")]
    public void NamesThatDoHarmAreRefused(string name) => Refuses(ZipBytes.Make("a/1.jpg", name, "b/1.jpg"), "a name that leads out of the folder");

    [Fact]
    public void LinksAreRefusedAndPlainFilesOfUnixAreNot()
    {
        (string, byte[])[] photos = [("a/1.jpg", [1]), ("b/1.jpg", [2])];
        Refuses(ZipBytes.Make(photos, UnixLink), "holds a link, a/1.jpg; pack it again with the files themselves (zip without --symlinks)");

        File.WriteAllBytes(_temp.File("photos.zip"), ZipBytes.Make(photos, UnixFile));
        DatasetSplitter.Split(Options());
        Assert.Equal(2, _temp.List("out").Count(path => path.EndsWith(".jpg", StringComparison.Ordinal)));
    }

    [Fact]
    public void WhatIsLockedIsRefused()
    {
        byte[] zip = ZipBytes.Make("a/1.jpg", "b/1.jpg");
        int header = zip.AsSpan().IndexOf("PK\x01\x02"u8);
        zip[header + 8] |= 1;

        Refuses(zip, "a/1.jpg is locked with a password; unpack it, and give the folder");
    }

    [Fact]
    public void DamageIsNamed()
    {
        byte[] noise = Noise(5000);
        byte[] zip = ZipBytes.Make([("a/1.jpg", noise), ("b/1.jpg", noise)]);
        for (int length = 4; length < zip.Length; length += 701) Refuses(zip[..length], "photos.zip: is damaged (");
        Refuses(ZipBytes.Make("notes.txt"), "holds no photo (.jpg");
        Refuses(ZipBytes.Make(Array.Empty<string>()), "holds no photo (.jpg");

        byte[] altered = [.. zip];
        altered[zip.AsSpan().IndexOf(noise.AsSpan(2000, 8))] ^= 1;
        Refuses(altered, "photos.zip: is damaged (a checksum does not fit)");
    }

    [Fact]
    public void FlippedBitsNeverCrashAndLeaveNothingBehind()
    {
        byte[] zip = ZipBytes.Make("a/1.jpg", "b/1.jpg", "b/2.jpg");
        var random = new RandomSource(3);
        int refused = 0;
        for (int round = 0; round < 300; round++)
        {
            byte[] damaged = [.. zip];
            for (int flips = 1 + random.Below(3); flips > 0; flips--) damaged[random.Below(zip.Length)] ^= (byte)(1 << random.Below(8));
            File.WriteAllBytes(_temp.File("photos.zip"), damaged);
            try
            {
                DatasetSplitter.Split(Options());
                Directory.Delete(_temp.File("out"), recursive: true);
            }
            catch (InputException)
            {
                refused++;
                Assert.Equal(["photos.zip"], Directory.GetFileSystemEntries(_temp.Path).Select(Path.GetFileName));
            }
        }

        Assert.InRange(refused, 100, 300);
    }

    [Fact]
    public void WhatIsMadeToFillTheDiskIsRefused()
    {
        using (ZipArchive archive = ZipFile.Open(_temp.File("photos.zip"), ZipArchiveMode.Create))
        {
            // A gigabyte and more of zeros behind a photo.
            byte[] zeros = new byte[1 << 20];
            archive.CreateEntry("a/1.jpg").Open().Dispose();
            using Stream to = archive.CreateEntry("b/1.jpg").Open();
            for (int i = 0; i < 1025; i++) to.Write(zeros);
        }

        Refuses(null, "it unpacks to more than 1073741824 bytes, far more than photos do");
    }

    /// <summary>Bytes that do not compress, so that they stand in the archive as they are.</summary>
    private static byte[] Noise(int length)
    {
        var random = new RandomSource(1);
        byte[] noise = new byte[length];
        for (int i = 0; i < noise.Length; i++) noise[i] = (byte)random.Below(256);
        return noise;
    }

    private SplitOptions Options(string name = "photos.zip") => new() { Source = _temp.File(name), Out = _temp.File("out") };

    private void Refuses(byte[]? zip, string expected)
    {
        if (zip is not null) File.WriteAllBytes(_temp.File("photos.zip"), zip);
        string message = Assert.Throws<InputException>(() => DatasetSplitter.Split(Options())).Message;
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
        Assert.False(Directory.Exists(_temp.File("out")));
    }
}
