using ResNetFlowers.Data;
using ResNetFlowers.Data.Importing;
using ResNetFlowers.Imaging;

namespace ResNetFlowers.Tests.Data.Importing;

public sealed class IdxImportTests : IDisposable
{
    private const int Side = 5;

    private readonly TemporaryFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void EveryPictureStandsInItsClassPixelForPixel(bool compressed)
    {
        byte[] labels = [9, 0, 2, 0, 9, 1, 0, 9, 9, 2, 1];
        byte[] pixels = Write(labels, compressed);
        IdxImportResult result = IdxImport.Run(Options() with { Names = KnownClassNames.Parse("fashion-mnist") });

        Assert.Equal(
            [new("T-shirt-top", 3), new("Trouser", 2), new("Pullover", 2), new ImportedClass("Ankle boot", 4)], result.Classes);
        Assert.Equal((11, Side, Side, _temp.File("out")), (result.Images, result.Width, result.Height, result.Out));
        Assert.Equal(["00.png", "04.png", "07.png", "08.png"], _temp.List("out/Ankle boot"));
        using RgbImage picture = ImageCodec.Decode(File.ReadAllBytes(_temp.File("out/Trouser/10.png")));
        Assert.Equal(pixels[^(Side * Side)..], picture.Pixels.ToArray().Where((_, i) => i % 3 == 1));
        Assert.Equal([4, 2, 3, 2], ImageFolder.Scan(_temp.File("out")).Counts);
    }

    [Fact]
    public void WithoutNamesFoldersAreSortedAsLabelsAre()
    {
        Write([10, 9, 0, 2]);
        Assert.Equal(["00", "02", "09", "10"], IdxImport.Run(Options()).Classes.Select(each => each.Class));
        Assert.Equal(["00", "02", "09", "10"], ImageFolder.Scan(_temp.File("out")).Classes);
    }

    [Fact]
    public void MnistsDigitsAreTorchvisions()
    {
        Assert.Equal(10, KnownClassNames.Parse("mnist").Count);
        Assert.Equal("7 - seven", KnownClassNames.Parse("mnist")[7]);
        Assert.Equal(["a", "b c"], KnownClassNames.Parse("a, b c"));
        Assert.Empty(KnownClassNames.Parse(null));
    }

    [Fact]
    public void FilesThatDoNotBelongTogetherAreRefused()
    {
        Write([0, 1, 2]);
        File.WriteAllBytes(_temp.File("labels"), IdxBytes.Make([2], [0, 1]));
        Refuses(Options(), "labels: has 2 labels, but ");
        Refuses(Options() with { Labels = Options().Images }, "images: holds an array of 3 dimensions, not 1; give the file of labels");
        Refuses(Options() with { Images = Options().Labels }, "labels: holds an array of 1 dimensions, not 3; give the file of pictures");
    }

    [Theory]
    [InlineData("a,b", "--names: gives 2 names, but ")]
    [InlineData("a,b,", "--names: '' is empty")]
    [InlineData("a,b,A", "--names: has 'A' twice")]
    [InlineData("a,b,../c", "--names: '../c' holds one of /")]
    [InlineData("a,b,..", "--names: '..' begins or ends with a dot")]
    public void NamesThatCannotBeFoldersAreRefused(string names, string expected)
    {
        Write([0, 1, 2]);
        Refuses(Options() with { Names = KnownClassNames.Parse(names) }, expected);
    }

    [Fact]
    public void HeadersThatLieAreRefused()
    {
        File.WriteAllBytes(_temp.File("labels"), IdxBytes.Make([2], [0, 1]));
        void RefusesImages(byte[] file, string expected)
        {
            File.WriteAllBytes(_temp.File("images"), file);
            Refuses(Options(), expected);
        }

        RefusesImages([], "images: is no IDX file of bytes");
        RefusesImages("PNG or so"u8.ToArray(), "images: is no IDX file of bytes");
        RefusesImages([0, 0, 0x0D, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0], "images: is no IDX file of bytes");
        RefusesImages([0, 0, 8, 3, 0, 0], "images: is damaged (it ends within its header)");
        RefusesImages(IdxBytes.Make([2, 3, 3], new byte[17]), "its header promises 34 bytes, but the file has 33");
        RefusesImages(IdxBytes.Make([2, 3, 3], new byte[19]), "its header promises 34 bytes, but the file has 35");
        RefusesImages(IdxBytes.Make([uint.MaxValue, 3, 3], []), "images: has a dimension of 4294967295");
        RefusesImages(IdxBytes.Make([2, 3, 5000], []), "images: has a dimension of 5000");
        RefusesImages(IdxBytes.Make([2, 0, 3], []), "images: is empty");
        RefusesImages(IdxBytes.Gzip(IdxBytes.Make([100_000_000, 4096, 4096], new byte[100])), "images: is damaged (its header promises 16");
        RefusesImages(IdxBytes.Gzip(IdxBytes.Make([2, 3, 3], new byte[17])), "it ends before the last of the items");
        RefusesImages(IdxBytes.Gzip(IdxBytes.Make([2, 3, 3], new byte[19])), "it goes on after the last of the items");
        RefusesImages([.. IdxBytes.Gzip(IdxBytes.Make([2, 3, 3], new byte[18]))[..^9], 1, 2, 3, 4, 5, 6, 7, 8, 9], "images: is damaged (");
    }

    [Fact]
    public void WhatIsMissingOrInTheWayIsNamed()
    {
        Refuses(Options(), "labels: no such file; give a file of labels");
        Write([0, 1]);
        Refuses(Options() with { Labels = _temp.Path }, "is a folder; give a file in it");
        _temp.Files("full/thesis.txt");
        Refuses(Options() with { Out = _temp.File("full") }, "is not empty (it holds thesis.txt)");
        Refuses(Options() with { Out = _temp.File("images/below") }, "cannot be written");
        Refuses(Options() with { Images = "" }, "IMAGES: is empty");
    }

    [Fact]
    public void CancellingLeavesNothingBehind()
    {
        Write([0, 1, 0, 1]);
        using var stop = new CancellationTokenSource();
        var progress = new CallbackProgress<ImportProgress>(at =>
        {
            if (at.Done == 2) stop.Cancel();
        });
        Assert.Throws<OperationCanceledException>(() => IdxImport.Run(Options(), progress, stop.Token));
        Assert.Equal(["images", "labels"], _temp.List());
        Assert.False(Directory.Exists(_temp.File("out")));
    }

    private IdxImportOptions Options() => new() { Images = _temp.File("images"), Labels = _temp.File("labels"), Out = _temp.File("out") };

    /// <summary>Writes pictures of noise with these labels, and returns their pixels.</summary>
    private byte[] Write(byte[] labels, bool compressed = false)
    {
        byte[] pixels = new byte[labels.Length * Side * Side];
        var random = new RandomSource(5);
        for (int i = 0; i < pixels.Length; i++) pixels[i] = (byte)random.Below(256);
        byte[] images = IdxBytes.Make([(uint)labels.Length, Side, Side], pixels);
        byte[] labelled = IdxBytes.Make([(uint)labels.Length], labels);
        File.WriteAllBytes(_temp.File("images"), compressed ? IdxBytes.Gzip(images) : images);
        File.WriteAllBytes(_temp.File("labels"), compressed ? IdxBytes.Gzip(labelled) : labelled);
        return pixels;
    }

    private void Refuses(IdxImportOptions options, string expected)
    {
        string message = Assert.Throws<InputException>(() => IdxImport.Run(options)).Message;
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
        Assert.False(Directory.Exists(_temp.File("out")));
    }
}
