using System.CommandLine;
using System.Globalization;
using ResNetFlowers.Cli.Terminal;
using ResNetFlowers.Cli.Terminal.Training;
using ResNetFlowers.Data;
using ResNetFlowers.Data.Splitting;
using ResNetFlowers.Data.SyntheticFlowers;
using ResNetFlowers.Inference;
using ResNetFlowers.Training;
using ResNetFlowers.Training.Options;
using ResNetFlowers.Training.Runs;

namespace ResNetFlowers.Cli.Commands;

/// <summary><c>demo</c>: the whole way on drawn flowers, each step shown as the command that does it.</summary>
internal static class DemoCommand
{
    private const string DefaultOut = "demo";

    public static Command Create(Screen screen)
    {
        var output = new Option<string?>("--out") { Description = $"Folder for everything [default: {DefaultOut}, or the next free {DefaultOut}-N]" };
        var perClass = new Option<int>("--per-class") { Description = "Pictures of each class", DefaultValueFactory = _ => 300 };
        var epochs = new Option<int>("--epochs") { Description = "Passes over the training pictures", DefaultValueFactory = _ => 15 };
        var seed = new Option<long>("--seed") { Description = "Decides everything", DefaultValueFactory = _ => 0 };
        var command = new Command("demo", "Draw flowers, split, train, evaluate and predict in one go") { output, perClass, epochs, seed };
        command.SetAction(screen.Guarded(parsed =>
        {
            Run(screen, parsed.GetValue(output) ?? NextFree(), parsed.GetValue(perClass), parsed.GetValue(epochs), parsed.GetValue(seed));
            return 0;
        }));
        return command;
    }

    private static void Run(Screen screen, string folder, int perClass, int epochs, long seed)
    {
        if (string.IsNullOrWhiteSpace(folder)) throw new InputException("--out: is empty; name a folder, or leave the option out");
        string photos = Path.Combine(folder, "photos");
        string data = Path.Combine(folder, "data");
        string run = Path.Combine(folder, "run");
        var training = new TrainOptions
        {
            Data = data,
            Arch = "resnet18",
            Epochs = epochs,
            BatchSize = 32,
            ImageSize = 64,
            StepSize = 4,
            Seed = seed,
            Out = run,
        };
        training.Validate();

        ShowStep(screen, $"synth {photos} --per-class {perClass} --seed {seed}");
        SynthCommand.Report(screen, SynthCommand.Run(screen, new SynthOptions { Out = photos, PerClass = perClass, Seed = seed }));

        ShowStep(screen, $"split {photos} --out {data} --val 0.2 --seed {seed}");
        SplitCommand.Report(screen, SplitCommand.Run(screen, new SplitOptions { Source = photos, Out = data, Val = 0.2, Seed = seed }), json: false);

        ShowStep(screen, $"train --data {data} --arch {training.Arch} --epochs {epochs} --batch-size {training.BatchSize} --image-size {training.ImageSize} --step-size {training.StepSize} --seed {seed} --out {run}");
        var trainer = new Trainer(training);
        TrainResult result = TrainCommand.Run(screen, trainer, json: false);
        TrainingEnd.Write(screen, result);
        screen.Say(ReportCommand.Text(TrainCommand.WriteReport(screen, trainer, result, withPage: true)));

        string val = Path.Combine(data, "val");
        ShowStep(screen, $"eval --checkpoint {run} --data {val}");
        EvalCommand.Report(screen, EvalCommand.Run(screen, new EvalOptions { Checkpoint = run, Data = val }));

        string photo = ImageFolder.Scan(val).Samples[0].Path;
        ShowStep(screen, $"predict {photo} --checkpoint {run}");
        PredictCommand.Run(screen, [photo], new PredictOptions { Checkpoint = run }, PredictionFiles.None, json: false);
    }

    private static void ShowStep(Screen screen, string command)
    {
        screen.Say("");
        screen.Say($"$ flowers {command}");
    }

    private static string NextFree()
    {
        string folder = DefaultOut;
        for (int number = 2; Path.Exists(folder); number++) folder = $"{DefaultOut}-{number.ToString(CultureInfo.InvariantCulture)}";
        return folder;
    }
}
