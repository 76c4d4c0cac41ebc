namespace ResNetFlowers.Machine;

/// <summary>A library of the system that may be missing, because only a part of what the program does needs it.</summary>
/// <param name="Name">What the loader is asked for, <c>libgd.so.3</c> say.</param>
/// <param name="Purpose">What does not work without it.</param>
/// <param name="Packages">The packages that have it.</param>
internal sealed record SystemLibrary(string Name, string Purpose, string Packages)
{
    /// <summary>What .NET computes checksums with on Linux.</summary>
    public static readonly SystemLibrary OpenSsl = new(
        "libssl.so.3", "photos cannot be told apart by checksum, and split, verify and downloads end at once", "libssl3 (Debian, Ubuntu), openssl-libs (Fedora) or openssl (Arch)")
    {
        Alternatives = ["libssl.so.1.1"],
    };

    /// <summary>Names of the same library in other versions that do as well.</summary>
    public IReadOnlyList<string> Alternatives { get; init; } = [];

    /// <summary>Whether it can be loaded; loads it.</summary>
    public bool IsThere => NativeExports.TryLoad([Name, .. Alternatives]) is not null;

    /// <summary>What is said where it is missing.</summary>
    public string Missing => $"{Name} is not installed, so {Purpose}; it comes with {Packages}";
}
