using ResNetFlowers.Weights.Download;

namespace ResNetFlowers.Tests.Weights.Download;

/// <summary>A download comes whole and as it should be, once for all who want it.</summary>
public sealed class DownloadTests : IDisposable
{
    private readonly DownloadFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task AFileComesWhole()
    {
        using var server = new TinyServer(request => TinyResponse.File(request, _fixture.Content));
        var steps = new List<DownloadProgress>();

        Assert.Equal(_fixture.Kept, await _fixture.FetchAsync(server, steps.Add));

        _fixture.CheckKept();
        Assert.Null(Assert.Single(server.Requests).Start);
        Assert.Equal(steps.Select(step => step.Bytes).Order(), steps.Select(step => step.Bytes));
        Assert.Equal(new DownloadProgress(400_000, 400_000), steps[^1]);
        Assert.True(steps.Count > 1);
    }

    [Fact]
    public async Task AServerMayNotKnowTheLength()
    {
        using var server = new TinyServer(request => TinyResponse.File(request, _fixture.Content) with { HidesLength = true });
        var steps = new List<DownloadProgress>();
        await _fixture.FetchAsync(server, steps.Add);
        _fixture.CheckKept();
        Assert.Equal(new DownloadProgress(400_000, Total: null), steps[^1]);
    }

    [Fact]
    public async Task AFileThatIsThereIsNotFetched()
    {
        using var server = new TinyServer(_ => TinyResponse.Error("500 Oops"));
        Directory.CreateDirectory(_fixture.Folder);
        await File.WriteAllBytesAsync(_fixture.Kept, _fixture.Content);

        Assert.False(_fixture.Source(server.Address(_fixture.Name)).NeedsFetching);
        Assert.Equal(_fixture.Kept, await _fixture.FetchAsync(server));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task AFileThatIsThereAndNotWhatItsNameSaysIsNamed()
    {
        using var server = new TinyServer(request => TinyResponse.File(request, _fixture.Content));
        Directory.CreateDirectory(_fixture.Folder);
        await File.WriteAllBytesAsync(_fixture.Kept, [1, 2, 3]);

        InputException exception = await Assert.ThrowsAsync<InputException>(() => _fixture.FetchAsync(server));
        Assert.Equal(
            $"{_fixture.Kept}: is damaged or another file (its SHA-256 starts with 039058c6, not with {_fixture.Name[5..13]} as its name says); delete it, and it is fetched again",
            exception.Message);
        Assert.Equal([1, 2, 3], await File.ReadAllBytesAsync(_fixture.Kept));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task ManyAtOnceFetchItOnce()
    {
        using var gate = new ManualResetEventSlim();
        using var server = new TinyServer(request =>
        {
            gate.Wait();
            return TinyResponse.File(request, _fixture.Content);
        });
        using var waiting = new CountdownEvent(3);
        Task<string>[] fetching = [.. Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            bool told = false;
            return _fixture.FetchAsync(server, step =>
            {
                if (step.Bytes == 0 && !told) waiting.Signal();
                told = true;
            });
        }))];
        Assert.True(waiting.Wait(TimeSpan.FromSeconds(20)));
        gate.Set();

        Assert.All(await Task.WhenAll(fetching), path => Assert.Equal(_fixture.Kept, path));
        _fixture.CheckKept();
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task RedirectsAreFollowed()
    {
        using var server = new TinyServer(request => request.Path switch
        {
            "/a/file" => TinyResponse.File(request, _fixture.Content),
            "/a/here" => TinyResponse.Redirect("file"),
            _ => TinyResponse.Redirect("/a/here"),
        });
        await _fixture.FetchAsync(server);
        _fixture.CheckKept();
        Assert.Equal([$"/{_fixture.Name}", "/a/here", "/a/file"], server.Requests.Select(request => request.Path));
    }

    [Fact]
    public async Task TheQueryIsNoPartOfTheName()
    {
        using var server = new TinyServer(request => TinyResponse.File(request, _fixture.Content));
        await _fixture.Source(server.Address($"a/{_fixture.Name}?download=true")).FetchAsync();
        _fixture.CheckKept();
        Assert.Equal($"/a/{_fixture.Name}?download=true", Assert.Single(server.Requests).Path);
    }

    [Fact]
    public async Task AServerThatIsBusyIsAskedAgain()
    {
        int count = 0;
        using var server = new TinyServer(request => ++count < 3 ? TinyResponse.Error("503 Service Unavailable") : TinyResponse.File(request, _fixture.Content));
        await _fixture.FetchAsync(server);
        _fixture.CheckKept();
        Assert.Equal(3, server.Requests.Count);
    }
}
