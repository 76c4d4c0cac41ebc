using System.Security.Cryptography;
using ResNetFlowers.Weights;
using ResNetFlowers.Weights.Download;

namespace ResNetFlowers.Tests.Weights.Download;

/// <summary>A file to fetch, a folder to keep it in and an impatient hub.</summary>
internal sealed class DownloadFixture : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>Three pieces of a download and a bit.</summary>
    public byte[] Content { get; } = Bytes(400_000);

    public string Name => NameOf(Content);

    /// <summary>Where what is fetched is kept; not there yet.</summary>
    public string Folder => _folder.File("torch/hub/checkpoints");

    public string Kept => Path.Combine(Folder, Name);

    public string Part => $"{Kept}.part";

    public DownloadLimits Limits { get; init; } = new()
    {
        Silence = TimeSpan.FromSeconds(20), Pause = TimeSpan.FromMilliseconds(1), Poll = TimeSpan.FromMilliseconds(5), Bytes = 1 << 20,
    };

    public static byte[] Bytes(int count, byte salt = 0) => [.. Enumerable.Range(0, count).Select(i => (byte)((i * 7) + (i >> 8) + salt))];

    /// <summary>A name with the start of the SHA-256 that a file has.</summary>
    public static string NameOf(byte[] content) => $"tiny-{Convert.ToHexStringLower(SHA256.HashData(content))[..8]}.pth";

    public WeightSource Source(Uri address) =>
        WeightSource.Parse(address.AbsoluteUri, "resnet18", new Hub { Folder = Folder, Limits = Limits });

    public Task<string> FetchAsync(TinyServer server, Action<DownloadProgress>? progress = null, CancellationToken cancellation = default) =>
        Source(server.Address(Name)).FetchAsync(progress, cancellation);

    /// <summary>Fetches what cannot be fetched.</summary>
    /// <returns>The reason in the message.</returns>
    public async Task<string> RefusedAsync(Uri address)
    {
        WeightSource source = Source(address);
        InputException exception = await Assert.ThrowsAsync<InputException>(() => source.FetchAsync());
        string start = $"--weights {address}: could not fetch it (";
        string end = $"); fetch it yourself and put it at {source.Path}";
        Assert.StartsWith(start, exception.Message, StringComparison.Ordinal);
        Assert.EndsWith(end, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', exception.Message);
        Assert.False(File.Exists(source.Path));
        return exception.Message[start.Length..^end.Length];
    }

    /// <summary>The file is whole, and alone in its folder.</summary>
    public void CheckKept()
    {
        Assert.Equal(Content, File.ReadAllBytes(Kept));
        Assert.Equal([Kept], Directory.GetFiles(Folder));
    }

    /// <summary>What an earlier run has left.</summary>
    public void Leave(byte[] bytes, string? validator = null)
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllBytes(Part, bytes);
        if (validator is not null) File.WriteAllText($"{Part}.validator", validator);
    }

    public void Dispose() => _folder.Dispose();
}
