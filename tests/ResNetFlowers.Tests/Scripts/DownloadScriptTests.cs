using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using ResNetFlowers.Tests.Weights.Download;

namespace ResNetFlowers.Tests.Scripts;

/// <summary>scripts/download.sh, from a server on this machine, in a copy of the folder so that nobody's downloads are touched.</summary>
public sealed class DownloadScriptTests : IDisposable
{
    private static readonly byte[] Archive = IdxBytes.Gzip(TarBytes.Make("flower_photos/daisy/1.jpg", "flower_photos/roses/2.jpg", "flower_photos/LICENSE.txt"));

    private readonly TemporaryFolder _temp = new();

    private string Kept => _temp.File("artifacts/downloads/flower_photos/flower_photos.tgz");

    public DownloadScriptTests()
    {
        Directory.CreateDirectory(_temp.File("scripts"));
        File.Copy(Path.Combine(Repository.Root, "scripts/download.sh"), _temp.File("scripts/download.sh"));
    }

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void TheSetIsLaidOutAndFetchedOnce()
    {
        if (OperatingSystem.IsWindows()) return; // It is a script for bash.
        using var server = new TinyServer(_ => new TinyResponse { Body = Archive });
        Assert.Equal("0: download: fetching", Run(server, "photos")[..21]);
        Assert.Equal(["LICENSE.txt", "daisy/1.jpg", "roses/2.jpg"], _temp.List("photos"));
        Assert.Equal("2: download: photos: is there already; name another folder, or remove it first\n", Run(server, "photos"));
        Assert.Equal("0: download: more photos is ready; next: scripts/flowers split more photos\n", Run(server, "more photos"));
        Assert.Single(server.Requests);
    }

    [Fact]
    public void AnotherFileThanPublishedIsRefused()
    {
        if (OperatingSystem.IsWindows()) return;
        byte[] other = [.. Archive];
        other[^1] ^= 1;
        using var server = new TinyServer(_ => new TinyResponse { Body = other });
        Assert.Contains("is not the file that was published (its SHA-256 is another); try again", Run(server, "photos", exitCode: 2), StringComparison.Ordinal);
        Assert.Empty(_temp.List("artifacts"));
        Assert.False(Directory.Exists(_temp.File("photos")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AnInterruptedDownloadGoesOn(bool canResume)
    {
        if (OperatingSystem.IsWindows()) return;
        const int Half = 100;
        int served = 0;
        using var server = new TinyServer(request => request.Headers.TryGetValue("Range", out string? range) && canResume
            ? new TinyResponse
            {
                Status = "206 Partial Content", Headers = [$"Content-Range: {range.Replace('=', ' ')}{Archive.Length - 1}/{Archive.Length}"],
                Body = Archive[int.Parse(range["bytes=".Length..^1], CultureInfo.InvariantCulture)..],
            }
            : new TinyResponse { Body = Archive, CutAfter = Interlocked.Increment(ref served) == 1 ? Half : int.MaxValue });
        Assert.Contains("cannot be fetched; run me again to go on", Run(server, "photos", exitCode: 2), StringComparison.Ordinal);
        Assert.Equal(Archive[..Half], File.ReadAllBytes($"{Kept}.part"));
        Run(server, "photos", exitCode: 0);
        Assert.Equal(Archive, File.ReadAllBytes(Kept));
        Assert.Equal($"bytes={Half}-", server.Requests[1].Headers["Range"]);
        Assert.Equal(["LICENSE.txt", "daisy/1.jpg", "roses/2.jpg"], _temp.List("photos"));
    }

    [Fact]
    public void ASetThatIsUnknownIsRefused()
    {
        if (OperatingSystem.IsWindows()) return;
        using var server = new TinyServer(_ => new TinyResponse { Body = Archive });
        Assert.Equal("2: download: give a set: flower_photos, oxford102 or fashion-mnist\n", Run(server, "photos", set: "petals"));
        Assert.Empty(server.Requests);
    }

    private string Run(TinyServer server, string folder, int exitCode, string set = "flower_photos")
    {
        string said = Run(server, folder, set);
        Assert.StartsWith($"{exitCode}: ", said, StringComparison.Ordinal);
        return said;
    }

    /// <returns>The exit code and what was said on stderr.</returns>
    private string Run(TinyServer server, string folder, string set = "flower_photos")
    {
        string list = _temp.File("download.list");
        File.WriteAllText(list, $"# A list.\n{set} {Convert.ToHexStringLower(SHA256.HashData(Archive))} {server.Address("flower_photos.tgz")}\n");
        var start = new ProcessStartInfo("bash", ["scripts/download.sh", set, folder])
        {
            WorkingDirectory = _temp.Path, UseShellExecute = false, RedirectStandardError = true,
        };
        start.Environment["FLOWERS_DOWNLOADS"] = list;
        start.Environment["no_proxy"] = "127.0.0.1";
        using Process script = Process.Start(start)!;
        string error = script.StandardError.ReadToEnd();
        script.WaitForExit();
        return $"{script.ExitCode}: {error}";
    }
}
