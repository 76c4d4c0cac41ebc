namespace ResNetFlowers.Data.Caching;

/// <summary>The kinds of cache, by name.</summary>
public static class PhotoCaches
{
    /// <summary>Every photo is decoded each time.</summary>
    public const string None = "none";

    /// <summary>Decoded photos stay in memory until the process ends.</summary>
    public const string Ram = "ram";

    /// <summary>Decoded photos stay in a file, for later runs too.</summary>
    public const string Disk = "disk";

    /// <summary>Decoded photos stay in the memory of the device that trains; what is kept there is no <see cref="PhotoCache"/>.</summary>
    public const string Device = "device";

    /// <summary>All names.</summary>
    public static IReadOnlyList<string> Names { get; } = [None, Ram, Disk, Device];

    /// <summary>Makes a cache, after a look at every photo's header, which says how much room it takes.</summary>
    /// <param name="kind"><see cref="None"/>, <see cref="Ram"/> or <see cref="Disk"/>.</param>
    /// <param name="root">The folder that the photos lie in, or the list that names them; a cache on the disk belongs to it.</param>
    /// <param name="photos">The photos; those that cannot be read take no room.</param>
    /// <param name="folder">Where a cache on the disk is; null takes <see cref="CacheFolder.Find()"/>.</param>
    /// <returns>The cache, which the caller disposes; null for <see cref="None"/>.</returns>
    /// <exception cref="InputException">The photos would not fit, or the folder cannot be used.</exception>
    /// <exception cref="ArgumentException">There is no such kind.</exception>
    public static PhotoCache? Open(string kind, string root, IEnumerable<string> photos, string? folder = null) => kind switch
    {
        None => null,
        Ram => RamCache.Create(CacheLayout.Of(root, photos), AvailableMemory.Find()),
        Disk => DiskCache.Open(folder ?? CacheFolder.Find(), root, CacheLayout.Of(root, photos), CacheFolder.FreeBytes),
        _ => throw new ArgumentException($"'{kind}' is no kind of cache on the host: {None}, {Ram}, {Disk}", nameof(kind)),
    };

    /// <summary>Bytes as people read them, in whole mebibytes.</summary>
    internal static string MiB(long bytes) => $"{(bytes + (1 << 20) - 1) >> 20:n0} MiB";
}
