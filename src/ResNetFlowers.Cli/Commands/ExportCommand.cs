using System.CommandLine;
using System.Globalization;
using ResNetFlowers.Cli.Terminal;
using ResNetFlowers.Export;

namespace ResNetFlowers.Cli.Commands;

/// <summary><c>export RUN --to FORMAT</c>: a trained network for other people's programs.</summary>
internal static class ExportCommand
{
    private const int ProofFailed = 1;

    public static Command Create(Screen screen)
    {
        var run = new Argument<string?>("RUN")
        {
            Description = "Checkpoint file or run folder [default: the newest run under runs/]", Arity = ArgumentArity.ZeroOrOne,
        };
        var to = new Option<ExportFormat>("--to") { Description = "pth, safetensors or onnx", Required = true };
        var output = new Option<string?>("--out") { Description = "File to write [default: model.EXT beside the checkpoint]" };
        var force = new Option<bool>("--force") { Description = "Replace a file of that name" };
        var withPreprocessing = new Option<bool>("--with-preprocessing")
        {
            Description = "onnx: take 8-bit pictures of any size; resize, crop and normalise them in the graph",
        };
        var data = new Option<string?>("--data") { Description = "Folder of photos to prove the file on [default: data/val, else drawn flowers]" };
        var json = CommonOptions.Json();
        var command = new Command("export", "Write a network as a PyTorch, safetensors or ONNX file, and prove the file")
        {
            run, to, output, force, withPreprocessing, data, json,
        };
        command.SetAction(screen.Guarded(parsed =>
        {
            ExportResult result = ModelExport.Run(new ExportOptions
            {
                Run = parsed.GetValue(run),
                To = parsed.GetValue(to),
                Out = parsed.GetValue(output),
                Force = parsed.GetValue(force),
                WithPreprocessing = parsed.GetValue(withPreprocessing),
                Data = parsed.GetValue(data),
            });
            if (parsed.GetValue(json)) screen.SayJson(result);
            else Report(screen, result);
            if (result.Proof is null or { Holds: true }) return 0;
            screen.Error($"{result.Path}: does not do what the checkpoint does; this is a fault of the program: report it");
            return ProofFailed;
        }));
        return command;
    }

    private static void Report(Screen screen, ExportResult result)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        screen.Say(string.Create(
            culture, $"{result.Arch}, {result.Classes} classes, {result.ImageSize} px: {result.Bytes / 1e6:f1} MB in {result.Path}"));
        if (result.Proof is not { } proof)
        {
            screen.Say("proof: not run, there is no ONNX Runtime here; scripts/onnxruntime.sh fetches one, ONNXRUNTIME=FILE names one");
            return;
        }

        string differ = string.Create(culture, $"logits up to {proof.LargestLogit:f2} differ by {proof.LargestDifference:g2} at most");
        screen.Say($"proof: {proof.Runtime}, {proof.Pictures} pictures of {proof.Source}: {differ}, top-1 the same on {proof.SameTop1}");
    }
}
