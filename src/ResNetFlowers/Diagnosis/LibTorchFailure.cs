using System.Text.RegularExpressions;

namespace ResNetFlowers.Diagnosis;

/// <summary>Why libtorch cannot be loaded, in words that end in the mend.</summary>
internal static partial class LibTorchFailure
{
    private const string OurLibrary = "libflowers_torch.so";

    /// <summary>Explains the loader's words.</summary>
    /// <param name="message">The words: those of glibc's loader, or TorchSharp's, of which the first line says it.</param>
    /// <param name="mend">How the library between this program and libtorch is made anew.</param>
    public static string Explain(string message, string mend)
    {
        string? missing = Match(Missing(), message);
        if (missing == OurLibrary) return $"{OurLibrary}, which stands between this program and libtorch, is not there; {mend}";
        if (missing is not null && IsLibTorchs(missing)) return $"{missing} is not where it was when this program was built; {mend}";
        if (missing is not null) return $"{missing}, which libtorch needs, is missing; install the package that has it, or {mend}";
        if (Match(Undefined(), message) is { } symbol) return $"the symbol {symbol} is missing: this libtorch is another one than the program was built with; {mend}";
        if (Match(OlderRuntime(), message) is { } version) return $"{version} is missing: a library here is older than the one that the program was built with; {mend}";
        return $"{message.Split('\n', 2)[0].TrimEnd('.', ' ')}; {mend}";
    }

    private static bool IsLibTorchs(string library) =>
        library.StartsWith("libtorch", StringComparison.Ordinal) || library.StartsWith("libc10", StringComparison.Ordinal);

    private static string? Match(Regex pattern, string message) => pattern.Match(message) is { Success: true } match ? match.Groups["name"].Value : null;

    [GeneratedRegex(@"(?<name>[^/\s:]+): cannot open shared object file", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Missing();

    [GeneratedRegex(@"undefined symbol: (?<name>\S+)|Unable to find an entry point named '(?<name>[^']+)'", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Undefined();

    [GeneratedRegex(@"version [`'](?<name>[^']+)' not found", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OlderRuntime();
}
