using System.Net;
using System.Net.Sockets;
using System.Text;
using ResNetFlowers.Weights.Download;

namespace ResNetFlowers.Tests.Weights.Download;

/// <summary>What cannot be fetched is said in one line with the reason and the mend, and leaves no file behind.</summary>
public sealed class RefusedDownloadTests : IDisposable
{
    private readonly DownloadFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task OtherBytesThanTheNameSays()
    {
        await Refused("its SHA-256 starts with 039058c6, not with ", _ => new TinyResponse { Body = new byte[] { 1, 2, 3 } }, requests: 1);
        Assert.Empty(Directory.GetFiles(_fixture.Folder));
    }

    [Fact]
    public async Task OtherBytesThanTheNameSaysAlsoTheSecondTime()
    {
        _fixture.Leave(_fixture.Content[..10]);
        await Refused("its SHA-256 starts with ", request => TinyResponse.File(request, DownloadFixture.Bytes(50, salt: 9)), requests: 2);
        Assert.Empty(Directory.GetFiles(_fixture.Folder));
    }

    [Theory]
    [InlineData("404 Not Found", 1)]
    [InlineData("403 Forbidden", 1)]
    [InlineData("503 Service Unavailable", 4)]
    [InlineData("429 Too Many Requests", 4)]
    public async Task AnErrorOfTheServer(string status, int requests)
    {
        await Refused($"the server answers {status}", _ => TinyResponse.Error(status), requests);
        Assert.Empty(Directory.GetFiles(_fixture.Folder));
    }

    [Fact]
    public Task AWebPage() =>
        Refused("the server answers with a web page, not a file", _ => new() { Headers = ["Content-Type: text/html; charset=utf-8"], Body = "<p>"u8.ToArray() }, requests: 1);

    [Theory]
    [InlineData("<!DOCTYPE html><title>Log in</title>")]
    [InlineData("<html>")]
    public async Task AWebPageThatSaysItIsAFile(string page)
    {
        await Refused("the server answers with a web page, not a file", _ => new() { Headers = ["Content-Type: application/octet-stream"], Body = Encoding.ASCII.GetBytes(page) }, requests: 1);
        Assert.Empty(Directory.GetFiles(_fixture.Folder));
    }

    [Fact]
    public Task Nothing() => Refused("the server sends an empty file", _ => new(), requests: 1);

    [Fact]
    public Task TooMuch() => Refused("it is larger than 1048576 bytes", _ => new() { Body = new byte[(1 << 20) + 1] }, requests: 1);

    [Fact]
    public Task TooMuchWithoutSayingSo() =>
        Refused("it is larger than 1048576 bytes", _ => new() { Body = new byte[(1 << 20) + 1], HidesLength = true }, requests: 1);

    [Fact]
    public async Task AConnectionThatAlwaysBreaksAtTheSamePlace()
    {
        await Refused("the connection broke", _ => new() { Headers = ["ETag: \"1\""], Body = _fixture.Content, CutAfter = 1000 }, requests: 5);
        Assert.Equal(_fixture.Content[..1000], await File.ReadAllBytesAsync(_fixture.Part));
    }

    [Fact]
    public async Task AConnectionThatBreaksBeforeTheAnswer()
    {
        using var server = new TinyServer(_ => throw new IOException("the test hangs up"));
        Assert.Equal("127.0.0.1 does not answer as a web server should", await _fixture.RefusedAsync(server.Address(_fixture.Name)));
    }

    [Fact]
    public async Task AServerThatIsSilent()
    {
        using var fixture = new DownloadFixture { Limits = _fixture.Limits with { Silence = TimeSpan.FromSeconds(1), Attempts = 2 } };
        using var end = new ManualResetEventSlim();
        using var server = new TinyServer(_ =>
        {
            end.Wait();
            return new();
        });
        Assert.Equal("the server was silent for 1 s", await fixture.RefusedAsync(server.Address(fixture.Name)));
        end.Set();
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task NoServer()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        Assert.Equal("no connection to 127.0.0.1: is there a network?", await _fixture.RefusedAsync(new Uri($"http://127.0.0.1:{port}/a.pth")));
        Assert.Empty(Directory.GetFiles(_fixture.Folder));
    }

    [Fact]
    public async Task AServerThatDoesNotSpeakTls()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Task hangingUp = Task.Run(async () => (await listener.AcceptTcpClientAsync()).Dispose());
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        Assert.Equal("no secure connection to 127.0.0.1", await _fixture.RefusedAsync(new Uri($"https://127.0.0.1:{port}/a.pth")));
        await hangingUp;
    }

    [Fact]
    public Task ARedirectToAnInsecurePlace() =>
        Refused("the server redirects to http://example.com/a.pth, which is not https", _ => TinyResponse.Redirect("http://example.com/a.pth"), requests: 1);

    [Fact]
    public Task RedirectsWithoutEnd() =>
        Refused("the server redirects more than 10 times", _ => TinyResponse.Redirect("/again"), requests: 11);

    [Fact]
    public Task ARedirectToNowhere() => Refused("the server redirects to nowhere", _ => TinyResponse.Error("302 Found"), requests: 1);

    [Theory]
    [InlineData("https://a.org/x", "http://a.org/y")]
    [InlineData("https://a.org/x", "http://localhost/y")]
    [InlineData("https://a.org/x", "ftp://a.org/y")]
    [InlineData("https://a.org/x", "file:///etc/passwd")]
    public void HttpsNeverLeadsToLess(string from, string to) =>
        Assert.Contains("which is not https", Assert.Throws<DownloadException>(() => SecureAddress.Follow(new Uri(from), new Uri(to))).Message, StringComparison.Ordinal);

    [Fact]
    public void HttpsLeadsToHttps() =>
        Assert.Equal(new Uri("https://b.org/y"), SecureAddress.Follow(new Uri("https://a.org/x"), new Uri("https://b.org/y")));

    [Fact]
    public async Task AFolderThatCannotBeMade()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_fixture.Folder)!);
        await File.WriteAllTextAsync(_fixture.Folder, "in the way");
        using var server = new TinyServer(request => TinyResponse.File(request, _fixture.Content));
        await CannotBeWritten(server, $"{_fixture.Folder} cannot be written (");
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task AFullDisk()
    {
        // The device that is always full, where there is one.
        if (!File.Exists("/dev/full")) return;
        Directory.CreateDirectory(_fixture.Folder);
        File.CreateSymbolicLink(_fixture.Part, "/dev/full");
        using var server = new TinyServer(request => TinyResponse.File(request, _fixture.Content));
        await CannotBeWritten(server, "No space left on device");
        Assert.Single(server.Requests);
    }

    private async Task CannotBeWritten(TinyServer server, string reason)
    {
        InputException exception = await Assert.ThrowsAsync<InputException>(() => _fixture.FetchAsync(server));
        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
        Assert.EndsWith("; make room there, or set TORCH_HOME to another folder", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', exception.Message);
    }

    private async Task Refused(string reason, Func<TinyRequest, TinyResponse> answer, int requests)
    {
        using var server = new TinyServer(answer);
        Assert.StartsWith(reason, await _fixture.RefusedAsync(server.Address(_fixture.Name)), StringComparison.Ordinal);
        Assert.Equal(requests, server.Requests.Count);
    }
}
