namespace ResNetFlowers.Tests.Weights.Download;

/// <summary>What a program asked a <see cref="TinyServer"/> for.</summary>
/// <param name="Path">The path with its query.</param>
/// <param name="Headers">By name, whatever the case.</param>
internal sealed record TinyRequest(string Path, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>The first byte asked for; null if the whole file is.</summary>
    public int? Start => Headers.TryGetValue("Range", out string? range) ? int.Parse(range["bytes=".Length..^1], provider: null) : null;

    /// <summary>The version that the rest is asked of.</summary>
    public string? IfRange => Headers.GetValueOrDefault("If-Range");
}
