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
        var paths = new Argument<string[]>("PATH") { Description = "Photos, folders of photos, or patterns such as 'photos/*.jpg'", Arity = ArgumentArity.OneOrMore };
        var checkpoint = CommonOptions.Checkpoint();
        var top = new Option<int>("--top") { Description = "How many classes to name", DefaultValueFactory = _ => Defaults.Top };
        var names = CommonOptions.NamesInstead();
        var device = CommonOptions.Device(Defaults.Device);
        var maxPixels = CommonOptions.MaxPixels(Defaults.MaxPixels);
        var json = CommonOptions.Json();
        var command = new Command("predict", "Name the flower on photos") { paths, checkpoint, top, names, device, maxPixels, json };
        command.SetAction(screen.Guarded(parsed => Run(
            screen,
            parsed.GetValue(paths)!,
            new PredictOptions
            {
                Checkpoint = parsed.GetValue(checkpoint), Top = parsed.GetValue(top), Names = parsed.GetValue(names), Device = parsed.GetValue(device)!,
                MaxPixels = parsed.GetValue(maxPixels),
            },
            parsed.GetValue(json))));
        return command;
    }

    public static int Run(Screen screen, IReadOnlyList<string> paths, PredictOptions options, bool json)
    {
        bool unreadable = false;
        foreach (Prediction prediction in Predictor.Run(PhotoPaths.Expand(paths), options))
        {
            unreadable |= prediction.Error is not null;
            if (json) screen.SayJson(AsJson(prediction));
            else if (prediction.Error is not null) screen.Error($"{prediction.Path}: {prediction.Error}");
            else Report(screen, prediction);
        }

        return unreadable ? SomeUnreadable : 0;
    }

    private static void Report(Screen screen, Prediction prediction)
    {
        screen.Say(prediction.Path);
        int width = prediction.Top.Max(entry => Shown(entry).Length);
        foreach (ClassProbability entry in prediction.Top)
            screen.Say(string.Create(CultureInfo.InvariantCulture, $"  {Shown(entry).PadRight(width)}  {entry.Probability:f4}"));
    }

    private static string Shown(ClassProbability entry) => entry.Name ?? entry.Class;

    private static object AsJson(Prediction prediction) => prediction switch
    {
        { Error: not null } => new { prediction.Path, prediction.Error },
        { Top: [{ Name: null } best, ..] } => new { prediction.Path, best.Class, best.Probability, prediction.Top },
        _ => new { prediction.Path, prediction.Top[0].Class, prediction.Top[0].Name, prediction.Top[0].Probability, prediction.Top },
    };
}
