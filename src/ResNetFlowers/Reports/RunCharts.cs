using ResNetFlowers.Reports.Charts;
using ResNetFlowers.Training.Runs;

namespace ResNetFlowers.Reports;

/// <summary>The charts of a run.</summary>
internal static class RunCharts
{
    /// <summary>Loss and accuracy, epoch by epoch; none where there are no epochs.</summary>
    /// <param name="epochs">All of them.</param>
    /// <param name="best">The epoch that is kept, from 1.</param>
    public static IReadOnlyList<SvgWriter> Curves(IReadOnlyList<EpochResult> epochs, int best)
    {
        if (epochs.Count == 0) return [];
        Series Line(string name, string style, Func<EpochResult, double> value) => new(name, style, [.. epochs.Select(value)]);
        return
        [
            LineChart.Draw("Loss", [Line("training", "second", epoch => epoch.TrainLoss), Line("validation", "first", epoch => epoch.ValLoss)], best, percent: false),
            LineChart.Draw("Accuracy", [Line("training", "second", epoch => epoch.TrainAccuracy), Line("validation", "first", epoch => epoch.ValAccuracy)], best, percent: true),
        ];
    }

    /// <summary>The confusion matrix.</summary>
    public static SvgWriter Confusion(ReportData data) => MatrixChart.Draw(data.Evaluation.Confusion, data.Names);
}
