using System.Buffers.Binary;
using System.Text;
using ResNetFlowers.Imaging;

namespace ResNetFlowers.Tests.Imaging;

public class DamagedImageTests
{
    /// <summary>Formats that no damage to a few bytes may turn into a crash, each in its variants.</summary>
    public static TheoryData<string> Files { get; } = new(
        "color_420.jpg", "progressive.jpg", "cmyk.jpg", "orientation_6.jpg", "color.png", "palette_4bit.png", "orientation_6.png",
        "lossy.webp", "alpha_lossless.webp", "orientation_8.webp", "color.bmp", "palette.bmp", "animated.gif", "small_frame.gif");

    [Theory]
    [MemberData(nameof(Files))]
    public void Any_damage_gives_a_picture_or_an_InvalidImageException(string file)
    {
        byte[] original = Golden.Bytes(file);
        var random = new RandomSource(original.Length);
        for (int mutation = 0; mutation < 300; mutation++)
        {
            byte[] damaged = original.AsSpan().ToArray();
            for (int changes = 1 + random.Below(4); changes > 0; changes--)
            {
                // The header is short and decides most: half of the changes go there.
                int at = random.Below(random.Chance(0.5) ? Math.Min(64, damaged.Length) : damaged.Length);
                damaged[at] = random.Chance(0.5) ? (byte)(damaged[at] ^ (1 << random.Below(8))) : (byte)random.NextBits();
            }

            Attempt(damaged);
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_cut_anywhere_is_never_a_picture(string file)
    {
        byte[] original = Golden.Bytes(file);
        var random = new RandomSource(original.Length);
        int end = file.EndsWith(".gif", StringComparison.Ordinal) ? original.Length / 3 : original.Length - 1; // the first frame is enough
        for (int cut = 0; cut < 150; cut++)
        {
            byte[] head = original[..(cut < 20 ? cut : random.Below(end))];
            Assert.Throws<InvalidImageException>(() => ImageCodec.Decode(head).Dispose());
        }
    }

    [Fact]
    public void Noise_behind_a_signature_is_no_picture()
    {
        var random = new RandomSource(1);
        foreach (string file in Golden.Files)
        {
            byte[] noise = Golden.Bytes(file);
            foreach (ref byte value in noise.AsSpan(30)) value = (byte)random.NextBits();
            Attempt(noise);
        }
    }

    [Theory]
    [InlineData("", "is empty (0 bytes)")]
    [InlineData("Not a photo,\r\n\tbut a letter.", "is not an image: its content is text")]
    [InlineData("BMW flowers, said the text file.", "is not an image: its content is text")]
    [InlineData("\u0001\u0002\u0003", "is not a JPEG, PNG, WebP, BMP or GIF image")]
    public void Other_content_is_named(string content, string message) => Complains(Encoding.UTF8.GetBytes(content), message);

    [Theory]
    [InlineData("color_420.jpg", "is a truncated JPEG")]
    [InlineData("progressive.jpg", "is a truncated JPEG")]
    [InlineData("color.png", "is a truncated PNG")]
    [InlineData("lossy.webp", "is a truncated WebP")]
    [InlineData("still.gif", "is a truncated GIF")]
    [InlineData("color.bmp", "is a truncated BMP")]
    public void Truncation_is_named(string file, string message)
    {
        byte[] bytes = Golden.Bytes(file);
        Complains(bytes[..(bytes.Length * 2 / 3)], message);
    }

    [Fact]
    public void A_damaged_png_is_named()
    {
        byte[] bytes = Golden.Bytes("color.png");
        bytes[bytes.Length / 2] ^= 0xFF;
        Complains(bytes, "is a damaged PNG");
    }

    [Fact]
    public void A_jpeg_with_a_blemish_or_bytes_behind_its_end_is_still_a_picture()
    {
        byte[] bytes = Golden.Bytes("color_420.jpg");
        using RgbImage whole = ImageCodec.Decode(bytes);

        using RgbImage followed = ImageCodec.Decode([.. bytes, 1, 2, 3]);
        bytes[^200] ^= 0x10;
        using RgbImage blemished = ImageCodec.Decode(bytes);

        Assert.Equal(Golden.Describe(whole), Golden.Describe(followed));
        Assert.False(whole.Pixels.SequenceEqual(blemished.Pixels));
    }

    [Fact]
    public void A_jpeg_truncated_behind_a_blemish_is_truncated()
    {
        byte[] bytes = Golden.Bytes("color_420.jpg");
        byte[] extraneous = [.. bytes[..^300], 0xFF, 0xD0, 0xFF, 0xD5, .. bytes[^300..^60]];
        Complains(extraneous, "is a truncated JPEG");
    }

    [Fact]
    public void A_picture_beyond_the_limit_is_refused_before_anything_is_allocated()
    {
        byte[] png = Golden.Bytes("color.png");
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), 100_000);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), 100_000);
        Complains(png, "is too large: 100000x100000 is more than 178,956,970 pixels; make it smaller");
    }

    [Fact]
    public void A_picture_without_size_is_refused()
    {
        byte[] gif = Golden.Bytes("still.gif");
        gif.AsSpan(6, 2).Clear();
        Complains(gif, "is a damaged GIF: it has no size");
    }

    private static void Attempt(byte[] file)
    {
        try
        {
            using RgbImage image = ImageCodec.Decode(file);
            Assert.InRange((long)image.Width * image.Height, 1, 178_956_970);
        }
        catch (InvalidImageException exception)
        {
            Assert.StartsWith("is ", exception.Message, StringComparison.Ordinal);
        }
    }

    private static void Complains(byte[] file, string message) =>
        Assert.Equal(message, Assert.Throws<InvalidImageException>(() => ImageCodec.Decode(file).Dispose()).Message);
}
