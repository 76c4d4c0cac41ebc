using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace ResNetFlowers.Weights.Download;

/// <summary>
/// The start of a file's SHA-256 as its name gives it: <c>resnet18-f37072fd.pth</c>. torch.hub's convention, with its own least
/// length of eight digits (<see href="https://pytorch.org/docs/stable/hub.html"/>, <c>load_state_dict_from_url</c>).
/// </summary>
internal static partial class FileHash
{
    [GeneratedRegex(@"-(?<hash>[a-f0-9]{8,64})\.", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex InName { get; }

    /// <summary>The digits in a file's name, in lower case; null where it has none.</summary>
    public static string? FromName(string path) =>
        InName.Match(Path.GetFileName(path)) is { Success: true } match ? match.Groups["hash"].Value : null;

    /// <summary>What is wrong with a file's bytes, from its start to its end; null if its SHA-256 starts as it should, or need not.</summary>
    /// <param name="stream">The file; it is left at its end.</param>
    /// <param name="expected">What <see cref="FromName"/> gave.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public static async Task<string?> MismatchAsync(Stream stream, string? expected, CancellationToken cancellation)
    {
        if (expected is null) return null;
        stream.Position = 0;
        string actual = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellation));
        return actual.StartsWith(expected, StringComparison.Ordinal) ? null : $"its SHA-256 starts with {actual[..expected.Length]}, not with {expected} as its name says";
    }
}
