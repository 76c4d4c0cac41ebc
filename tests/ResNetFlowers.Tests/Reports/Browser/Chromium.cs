using Microsoft.Playwright;

namespace ResNetFlowers.Tests.Reports.Browser;

/// <summary>A browser without a window, for all tests that look at pages.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Places =
    [
        "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe", @"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Opens it.</summary>
    public async Task InitializeAsync()
    {
        string path = Environment.GetEnvironmentVariable("CHROMIUM") ?? Places.FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException("no Chromium is installed; scripts/setup.sh --tests installs it, CHROMIUM=FILE names one");
        _playwright = await Playwright.CreateAsync();
        // Without its sandbox: it shows nothing but our own pages, and root may not have one.
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = path, Args = ["--no-sandbox"] });
    }

    /// <summary>Opens a page and waits until it has loaded.</summary>
    internal async Task<WatchedPage> Open(string file, int width = 1280, ColorScheme scheme = ColorScheme.Light)
    {
        IPage page = await _browser!.NewPageAsync(new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = width, Height = 900 }, ColorScheme = scheme });
        var watched = new WatchedPage(page);
        await page.GotoAsync(new Uri(file).AbsoluteUri);
        return watched;
    }

    /// <summary>Closes it.</summary>
    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}

/// <summary>A page, and what should not happen on it.</summary>
internal sealed class WatchedPage : IAsyncDisposable
{
    public WatchedPage(IPage page)
    {
        Page = page;
        page.Console += (_, message) => Complaints.Add($"console: {message.Type} {message.Text}");
        page.PageError += (_, error) => Complaints.Add($"error: {error}");
        page.Request += (_, request) =>
        {
            if (!request.IsNavigationRequest && !request.Url.StartsWith("data:", StringComparison.Ordinal)) Complaints.Add($"request: {request.Url}");
        };
    }

    public IPage Page { get; }

    /// <summary>Words on the console, errors, and requests but for the page itself.</summary>
    public List<string> Complaints { get; } = [];

    public async ValueTask DisposeAsync() => await Page.CloseAsync();
}
