using System.Globalization;
using ResNetFlowers.Inference.Comparison;
using ResNetFlowers.Metrics;
using ResNetFlowers.Training;

namespace ResNetFlowers.Cli.Terminal;

/// <summary>Two checkpoints side by side, for people and for programs.</summary>
internal static class ComparisonReport
{
    public static void Write(CheckpointComparison result, Action<string> line)
    {
        line($"A: {result.First.Path}");
        line($"B: {result.Second.Path}");
        var table = new TextTable();
        table.Add("", "A", "B");
        foreach (OptionDifference option in result.Options) table.Add(option.Name, OneLine.Of(option.First ?? "none", 30), OneLine.Of(option.Second ?? "none", 30));
        Add(table, result, "top-1", evaluation => Share(evaluation.Top1));
        Add(table, result, "95% interval", evaluation => $"{Share(evaluation.Top1Interval.Low)}-{Share(evaluation.Top1Interval.High)}");
        Add(table, result, "top-5", evaluation => Share(evaluation.Top5));
        Add(table, result, "loss", evaluation => Share(evaluation.Loss));
        for (int i = 0; i < result.First.Evaluation.Classes.Count; i++)
        {
            int index = i;
            ClassScore score = result.First.Evaluation.PerClass[i];
            Add(table, result, $"recall of {result.First.Evaluation.Names.Of(score.Class)}, {score.Support} photos", evaluation => Share(evaluation.PerClass[index].Recall));
        }

        foreach (string row in table.Lines()) line(row);
        line($"A alone has {result.Test.OnlyFirst} of the {result.First.Evaluation.Images} photos right, B alone {result.Test.OnlySecond}");
        line(Verdict(result));
    }

    /// <summary>Whether the difference is real, in words.</summary>
    public static string Verdict(CheckpointComparison result)
    {
        McNemarResult test = result.Test;
        if (test.OnlyFirst + test.OnlySecond == 0) return "there is no difference";
        string method = test.Method == McNemarMethod.ExactBinomial ? "exact test" : "test";
        string probability = test.PValue < 0.0001 ? "p < 0.0001" : string.Create(CultureInfo.InvariantCulture, $"p = {test.PValue:f4}");
        string better = test.OnlyFirst > test.OnlySecond ? "A" : "B";
        return result.IsReal
            ? $"{better} is better, the difference is real ({probability}, McNemar's {method})"
            : $"the difference may be chance ({probability}, McNemar's {method})";
    }

    /// <summary>The JSON of <c>compare --json</c>.</summary>
    public static object Json(CheckpointComparison result) => new
    {
        A = Json(result.First),
        B = Json(result.Second),
        result.Options,
        Images = result.First.Evaluation.Images,
        OnlyA = result.Test.OnlyFirst,
        OnlyB = result.Test.OnlySecond,
        Method = result.Test.Method == McNemarMethod.ExactBinomial ? "exact_binomial" : "chi_squared",
        result.Test.Statistic,
        PValue = result.Test.PValue,
        result.IsReal,
    };

    private static object Json(ComparedCheckpoint compared) => new
    {
        Checkpoint = compared.Path,
        compared.Checkpoint.Arch,
        compared.Checkpoint.ImageSize,
        compared.Checkpoint.Epoch,
        compared.Evaluation.Top1,
        Top1Interval = new[] { compared.Evaluation.Top1Interval.Low, compared.Evaluation.Top1Interval.High },
        compared.Evaluation.Top5,
        compared.Evaluation.Loss,
        compared.Evaluation.PerClass,
    };

    private static void Add(TextTable table, CheckpointComparison result, string what, Func<Evaluation, string> figure) =>
        table.Add(what, figure(result.First.Evaluation), figure(result.Second.Evaluation));

    private static string Share(double value) => value.ToString("f4", CultureInfo.InvariantCulture);
}
