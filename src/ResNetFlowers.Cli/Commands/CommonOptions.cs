using System.CommandLine;
using System.CommandLine.Completions;
using ResNetFlowers.Models;
using ResNetFlowers.Training.Options;

namespace ResNetFlowers.Cli.Commands;

/// <summary>Options that several verbs have.</summary>
internal static class CommonOptions
{
    public static Option<bool> Json() => new("--json") { Description = "Print JSON alone on stdout" };

    public static Option<string?> Checkpoint() => new("--checkpoint") { Description = "Checkpoint file or run folder [default: the newest run under runs/]" };

    public static Option<string?> Names(string byDefault = "") =>
        new("--names") { Description = $"Readable names of the classes: a JSON file of folder name to name, cat_to_name.json say{byDefault}" };

    /// <summary>For verbs that use a checkpoint.</summary>
    public static Option<string?> NamesInstead() => Names(" [default: the checkpoint's]");

    public static Option<string> Device(string byDefault) => WithChoices(
        new("--device") { Description = "auto, cpu, cuda or cuda:N", DefaultValueFactory = _ => byDefault }, nameof(TrainOptions.Device));

    public static Option<long> MaxPixels(long byDefault) =>
        new("--max-pixels") { Description = "A photo of more pixels is not read", DefaultValueFactory = _ => byDefault };

    public static Option<string> Arch(string byDefault)
    {
        string names = string.Join(", ", ResNetVariant.All.Select(variant => variant.Name));
        return WithChoices(new("--arch") { Description = names, DefaultValueFactory = _ => byDefault }, nameof(TrainOptions.Arch));
    }

    // For completion by a shell; what may be given is said where the option is read.
    private static Option<string> WithChoices(Option<string> option, string property)
    {
        option.CompletionSources.Add(_ => OptionTable.Of(property).Choices.Select(choice => new CompletionItem(choice)));
        return option;
    }
}
