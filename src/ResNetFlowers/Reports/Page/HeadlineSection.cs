using ResNetFlowers.Metrics;
using ResNetFlowers.Training;

namespace ResNetFlowers.Reports.Page;

/// <summary>The figure that counts, and how far it can be trusted.</summary>
internal static class HeadlineSection
{
    public static string Title(ReportData data) => $"{data.Name}: {Html.Percent(data.Evaluation.Top1)}";

    public static string Write(ReportData data)
    {
        Evaluation evaluation = data.Evaluation;
        ConfidenceInterval interval = evaluation.Top1Interval;
        (string, string)[] facts =
        [
            ("95 % interval", $"{Html.Percent(interval.Low)} to {Html.Percent(interval.High)}"),
            ("among the first five", Html.Percent(evaluation.Top5)),
            ("mean F1 of the classes", Html.Percent(ClassAverages.Macro(evaluation.PerClass).F1)),
            ("loss", Html.Number(evaluation.Loss, 4)),
            ("calibration error", $"{Html.Number(data.Before.ExpectedError, 3)}, scaled {Html.Number(data.After.ExpectedError, 3)}"),
            ("best epoch", data.Epochs.Count > 0 ? $"{data.Checkpoint.Epoch} of {data.Epochs.Count}" : $"{data.Checkpoint.Epoch}"),
        ];
        return $"""
            <h1>{Html.Text(data.Name)}: {Html.Text(data.Checkpoint.Arch)}, {data.Names.Count} classes, {data.Checkpoint.ImageSize} px</h1>
            <p class="headline">{Html.Percent(evaluation.Top1)} of {evaluation.Images} validation photos are classified right.</p>
            <dl class="facts">{string.Concat(facts.Select(fact => $"<div><dt>{Html.Text(fact.Item1)}</dt><dd>{Html.Text(fact.Item2)}</dd></div>\n"))}</dl>
            """;
    }
}
