using System.Text.RegularExpressions;

namespace TorchSharp.SystemLibTorch.Tests.Api;

/// <summary>
/// Code above the seams compiles against the binding, whose API is TorchSharp's; so it uses nothing that TorchSharp lacks as long as it
/// keeps away from what the binding adds. What only one provider can do is asked for in one folder.
/// </summary>
public partial class SeamTests
{
    private const string CapabilityFolder = "src/ResNetFlowers/Capabilities/";

    [Theory]
    [InlineData("src/ResNetFlowers")]
    [InlineData("src/ResNetFlowers.Cli")]
    public void NoSourceAboveTheSeamsKnowsItsProvider(string project)
    {
        string[] sources = [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, project), "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
            .Where(file => !file.StartsWith(CapabilityFolder, StringComparison.Ordinal))];

        Assert.NotEmpty(sources);
        Assert.DoesNotContain(sources, file => KnowsProvider().IsMatch(File.ReadAllText(Path.Combine(Repository.Root, file))));
    }

    [Theory]
    [InlineData("using TorchSharp.SystemLibTorch;", true)]
    [InlineData("using static global::TorchSharp.SystemLibTorch.Amp;", true)]
    [InlineData("  #if SYSTEM\n", true)]
    [InlineData("#elif SYSTEM\n", true)]
    [InlineData("using TorchSharp;\nusing static TorchSharp.torch;\n#pragma warning disable CS8981\n", false)]
    public void TheSignsOfAProviderAreKnown(string source, bool knows) => Assert.Equal(knows, KnowsProvider().IsMatch(source));

    [GeneratedRegex(@"\bSystemLibTorch\b|^\s*#(if|elif)\b", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex KnowsProvider();
}
