using System.CommandLine;
using ResNetFlowers.Cli.Terminal;
using ResNetFlowers.Data.SyntheticFlowers;

namespace ResNetFlowers.Cli.Commands;

/// <summary><c>synth OUT</c>: draws the embedded data set.</summary>
internal static class SynthCommand
{
    private static readonly SynthOptions Defaults = new() { Out = "" };

    public static Command Create(Screen screen)
    {
        var output = new Argument<string>("OUT") { Description = "Folder that receives one sub-folder of pictures per class" };
        var perClass = new Option<int>("--per-class") { Description = "Pictures of each class", DefaultValueFactory = _ => Defaults.PerClass };
        var seed = new Option<long>("--seed") { Description = "Decides every picture", DefaultValueFactory = _ => Defaults.Seed };
        var size = new Option<int>("--size") { Description = "Side of the pictures, in pixels", DefaultValueFactory = _ => Defaults.Size };
        var json = CommonOptions.Json();
        var command = new Command("synth", "Draw synthetic flowers, a data set that needs no download") { output, perClass, seed, size, json };
        command.SetAction(screen.Guarded(parsed =>
        {
            SynthResult result = Run(screen, new SynthOptions
            {
                Out = parsed.GetValue(output)!,
                PerClass = parsed.GetValue(perClass),
                Seed = parsed.GetValue(seed),
                Size = parsed.GetValue(size),
            });
            if (parsed.GetValue(json)) screen.SayJson(result);
            else Report(screen, result);
            return 0;
        }));
        return command;
    }

    public static SynthResult Run(Screen screen, SynthOptions options)
    {
        using var interrupt = new Interrupt();
        using var bar = new CountedProgress(screen, "synth");
        return SyntheticFlowerFolder.Write(options, new Terminal.Progress<SynthProgress>(at => bar.Report(at.Done, at.Total)), interrupt.Token);
    }

    public static void Report(Screen screen, SynthResult result) =>
        screen.Say($"{result.Images} pictures of {result.Size} px, {result.PerClass} of each of {string.Join(", ", result.Classes)}, in {result.Out}");
}
