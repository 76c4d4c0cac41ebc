using ResNetFlowers.Weights.Download;

namespace ResNetFlowers.Tests.Weights.Download;

/// <summary>The start of a SHA-256 is found where torch.hub puts it.</summary>
public class FileHashTests
{
    [Theory]
    [InlineData("resnet18-f37072fd.pth", "f37072fd")]
    [InlineData("/a-01234567.b/resnet18-f37072fd.pth.tar", "f37072fd")]
    [InlineData("a-b-0123456789abcdef.safetensors", "0123456789abcdef")]
    [InlineData("resnet-1.5-f37072fd.pth", "f37072fd")]
    [InlineData("resnet18.pth", null)]
    [InlineData("resnet18-5c106cd.pth", null)]
    [InlineData("resnet18-f37072fg.pth", null)]
    [InlineData("resnet18-F37072FD.pth", null)]
    [InlineData("resnet18-f37072fd", null)]
    public void ItStandsBetweenADashAndADot(string path, string? expected) => Assert.Equal(expected, FileHash.FromName(path));

    [Theory]
    [InlineData("ba7816bf", null)]
    [InlineData("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", null)]
    [InlineData("ba7816b0", "its SHA-256 starts with ba7816bf, not with ba7816b0 as its name says")]
    [InlineData(null, null)]
    public async Task TheWholeFileIsHashed(string? expected, string? mismatch)
    {
        // The example of FIPS 180-2, appendix B.1.
        using var stream = new MemoryStream("abc"u8.ToArray());
        stream.Position = 2;
        Assert.Equal(mismatch, await FileHash.MismatchAsync(stream, expected, CancellationToken.None));
    }
}
