using System.CommandLine;
using ResNetFlowers.Cli.Terminal;
using ResNetFlowers.Data.Importing;

namespace ResNetFlowers.Cli.Commands;

/// <summary><c>import flowers102 IMAGES LABELS SPLITS</c>: Oxford's 102 flowers.</summary>
internal static class ImportFlowers102Command
{
    public static Command Create(Screen screen)
    {
        var images = new Argument<string>("IMAGES") { Description = "102flowers.tgz" };
        var labels = new Argument<string>("LABELS") { Description = "imagelabels.mat" };
        var splits = new Argument<string>("SPLITS") { Description = "setid.mat" };
        var output = new Option<string>("--out") { Description = "Folder that receives train, val and test", Required = true };
        var json = CommonOptions.Json();
        var command = new Command("flowers102", "Turn the files of Oxford's 102 flowers into folders, split as published")
        {
            images, labels, splits, output, json,
        };
        command.SetAction(screen.Guarded(parsed =>
        {
            using var interrupt = new Interrupt();
            var options = new Flowers102Options
            {
                Images = parsed.GetValue(images)!,
                Labels = parsed.GetValue(labels)!,
                Splits = parsed.GetValue(splits)!,
                Out = parsed.GetValue(output)!,
            };
            Flowers102Result result = Flowers102Import.Run(options, interrupt.Token);
            if (parsed.GetValue(json)) screen.SayJson(result);
            else Report(screen, result);
            return 0;
        }));
        return command;
    }

    private static void Report(Screen screen, Flowers102Result result) => screen.Say(
        $"{result.Train} for training, {result.Val} for validation, {result.Test} for testing, {result.Classes} classes, in {result.Out}, their names in cat_to_name.json");
}
