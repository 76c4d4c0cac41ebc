using System.CommandLine;
using System.Globalization;
using ResNetFlowers.Cli.Terminal;
using ResNetFlowers.Reports;

namespace ResNetFlowers.Cli.Commands;

/// <summary><c>report RUN</c>: a page that shows what a run's best checkpoint does.</summary>
internal static class ReportCommand
{
    private static readonly ReportOptions Defaults = new();

    public static Command Create(Screen screen)
    {
        var run = new Argument<string?>("RUN")
        {
            Description = "Run folder or checkpoint file [default: the newest run under runs/]", Arity = ArgumentArity.ZeroOrOne,
        };
        var data = new Option<string?>("--data") { Description = "Folder with train and val [default: the one that the run learned from]" };
        var device = CommonOptions.Device(Defaults.Device);
        var json = CommonOptions.Json();
        var command = new Command("report", "Write a run's report.html, charts and predictions.csv anew") { run, data, device, json };
        command.SetAction(screen.Guarded(parsed =>
        {
            using var interrupt = new Interrupt();
            ReportResult result = Run(
                screen, new ReportOptions { Run = parsed.GetValue(run), Data = parsed.GetValue(data), Device = parsed.GetValue(device)! },
                new SkippedPhotos(screen).Report, interrupt.Token);
            if (parsed.GetValue(json)) screen.SayJson(result);
            else screen.Say(Text(result));
            return 0;
        }));
        return command;
    }

    /// <summary>Writes it, showing progress.</summary>
    public static ReportResult Run(Screen screen, ReportOptions options, Action<string, string>? onSkipped, CancellationToken cancellation)
    {
        ProgressBar? bar = null;
        try
        {
            return RunReport.Write(
                options, total => bar = new ProgressBar(screen, "report", total), done => bar?.Advance(done), onSkipped, cancellation);
        }
        finally
        {
            bar?.Dispose();
        }
    }

    /// <summary>What to say of a page.</summary>
    public static string Text(ReportResult result) => string.Create(
        CultureInfo.InvariantCulture, $"report: {result.Page}, {result.Bytes / 1e6:f1} MB, {result.Images} photos, top-1 {result.Top1:f4}");
}
