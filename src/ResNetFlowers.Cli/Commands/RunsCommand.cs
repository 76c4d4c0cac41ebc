using System.CommandLine;
using System.Globalization;
using ResNetFlowers.Cli.Terminal;
using ResNetFlowers.Training.Runs;

namespace ResNetFlowers.Cli.Commands;

/// <summary><c>runs</c>: what has been trained, best first.</summary>
internal static class RunsCommand
{
    // A narrower terminal gets the columns that matter most.
    private const int WidthOfAllColumns = 100;

    public static Command Create(Screen screen)
    {
        var parent = new Option<string>("--runs") { Description = "Folder that holds the folders of runs", DefaultValueFactory = _ => RunFolder.DefaultParent };
        var json = CommonOptions.Json();
        var command = new Command("runs", "List what has been trained, the highest validation accuracy first") { parent, json };
        command.SetAction(screen.Guarded(parsed =>
        {
            RunList list = RunList.In(parsed.GetValue(parent)!);
            if (parsed.GetValue(json)) screen.SayJson(RunsJson.Of(list));
            else Report(screen, list, parsed.GetValue(parent)!);
            return 0;
        }));
        return command;
    }

    private static void Report(Screen screen, RunList list, string parent)
    {
        if (list.Runs.Count == 0 && list.Damaged.Count == 0) screen.Say($"no run in {parent}");
        if (list.Runs.Count > 0)
        {
            bool isWide = screen.Width is not < WidthOfAllColumns;
            var table = new TextTable();
            table.Add(isWide ? ["run", "arch", "px", "epochs", "best", "95% interval", "when", "state"] : ["run", "px", "epochs", "best", "95% interval", "state"]);
            foreach (RunSummary run in list.Runs) table.Add(Cells(run, isWide));
            foreach (string line in table.Lines()) screen.Say(line);
        }

        foreach (DamagedRun run in list.Damaged) screen.Warn($"{run.Folder}: is left out: {run.Problem}");
    }

    private static string[] Cells(RunSummary run, bool isWide)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        string name = Path.GetFileName(run.Folder);
        string epochs = $"{run.Epochs}/{run.PlannedEpochs}";
        string best = run.Best is { } epoch ? epoch.ValAccuracy.ToString("f4", culture) : "-";
        string interval = run.Best?.ValInterval is { } ends ? string.Create(culture, $"{ends.Low:f4}-{ends.High:f4}") : "-";
        string state = run.State.ToString().ToLowerInvariant();
        return isWide
            ? [name, run.Arch, $"{run.ImageSize}", epochs, best, interval, run.Time.ToString("yyyy-MM-dd HH:mm", culture), state]
            : [name, $"{run.ImageSize}", epochs, best, interval, state];
    }

    /// <summary>The JSON of <c>runs --json</c>.</summary>
    private sealed record RunsJson(IReadOnlyList<RunJson> Runs, IReadOnlyList<DamagedRun> Damaged)
    {
        public static RunsJson Of(RunList list) => new([.. list.Runs.Select(RunJson.Of)], list.Damaged);
    }

    private sealed record RunJson(
        string Folder, string Arch, int ImageSize, int Epochs, int PlannedEpochs, int? BestEpoch, double? BestAccuracy, IReadOnlyList<double>? BestInterval,
        DateTime Time, string State)
    {
        public static RunJson Of(RunSummary run) => new(
            run.Folder, run.Arch, run.ImageSize, run.Epochs, run.PlannedEpochs, run.Best?.Epoch, run.Best?.ValAccuracy,
            run.Best is { } best ? [best.ValInterval.Low, best.ValInterval.High] : null, run.Time.ToUniversalTime(), run.State.ToString().ToLowerInvariant());
    }
}
