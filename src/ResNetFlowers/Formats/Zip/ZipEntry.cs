namespace ResNetFlowers.Formats.Zip;

/// <summary>One file inside a zip archive.</summary>
/// <param name="Name">Its name, folders separated by <c>/</c>.</param>
/// <param name="HeaderOffset">Where its local header starts in the archive, in bytes.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Crc">The CRC-32 of its content.</param>
internal readonly record struct ZipEntry(string Name, long HeaderOffset, long Length, uint Crc)
{
    /// <summary>How many bytes of the archive its content takes.</summary>
    public long StoredLength { get; init; } = Length;

    /// <summary>Whether its bytes stand in the archive as they are, neither compressed nor encrypted.</summary>
    public bool IsPlain { get; init; } = true;
}
