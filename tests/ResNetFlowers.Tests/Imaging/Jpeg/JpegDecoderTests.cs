using System.Runtime.Intrinsics.X86;
using System.Text.Json;
using ResNetFlowers.Imaging;
using ResNetFlowers.Imaging.Jpeg;

namespace ResNetFlowers.Tests.Imaging.Jpeg;

public class JpegDecoderTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "golden", "jpeg");

    public static TheoryData<bool> Ways { get; } = Avx2.IsSupported ? new(false, true) : new(false);

    [Theory]
    [MemberData(nameof(Ways))]
    public void Parts_have_the_bytes_of_Pillow(bool vectorize)
    {
        using JsonDocument golden = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "golden.json")));
        int decoded = 0;
        foreach (JsonElement entry in golden.RootElement.EnumerateArray())
        {
            string name = entry.GetProperty("file").GetString()!;
            int[] box = [.. entry.GetProperty("box").EnumerateArray().Select(value => value.GetInt32())];
            var part = new PixelBox(box[0], box[1], box[2], box[3]);
            using RgbImage? image = JpegDecoder.TryDecode(Bytes(name), part, vectorize);
            if (image is null)
            {
                Assert.Equal("progressive.jpg", name);
                continue;
            }

            Assert.Equal($"{name} {part} {entry.GetProperty("sha256").GetString()}", $"{name} {part} {Golden.Sha256(image.Pixels)}");
            decoded++;
        }

        Assert.Equal(12 * 6, decoded);
    }

    [Theory]
    [InlineData("cmyk.jpg")]
    [InlineData("progressive.jpg")]
    [InlineData("color.png")]
    public void Other_files_are_left_to_the_platform(string file) => Assert.Null(JpegDecoder.TryDecode(Golden.Bytes(file)));

    [Fact]
    public void A_file_that_ends_too_early_is_never_decoded()
    {
        byte[] file = Bytes("420_restart.jpg");
        var corner = new PixelBox(0, 0, 1, 1);
        Assert.NotNull(JpegDecoder.TryDecode(file, corner));
        for (int length = 0; length < file.Length - 1; length++) Assert.Null(JpegDecoder.TryDecode(file.AsSpan(0, length), corner));
    }

    [Fact]
    public void Restart_markers_out_of_order_are_left_to_the_platform()
    {
        byte[] file = Bytes("444_restart.jpg");
        int second = file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xD1]);
        file[second + 1] = 0xD2;
        Assert.Null(JpegDecoder.TryDecode(file));
    }

    [Fact]
    public void A_part_outside_the_picture_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => JpegDecoder.TryDecode(Bytes("444.jpg"), new PixelBox(80, 0, 4, 1)));

    private static byte[] Bytes(string file) => File.ReadAllBytes(Path.Combine(Folder, file));
}
