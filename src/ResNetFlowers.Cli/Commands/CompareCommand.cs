using System.CommandLine;
using ResNetFlowers.Cli.Terminal;
using ResNetFlowers.Inference.Comparison;

namespace ResNetFlowers.Cli.Commands;

/// <summary><c>compare A B</c>: two checkpoints on the same photos, and whether their difference is real.</summary>
internal static class CompareCommand
{
    private static readonly CompareOptions Defaults = new() { First = "", Second = "" };

    public static Command Create(Screen screen)
    {
        var first = new Argument<string>("A") { Description = "Run folder or checkpoint file" };
        var second = new Argument<string>("B") { Description = "The one to compare it with" };
        var data = new Option<string?>("--data") { Description = "Photos to compare on [default: the validation photos of both, which must be the same]" };
        var device = CommonOptions.Device(Defaults.Device);
        var maxPixels = CommonOptions.MaxPixels(Defaults.MaxPixels);
        var json = CommonOptions.Json();
        var command = new Command("compare", "Compare two runs on the same photos, and say whether the difference is real") { first, second, data, device, maxPixels, json };
        command.SetAction(screen.Guarded(parsed =>
        {
            CheckpointComparison result = Run(screen, new CompareOptions
            {
                First = parsed.GetValue(first)!,
                Second = parsed.GetValue(second)!,
                Data = parsed.GetValue(data),
                Device = parsed.GetValue(device)!,
                MaxPixels = parsed.GetValue(maxPixels),
            });
            if (parsed.GetValue(json)) screen.SayJson(ComparisonReport.Json(result));
            else ComparisonReport.Write(result, screen.Say);
            return 0;
        }));
        return command;
    }

    private static CheckpointComparison Run(Screen screen, CompareOptions options)
    {
        ProgressBar? bar = null;
        try
        {
            return CheckpointComparison.Run(
                options, total => bar = new ProgressBar(screen, "compare", total), done => bar?.Advance(done), new SkippedPhotos(screen).Report);
        }
        finally
        {
            bar?.Dispose();
        }
    }
}
