using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using ResNetFlowers.Cli.Terminal;
using ResNetFlowers.Data.SyntheticFlowers;

namespace ResNetFlowers.Cli.Tests;

/// <summary>What the pages of docs/ tell people to type.</summary>
public sealed partial class DocumentTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, string> Commands
    {
        get
        {
            var commands = new TheoryData<string, string>();
            foreach (string page in Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md").Order(StringComparer.Ordinal))
            {
                foreach (string command in In(page).Distinct(StringComparer.Ordinal)) commands.Add(Path.GetFileName(page), command);
            }

            return commands;
        }
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Commands))]
    public void EveryCommandIsUnderstood(string page, string command)
    {
        var screen = new Screen(TextWriter.Null, TextWriter.Null);
        IEnumerable<string> errors = FlowersCommandLine.CreateRoot(screen).Parse(Split(command)).Errors.Select(error => error.Message);
        Assert.True(!errors.Any(), $"{page}: {command}: {string.Join("; ", errors)}");
    }

    /// <summary>As they stand there, from the first to the last, on photos of the names that the page gives them.</summary>
    [Fact]
    public void ThePageForOnesOwnPhotosRunsAsItIsWritten()
    {
        SyntheticFlowerFolder.Write(new SynthOptions { Out = _folder.File("photos"), PerClass = 12, Size = 96 });
        string[] commands = [.. In(Path.Combine(Repository.Root, "docs", "your-photos.md"))];
        Assert.NotEmpty(commands);
        foreach (string command in commands) Cli.RunIn(_folder.Path, Split(command)).Succeeded();
        foreach (string file in new[] { "preview.png", "why.png", "flowers.safetensors", "features.csv", "runs/first/report.html" })
            Assert.True(File.Exists(_folder.File(file)), $"{file} is missing");
    }

    private static IEnumerable<string> In(string page) => Command().Matches(File.ReadAllText(page)).Select(match => match.Groups["args"].Value.Trim());

    internal static string[] Split(string command) => [.. CommandLineParser.SplitCommandLine(command.Replace('\'', '"'))];

    [GeneratedRegex(@"^(\$ )?flowers (?<args>[^#\n]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Command();
}
