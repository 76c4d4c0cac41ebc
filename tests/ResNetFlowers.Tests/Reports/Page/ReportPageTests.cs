using System.Text.Json;
using System.Text.RegularExpressions;
using ResNetFlowers.Reports;

namespace ResNetFlowers.Tests.Reports.Page;

public partial class ReportPageTests
{
    private static readonly string[] Hostile = ["<script>alert(1)</script>", "{{photos}} & \"quotes\"", "</style>ü"];

    [Fact]
    public void NamesAreTextWhateverTheyHold()
    {
        string page = FakeReport.Page(FakeReport.Data(Hostile, perClass: 6));
        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.DoesNotContain("</style>ü", page, StringComparison.Ordinal);
        Assert.Equal(2, Regex.Count(page, "<script", RegexOptions.None, TimeSpan.FromSeconds(5)));
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", page, StringComparison.Ordinal);
        Assert.Contains("{{photos}} &amp; &quot;quotes&quot;", page, StringComparison.Ordinal);
    }

    [Fact]
    public void HoldsEveryPhotoOnce()
    {
        ReportData data = FakeReport.Data(Hostile, perClass: 6);
        JsonElement photos = JsonDocument.Parse(PhotosOf().Match(FakeReport.Page(data)).Groups["json"].Value).RootElement;
        Assert.Equal(data.Photos.Select(photo => photo.Path), photos.EnumerateArray().Select(photo => photo[0].GetString()));
        Assert.All(data.Thumbnails.Zip(photos.EnumerateArray()), pair => Assert.Equal(pair.First, pair.Second[4].ValueKind == JsonValueKind.Null ? null : pair.Second[4].GetBytesFromBase64()));
    }

    [Fact]
    public void NamesNothingThatIsElsewhere()
    {
        string page = FakeReport.Page(FakeReport.Data(["a", "b"], perClass: 6));
        Assert.All(Address().Matches(page), match => Assert.Equal("http://www.w3.org/2000/svg", match.Value));
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatNobodyKnowsIsLeftOut()
    {
        string page = FakeReport.Page(FakeReport.Data(["a", "b"], perClass: 6, epochs: 0) with { Options = null, Environment = null, Augmented = [] });
        Assert.DoesNotContain("id=\"learning\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"recipe\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("As training saw them", page, StringComparison.Ordinal);
        Assert.DoesNotContain("{{", page, StringComparison.Ordinal);
    }

    [GeneratedRegex("<script type=\"application/json\" id=\"photos\">(?<json>.*?)</script>", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 5000)]
    private static partial Regex PhotosOf();

    [GeneratedRegex(@"(https?:)?//[a-z0-9.]+\.[a-z]+[^\s""]*", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Address();
}
