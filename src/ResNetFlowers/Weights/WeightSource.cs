using ResNetFlowers.Weights.Download;

namespace ResNetFlowers.Weights;

/// <summary>
/// Where a network's first weights come from, as a person says it after <c>--weights</c>: a file, an https address, or
/// <c>imagenet</c>, the file that torchvision publishes for the network. What is fetched is kept in <see cref="HubFolder"/>.
/// </summary>
public sealed class WeightSource
{
    /// <summary>The word for torchvision's published weights; a file of that name is <c>./imagenet</c>.</summary>
    public const string ImageNet = "imagenet";

    private readonly string _text;
    private readonly DownloadLimits _limits;

    private WeightSource(string text, Uri? address, string path, DownloadLimits limits)
    {
        _text = text;
        Address = address;
        Path = path;
        _limits = limits;
    }

    /// <summary>The address; null for a file.</summary>
    public Uri? Address { get; }

    /// <summary>The file, or where it will be once it is fetched.</summary>
    public string Path { get; }

    /// <summary>Whether <see cref="FetchAsync"/> has something to fetch.</summary>
    public bool NeedsFetching => Address is not null && !File.Exists(Path);

    /// <summary>Understands what a person says; nothing is looked up yet.</summary>
    /// <param name="text">What stands after <c>--weights</c>.</param>
    /// <param name="arch">The network that the weights are for.</param>
    /// <exception cref="InputException">It is empty, an address of another kind, one without a file's name, or nothing is published for the network.</exception>
    public static WeightSource Parse(string text, string arch) => Parse(text, arch, new Hub());

    internal static WeightSource Parse(string text, string arch, Hub hub)
    {
        if (string.IsNullOrWhiteSpace(text)) throw new InputException("--weights: is empty; give a file, an https:// address or imagenet");
        if (text == ImageNet) return Kept(new Uri(hub.BaseAddress, Published(arch)));
        if (!text.Contains("://", StringComparison.Ordinal)) return new WeightSource(text, address: null, text, hub.Limits);
        return Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && SecureAddress.IsSecure(address)
            ? Kept(address)
            : throw new InputException($"--weights {text}: is no https:// address; give one, a file, or imagenet");

        WeightSource Kept(Uri at) => new(text, at, System.IO.Path.Combine(hub.Folder, FileName(text, at)), hub.Limits);
    }

    /// <summary>Fetches the file if it is not there yet, and checks it against the SHA-256 in its name, if there is one.</summary>
    /// <param name="progress">Called after each piece of a download, on any thread, one call at a time.</param>
    /// <param name="cancellation">Stops it; the next time goes on from there.</param>
    /// <returns>The file.</returns>
    /// <exception cref="InputException">There is no such file, it cannot be fetched or kept, or it is not what its name says.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task<string> FetchAsync(Action<DownloadProgress>? progress = null, CancellationToken cancellation = default)
    {
        if (Address is null) return Existing();
        if (NeedsFetching) await DownloadAsync(Address, progress, cancellation);
        else await CheckKeptAsync(cancellation);
        return Path;
    }

    private static string Published(string arch) => PublishedWeights.Files.TryGetValue(arch, out string? file)
        ? file
        : throw new InputException(
            $"--weights {ImageNet}: there are none for {arch}, only for {string.Join(", ", PublishedWeights.Files.Keys)}; give a file or an https:// address");

    // The address's last part as it stands there, like torch.hub.load_state_dict_from_url: both find each other's files.
    private static string FileName(string text, Uri address)
    {
        string name = address.AbsolutePath[(address.AbsolutePath.LastIndexOf('/') + 1)..];
        return name.Length > 0 && name.IndexOfAny(System.IO.Path.GetInvalidFileNameChars()) < 0
            ? name
            : throw new InputException($"--weights {text}: names no file; give the address of a .pth or .safetensors file");
    }

    private string Existing()
    {
        if (File.Exists(Path)) return Path;
        throw new InputException(Directory.Exists(Path)
            ? $"--weights {_text}: is a folder; give a file in it"
            : $"--weights {_text}: no such file; give a file, an https:// address or imagenet");
    }

    private async Task DownloadAsync(Uri address, Action<DownloadProgress>? progress, CancellationToken cancellation)
    {
        string? folder = System.IO.Path.GetDirectoryName(Path);
        try
        {
            Directory.CreateDirectory(folder!);
            await new Downloader(_limits).FetchAsync(address, Path, progress, cancellation);
        }
        catch (DownloadException exception)
        {
            string what = _text == ImageNet ? address.AbsoluteUri : "it";
            throw new InputException($"--weights {_text}: could not fetch {what} ({exception.Message}); fetch it yourself and put it at {Path}", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            string reason = exception is UnauthorizedAccessException ? "permission denied" : exception.Message.ReplaceLineEndings(" ").TrimEnd('.');
            throw new InputException(
                $"--weights {_text}: {folder} cannot be written ({reason}); make room there, or set TORCH_HOME to another folder", exception);
        }
    }

    private async Task CheckKeptAsync(CancellationToken cancellation)
    {
        if (FileHash.FromName(Path) is not { } hash) return;
        try
        {
            using FileStream stream = new(Path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            if (await FileHash.MismatchAsync(stream, hash, cancellation) is { } wrong)
                throw new InputException($"{Path}: is damaged or another file ({wrong}); delete it, and it is fetched again");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{Path}: cannot be read ({exception.Message.ReplaceLineEndings(" ").TrimEnd('.')})", exception);
        }
    }
}
