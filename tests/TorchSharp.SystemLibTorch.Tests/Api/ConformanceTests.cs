using System.Reflection;

namespace TorchSharp.SystemLibTorch.Tests.Api;

/// <summary>
/// Holds the binding to the API of the TorchSharp package, so that the code above it builds with either. The lines of the package
/// that the binding has are test data; scripts/update-api-lines.sh renews them from the package's full list.
/// </summary>
public class ConformanceTests
{
    private const string Extensions = "TorchSharp.SystemLibTorch";

    [Fact]
    public void EveryPublicMemberOfTheBindingIsOneOfTorchSharps()
    {
        IReadOnlyList<string> ours = ApiLines.Of(Assembly.Load("TorchSharp.SystemLibTorch"), exempt: Extensions);
        File.WriteAllLines(Path.Combine(AppContext.BaseDirectory, "Api", "binding.txt"), ours);

        string[] strangers = Strangers(ours);

        Assert.NotEmpty(ours);
        Assert.True(strangers.Length == 0, $"{strangers.Length} members that TorchSharp 0.106.0 does not have, "
            + $"or that scripts/update-api-lines.sh has not yet taken into the list:\n{string.Join('\n', strangers)}");
    }

    [Theory]
    [InlineData("TorchSharp.torch :: static void manual_speed(long seed)")]
    [InlineData("TorchSharp.torch.nn.Module :: virtual void train(bool train = false)")]
    [InlineData("TorchSharp.torch.nn.Module :: void train(bool train = true)")]
    [InlineData("TorchSharp.torch.nn.Module :: virtual void train(bool on = true)")]
    public void AMemberThatIsOnlyAlikeIsAStranger(string line) => Assert.Equal([line], Strangers([line]));

    private static string[] Strangers(IEnumerable<string> lines)
    {
        HashSet<string> known = new(File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Api", "TorchSharp-0.106.0.txt")), StringComparer.Ordinal);
        return [.. lines.Where(line => !known.Contains(line))];
    }
}
