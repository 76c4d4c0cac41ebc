using FsCheck;
using FsCheck.Fluent;

namespace ResNetFlowers.Tests.Weights.Download;

/// <summary>A download that was cut goes on where it was, and never mixes two versions of a file.</summary>
public sealed class ResumeTests : IDisposable
{
    private const string Dated = "Last-Modified: Wed, 21 Oct 2015 07:28:00 GMT";
    private readonly DownloadFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Theory]
    [InlineData("ETag: \"1\"", "\"1\"")]
    [InlineData(Dated, "Wed, 21 Oct 2015 07:28:00 GMT")]
    [InlineData("ETag: W/\"1\"", null)]
    [InlineData(null, null)]
    public async Task ABrokenConnectionIsTakenUp(string? validator, string? ifRange)
    {
        using var server = new TinyServer(request => TinyResponse.File(request, _fixture.Content, validator) with { CutAfter = 150_000 });
        await _fixture.FetchAsync(server);
        _fixture.CheckKept();
        Assert.Equal([null, 150_000, 300_000], server.Requests.Select(request => request.Start));
        Assert.Equal([null, ifRange, ifRange], server.Requests.Select(request => request.IfRange));
    }

    [Fact]
    public void HoweverOftenItBreaksTheFileComesWhole() =>
        Prop.ForAll(Gen.Choose(1, 200_000).ListOf().ToArbitrary(), cuts =>
        {
            using var fixture = new DownloadFixture();
            int count = 0;
            using var server = new TinyServer(request =>
                TinyResponse.File(request, fixture.Content) with { CutAfter = count < cuts.Count ? cuts[count++] : int.MaxValue });
            fixture.FetchAsync(server).GetAwaiter().GetResult();
            fixture.CheckKept();
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20));

    [Fact]
    public async Task ASilentServerIsLeftAndAskedForTheRest()
    {
        int count = 0;
        using var fixture = new DownloadFixture { Limits = _fixture.Limits with { Silence = TimeSpan.FromSeconds(2) } };
        using var server = new TinyServer(request => ++count > 1
            ? TinyResponse.File(request, fixture.Content)
            : TinyResponse.File(request, fixture.Content) with { CutAfter = 1000, Hangs = true });
        await fixture.FetchAsync(server);
        fixture.CheckKept();
        Assert.Equal([null, 1000], server.Requests.Select(request => request.Start));
    }

    [Fact]
    public async Task AServerWithoutRangesStartsOver()
    {
        int count = 0;
        using var server = new TinyServer(_ => new TinyResponse { Body = _fixture.Content, CutAfter = ++count < 3 ? 150_000 : int.MaxValue });
        await _fixture.FetchAsync(server);
        _fixture.CheckKept();
    }

    [Fact]
    public async Task AFileThatChangesMeanwhileComesAnew()
    {
        int count = 0;
        using var server = new TinyServer(request => ++count == 1
            ? TinyResponse.File(request, DownloadFixture.Bytes(500_000, salt: 1)) with { CutAfter = 150_000 }
            : TinyResponse.File(request, _fixture.Content, "ETag: \"2\""));
        string path = await _fixture.Source(server.Address("nameless.pth")).FetchAsync();
        Assert.Equal(_fixture.Content, await File.ReadAllBytesAsync(path));
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task WithoutHashAndVersionNothingIsTakenUp()
    {
        int count = 0;
        using var server = new TinyServer(request => ++count == 1
            ? TinyResponse.File(request, DownloadFixture.Bytes(500_000, salt: 1), validator: null) with { CutAfter = 150_000 }
            : TinyResponse.File(request, _fixture.Content, validator: null));
        string path = await _fixture.Source(server.Address("nameless.pth")).FetchAsync();
        Assert.Equal(_fixture.Content, await File.ReadAllBytesAsync(path));
        Assert.Equal([null, null], server.Requests.Select(request => request.Start));
    }

    [Fact]
    public async Task WhoStopsGoesOnNextTime()
    {
        using var stop = new CancellationTokenSource();
        using var server = new TinyServer(request => TinyResponse.File(request, _fixture.Content) with { CutAfter = request.Start is null ? 150_000 : int.MaxValue, Hangs = true });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _fixture.FetchAsync(server, step =>
        {
            if (step.Bytes == 150_000) stop.Cancel();
        }, stop.Token));
        Assert.False(File.Exists(_fixture.Kept));
        Assert.Equal(_fixture.Content[..150_000], await File.ReadAllBytesAsync(_fixture.Part));

        await _fixture.FetchAsync(server);
        _fixture.CheckKept();
        Assert.Equal((150_000, "\"1\""), (server.Requests[1].Start, server.Requests[1].IfRange));
    }

    [Fact]
    public async Task WhatAnEarlierRunLeftOfAnotherFileIsDropped()
    {
        _fixture.Leave(DownloadFixture.Bytes(150_000, salt: 1));
        using var server = new TinyServer(request => TinyResponse.File(request, _fixture.Content));
        await _fixture.FetchAsync(server);
        _fixture.CheckKept();
        Assert.Equal([150_000, null], server.Requests.Select(request => request.Start));
    }

    [Fact]
    public async Task APartThatIsCompleteIsTaken()
    {
        _fixture.Leave(_fixture.Content, "\"1\"");
        using var server = new TinyServer(request => TinyResponse.File(request, _fixture.Content));
        await _fixture.FetchAsync(server);
        _fixture.CheckKept();
        Assert.Equal(400_000, Assert.Single(server.Requests).Start);
    }

    [Theory]
    [InlineData("\"1\"")]
    [InlineData("no validator \u0001")]
    public async Task APartThatIsTooLongIsDropped(string validator)
    {
        _fixture.Leave(DownloadFixture.Bytes(400_001), validator);
        using var server = new TinyServer(request => TinyResponse.File(request, _fixture.Content));
        await _fixture.FetchAsync(server);
        _fixture.CheckKept();
        Assert.Equal([400_001, null], server.Requests.Select(request => request.Start));
    }

    [Fact]
    public async Task AnotherPartThanWasAskedForIsNotTaken()
    {
        _fixture.Leave(_fixture.Content[..1000], "\"1\"");
        using var server = new TinyServer(request => request.Start is null
            ? TinyResponse.File(request, _fixture.Content)
            : new() { Status = "206 Partial Content", Headers = ["Content-Range: bytes 999-399999/400000"], Body = _fixture.Content.AsMemory(999) });
        await _fixture.FetchAsync(server);
        _fixture.CheckKept();
    }
}
