using System.CommandLine;
using System.Globalization;
using ResNetFlowers.Cli.Terminal;
using ResNetFlowers.Inference;

namespace ResNetFlowers.Cli.Commands;

/// <summary><c>predict PATH…</c>: what is on these photos.</summary>
internal static class PredictCommand
{
    private const int SomeUnreadable = 2;

    private static readonly PredictOptions Defaults = new();

    public static Command Create(Screen screen)
    {
        var paths = new Argument<string[]>("PATH")
        {
            Description = "Photos, folders of photos, or patterns such as 'photos/*.jpg'; - for a photo on standard input", Arity = ArgumentArity.OneOrMore,
        };
        var checkpoint = CommonOptions.Checkpoint();
        var top = new Option<int>("--top") { Description = "How many classes to name", DefaultValueFactory = _ => Defaults.Top };
        var tta = new Option<bool>("--tta") { Description = "Look at each photo twice, as it is and mirrored, and average: a bit more accurate, half as fast" };
        var noUnknown = new Option<bool>("--no-unknown") { Description = "Do not say which photos are unlike the training photos" };
        var names = CommonOptions.NamesInstead();
        var csv = new Option<string?>("--csv") { Description = "Write a table, too: path, class, name, probability, unknown, error, and the further classes" };
        var save = new Option<string?>("--save") { Description = "Copy the photos into this folder, sorted by class, with class and probability written under each" };
        var force = new Option<bool>("--force") { Description = "Replace files of those names" };
        var device = CommonOptions.Device(Defaults.Device);
        var maxPixels = CommonOptions.MaxPixels(Defaults.MaxPixels);
        var json = CommonOptions.Json();
        var command = new Command("predict", "Name the flower on photos") { paths, checkpoint, top, tta, noUnknown, names, csv, save, force, device, maxPixels, json };
        command.SetAction(screen.Guarded(parsed =>
        {
            var options = new PredictOptions
            {
                Checkpoint = parsed.GetValue(checkpoint),
                Top = parsed.GetValue(top),
                Tta = parsed.GetValue(tta),
                Unknown = !parsed.GetValue(noUnknown),
                Names = parsed.GetValue(names),
                Device = parsed.GetValue(device)!,
                MaxPixels = parsed.GetValue(maxPixels),
            };
            PredictionFiles files = PredictionFiles.Open(parsed.GetValue(csv), parsed.GetValue(save), parsed.GetValue(force), options.MaxPixels);
            return Run(screen, parsed.GetValue(paths)!, options, files, parsed.GetValue(json));
        }));
        return command;
    }

    public static int Run(Screen screen, IReadOnlyList<string> paths, PredictOptions options, PredictionFiles files, bool json)
    {
        using PipedPhoto piped = PipedPhoto.Read(paths);
        using var interrupt = new Interrupt();
        bool unreadable = false;
        files.Take(Told(Predictor.Run(PhotoPaths.Expand(piped.Found(paths)), options)));
        return unreadable ? SomeUnreadable : 0;

        IEnumerable<Prediction> Told(IEnumerable<Prediction> predictions)
        {
            foreach (Prediction found in predictions)
            {
                interrupt.Token.ThrowIfCancellationRequested();
                Prediction prediction = found with { Path = piped.NameOf(found.Path) };
                unreadable |= prediction.Error is not null;
                if (json) screen.Say(PredictionJson.Of(prediction));
                else if (prediction.Error is not null) screen.Error($"{prediction.Path}: {prediction.Error}");
                else Report(screen, prediction);
                if (files.Copy(found.Path, prediction) is { } reason)
                {
                    unreadable = true;
                    screen.Error($"{prediction.Path}: {reason}; not copied");
                }

                yield return prediction;
            }
        }
    }

    public static void Report(Screen screen, Prediction prediction)
    {
        screen.Say(OneLine.Of(prediction.Path));
        int width = prediction.Top.Max(entry => entry.Shown.Length);
        foreach ((int rank, ClassProbability entry) in prediction.Top.Index())
        {
            string unknown = rank == 0 && prediction.IsUnknown == true ? "  unknown" : "";
            screen.Say(string.Create(CultureInfo.InvariantCulture, $"  {entry.Shown.PadRight(width)}  {entry.Probability:f4}{unknown}"));
        }
    }
}
