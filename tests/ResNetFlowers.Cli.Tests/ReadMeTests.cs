using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using ResNetFlowers.Cli.Terminal;

namespace ResNetFlowers.Cli.Tests;

/// <summary>What README.md tells a newcomer to type, and what it says the program answers.</summary>
public partial class ReadMeTests
{
    private static readonly string Text = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));

    public static TheoryData<string> Commands => [.. Command().Matches(Text).Select(match => match.Groups["args"].Value.Trim()).Distinct(StringComparer.Ordinal)];

    /// <summary>What it says to type in a clone, in its order.</summary>
    internal static IEnumerable<string> CommandsOfAClone() =>
        Command().Matches(Text).Where(match => match.Value.StartsWith('$')).Select(match => match.Groups["args"].Value.Trim());

    [Theory]
    [MemberData(nameof(Commands))]
    public void EveryCommandIsUnderstood(string arguments)
    {
        string[] args = [.. CommandLineParser.SplitCommandLine(arguments.Replace('\'', '"'))];
        var screen = new Screen(TextWriter.Null, TextWriter.Null);
        Assert.Empty(FlowersCommandLine.CreateRoot(screen).Parse(args).Errors);
    }

    [Fact]
    public void EveryVerbIsShown()
    {
        var screen = new Screen(TextWriter.Null, TextWriter.Null);
        IEnumerable<string> verbs = FlowersCommandLine.CreateRoot(screen).Subcommands.Select(verb => verb.Name).Where(verb => verb != "demo");
        Assert.Empty(verbs.Except(Command().Matches(Text).Select(match => match.Groups["args"].Value.Trim().Split(' ')[0])));
        Assert.Contains("scripts/demo.sh", Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("summary --arch resnet34 --classes 5")]
    [InlineData("split flower_photos --val 1.5")]
    public void TheAnswerIsTheRealOne(string arguments)
    {
        CommandResult result = Cli.Run(arguments.Split(' '));
        Assert.Contains($"$ scripts/flowers {arguments}\n{result.Output}{result.Error}", Text, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^(\$ scripts/flowers|    dotnet run --project src/ResNetFlowers\.Cli --) (?<args>[^#\n]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Command();
}
