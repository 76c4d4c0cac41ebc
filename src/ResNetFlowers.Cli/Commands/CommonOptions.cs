using System.CommandLine;
using ResNetFlowers.Models;

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

    public static Option<string> Device(string byDefault) =>
        new("--device") { Description = "auto, cpu, cuda or cuda:N", DefaultValueFactory = _ => byDefault };

    public static Option<long> MaxPixels(long byDefault) =>
        new("--max-pixels") { Description = "A photo of more pixels is not read", DefaultValueFactory = _ => byDefault };

    public static Option<string> Arch(string byDefault) =>
        new("--arch") { Description = string.Join(", ", ResNetVariant.All.Select(variant => variant.Name)), DefaultValueFactory = _ => byDefault };
}
