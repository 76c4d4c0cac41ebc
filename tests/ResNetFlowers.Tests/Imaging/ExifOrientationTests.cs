using ResNetFlowers.Imaging;

namespace ResNetFlowers.Tests.Imaging;

public class ExifOrientationTests
{
    [Theory]
    [InlineData("orientation_6.png", 6)]
    [InlineData("orientation_8.webp", 8)]
    [InlineData("orientation_3.jpg", 3)]
    [InlineData("color.png", 1)]
    [InlineData("lossy.webp", 1)]
    [InlineData("color_420.jpg", 1)]
    [InlineData("color.bmp", 1)]
    public void Finds_the_tag_in_every_container(string file, int expected)
    {
        byte[] bytes = Golden.Bytes(file);
        Assert.Equal(expected, (int)ExifOrientation.Read(ImageFormats.Sniff(bytes), bytes));
    }

    [Fact]
    public void Reads_both_byte_orders()
    {
        byte[] motorola = Jpeg([.. "MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 5, 0, 0]);
        byte[] intel = Jpeg([.. "II*\0"u8, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, 7, 0, 0, 0]);

        Assert.Equal(Orientation.Transpose, ExifOrientation.Read(ImageFormat.Jpeg, motorola));
        Assert.Equal(Orientation.Transverse, ExifOrientation.Read(ImageFormat.Jpeg, intel));
    }

    [Fact]
    public void Nonsense_counts_as_upright()
    {
        byte[] ninth = Jpeg([.. "II*\0"u8, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, 9, 0, 0, 0]);
        byte[] beyondTheEnd = Jpeg([.. "II*\0"u8, 0xFF, 0xFF, 0xFF, 0xFF, 1, 0]);
        byte[] noBlock = Jpeg([]);

        Assert.All(
            [ninth, beyondTheEnd, noBlock],
            file => Assert.Equal(Orientation.AsStored, ExifOrientation.Read(ImageFormat.Jpeg, file)));
    }

    [Fact]
    public void Never_throws_on_garbage()
    {
        var random = new RandomSource(7);
        foreach (string file in new[] { "orientation_6.jpg", "orientation_6.png", "orientation_8.webp" })
        {
            byte[] original = Golden.Bytes(file);
            ImageFormat format = ImageFormats.Sniff(original);
            for (int i = 0; i < 3000; i++)
            {
                byte[] damaged = original[..(12 + random.Below(original.Length - 12))];
                for (int changes = random.Below(5); changes > 0; changes--) damaged[random.Below(damaged.Length)] = (byte)random.NextBits();
                Assert.InRange((int)ExifOrientation.Read(format, damaged), 1, 8);
            }
        }
    }

    private static byte[] Jpeg(byte[] tiff)
    {
        int length = 2 + 6 + tiff.Length;
        return [0xFF, 0xD8, 0xFF, 0xE1, (byte)(length >> 8), (byte)length, .. "Exif\0\0"u8, .. tiff, 0xFF, 0xD9];
    }
}
