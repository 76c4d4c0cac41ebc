using System.Globalization;
using System.Text.Json;
using ResNetFlowers.Data.Similarity;
using ResNetFlowers.Imaging;

namespace ResNetFlowers.Tests.Data.Similarity;

public class PerceptualHashTests
{
    private static readonly string Golden = Path.Combine(AppContext.BaseDirectory, "golden");

    public static TheoryData<string, string> Hashes
    {
        get
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Golden, "perceptual_hashes", "hashes.json")));
            var data = new TheoryData<string, string>();
            foreach (JsonProperty entry in json.RootElement.EnumerateObject()) data.Add(entry.Name, entry.Value.GetString()!);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Hashes))]
    public void TheHashIsThatOfPillowAndNumPy(string file, string expected)
    {
        using RgbImage image = ImageCodec.Decode(File.ReadAllBytes(Path.Combine(Golden, "imaging", file)));
        Assert.Equal(ulong.Parse(expected, NumberStyles.HexNumber, CultureInfo.InvariantCulture), PerceptualHash.Of(image));
    }

    [Theory]
    [InlineData(0UL, 0UL, 0)]
    [InlineData(0UL, ulong.MaxValue, 64)]
    [InlineData(0b1011UL, 0b0010UL, 2)]
    public void TheDistanceCountsBits(ulong one, ulong other, int expected) => Assert.Equal(expected, PerceptualHash.Distance(one, other));
}
