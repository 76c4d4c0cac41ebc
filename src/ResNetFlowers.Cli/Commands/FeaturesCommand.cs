using System.CommandLine;
using ResNetFlowers.Cli.Terminal;
using ResNetFlowers.Inference;

namespace ResNetFlowers.Cli.Commands;

/// <summary><c>features PATH…</c>: what a trained network sees in photos, as numbers for other programs.</summary>
internal static class FeaturesCommand
{
    private const int SomeUnreadable = 2;

    private static readonly FeatureOptions Defaults = new();

    public static Command Create(Screen screen)
    {
        var paths = new Argument<string[]>("PATH") { Description = "Photos, folders of photos, or patterns such as 'photos/*.jpg'", Arity = ArgumentArity.OneOrMore };
        var checkpoint = CommonOptions.Checkpoint();
        var output = new Option<string>("--out")
        {
            Description = "NAME.npy: NumPy's format, float32, a row a photo, the photos' paths beside it in NAME.paths.txt; or NAME.csv: a line a photo, its path, then the numbers",
            Required = true,
        };
        var stage = new Option<int?>("--stage") { Description = "The feature map [C, H, W] of stage 1, 2, 3 or 4 instead of the embedding [C]; with .npy alone" };
        var force = new Option<bool>("--force") { Description = "Replace files of those names" };
        var device = CommonOptions.Device(Defaults.Device);
        var maxPixels = CommonOptions.MaxPixels(Defaults.MaxPixels);
        var json = CommonOptions.Json();
        var command = new Command("features", "Write the embeddings of photos, or their feature maps") { paths, checkpoint, output, force, stage, device, maxPixels, json };
        command.SetAction(screen.Guarded(parsed =>
        {
            FeatureFileResult result = Run(screen, parsed.GetValue(output)!, parsed.GetValue(paths)!, new FeatureOptions
            {
                Checkpoint = parsed.GetValue(checkpoint),
                Force = parsed.GetValue(force),
                Stage = parsed.GetValue(stage),
                Device = parsed.GetValue(device)!,
                MaxPixels = parsed.GetValue(maxPixels),
            });
            if (parsed.GetValue(json)) screen.SayJson(result);
            else Report(screen, result);
            return result.Unreadable > 0 ? SomeUnreadable : 0;
        }));
        return command;
    }

    private static FeatureFileResult Run(Screen screen, string path, IReadOnlyList<string> paths, FeatureOptions options)
    {
        IReadOnlyList<string> photos = PhotoPaths.Expand(paths);
        using var interrupt = new Interrupt();
        using var bar = new ProgressBar(screen, "features", photos.Count);
        return FeatureFile.Write(
            path, photos, options,
            photo =>
            {
                if (photo.Error is not null) screen.Error($"{photo.Path}: {photo.Error}");
                bar.Advance(1);
            },
            interrupt.Token);
    }

    private static void Report(Screen screen, FeatureFileResult result)
    {
        string names = result.Paths is null ? "" : $", their paths in {result.Paths}";
        screen.Say($"{result.Shape[0]} photos, [{string.Join(", ", result.Shape)}] in {result.Out}{names}");
    }
}
