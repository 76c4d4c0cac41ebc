using System.CommandLine;
using ResNetFlowers.Cli.Terminal;
using ResNetFlowers.Data.Splitting;

namespace ResNetFlowers.Cli.Commands;

/// <summary><c>split SOURCE</c>: photos in a folder, a list or an archive become train and val.</summary>
internal static class SplitCommand
{
    private static readonly SplitOptions Defaults = new() { Source = "" };

    public static Command Create(Screen screen)
    {
        var source = new Argument<string>("SOURCE") { Description = "Folder with one sub-folder of photos per class, a .tar, .tgz or .zip of one, or a list (.csv, .jsonl) of path,label" };
        var output = new Option<string>("--out") { Description = "Folder that receives train, val and split.json", DefaultValueFactory = _ => Defaults.Out };
        var val = new Option<double>("--val") { Description = "Share of each class for validation", DefaultValueFactory = _ => Defaults.Val };
        var test = new Option<double>("--test") { Description = "Share of each class for a test set", DefaultValueFactory = _ => Defaults.Test };
        var by = new Option<string?>("--by") { Description = "List (.csv, .jsonl) of path,split that says which photo goes to train, val or test" };
        var seed = new Option<long>("--seed") { Description = "Decides which photo goes where", DefaultValueFactory = _ => Defaults.Seed };
        var mode = new Option<SplitMode>("--mode") { Description = "copy, hardlink or symlink", DefaultValueFactory = _ => Defaults.Mode };
        var exactCopiesOnly = new Option<bool>("--exact-copies-only") { Description = "Keep only exact copies of a photo on one side, not those edited or encoded anew; looks at no photo" };
        var force = new Option<bool>("--force") { Description = "Replace an earlier split in OUT; other files stay" };
        var names = CommonOptions.Names();
        var json = CommonOptions.Json();
        var command = new Command("split", "Split a folder of photos into train and val") { source, output, val, test, by, seed, mode, exactCopiesOnly, force, names, json };
        command.SetAction(screen.Guarded(parsed =>
        {
            foreach (Option share in new Option[] { val, test })
            {
                if (parsed.GetResult(by) is null || parsed.GetResult(share) is null or { Implicit: true }) continue;
                throw new InputException($"{share.Name}: --by decides already what goes where; give one of the two");
            }

            var options = new SplitOptions
            {
                Source = parsed.GetValue(source)!,
                Out = parsed.GetValue(output)!,
                Val = parsed.GetValue(val),
                Test = parsed.GetValue(test),
                By = parsed.GetValue(by),
                Seed = parsed.GetValue(seed),
                Mode = parsed.GetValue(mode),
                ExactCopiesOnly = parsed.GetValue(exactCopiesOnly),
                Force = parsed.GetValue(force),
                Names = parsed.GetValue(names),
            };
            Report(screen, Run(screen, options), parsed.GetValue(json));
            return 0;
        }));
        return command;
    }

    public static SplitResult Run(Screen screen, SplitOptions options)
    {
        using var interrupt = new Interrupt();
        using var compare = new CountedProgress(screen, "compare");
        using var place = new CountedProgress(screen, "split");
        return DatasetSplitter.Split(options, new Terminal.Progress<SplitProgress>(Show), interrupt.Token);

        void Show(SplitProgress at)
        {
            if (at.Step == SplitStep.Place) compare.Dispose();
            (at.Step == SplitStep.Place ? place : compare).Report(at.Done, at.Total);
        }
    }

    public static void Report(Screen screen, SplitResult result, bool json)
    {
        foreach (string warning in result.Warnings) screen.Warn(warning);
        if (json)
        {
            screen.SayJson(result);
            return;
        }

        int width = result.Classes.Max(row => Shown(row).Length);
        foreach (ClassCounts row in result.Classes)
            screen.Say($"{Shown(row).PadRight(width)}  train {row.Train,5}  val {row.Val,4}{(result.Test > 0 ? $"  test {row.Test,4}" : "")}");
        screen.Say($"{result.Train} for training, {result.Val} for validation{(result.Test > 0 ? $", {result.Test} for testing" : "")} in {result.Out}");
    }

    private static string Shown(ClassCounts row) => row.Name ?? row.Class;
}
