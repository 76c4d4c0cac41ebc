namespace ResNetFlowers.Data.Archives;

/// <summary>Goes through an archive once, from its first entry to its last. What is damaged is told by an exception of any kind.</summary>
internal interface IArchiveReader : IDisposable
{
    /// <summary>The next entry; null behind the last.</summary>
    ArchiveEntry? Next();

    /// <summary>Reads what stands behind the last entry, checksums say, in steps: as many bytes as it read, 0 at the end.</summary>
    int ReadRest(byte[] buffer);
}
