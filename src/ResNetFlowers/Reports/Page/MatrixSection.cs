using System.Globalization;
using System.Text;
using ResNetFlowers.Metrics;
using ResNetFlowers.Reports.Charts;

namespace ResNetFlowers.Reports.Page;

/// <summary>The confusion matrix as a table whose cells are buttons: each shows the photos behind it.</summary>
internal static class MatrixSection
{
    public static string Write(ReportData data)
    {
        IReadOnlyList<string> names = data.Names;
        var html = new StringBuilder();
        html.Append($"<table class=\"matrix\" style=\"--classes: {names.Count}\"><thead><tr><td></td>");
        foreach (string name in names) html.Append($"<th scope=\"col\" title=\"{Html.Text(name)}\"><span>{Html.Text(name)}</span></th>");
        html.Append("</tr></thead>\n<tbody>");
        for (int actual = 0; actual < names.Count; actual++)
        {
            html.Append($"<tr><th scope=\"row\" title=\"{Html.Text(names[actual])}\">{Html.Text(names[actual])}</th>");
            for (int predicted = 0; predicted < names.Count; predicted++) html.Append($"<td>{Cell(data.Evaluation.Confusion, names, actual, predicted)}</td>");
            html.Append("</tr>\n");
        }

        html.Append("</tbody></table>");
        return Html.Section("confusion", "What is taken for what", $"""
            <p class="note">A row is a true class, a column the class it was taken for. A cell opens its photos.</p>
            <div class="scroll">{html}</div>
            """);
    }

    private static string Cell(ConfusionMatrix matrix, IReadOnlyList<string> names, int actual, int predicted)
    {
        long count = matrix[actual, predicted];
        if (count == 0) return "";
        long photos = Enumerable.Range(0, matrix.Classes).Sum(other => matrix[actual, other]);
        double depth = MatrixChart.Depth(count, photos);
        bool isHit = actual == predicted;
        string what = isHit ? $"{names[actual]}, classified right" : $"{names[actual]} taken for {names[predicted]}";
        string style = $"cell {(isHit ? "hit" : "miss")}{MatrixChart.DepthStyle(depth)}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"<button class=\"{style}\" style=\"--depth: {100 * depth:f0}%\" data-true=\"{actual}\" data-predicted=\"{predicted}\" aria-label=\"{Html.Text(what)}: {count} of {photos}\">{count}</button>");
    }
}
