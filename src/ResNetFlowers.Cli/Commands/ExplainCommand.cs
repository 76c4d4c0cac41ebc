using System.CommandLine;
using System.Globalization;
using ResNetFlowers.Cli.Terminal;
using ResNetFlowers.Inference;
using ResNetFlowers.Reports.Explanations;

namespace ResNetFlowers.Cli.Commands;

/// <summary><c>explain PHOTO</c>: where the network looks, and which training photos it finds alike.</summary>
internal static class ExplainCommand
{
    private static readonly ExplainOptions Defaults = new() { Photo = "" };

    public static Command Create(Screen screen)
    {
        var photo = new Argument<string>("PHOTO") { Description = "The photo" };
        var checkpoint = CommonOptions.Checkpoint();
        var neighbours = new Option<int>("--neighbours") { Description = "How many of the nearest training photos to name", DefaultValueFactory = _ => Defaults.Neighbours };
        var className = new Option<string?>("--class") { Description = "The class to look for in the photo [default: the most probable]" };
        var output = new Option<string?>("--out") { Description = "PNG file to write [default: NAME.explained.png]" };
        var force = new Option<bool>("--force") { Description = "Replace a file of that name" };
        var data = new Option<string?>("--data") { Description = "Where what the run learned from stands by now [default: where it stood]" };
        var names = CommonOptions.NamesInstead();
        var device = CommonOptions.Device(Defaults.Device);
        var maxPixels = CommonOptions.MaxPixels(Defaults.MaxPixels);
        var json = CommonOptions.Json();
        var command = new Command("explain", "Show where the network looks on a photo (Grad-CAM), and which training photos it finds alike")
        {
            photo, checkpoint, neighbours, className, output, force, data, names, device, maxPixels, json,
        };
        command.SetAction(screen.Guarded(parsed =>
        {
            Explanation result = Explainer.Run(new ExplainOptions
            {
                Photo = parsed.GetValue(photo)!,
                Checkpoint = parsed.GetValue(checkpoint),
                Neighbours = parsed.GetValue(neighbours),
                Class = parsed.GetValue(className),
                Out = parsed.GetValue(output),
                Force = parsed.GetValue(force),
                Data = parsed.GetValue(data),
                Names = parsed.GetValue(names),
                Device = parsed.GetValue(device)!,
                MaxPixels = parsed.GetValue(maxPixels),
            });
            if (parsed.GetValue(json)) screen.SayJson(result);
            else Report(screen, result);
            return 0;
        }));
        return command;
    }

    private static void Report(Screen screen, Explanation result)
    {
        var prediction = new Prediction(result.Path, result.Top) { IsUnknown = result.Unknown };
        PredictCommand.Report(screen, prediction);
        screen.Say($"what speaks for {result.LookedFor.Shown}: {result.Out}");
        if (result.Neighbours is not { } neighbours)
        {
            screen.Note("note: the checkpoint has no index of training photos; 'flowers train --resume RUN --no-neighbours false' makes one");
            return;
        }

        if (neighbours.Count == 0) return;
        screen.Say(string.Create(CultureInfo.InvariantCulture, $"nearest training photos, by cosine distance; unknown is what is further than {result.Threshold:f4}"));
        int width = neighbours.Max(neighbour => neighbour.Shown.Length);
        foreach (NearPhoto neighbour in neighbours)
        {
            string gone = neighbour.IsThere ? "" : "  (not there any more)";
            screen.Say(string.Create(CultureInfo.InvariantCulture, $"  {neighbour.Shown.PadRight(width)}  {neighbour.Distance:f4}  {neighbour.Path}{gone}"));
        }
    }
}
