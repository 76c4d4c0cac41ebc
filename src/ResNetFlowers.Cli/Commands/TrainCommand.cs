using System.CommandLine;
using ResNetFlowers.Cli.Terminal;
using ResNetFlowers.Cli.Terminal.Training;
using ResNetFlowers.Logs;
using ResNetFlowers.Reports;
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
        var noReport = new Option<bool>("--no-report") { Description = "Leave out report.html and the charts; 'flowers report' writes them later" };
        var json = CommonOptions.Json();
        IReadOnlyList<TrainFlag> flags = [.. OptionTable.All.Select(setting => new TrainFlag(setting))];
        var command = new Command("train", "Train a ResNet; keeps the best weights") { config, resume };
        foreach (TrainFlag flag in flags) command.Add(flag.Option);
        command.Add(noReport);
        command.Add(json);
        command.SetAction(screen.Guarded(parsed =>
        {
            IReadOnlyList<GivenOption> given = TrainFlag.Given(flags, parsed);
            Trainer trainer = parsed.GetValue(resume) is { } run
                ? Resumed(run, parsed.GetValue(config), given)
                : new Trainer(OptionsResolver.Resolve(parsed.GetValue(config), given));
            bool asJson = parsed.GetValue(json);
            TrainResult result = Run(screen, trainer, asJson);
            if (asJson) screen.SayJson(result);
            else TrainingEnd.Write(screen, result);
            ReportResult report = WriteReport(screen, trainer, result, withPage: !parsed.GetValue(noReport));
            if (asJson) return 0;
            if (report.Page is not null) screen.Say(ReportCommand.Text(report));
            TrainingEnd.WriteNext(screen, result, trainer.ValidationData);
            return 0;
        }));
        return command;
    }

    /// <summary>Trains, showing progress; Ctrl-C and SIGTERM end it after the step at hand.</summary>
    public static TrainResult Run(Screen screen, Trainer trainer, bool json)
    {
        using var interrupt = new Interrupt();
        using var observer = new TrainingView(screen, json);
        using var logs = new RunLogs(trainer.Options, observer);
        return trainer.Run(logs.Observer, interrupt.Token);
    }

    /// <summary>Writes what the best checkpoint makes of the validation photos into the run's folder; training has named the unreadable ones.</summary>
    public static ReportResult WriteReport(Screen screen, Trainer trainer, TrainResult result, bool withPage)
    {
        using var interrupt = new Interrupt();
        var options = new ReportOptions { Run = result.Folder, Device = trainer.Options.Device, WithPage = withPage };
        return ReportCommand.Run(screen, options, onSkipped: null, interrupt.Token);
    }

    private static Trainer Resumed(string run, string? config, IReadOnlyList<GivenOption> given) => config is null
        ? Trainer.Resume(run, given)
        : throw new InputException($"--config {config}: does not go with --resume, which takes the options of {run}; leave one of the two out");
}
