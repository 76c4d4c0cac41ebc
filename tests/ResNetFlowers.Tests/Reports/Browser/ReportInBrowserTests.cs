using Microsoft.Playwright;
using ResNetFlowers.Reports;

namespace ResNetFlowers.Tests.Reports.Browser;

/// <summary>The report as a person has it before them.</summary>
public sealed class ReportInBrowserTests : IClassFixture<Chromium>, IDisposable
{
    private readonly Chromium _chromium;
    private readonly TemporaryFolder _folder = new();

    public ReportInBrowserTests(Chromium chromium) => _chromium = chromium;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(5, 1280)]
    [InlineData(5, 400)]
    [InlineData(60, 1280)]
    [InlineData(60, 400)]
    public async Task NothingIsAmissAndNothingStandsOverTheEdge(int classes, int width)
    {
        await using WatchedPage watched = await Open(Some(classes), width);
        IPage page = watched.Page;
        Assert.Equal(width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        Assert.Equal("0", await page.EvaluateAsync<string>("String([...document.images].filter(image => image.complete && image.naturalWidth === 0).length)"));
        Assert.Equal(7, await page.Locator("section").CountAsync());
        Assert.Empty(watched.Complaints);
    }

    [Fact]
    public async Task SixtyClassesCanBeRead()
    {
        await using WatchedPage watched = await Open(Some(60));
        IPage page = watched.Page;
        // On a wide screen the whole matrix is there without scrolling, its digits not below 9 pixels, its names within their rows.
        Assert.True(await page.EvaluateAsync<bool>("(() => { const box = document.querySelector('#confusion .scroll'); return box.scrollWidth <= box.clientWidth; })()"));
        Assert.True(await page.EvaluateAsync<bool>("[...document.querySelectorAll('.cell')].every(cell => parseFloat(getComputedStyle(cell).fontSize) >= 9 && cell.scrollWidth <= cell.clientWidth + 1)"));
        Assert.True(await page.EvaluateAsync<bool>("[...document.querySelectorAll('.matrix tbody th')].every(head => parseFloat(getComputedStyle(head).fontSize) >= 9 && head.getBoundingClientRect().height < 24)"));
        Assert.Equal(60, await page.Locator(".matrix tbody tr").CountAsync());
        Assert.Equal(60, await page.Locator("table.scores:not(.balance) tbody tr").CountAsync());
    }

    [Fact]
    public async Task ACellOpensItsPhotosByMouseAndByKeyboard()
    {
        ReportData data = Some(5);
        await using WatchedPage watched = await Open(data);
        IPage page = watched.Page;
        int hits = (int)data.Evaluation.Confusion[2, 2];
        await page.Locator(".cell[data-true='2'][data-predicted='2']").ClickAsync();
        Assert.True(await page.Locator("#viewer").IsVisibleAsync());
        Assert.Equal($"{data.Names[2]}, classified right: {hits} of 12", await page.Locator("#viewer-title").TextContentAsync());
        Assert.Equal(hits, await page.Locator("#viewer figure").CountAsync());
        string[] expected = [.. data.Photos.Where(photo => photo is { True: 2, Predicted: 2 }).OrderByDescending(photo => photo.Probability).Select(photo => photo.Path)];
        Assert.Equal(expected.Order(StringComparer.Ordinal), (await page.Locator("#viewer .path").AllTextContentsAsync()).Order(StringComparer.Ordinal));
        Assert.Equal(expected[0], await page.Locator("#viewer .path").First.TextContentAsync());
        Assert.True(await page.EvaluateAsync<bool>("[...document.querySelectorAll('#viewer img')].every(image => image.alt.length > 0)"));
        await page.Keyboard.PressAsync("Escape");
        Assert.False(await page.Locator("#viewer").IsVisibleAsync());

        ILocator miss = page.Locator(".cell.miss").First;
        await miss.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal(await miss.GetAttributeAsync("aria-label"), await page.Locator("#viewer-title").TextContentAsync());
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Close" }).ClickAsync();
        Assert.False(await page.Locator("#viewer").IsVisibleAsync());
        Assert.Empty(watched.Complaints);
    }

    [Fact]
    public async Task HeadsSortTheTable()
    {
        ReportData data = Some(5);
        await using WatchedPage watched = await Open(data);
        ILocator recall = watched.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "recall" });
        ILocator names = watched.Page.Locator("table.scores:not(.balance) tbody th");
        string[] falling = [.. data.Evaluation.PerClass.OrderByDescending(score => score.Recall).Select(score => score.Class)];
        double[] recalls = [.. data.Evaluation.PerClass.OrderByDescending(score => score.Recall).Select(score => score.Recall)];
        await recall.ClickAsync();
        Assert.Equal("descending", await watched.Page.Locator("th[aria-sort]").GetAttributeAsync("aria-sort"));
        Assert.Equal(recalls, (await names.AllTextContentsAsync()).Select(name => data.Evaluation.PerClass.Single(score => score.Class == name).Recall));
        await recall.ClickAsync();
        Assert.Equal("ascending", await watched.Page.Locator("th[aria-sort]").GetAttributeAsync("aria-sort"));
        await watched.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "class", Exact = true }).ClickAsync();
        Assert.Equal(falling.Order(StringComparer.Ordinal), await names.AllTextContentsAsync());
        Assert.Empty(watched.Complaints);
    }

    [Fact]
    public async Task TheHeatIsShownWhereItIsAskedFor()
    {
        await using WatchedPage watched = await Open(Some(5));
        ILocator heat = watched.Page.Locator(".heat").First;
        await Assertions.Expect(heat).ToHaveCSSAsync("opacity", "0");
        await watched.Page.GetByLabel("Grad-CAM").CheckAsync();
        await Assertions.Expect(heat).ToHaveCSSAsync("opacity", "1");
    }

    [Fact]
    public async Task DarkIsDarkAndLightIsLight()
    {
        Assert.Equal(("rgb(255, 255, 255)", "rgb(255, 255, 255)"), await Grounds(ColorScheme.Light));
        Assert.Equal(("rgb(18, 22, 28)", "rgb(18, 22, 28)"), await Grounds(ColorScheme.Dark));
    }

    /// <summary>Of the page and of its charts.</summary>
    private async Task<(string Page, string Chart)> Grounds(ColorScheme scheme)
    {
        await using WatchedPage watched = await Open(Some(5), scheme: scheme);
        return (
            await watched.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"),
            await watched.Page.EvaluateAsync<string>("getComputedStyle(document.querySelector('.chart .ground')).fill"));
    }

    private static ReportData Some(int classes) => FakeReport.Data([.. FakeReport.SixtyNames.Take(classes)], perClass: 12);

    private async Task<WatchedPage> Open(ReportData data, int width = 1280, ColorScheme scheme = ColorScheme.Light)
    {
        string file = _folder.File("report.html");
        await File.WriteAllTextAsync(file, FakeReport.Page(data));
        return await _chromium.Open(file, width, scheme);
    }
}
