namespace ResNetFlowers.Weights;

/// <summary>
/// The folder in which PyTorch keeps downloaded weights, so that each file is fetched once for both
/// (<see href="https://pytorch.org/docs/stable/hub.html"/>, <c>torch.hub.get_dir</c>).
/// </summary>
public static class HubFolder
{
    /// <summary>
    /// <c>$TORCH_HOME/hub/checkpoints</c>, without it <c>$XDG_CACHE_HOME/torch/hub/checkpoints</c>, and without both
    /// <c>~/.cache/torch/hub/checkpoints</c>; it need not be there.
    /// </summary>
    public static string Find() => Find(
        Environment.GetEnvironmentVariable, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify));

    internal static string Find(Func<string, string?> variable, string home)
    {
        string torch = Set("TORCH_HOME") ?? Path.Combine(Set("XDG_CACHE_HOME") ?? Path.Combine(home, ".cache"), "torch");
        return Path.GetFullPath(Path.Combine(Expand(torch), "hub", "checkpoints"));

        string? Set(string name) => variable(name) is { Length: > 0 } value ? value : null;

        // As os.path.expanduser does: a shell leaves the ~ in TORCH_HOME="~/torch" alone.
        string Expand(string path) => path == "~" || path.StartsWith("~/", StringComparison.Ordinal) ? home + path[1..] : path;
    }
}
