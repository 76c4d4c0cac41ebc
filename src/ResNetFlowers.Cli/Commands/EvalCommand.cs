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
        var data = new Option<string>("--data") { Description = "Folder with one sub-folder of photos per class, or a list (.csv, .jsonl) of path,label or path,label,split", DefaultValueFactory = _ => Defaults.Data };
        var names = CommonOptions.NamesInstead();
        var device = CommonOptions.Device(Defaults.Device);
        var maxPixels = CommonOptions.MaxPixels(Defaults.MaxPixels);
        var json = CommonOptions.Json();
        var command = new Command("eval", "Measure a checkpoint on labelled photos") { checkpoint, data, names, device, maxPixels, json };
        command.SetAction(screen.Guarded(parsed =>
        {
            Evaluation result = Run(screen, new EvalOptions
            {
                Checkpoint = parsed.GetValue(checkpoint),
                Data = parsed.GetValue(data)!,
                Names = parsed.GetValue(names),
                Device = parsed.GetValue(device)!,
                MaxPixels = parsed.GetValue(maxPixels),
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
        screen.Say(string.Create(
            culture, $"95% interval of top-1: {result.Top1Interval.Low:f4} to {result.Top1Interval.High:f4}; {CalibrationText(result)}"));
        int width = Math.Max("macro average".Length, result.Classes.Max(name => result.Names.Of(name).Length));
        screen.Say($"{"class".PadRight(width)}  precision  recall      f1  support  taken for");
        IReadOnlyList<ClassScore> scores = result.PerClass;
        for (int i = 0; i < scores.Count; i++) screen.Say($"{Row(scores[i] with { Class = result.Names.Of(scores[i].Class) }, width)}  {TakenFor(result, i)}");
        screen.Say(Row(ClassAverages.Macro(scores), width));
    }

    private static string Row(ClassScore score, int width) => string.Create(
        CultureInfo.InvariantCulture, $"{score.Class.PadRight(width)}  {score.Precision,9:f4}  {score.Recall,6:f4}  {score.F1,6:f4}  {score.Support,7}");

    private static string CalibrationText(Evaluation result) => string.Create(
        CultureInfo.InvariantCulture,
        $"calibration error {CalibrationCurve.Of(result.Logits).ExpectedError:f4}, {CalibrationCurve.Of(result.Logits, result.Temperature).ExpectedError:f4} at temperature {result.Temperature:f2}");

    private static string TakenFor(Evaluation result, int actual) => string.Join(", ", Enumerable.Range(0, result.Classes.Count)
        .Where(predicted => predicted != actual && result.Confusion[actual, predicted] > 0)
        .OrderByDescending(predicted => result.Confusion[actual, predicted])
        .Select(predicted => $"{result.Names.Of(result.Classes[predicted])} {result.Confusion[actual, predicted]}"));

    private static IReadOnlyList<string>? NamesOf(Evaluation result) => result.Names.Count == 0 ? null : [.. result.Classes.Select(result.Names.Of)];

    /// <summary>The JSON of <c>eval --json</c>.</summary>
    private sealed record EvaluationJson(
        long Images, double Top1, [property: JsonPropertyName("top1_interval")] IReadOnlyList<double> Top1Interval, double Top5, double Loss,
        [property: JsonPropertyName("calibration_error")] double CalibrationError, double Temperature,
        [property: JsonPropertyName("calibration_error_scaled")] double CalibrationErrorScaled, IReadOnlyList<string> Classes,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Names, IReadOnlyList<IReadOnlyList<long>> Confusion,
        [property: JsonPropertyName("per_class")] IReadOnlyList<ClassScore> PerClass)
    {
        public static EvaluationJson Of(Evaluation result) =>
            new(
                result.Images, result.Top1, [result.Top1Interval.Low, result.Top1Interval.High], result.Top5, result.Loss,
                CalibrationCurve.Of(result.Logits).ExpectedError, result.Temperature, CalibrationCurve.Of(result.Logits, result.Temperature).ExpectedError,
                result.Classes, NamesOf(result), result.Confusion.Rows(), result.PerClass);
    }
}
