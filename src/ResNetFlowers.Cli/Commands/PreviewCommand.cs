using System.CommandLine;
using ResNetFlowers.Cli.Terminal;
using ResNetFlowers.Preview;
using ResNetFlowers.Training.Options;

namespace ResNetFlowers.Cli.Commands;

/// <summary><c>preview DATA</c>: a picture of what the network will see.</summary>
internal static class PreviewCommand
{
    private static readonly PreviewOptions Defaults = new() { Data = "" };

    // Those of train's options that decide which photos are shown, and what an augmentation looks like; a file may hold the others, too.
    private static readonly IReadOnlyList<string> Looks =
    [
        nameof(TrainOptions.Recipe), nameof(TrainOptions.Arch), nameof(TrainOptions.Augment), nameof(TrainOptions.Validation),
        nameof(TrainOptions.ImageSize), nameof(TrainOptions.Seed), nameof(TrainOptions.Val), nameof(TrainOptions.MaxPixels), nameof(TrainOptions.Names),
    ];

    public static Command Create(Screen screen)
    {
        var data = new Argument<string>("DATA") { Description = "Folder of a split, one with one sub-folder of photos per class, a list, or one photo" };
        var output = new Option<string>("--out") { Description = "PNG file to write", DefaultValueFactory = _ => Defaults.Out };
        var force = new Option<bool>("--force") { Description = "Replace a file of that name" };
        var photos = new Option<int>("--photos") { Description = "How many photos to show, one a row", DefaultValueFactory = _ => Defaults.Photos };
        var columns = new Option<int>("--columns") { Description = "How many epochs to show, beside the photo and its validation view", DefaultValueFactory = _ => Defaults.Columns };
        var config = new Option<string?>("--config") { Description = "YAML file of train's options; those given here go before it" };
        var json = CommonOptions.Json();
        IReadOnlyList<TrainFlag> flags = [.. Looks.Select(property => new TrainFlag(OptionTable.Of(property)))];
        var command = new Command("preview", "Show what the network will see, as a picture: augmented photos beside the originals; without mixup and cutmix")
        {
            data, output, force, photos, columns, config,
        };
        foreach (TrainFlag flag in flags) command.Add(flag.Option);
        command.Add(json);
        command.SetAction(screen.Guarded(parsed =>
        {
            PreviewResult result = DataPreview.Run(
                new PreviewOptions
                {
                    Data = parsed.GetValue(data)!,
                    Out = parsed.GetValue(output)!,
                    Force = parsed.GetValue(force),
                    Photos = parsed.GetValue(photos),
                    Columns = parsed.GetValue(columns),
                    Train = OptionsResolver.Resolve(parsed.GetValue(config), TrainFlag.Given(flags, parsed)),
                },
                new SkippedPhotos(screen).Report);
            if (parsed.GetValue(json)) screen.SayJson(result);
            else Report(screen, result);
            return 0;
        }));
        return command;
    }

    private static string Shown(PreviewRow row) => row.Name ?? row.Class ?? "";

    private static void Report(Screen screen, PreviewResult result)
    {
        screen.Say($"columns: {string.Join(", ", result.Columns)}");
        int width = result.Rows.Max(row => Shown(row).Length);
        for (int i = 0; i < result.Rows.Count; i++)
            screen.Say($"row {i + 1,2}: {(width > 0 ? $"{Shown(result.Rows[i]).PadRight(width)}  " : "")}{result.Rows[i].Path}");
        screen.Say($"train: {result.Train}");
        screen.Say($"validation: {result.Validation}");
        screen.Say($"{result.Width} x {result.Height} px in {result.Out}");
    }
}
