using ResNetFlowers.Reports.Photos;

namespace ResNetFlowers.Reports.Page;

/// <summary>The photos that tell most, each as <c>predicted (true)</c>.</summary>
internal static class GallerySection
{
    public static string Write(ReportData data) => Html.Section("gallery", "Photos worth a look", $"""
        <input type="checkbox" id="heat"> <label for="heat">Show where the network saw the class that it predicted (Grad-CAM)</label>
        {Part("The most confident mistakes", "Written: predicted (true), and how probable the network found it.", data.Gallery.Mistakes, data)}
        {Part("The least sure hits", "Right, but only just.", data.Gallery.Hits, data)}
        """);

    private static string Part(string heading, string note, IReadOnlyList<GalleryPhoto> photos, ReportData data) => photos.Count == 0
        ? $"<h3>{heading}</h3><p class=\"note\">There are none.</p>"
        : $"<h3>{heading}</h3><p class=\"note\">{note}</p><div class=\"gallery\">{string.Concat(photos.Select(photo => Figure(photo, data)))}</div>";

    private static string Figure(GalleryPhoto picture, ReportData data)
    {
        PhotoResult photo = picture.Photo;
        (string predicted, string actual) = (data.Names[photo.Predicted], data.Names[photo.True]);
        return $"""
            <figure><div class="view">{Html.Picture(picture.Jpeg, $"{actual}, taken for {predicted}: {photo.Path}", GalleryMaker.Side)}{Html.Picture(picture.Overlay, $"Where the network saw {predicted}", GalleryMaker.Side, "heat")}</div>
            <figcaption><span class="{(photo.IsHit ? "right" : "wrong")}">{(photo.IsHit ? "✓" : "✗")} {Html.Text(predicted)} ({Html.Text(actual)})</span> {Html.Percent(photo.Probability)}<span class="path">{Html.Text(photo.Path)}</span></figcaption></figure>

            """;
    }
}
