using System.CommandLine;
using System.CommandLine.Parsing;
using ResNetFlowers.Cli.Terminal;
using ResNetFlowers.Cli.Terminal.Training;
using ResNetFlowers.Training;
using ResNetFlowers.Training.Options;
using ResNetFlowers.Training.Runs;

namespace ResNetFlowers.Cli.Commands;

/// <summary><c>train</c>: photos become a run with its best checkpoint.</summary>
internal static class TrainCommand
{
    public static Command Create(Screen screen)
    {
        var config = new Option<string?>("--config") { Description = "YAML file of these options, without their dashes; those given here go before it" };
        var resume = new Option<string?>("--resume") { Description = "Go on with the run in this folder, from where it was stopped, with its options" };
        var json = CommonOptions.Json();
        IReadOnlyList<(TrainOption Setting, Option Flag)> flags = [.. OptionTable.All.Select(setting => (setting, Flag(setting)))];
        var command = new Command("train", "Train a ResNet; keeps the best weights") { config, resume };
        foreach ((_, Option flag) in flags) command.Add(flag);
        command.Add(json);
        command.SetAction(screen.Guarded(parsed =>
        {
            IReadOnlyList<GivenOption> given = [.. flags.Select(entry => Given(parsed, entry.Setting, entry.Flag)).OfType<GivenOption>()];
            Trainer trainer = parsed.GetValue(resume) is { } run
                ? Resumed(run, parsed.GetValue(config), given)
                : new Trainer(OptionsResolver.Resolve(parsed.GetValue(config), given));
            bool asJson = parsed.GetValue(json);
            TrainResult result = Run(screen, trainer, asJson);
            if (asJson) screen.SayJson(result);
            else TrainingEnd.Write(screen, result);
            if (!asJson) TrainingEnd.WriteNext(screen, result, trainer.Options.Data);
            return 0;
        }));
        return command;
    }

    /// <summary>Trains, showing progress; Ctrl-C and SIGTERM end it after the step at hand.</summary>
    public static TrainResult Run(Screen screen, Trainer trainer, bool json)
    {
        using var interrupt = new Interrupt();
        using var observer = new TrainingView(screen, json);
        return trainer.Run(observer, interrupt.Token);
    }

    private static Trainer Resumed(string run, string? config, IReadOnlyList<GivenOption> given) => config is null
        ? Trainer.Resume(run, given)
        : throw new InputException($"--config {config}: does not go with --resume, which takes the options of {run}; leave one of the two out");

    // The library reads the text of every option, so that it is the same here and in a file.
    private static Option Flag(TrainOption setting)
    {
        string? byDefault = setting.Text(new TrainOptions());
        if (setting.IsSwitch) return new Option<bool>($"--{setting.Name}") { Description = setting.Help };
        var flag = new Option<string?>($"--{setting.Name}") { Description = setting.Help };
        if (!string.IsNullOrEmpty(byDefault)) flag.DefaultValueFactory = _ => byDefault;
        return flag;
    }

    private static GivenOption? Given(ParseResult parsed, TrainOption setting, Option flag) => parsed.GetResult(flag) is OptionResult { Implicit: false } result
        ? new GivenOption(setting, setting.IsSwitch ? (result.GetValueOrDefault<bool>() ? "true" : "false") : result.GetValueOrDefault<string?>())
        : null;
}
