namespace ResNetFlowers.Data.Loading;

/// <summary>What a batch is made of, and where: the other half of a <see cref="DataLoader"/>, which decides which photos and when.</summary>
internal interface IBatchMaker
{
    /// <summary>Photos that could not be read so far; each counts once.</summary>
    int SkippedCount { get; }

    /// <summary>Bytes that a batch takes, about; above 0.</summary>
    long BatchBytes { get; }

    /// <summary>Begins a batch.</summary>
    /// <param name="index">Its place in the epoch, from 0.</param>
    /// <param name="samples">Its samples, in order.</param>
    BatchBuilder Begin(int index, ReadOnlySpan<int> samples);

    /// <summary>Frees the memory that is kept for batches to come, of which there may be more.</summary>
    void Release();
}
