using System.CommandLine;
using System.Globalization;
using System.Text.Json.Serialization;
using ResNetFlowers.Cli.Terminal;
using ResNetFlowers.Inference;
using ResNetFlowers.Metrics;
using ResNetFlowers.Training;

namespace ResNetFlowers.Cli.Commands;

/// <summary><c>eval</c>: how good a checkpoint is on labelled photos.</summary>
internal static class EvalCommand
{
    private static readonly EvalOptions Defaults = new();

    public static Command Create(Screen screen)
    {
        var checkpoint = CommonOptions.Checkpoint();
        var data = new Option<string>("--data") { Description = "Folder with one sub-folder of photos per class", DefaultValueFactory = _ => Defaults.Data };
        var device = CommonOptions.Device(Defaults.Device);
        var json = CommonOptions.Json();
        var command = new Command("eval", "Measure a checkpoint on labelled photos") { checkpoint, data, device, json };
        command.SetAction(screen.Guarded(parsed =>
        {
            Evaluation result = Run(screen, new EvalOptions
            {
                Checkpoint = parsed.GetValue(checkpoint),
                Data = parsed.GetValue(data)!,
                Device = parsed.GetValue(device)!,
            });
            if (parsed.GetValue(json)) screen.SayJson(EvaluationJson.Of(result));
            else Report(screen, result);
            return 0;
        }));
        return command;
    }

    public static Evaluation Run(Screen screen, EvalOptions options)
    {
        ProgressBar? bar = null;
        try
        {
            return CheckpointEvaluation.Run(
                options, total => bar = new ProgressBar(screen, "eval", total), done => bar?.Advance(done), new SkippedPhotos(screen).Report);
        }
        finally
        {
            bar?.Dispose();
        }
    }

    public static void Report(Screen screen, Evaluation result)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        screen.Say(string.Create(culture, $"{result.Images} photos: top-1 {result.Top1:f4}, top-5 {result.Top5:f4}, loss {result.Loss:f4}"));
        int width = Math.Max(5, result.Classes.Max(name => name.Length));
        screen.Say($"{"class".PadRight(width)}  precision  recall      f1  support  taken for");
        for (int i = 0; i < result.Classes.Count; i++)
        {
            ClassScore score = result.PerClass[i];
            screen.Say(string.Create(
                culture, $"{score.Class.PadRight(width)}  {score.Precision,9:f4}  {score.Recall,6:f4}  {score.F1,6:f4}  {score.Support,7}  {TakenFor(result, i)}"));
        }
    }

    private static string TakenFor(Evaluation result, int actual) => string.Join(", ", Enumerable.Range(0, result.Classes.Count)
        .Where(predicted => predicted != actual && result.Confusion[actual, predicted] > 0)
        .OrderByDescending(predicted => result.Confusion[actual, predicted])
        .Select(predicted => $"{result.Classes[predicted]} {result.Confusion[actual, predicted]}"));

    /// <summary>The JSON of <c>eval --json</c>.</summary>
    private sealed record EvaluationJson(
        long Images, double Top1, double Top5, double Loss, IReadOnlyList<string> Classes, IReadOnlyList<IReadOnlyList<long>> Confusion,
        [property: JsonPropertyName("per_class")] IReadOnlyList<ClassScore> PerClass)
    {
        public static EvaluationJson Of(Evaluation result) =>
            new(result.Images, result.Top1, result.Top5, result.Loss, result.Classes, result.Confusion.Rows(), result.PerClass);
    }
}
