using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
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

    private const double Val = 0.2;

    // So that one of each class is to check with.
    private const int FewestPerClass = (int)(1 / Val);

    public static Command Create(Screen screen)
    {
        var output = new Option<string?>("--out") { Description = $"Folder for everything [default: {DefaultOut}, or the next free {DefaultOut}-N]" };
        var perClass = new Option<int>("--per-class") { Description = "Pictures of each class", DefaultValueFactory = _ => 300 };
        var epochs = new Option<int>("--epochs") { Description = "Passes over the training pictures", DefaultValueFactory = _ => 15 };
        var seed = new Option<long>("--seed") { Description = "Decides everything", DefaultValueFactory = _ => 0 };
        var device = CommonOptions.Device(new TrainOptions().Device);
        var command = new Command("demo", "Draw flowers, split, train, evaluate and predict in one go") { output, perClass, epochs, seed, device };
        command.SetAction(screen.Guarded(parsed =>
        {
            Run(screen, parsed.GetValue(output) ?? NextFree(), parsed.GetValue(perClass), parsed.GetValue(epochs), parsed.GetValue(seed), parsed.GetValue(device)!);
            return 0;
        }));
        return command;
    }

    private static void Run(Screen screen, string folder, int perClass, int epochs, long seed, string device)
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
            Device = device,
            Out = run,
        };
        training.Validate();
        if (perClass < FewestPerClass) throw new InputException($"--per-class {perClass}: give at least {FewestPerClass}, so that one of each class is to check with");
        string place = device == new TrainOptions().Device ? "" : $" --device {device}";

        ShowStep(screen, $"synth {ShellWord.Quote(photos)} --per-class {perClass} --seed {seed}");
        SynthCommand.Report(screen, SynthCommand.Run(screen, new SynthOptions { Out = photos, PerClass = perClass, Seed = seed }));

        ShowStep(screen, $"split {ShellWord.Quote(photos)} --out {ShellWord.Quote(data)} --val {Val.ToString(CultureInfo.InvariantCulture)} --seed {seed}");
        SplitCommand.Report(screen, SplitCommand.Run(screen, new SplitOptions { Source = photos, Out = data, Val = Val, Seed = seed }), json: false);

        ShowStep(screen, $"train --data {ShellWord.Quote(data)} --arch {training.Arch} --epochs {epochs} --batch-size {training.BatchSize} --image-size {training.ImageSize} --step-size {training.StepSize} --seed {seed}{place} --out {ShellWord.Quote(run)}");
        var trainer = new Trainer(training);
        TrainResult result = Advised(() => TrainCommand.Run(screen, trainer, json: false));
        TrainingEnd.Write(screen, result);
        screen.Say(ReportCommand.Text(TrainCommand.WriteReport(screen, trainer, result, withPage: true)));

        string val = Path.Combine(data, "val");
        ShowStep(screen, $"eval --checkpoint {ShellWord.Quote(run)} --data {ShellWord.Quote(val)}{place}");
        EvalCommand.Report(screen, EvalCommand.Run(screen, new EvalOptions { Checkpoint = run, Data = val, Device = device }));

        string photo = ImageFolder.Scan(val).Samples[0].Path;
        ShowStep(screen, $"predict {ShellWord.Quote(photo)} --checkpoint {ShellWord.Quote(run)}{place}");
        PredictCommand.Run(screen, [photo], new PredictOptions { Checkpoint = run, Device = device }, PredictionFiles.None, json: false);
    }

    /// <summary>Trains. Where a device's memory is too small, the mend is in flags that only the command shown before has.</summary>
    internal static T Advised<T>(Func<T> training)
    {
        try
        {
            return training();
        }
        catch (InputException exception) when (exception.InnerException is ExternalException)
        {
            throw new InputException($"{exception.Message}; that is for 'flowers train' as above, 'flowers demo' itself takes --device cpu", exception);
        }
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
