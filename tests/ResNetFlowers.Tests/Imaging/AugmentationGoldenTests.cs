using System.Text.Json;
using ResNetFlowers.Imaging;

namespace ResNetFlowers.Tests.Imaging;

/// <summary>Every operation, on seven pictures, byte for byte as Pillow and torchvision do it.</summary>
public class AugmentationGoldenTests
{
    public static TheoryData<string> OperationNames { get; } =
        [.. AugmentationGolden.Section("cases").EnumerateArray().Select(entry => entry.GetProperty("operation").GetString()!).Distinct()];

    [Theory]
    [MemberData(nameof(OperationNames))]
    public void Gives_the_bytes_of_torchvision(string operation)
    {
        string[] wrong = [.. AugmentationGolden.Section("cases").EnumerateArray()
            .Where(entry => entry.GetProperty("operation").GetString() == operation)
            .Where(entry => Run(entry) != Golden.Describe(entry))
            .Select(entry => $"{entry.GetProperty("image").GetString()} {entry.GetProperty("arguments")}")];
        Assert.Empty(wrong);
    }

    [Fact]
    public void There_are_at_least_300_cases() => Assert.InRange(AugmentationGolden.Section("cases").GetArrayLength(), 300, int.MaxValue);

    private static string Run(JsonElement entry)
    {
        RgbImage image = AugmentationGolden.Decode(entry.GetProperty("image").GetString()!);
        using RgbImage result = AugmentationGolden.Apply(image, entry.GetProperty("operation").GetString()!, entry.GetProperty("arguments"));
        return Golden.Describe(result);
    }
}
