using ResNetFlowers.Imaging;

namespace ResNetFlowers.Tests.Imaging;

public class ImageCodecTests
{
    public static TheoryData<string> Files { get; } = new(Golden.Files);

    [Theory]
    [MemberData(nameof(Files))]
    public void Decodes_every_format_to_the_bytes_of_Pillow(string file)
    {
        string expected = Golden.Describe(Golden.Section("decoded").Single(entry => entry.GetProperty("file").GetString() == file));

        using RgbImage image = Golden.Decode(file);

        Assert.Equal(expected, Golden.Describe(image));
    }

    [Fact]
    public void Decodes_on_many_threads_at_once()
    {
        Parallel.For(0, 400, i =>
        {
            string file = Golden.Files[i % Golden.Files.Count];
            Decodes_every_format_to_the_bytes_of_Pillow(file);
        });
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(37, 23)]
    [InlineData(64, 64)]
    public void Png_keeps_every_pixel(int width, int height)
    {
        using RgbImage image = Golden.Noise(width, height, seed: width);

        using RgbImage decoded = ImageCodec.Decode(ImageCodec.EncodePng(image));

        Assert.Equal(Golden.Describe(image), Golden.Describe(decoded));
    }

    [Fact]
    public void Jpeg_stays_close_and_shrinks_with_its_quality()
    {
        using RgbImage image = Golden.Decode("photo.jpg");

        byte[] fine = ImageCodec.EncodeJpeg(image);
        byte[] coarse = ImageCodec.EncodeJpeg(image, quality: 20);
        using RgbImage decoded = ImageCodec.Decode(fine);

        Assert.True(coarse.Length < fine.Length / 2, $"{coarse.Length} bytes at quality 20, {fine.Length} at 92");
        double squares = 0;
        for (int i = 0; i < image.Pixels.Length; i++) squares += Math.Pow(image.Pixels[i] - decoded.Pixels[i], 2);
        Assert.InRange(Math.Sqrt(squares / image.Pixels.Length), 0.1, 12);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public void Jpeg_quality_is_checked(int quality)
    {
        using RgbImage image = RgbImage.Rent(1, 1);
        Assert.Throws<ArgumentOutOfRangeException>(() => ImageCodec.EncodeJpeg(image, quality));
    }

    [Theory]
    [InlineData("a.jpg", true)]
    [InlineData("dir.txt/a.JPEG", true)]
    [InlineData("a.Png", true)]
    [InlineData("a.webp", true)]
    [InlineData("a.bmp", true)]
    [InlineData("a.gif", true)]
    [InlineData("a.txt", false)]
    [InlineData("jpg", false)]
    [InlineData("a.jpg.txt", false)]
    public void Extensions_tell_images(string path, bool expected) => Assert.Equal(expected, ImageCodec.HasImageExtension(path));
}
