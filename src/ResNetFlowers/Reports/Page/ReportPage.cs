using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using ResNetFlowers.Reports.Charts;

namespace ResNetFlowers.Reports.Page;

/// <summary>The report as one page that fetches nothing.</summary>
internal static partial class ReportPage
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Puts the page together.</summary>
    /// <param name="data">What it shows.</param>
    /// <param name="curves">The charts of loss and accuracy; none where there are no epochs.</param>
    public static string Write(ReportData data, IReadOnlyList<SvgWriter> curves)
    {
        string sections = Curves(curves) + MatrixSection.Write(data) + ClassSection.Write(data) + GallerySection.Write(data)
            + Calibration(data) + DataSection.Write(data) + RecipeSection.Write(data);
        var parts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["title"] = Html.Text(HeadlineSection.Title(data)),
            ["chart.css"] = Asset.Read("chart.css"),
            ["report.css"] = Asset.Read("report.css"),
            ["report.js"] = Asset.Read("report.js"),
            ["headline"] = HeadlineSection.Write(data),
            ["sections"] = sections,
            ["photos"] = Photos(data),
        };
        // All at once: a part may hold anything.
        return Placeholder().Replace(Asset.Read("report.html"), match => parts[match.Groups["name"].Value]);
    }

    private static string Curves(IReadOnlyList<SvgWriter> curves) => curves.Count == 0
        ? ""
        : Html.Section("learning", "How it learned", $"<div class=\"charts\">{string.Concat(curves.Select(curve => $"<div class=\"scroll\">{curve.Inline()}</div>"))}</div>");

    private static string Calibration(ReportData data) => Html.Section("calibration", "Can its probabilities be trusted?", $"""
        <p>The calibration error, how far accuracy and probability lie apart on average, is {Html.Percent(data.Before.ExpectedError)}; with the logits divided
        by the temperature {Html.Number(data.Checkpoint.Temperature, 2)}, which was fitted to these photos, {Html.Percent(data.After.ExpectedError)}. The probabilities that
        <code>predict</code> tells are the latter.</p>
        {CalibrationChart.Draw(data.Before, data.After).Inline()}
        """);

    /// <summary>As <c>report.js</c> takes them; no end of the script in it.</summary>
    private static string Photos(ReportData data) => JsonSerializer.Serialize(
        data.Photos.Zip(data.Thumbnails).Select(pair => new object?[]
        {
            pair.First.Path, pair.First.True, pair.First.Predicted, Math.Round(pair.First.Probability, 4), pair.Second is null ? null : Convert.ToBase64String(pair.Second),
        }), Json).Replace("<", "\\u003c", StringComparison.Ordinal);

    [GeneratedRegex(@"\{\{(?<name>[a-z.]+)\}\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}
