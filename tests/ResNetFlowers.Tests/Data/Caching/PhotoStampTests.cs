using ResNetFlowers.Data.Caching;
using ResNetFlowers.Imaging;

namespace ResNetFlowers.Tests.Data.Caching;

public sealed class PhotoStampTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void TheSizeIsTheHeadersHoweverFarBehindItIs(int segmentsBefore)
    {
        using RgbImage image = RgbImage.Rent(50, 30);
        image.Pixels.Clear();
        byte[] jpeg = ImageCodec.EncodeJpeg(image);
        // What cameras put before the picture: application segments of up to 64 KiB each.
        byte[] segment = [0xFF, 0xEB, 0xFF, 0xFF, .. new byte[0xFFFD]];
        string path = _folder.File("photo.jpg");
        File.WriteAllBytes(path, [.. jpeg[..2], .. Enumerable.Repeat(segment, segmentsBefore).SelectMany(bytes => bytes), .. jpeg[2..]]);
        File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch);

        Assert.Equal(new PhotoStamp(jpeg.Length + segment.Length * segmentsBefore, DateTime.UnixEpoch.Ticks, 50 * 30 * 3), PhotoStamp.Of(path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no photo")]
    [InlineData("\u00ff\u00d8\u00ff\u00e0")]
    public void WhatIsNoPictureTakesNoRoom(string content)
    {
        string path = _folder.File("photo.jpg");
        File.WriteAllText(path, content, System.Text.Encoding.Latin1);
        Assert.Equal((content.Length, 0), (PhotoStamp.Of(path).Length, PhotoStamp.Of(path).PixelBytes));
    }

    [Fact]
    public void WhatIsNotThereTakesNoRoom()
    {
        Assert.Equal(new PhotoStamp(-1, 0, 0), PhotoStamp.Of(_folder.File("missing.jpg")));
        Assert.Equal(new PhotoStamp(-1, 0, 0), PhotoStamp.Of(_folder.Path));
    }
}
