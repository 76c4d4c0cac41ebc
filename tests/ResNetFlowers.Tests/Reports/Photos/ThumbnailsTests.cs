using ResNetFlowers.Imaging;
using ResNetFlowers.Imaging.Transforms;
using ResNetFlowers.Reports.Photos;

namespace ResNetFlowers.Tests.Reports.Photos;

public sealed class ThumbnailsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void FewerPhotosAreLarger()
    {
        Assert.Equal(112, Thumbnails.Side(10));
        Assert.Equal(112, Thumbnails.Side(500));
        Assert.InRange(Thumbnails.Side(1500), 48, 64);
        Assert.Equal(40, Thumbnails.Side(100_000));
    }

    [Fact]
    public void TogetherTheyKeepToTheBudgetAndMistakesGoFirst()
    {
        // Noise is the worst that a JPEG can hold.
        string noise = _folder.File("noise.png");
        var random = new RandomSource(1);
        using (RgbImage image = RgbImage.Rent(120, 120))
        {
            for (int i = 0; i < image.Pixels.Length; i++) image.Pixels[i] = (byte)random.Below(256);
            File.WriteAllBytes(noise, ImageCodec.EncodePng(image));
        }

        PhotoResult[] photos = [.. Enumerable.Range(0, 600).Select(number => new PhotoResult(noise, 0, number % 3 == 0 ? 1 : 0, 0.5))];
        IReadOnlyList<byte[]?> jpegs = Thumbnails.Make(photos, new Pictures(Preprocessing.Middle(64), PixelLimit.Default));
        Assert.InRange(jpegs.Sum(jpeg => jpeg?.Length ?? 0), Thumbnails.Budget / 2, Thumbnails.Budget);
        Assert.All(photos.Zip(jpegs).Where(pair => !pair.First.IsHit), pair => Assert.NotNull(pair.Second));
        Assert.Contains(null, jpegs);
    }

    [Fact]
    public void APhotoThatIsGoneHasNone()
    {
        string path = _folder.File("a.png");
        TinyPhotos.Write(path, 0, 0);
        IReadOnlyList<byte[]?> jpegs = Thumbnails.Make([new PhotoResult(path, 0, 0, 1), new PhotoResult(_folder.File("b.png"), 0, 0, 1)], new Pictures(Preprocessing.Square(32), PixelLimit.Default));
        using RgbImage picture = ImageCodec.Decode(jpegs[0]);
        Assert.Equal((112, 112), (picture.Width, picture.Height));
        Assert.Null(jpegs[1]);
    }
}
