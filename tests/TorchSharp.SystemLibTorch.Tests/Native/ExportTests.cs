using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace TorchSharp.SystemLibTorch.Tests.Native;

/// <summary>The exported functions of native/*.cpp: none lets an exception out, and C# declares each of them.</summary>
public partial class ExportTests
{
    private static readonly string Project = Path.Combine(Repository.Root, "src", "TorchSharp.SystemLibTorch");

    private static readonly string Source = TextOf(Path.Combine(Project, "native"), "*.cpp");

    private static readonly string Declarations = TextOf(Path.Combine(Project, "Native"), "LibTorch*.cs");

    public static TheoryData<string> Names => [.. Exports.Select(match => match.Groups["name"].Value)];

    private static MatchCollection Exports => Export().Matches(Source);

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryExportCatchesEverything(string name)
    {
        Match export = Exports.Single(match => match.Groups["name"].Value == name);
        string body = export.Groups["body"].Value;

        Assert.True(
            export.Groups["noexcept"].Success || Guard().IsMatch(body),
            $"{name} has a body that is not one guarded block:\n{body}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryExportIsDeclaredAndThere(string name)
    {
        nint library = NativeLibrary.Load(Path.Combine(AppContext.BaseDirectory, "libflowers_torch.so"));

        Assert.Contains($" {name}(", Declarations, StringComparison.Ordinal);
        Assert.True(NativeLibrary.TryGetExport(library, name, out _));
    }

    [Fact]
    public void NoExportIsOverlooked() => Assert.Equal(Source.Split("\nEXPORT ").Length - 1, Exports.Count);

    private static string TextOf(string folder, string pattern) =>
        string.Join('\n', Directory.EnumerateFiles(folder, pattern).Order(StringComparer.Ordinal).Select(File.ReadAllText));

    /// <summary>An exported function on one line or with its closing brace at the start of a line.</summary>
    [GeneratedRegex(
        @"^EXPORT [\w ]+?\*? ?(?<name>flowers_\w+)\((?<parameters>[^{]*?)\) (?<noexcept>noexcept )?\{(?<body>[^\n]*\}$|.*?^\}$)",
        RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Export();

    [GeneratedRegex(@"^\s*(return )?(guarded|answered)\(\[&?\] \{.*\}\);\s*\}$", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Guard();
}
