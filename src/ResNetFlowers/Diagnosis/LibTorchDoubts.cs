using System.Text.RegularExpressions;
using ResNetFlowers.Data;

namespace ResNetFlowers.Diagnosis;

/// <summary>Signs that the libtorch in use is not the one that was meant.</summary>
internal static partial class LibTorchDoubts
{
    /// <summary>What is odd about it, each with its mend.</summary>
    /// <param name="libtorch">The libtorch in use.</param>
    /// <param name="wanted">The value of the variable <c>LIBTORCH</c>; null or empty where it is not set.</param>
    /// <param name="mend">How the library between this program and libtorch is made anew.</param>
    public static IEnumerable<string> About(LibTorchReport libtorch, string? wanted, string mend)
    {
        if (libtorch.Folder is { } folder && !string.IsNullOrEmpty(wanted) && RealPath.Of(Path.Join(wanted, "lib")) != RealPath.Of(folder))
            yield return $"LIBTORCH is {wanted}, but the program was built with {folder}; {mend}";

        string? own = libtorch.Configuration.Select(line => OwnVersion().Match(line)).FirstOrDefault(match => match.Success)?.Groups["version"].Value;
        if (own is not null && !libtorch.Version.StartsWith($"{own}.", StringComparison.Ordinal))
            yield return $"the program was built with libtorch {libtorch.Version}, but the one in {libtorch.Folder} is {own}; {mend}";
    }

    // Patch versions of a libtorch may stand in for each other.
    [GeneratedRegex(@"\bTORCH_VERSION=(?<version>\d+\.\d+)\.", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OwnVersion();
}
