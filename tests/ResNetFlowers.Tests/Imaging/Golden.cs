using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using ResNetFlowers.Imaging;

namespace ResNetFlowers.Tests.Imaging;

/// <summary>What tests/golden/make_imaging.py recorded of Pillow and torchvision.</summary>
internal static class Golden
{
    public static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "golden", "imaging");

    private static readonly JsonDocument Document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "golden.json")));

    public static IReadOnlyList<string> Files { get; } = [.. Section("decoded").Select(entry => entry.GetProperty("file").GetString()!)];

    public static IEnumerable<JsonElement> Section(string name) => Document.RootElement.GetProperty(name).EnumerateArray();

    public static byte[] Bytes(string file) => File.ReadAllBytes(Path.Combine(Folder, file));

    public static RgbImage Decode(string file) => ImageCodec.Decode(Bytes(file));

    public static string Sha256(ReadOnlySpan<byte> data) => Convert.ToHexStringLower(SHA256.HashData(data));

    public static string Sha256(ReadOnlySpan<float> data) => Sha256(MemoryMarshal.AsBytes(data));

    /// <summary>Width, height and hash of the pixels in one line, which a failed comparison shows whole.</summary>
    public static string Describe(RgbImage image) => $"{image.Width}x{image.Height} {Sha256(image.Pixels)}";

    public static string Describe(JsonElement entry) =>
        $"{entry.GetProperty("width").GetInt32()}x{entry.GetProperty("height").GetInt32()} {entry.GetProperty("sha256").GetString()}";

    /// <summary>A picture of noise.</summary>
    public static RgbImage Noise(int width, int height, long seed)
    {
        RgbImage image = RgbImage.Rent(width, height);
        var random = new RandomSource(seed);
        foreach (ref byte sample in image.Pixels) sample = (byte)random.NextBits();
        return image;
    }
}
