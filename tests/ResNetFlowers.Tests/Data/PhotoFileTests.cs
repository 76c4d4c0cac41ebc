using System.IO.Pipes;
using ResNetFlowers.Data;
using ResNetFlowers.Data.Caching;
using ResNetFlowers.Imaging;

namespace ResNetFlowers.Tests.Data;

/// <summary>What is said of a photo that cannot be read.</summary>
public sealed class PhotoFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TheFileIsReadWhole()
    {
        byte[] content = [.. Enumerable.Range(0, 70_000).Select(i => (byte)i)];
        File.WriteAllBytes(_folder.File("rose.jpg"), content);
        using PhotoFile photo = PhotoFile.Open(_folder.File("rose.jpg"));
        Assert.Equal(content, photo.Bytes.ToArray());
    }

    [Fact]
    public void NoFileAndAFolderAreNamed()
    {
        Assert.Equal("no such file", Refused(_folder.File("gone.jpg")));
        Assert.Equal("no such file", Refused(_folder.File("gone/rose.jpg")));
        Assert.Equal("is a folder", Refused(_folder.Path));
    }

    [Fact]
    public void APipeIsNamed()
    {
        if (!OperatingSystem.IsLinux()) return;
        // As a shell's <(…) gives it.
        using var pipe = new AnonymousPipeServerStream(PipeDirection.In);
        string path = $"/dev/fd/{pipe.SafePipeHandle.DangerousGetHandle()}";
        Assert.StartsWith("is a pipe, which can be read only once; save it as a file", Refused(path), StringComparison.Ordinal);
        Assert.Equal(-1, PhotoStamp.Of(path).Length);
    }

    private static string Refused(string path) => Assert.Throws<InvalidImageException>(() => PhotoFile.Open(path)).Message;
}
