using ResNetFlowers.Tests.Weights.Download;
using ResNetFlowers.Weights;

namespace ResNetFlowers.Tests.Weights;

/// <summary>What stands after --weights becomes a file, or one line that says why not.</summary>
public sealed class WeightSourceTests : IDisposable
{
    private readonly DownloadFixture _fixture = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _fixture.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("best.pth")]
    [InlineData("a/b:c.safetensors")]
    [InlineData("./imagenet")]
    public void AnythingElseIsAFile(string text)
    {
        WeightSource source = WeightSource.Parse(text, "resnet18");
        Assert.Equal((text, null, false), (source.Path, source.Address, source.NeedsFetching));
    }

    [Fact]
    public async Task AFileIsTakenAsItIs()
    {
        // The name promises a hash, but a person's own file is theirs.
        _folder.Files("mine-01234567.pth");
        string path = _folder.File("mine-01234567.pth");
        Assert.Equal(path, await WeightSource.Parse(path, "resnet18").FetchAsync());
    }

    [Fact]
    public async Task AFileThatIsNotThereIsNamed()
    {
        WeightSource missing = WeightSource.Parse(_folder.File("a.pth"), "resnet18");
        Assert.Equal(
            $"--weights {_folder.File("a.pth")}: no such file; give a file, an https:// address or imagenet",
            (await Assert.ThrowsAsync<InputException>(() => missing.FetchAsync())).Message);
        WeightSource folder = WeightSource.Parse(_folder.Path, "resnet18");
        Assert.Equal(
            $"--weights {_folder.Path}: is a folder; give a file in it",
            (await Assert.ThrowsAsync<InputException>(() => folder.FetchAsync())).Message);
    }

    [Theory]
    [InlineData("https://example.com/a/resnet18-f37072fd.pth?x=/y#z", "resnet18-f37072fd.pth")]
    [InlineData("HTTPS://example.com/a%2Fb.pth", "a%2Fb.pth")]
    [InlineData("http://localhost:81/a.pth", "a.pth")]
    [InlineData("http://127.0.0.1/../../a.pth", "a.pth")]
    public void AnAddressIsKeptUnderItsLastPart(string text, string name)
    {
        WeightSource source = WeightSource.Parse(text, "resnet18", new Hub { Folder = _fixture.Folder });
        Assert.Equal((Path.Combine(_fixture.Folder, name), true), (source.Path, source.NeedsFetching));
        Assert.Equal(new Uri(text), source.Address);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData(" ", "is empty")]
    [InlineData("http://example.com/a.pth", "is no https:// address")]
    [InlineData("ftp://example.com/a.pth", "is no https:// address")]
    [InlineData("file:///etc/passwd", "is no https:// address")]
    [InlineData("https://", "is no https:// address")]
    [InlineData("https://example.com", "names no file")]
    [InlineData("https://example.com/a/", "names no file")]
    [InlineData("https://example.com/a/..", "names no file")]
    public void WhatIsNothingIsRefused(string text, string reason)
    {
        string message = Assert.Throws<InputException>(() => WeightSource.Parse(text, "resnet18")).Message;
        Assert.StartsWith("--weights", message, StringComparison.Ordinal);
        Assert.Contains($": {reason}", message, StringComparison.Ordinal);
    }

    [Fact]
    public void ImageNetIsTorchvisionsFile()
    {
        WeightSource source = WeightSource.Parse("imagenet", "resnet50", new Hub { Folder = _fixture.Folder });
        Assert.Equal("https://download.pytorch.org/models/resnet50-0676ba61.pth", source.Address?.AbsoluteUri);
        Assert.Equal(Path.Combine(_fixture.Folder, "resnet50-0676ba61.pth"), source.Path);
    }

    [Fact]
    public void ANetworkWithoutPublishedWeightsIsNamed() => Assert.StartsWith(
        "--weights imagenet: there are none for vgg16, only for resnet18, resnet34, resnet50, ",
        Assert.Throws<InputException>(() => WeightSource.Parse("imagenet", "vgg16")).Message,
        StringComparison.Ordinal);

    [Fact]
    public async Task PublishedWeightsThatCannotBeFetchedAreNamedWithTheirAddress()
    {
        using var server = new TinyServer(_ => TinyResponse.Error("404 Not Found"));
        var hub = new Hub { BaseAddress = server.Address("models/"), Folder = _fixture.Folder };
        WeightSource source = WeightSource.Parse("imagenet", "resnet34", hub);
        Assert.Equal(
            $"--weights imagenet: could not fetch {server.Address("models/resnet34-b627a593.pth")} (the server answers 404 Not Found); " +
            $"fetch it yourself and put it at {Path.Combine(_fixture.Folder, "resnet34-b627a593.pth")}",
            (await Assert.ThrowsAsync<InputException>(() => source.FetchAsync())).Message);
    }
}
