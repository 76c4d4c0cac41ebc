using ResNetFlowers.Data.Importing;
using ResNetFlowers.Data.Naming;

namespace ResNetFlowers.Tests.Data.Importing;

public sealed class Flowers102ImportTests : IDisposable
{
    private readonly TemporaryFolder _temp = new();

    public Flowers102ImportTests() => Write([102, 1, 1, 102, 7], [2, 1], [3], [5]);

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void EachPhotoStandsInItsPartAndClass()
    {
        Assert.Equal(new Flowers102Result(_temp.File("out"), 2, 1, 1, 3), Flowers102Import.Run(Options()));
        Assert.Equal(
            ["cat_to_name.json", "test/007/image_00005.jpg", "train/001/image_00002.jpg", "train/102/image_00001.jpg", "val/001/image_00003.jpg"], _temp.List("out"));
        Assert.Equal("jpg/image_00005.jpg", File.ReadAllText(_temp.File("out/test/007/image_00005.jpg")));
        Assert.Equal(["cat_to_name.json", "test", "train", "val"], Directory.GetFileSystemEntries(_temp.File("out")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void NamesStandBesideThePhotos()
    {
        Flowers102Import.Run(Options());
        ReadableNames names = ReadableNames.Read(_temp.File("out/cat_to_name.json"), ["001", "007", "102"]);
        Assert.Equal(["pink primrose", "moon orchid", "blackberry lily"], new[] { "001", "007", "102" }.Select(names.Of));
        Assert.Null(names.Note);
    }

    [Fact]
    public void FilesThatDoNotFitAreNamed()
    {
        Write([1, 2], [1], [2], [6]);
        Refuses(Options(), "setid.mat: lists photo 6, but ");
        Write([1, 2, 3, 4, 5, 6], [1], [2], [6]);
        Refuses(Options(), "102flowers.tgz: lacks image_00006.jpg; give 102flowers.tgz");
        Write([1, 2, 3], [1], [2], [2]);
        Refuses(Options(), "setid.mat: lists photo 2 twice");
        Write([1, 0, 3], [1], [2], [3]);
        Refuses(Options(), "imagelabels.mat: has a label that is not from 1 to 999");
        Refuses(Options() with { Labels = Options().Splits }, "setid.mat: holds no whole numbers named labels");
        Refuses(Options() with { Labels = Options().Images }, "102flowers.tgz: is no MATLAB file of level 5");
        Refuses(Options() with { Splits = _temp.File("gone.mat") }, "gone.mat: no such file; give the set's .mat file");
        Refuses(Options() with { Out = "" }, "--out: is empty");
    }

    private Flowers102Options Options() => new()
    {
        Images = _temp.File("102flowers.tgz"), Labels = _temp.File("imagelabels.mat"), Splits = _temp.File("setid.mat"), Out = _temp.File("out"),
    };

    private void Write(byte[] labels, byte[] train, byte[] val, byte[] test)
    {
        File.WriteAllBytes(Options().Images, IdxBytes.Gzip(TarBytes.Make(Enumerable.Range(1, 5).Select(number => $"jpg/image_{number:D5}.jpg"))));
        File.WriteAllBytes(Options().Labels, MatBytes.File(MatBytes.Compressed(MatBytes.Bytes("labels", labels))));
        File.WriteAllBytes(Options().Splits, MatBytes.File(MatBytes.Bytes("trnid", train), MatBytes.Bytes("valid", val), MatBytes.Bytes("tstid", test)));
    }

    private void Refuses(Flowers102Options options, string expected)
    {
        string message = Assert.Throws<InputException>(() => Flowers102Import.Run(options)).Message;
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
        Assert.False(Directory.Exists(_temp.File("out")));
    }
}
