using System.CommandLine;
using System.Globalization;
using ResNetFlowers.Cli.Terminal;
using ResNetFlowers.Models;
using ResNetFlowers.Training.Options;

namespace ResNetFlowers.Cli.Commands;

/// <summary><c>summary</c>: the shapes, parameters and work of a network.</summary>
internal static class SummaryCommand
{
    public static Command Create(Screen screen)
    {
        var defaults = new TrainOptions();
        var arch = CommonOptions.Arch(defaults.Arch);
        var classes = new Option<int?>("--classes") { Description = "Classes that the head tells apart [default: the network's own, mostly 1000]" };
        var imageSize = new Option<int>("--image-size") { Description = "Side of the input, in pixels", DefaultValueFactory = _ => defaults.ImageSize };
        var json = CommonOptions.Json();
        var command = new Command("summary", "Show a network's stages, parameters and multiply-adds") { arch, classes, imageSize, json };
        command.SetAction(screen.Guarded(parsed =>
        {
            ResNetVariant variant = ResNetVariant.Named(parsed.GetValue(arch)!);
            if (parsed.GetValue(classes) is < 1 or > 1_000_000) throw new InputException($"--classes {parsed.GetValue(classes)}: give 1 to 1,000,000");
            if (parsed.GetValue(imageSize) is < TrainOptions.MinImageSize or > TrainOptions.MaxImageSize)
                throw new InputException($"--image-size {parsed.GetValue(imageSize)}: give {TrainOptions.MinImageSize} to {TrainOptions.MaxImageSize} pixels");
            ModelSummary summary = ModelSummary.Of(variant, parsed.GetValue(classes) ?? variant.NumClasses, parsed.GetValue(imageSize));
            if (parsed.GetValue(json)) screen.SayJson(summary);
            else Report(screen, variant, summary);
            return 0;
        }));
        return command;
    }

    private static void Report(Screen screen, ResNetVariant variant, ModelSummary summary)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        screen.Say($"{summary.Arch}, {summary.Classes} classes, input [{variant.InChannels}, {summary.ImageSize}, {summary.ImageSize}]");
        screen.Say($"{"part",-8}  {"output",-16}  {"parameters",12}  {"multiply-adds",16}");
        foreach (LayerSummary layer in summary.Layers)
            screen.Say(string.Create(culture, $"{layer.Name,-8}  {$"[{string.Join(", ", layer.OutputShape)}]",-16}  {layer.Parameters,12:n0}  {layer.MultiplyAdds,16:n0}"));
        screen.Say(string.Create(culture, $"{"total",-8}  {"",-16}  {summary.Parameters,12:n0}  {summary.MultiplyAdds,16:n0}"));
    }
}
