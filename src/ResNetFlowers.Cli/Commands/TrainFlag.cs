using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using ResNetFlowers.Cli.Terminal.Help;
using ResNetFlowers.Training.Options;

namespace ResNetFlowers.Cli.Commands;

/// <summary>An option of training on the command line. The library reads the text of every option, so that it is the same here and in a file.</summary>
internal sealed class TrainFlag
{
    private readonly TrainOption _setting;

    public TrainFlag(TrainOption setting)
    {
        _setting = setting;
        Option = Create(setting);
    }

    /// <summary>For the command.</summary>
    public Option Option { get; }

    /// <summary>Those of the options that the command line gives.</summary>
    public static IReadOnlyList<GivenOption> Given(IEnumerable<TrainFlag> flags, ParseResult parsed) => [.. flags.Select(flag => flag.Given(parsed)).OfType<GivenOption>()];

    private static Option Create(TrainOption setting)
    {
        string? byDefault = setting.Text(new TrainOptions());
        if (setting.IsSwitch) return new Option<bool>($"--{setting.Name}") { Description = setting.Help };
        var flag = new Option<string?>($"--{setting.Name}") { Description = setting.Help };
        if (setting.IsNumber) flag.HelpName = HelpPage.Number;
        flag.CompletionSources.Add(_ => setting.Choices.Select(choice => new CompletionItem(choice)));
        if (!string.IsNullOrEmpty(byDefault)) flag.DefaultValueFactory = _ => byDefault;
        return flag;
    }

    private GivenOption? Given(ParseResult parsed) => parsed.GetResult(Option) is OptionResult { Implicit: false } result
        ? new GivenOption(_setting, _setting.IsSwitch ? (result.GetValueOrDefault<bool>() ? "true" : "false") : result.GetValueOrDefault<string?>())
        : null;
}
