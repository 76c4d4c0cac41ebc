using System.CommandLine;
using System.CommandLine.Parsing;
using ResNetFlowers.Cli.Terminal;
using ResNetFlowers.Cli.Terminal.Help;
using ResNetFlowers.Training.Options;

namespace ResNetFlowers.Cli.Tests.Terminal;

/// <summary>What <c>--help</c> says of every verb.</summary>
public class HelpTests
{
    private static readonly RootCommand Root = FlowersCommandLine.CreateRoot(new Screen(TextWriter.Null, TextWriter.Null));

    public static TheoryData<string> Verbs => [.. Below(Root).Select(HelpPage.PathOf)];

    [Theory]
    [MemberData(nameof(Verbs))]
    public void EveryVerbHasExamplesThatAreUnderstood(string verb)
    {
        IReadOnlyList<string> examples = Examples.Of(verb);
        Assert.NotEmpty(examples);
        Assert.All(examples, example => Assert.Empty(Root.Parse(CommandLineParser.SplitCommandLine(example.Split(" >>")[0].Replace('\'', '"')).ToArray()).Errors));
        Assert.All(examples, example => Assert.StartsWith(verb, example, StringComparison.Ordinal));
        string[] lines = Cli.Run([.. verb.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]).Succeeded().Output.Split('\n');
        Assert.Equal([.. examples.Select(example => $"  flowers {example}"), ""], lines[(Array.IndexOf(lines, "Examples:") + 1)..]);
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public void EveryPageFitsItsWidth(string verb)
    {
        Command command = Below(Root).Single(each => HelpPage.PathOf(each) == verb);
        foreach (int width in new[] { 60, 80 })
            Assert.All(HelpPage.Lines(command, width).TakeWhile(line => line != "Examples:"), line => Assert.InRange(line.Length, 0, width));
    }

    [Fact]
    public void OptionsOfTrainStandUnderHeadings()
    {
        string page = Cli.Run("train", "--help").Succeeded().Output;
        string[] headings = [.. page.Split('\n').Where(line => line.EndsWith(':') && line[0] != ' ')];
        Assert.Equal(["Usage:", "Run:", "Data:", "Photos:", "Network:", "Length:", "Recipe:", "Machine:", "Output:", "Examples:"], headings);
        Assert.All(OptionTable.All, option => Assert.Contains(option.Category, OptionCategory.All));
        string Section(string heading) => page.Split($"\n{heading}:\n")[1].Split("\n\n")[0];
        Assert.Contains("  --resume RESUME", Section("Run"), StringComparison.Ordinal);
        Assert.Contains("  --lr N ", Section("Recipe"), StringComparison.Ordinal);
        Assert.Contains("  --json ", Section("Output"), StringComparison.Ordinal);
        Assert.Contains("  --quiet ", Section("Output"), StringComparison.Ordinal);
        Assert.Contains("[default: resnet34]", Section("Network"), StringComparison.Ordinal);
    }

    [Fact]
    public void AnArgumentIsShownAsItMayBeGiven()
    {
        Assert.Contains("\n  flowers predict PATH… [options]\n", Cli.Run("predict", "--help").Output, StringComparison.Ordinal);
        Assert.Contains("\n  flowers report [RUN] [options]\n", Cli.Run("report", "--help").Output, StringComparison.Ordinal);
        Assert.Contains("\n  flowers import VERB [options]\n", Cli.Run("import", "--help").Output, StringComparison.Ordinal);
        Assert.Contains("(required)", Cli.Run("features", "--help").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 10, "")]
    [InlineData("one two three", 7, "one two|three")]
    [InlineData("a verylongword b", 5, "a|verylongword|b")]
    public void TextIsWrappedAtSpaces(string text, int width, string lines) => Assert.Equal(lines.Split('|'), HelpText.Wrap(text, width));

    private static IEnumerable<Command> Below(Command command) => [command, .. command.Subcommands.SelectMany(Below)];
}
