using System.CommandLine;
using System.Globalization;
using ResNetFlowers.Cli.Terminal;
using ResNetFlowers.Training;

namespace ResNetFlowers.Cli.Commands;

/// <summary><c>train</c>: photos become a run with its best checkpoint.</summary>
internal static class TrainCommand
{
    private static readonly TrainOptions Defaults = new();

    public static Command Create(Screen screen)
    {
        var data = new Option<string>("--data") { Description = "Folder with train and val", DefaultValueFactory = _ => Defaults.Data };
        var arch = CommonOptions.Arch(Defaults.Arch);
        var epochs = new Option<int>("--epochs") { Description = "Passes over the training photos", DefaultValueFactory = _ => Defaults.Epochs };
        var batchSize = new Option<int>("--batch-size") { Description = "Photos of a step", DefaultValueFactory = _ => Defaults.BatchSize };
        var imageSize = new Option<int>("--image-size") { Description = "Side of what the network sees, in pixels", DefaultValueFactory = _ => Defaults.ImageSize };
        var lr = new Option<double>("--lr") { Description = "Learning rate of Adam", DefaultValueFactory = _ => Defaults.Lr };
        var stepSize = new Option<int>("--step-size") { Description = "Epochs between drops of the learning rate", DefaultValueFactory = _ => Defaults.StepSize };
        var gamma = new Option<double>("--gamma") { Description = "What a drop multiplies the learning rate by", DefaultValueFactory = _ => Defaults.Gamma };
        var workers = new Option<int?>("--workers") { Description = "Threads that decode photos [default: by the machine]" };
        var threads = new Option<int?>("--threads") { Description = "Threads that libtorch computes with [default: all cores]" };
        var device = CommonOptions.Device(Defaults.Device);
        var seed = new Option<long>("--seed") { Description = "Decides weights, order and augmentation", DefaultValueFactory = _ => Defaults.Seed };
        var output = new Option<string?>("--out") { Description = "The run's folder [default: the next free runs/ARCH-N]" };
        var json = CommonOptions.Json();
        var command = new Command("train", "Train a ResNet; keeps the best weights")
        {
            data, arch, epochs, batchSize, imageSize, lr, stepSize, gamma, workers, threads, device, seed, output, json,
        };
        command.SetAction(screen.Guarded(parsed =>
        {
            var options = new TrainOptions
            {
                Data = parsed.GetValue(data)!,
                Arch = parsed.GetValue(arch)!,
                Epochs = parsed.GetValue(epochs),
                BatchSize = parsed.GetValue(batchSize),
                ImageSize = parsed.GetValue(imageSize),
                Lr = parsed.GetValue(lr),
                StepSize = parsed.GetValue(stepSize),
                Gamma = parsed.GetValue(gamma),
                Workers = parsed.GetValue(workers),
                Threads = parsed.GetValue(threads),
                Device = parsed.GetValue(device)!,
                Seed = parsed.GetValue(seed),
                Out = parsed.GetValue(output),
            };
            bool asJson = parsed.GetValue(json);
            TrainResult result = Run(screen, options, asJson);
            if (asJson) screen.SayJson(result);
            else Report(screen, result);
            if (!asJson) screen.Say($"next: flowers predict PHOTO --checkpoint {result.Folder}");
            return 0;
        }));
        return command;
    }

    /// <summary>Trains, showing progress; Ctrl-C and SIGTERM end it after the step at hand.</summary>
    public static TrainResult Run(Screen screen, TrainOptions options, bool quiet)
    {
        using var interrupt = new Interrupt();
        using var observer = new TrainingView(screen, quiet);
        try
        {
            return new Trainer(options, observer).Run(interrupt.Token);
        }
        catch (OperationCanceledException)
        {
            observer.OnInterrupted();
            throw;
        }
    }

    public static void Report(Screen screen, TrainResult result)
    {
        if (result.SkippedPhotos > 0) screen.Note($"warning: {result.SkippedPhotos} photos could not be read and were left out");
        screen.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"best: epoch {result.BestEpoch}, validation accuracy {result.BestAccuracy:f4}, in {Path.Combine(result.Folder, RunFolder.BestFile)}"));
    }
}
