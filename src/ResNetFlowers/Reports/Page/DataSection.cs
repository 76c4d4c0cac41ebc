using ResNetFlowers.Reports.Photos;

namespace ResNetFlowers.Reports.Page;

/// <summary>What the network learned from: how many photos of each class, and what augmentation made of them.</summary>
internal static class DataSection
{
    public static string Write(ReportData data) => Html.Section("data", "The photos", $"""
        <div class="scroll"><table class="scores balance">
        <thead><tr><th scope="col">class</th><th scope="col">to learn from</th><th scope="col">to check with</th></tr></thead>
        <tbody>{string.Concat(data.Names.Select((name, index) => $"<tr><th scope=\"row\">{Html.Text(name)}</th>{Count(data.TrainCounts, index)}{Count(data.ValCounts, index)}</tr>\n"))}</tbody>
        </table></div>
        {Augmented(data.Augmented)}
        """);

    private static string Count(IReadOnlyList<int> counts, int index) =>
        $"<td><span class=\"count\" style=\"--share: {Html.Number(100.0 * counts[index] / counts.Max(), 1)}%\">{counts[index]}</span></td>";

    private static string Augmented(IReadOnlyList<AugmentedPhoto> photos) => photos.Count == 0 ? "" : $"""
        <h3>As training saw them</h3>
        <p class="note">A row a training photo: first without augmentation, then what augmentation made of it in the first epochs.</p>
        <div class="augmented">{string.Concat(photos.Select(Row))}</div>
        """;

    private static string Row(AugmentedPhoto photo) => string.Concat(photo.Views.Select((view, index) =>
        Html.Picture(view, index == 0 ? photo.Path : $"{photo.Path} in epoch {index}", AugmentedSamples.Side))) + "\n";
}
