using System.Text;
using ResNetFlowers.Metrics;

namespace ResNetFlowers.Reports.Page;

/// <summary>Each class's scores, in a table that its heads sort.</summary>
internal static class ClassSection
{
    public static string Write(ReportData data)
    {
        IReadOnlyList<ClassScore> scores = data.Evaluation.PerClass;
        var rows = new StringBuilder();
        for (int index = 0; index < scores.Count; index++) rows.Append(Row(scores[index] with { Class = data.Names[index] }, TakenFor(data, index)));
        return Html.Section("classes", "Class by class", $"""
            <p class="note">Precision: of the photos taken for a class, the share that is it. Recall: of a class's photos, the share that is found. F1: their harmonic mean.</p>
            <div class="scroll"><table class="scores">
            <thead><tr>{Head("class", isText: true)}{Head("precision")}{Head("recall")}{Head("F1")}{Head("photos")}{Head("most taken for", isText: true)}</tr></thead>
            <tbody>{rows}</tbody>
            <tfoot>{Row(ClassAverages.Macro(scores), "")}{Row(ClassAverages.Weighted(scores), "")}</tfoot>
            </table></div>
            """);
    }

    private static string Head(string name, bool isText = false) => $"<th scope=\"col\"{(isText ? " data-text" : "")}><button>{name}</button></th>";

    private static string Row(ClassScore score, string takenFor) =>
        $"<tr><th scope=\"row\">{Html.Text(score.Class)}</th>{Share(score.Precision)}{Share(score.Recall)}{Share(score.F1)}<td>{score.Support}</td><td>{Html.Text(takenFor)}</td></tr>\n";

    private static string Share(double value) => $"<td data-value=\"{Html.Number(value, 6)}\">{Html.Percent(value)}</td>";

    private static string TakenFor(ReportData data, int actual)
    {
        ConfusionMatrix matrix = data.Evaluation.Confusion;
        int most = Enumerable.Range(0, matrix.Classes).Where(predicted => predicted != actual).MaxBy(predicted => matrix[actual, predicted]);
        return most != actual && matrix[actual, most] > 0 ? $"{data.Names[most]} {matrix[actual, most]}" : "";
    }
}
